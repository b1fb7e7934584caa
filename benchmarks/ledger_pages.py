"""Measure the public pages of the ledger: 114 units, 30 indicators, 10 years.

Run it as `python benchmarks/ledger_pages.py [--units N]`. It fills a database of its own in a
temporary folder, asks for each page through Django's test client, and prints milliseconds of CPU,
the ratio to an empty page and the number of queries. The goal is under 50 ms for a unit's year, an
indicator and a roll-up.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

YEARS = range(2016, 2026)
EMPTY = "/chi-tieu/cach-tinh/"
ROUNDS = 15


def main(argv: Sequence[str]) -> int:
    """Print a line per page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=114)
    parser.add_argument("--indicators", type=int, default=30)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONGTIN_HOME"] = home
        os.environ["CONGTIN_BASE_URL"] = "http://testserver"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
        prepare()
        fill(options.units, options.indicators)
        measure()
    return 0


def prepare() -> None:
    """An empty portal; static files are named without their manifest."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    django.setup()
    call_command("migrate", verbosity=0)

    from congtin.newsroom.actions import set_up_site

    set_up_site(name="Cổng tin", hostname="testserver", port=80)


def fill(unit_count: int, indicator_count: int) -> None:
    """A target with a document and a result for each unit, indicator and year."""
    from congtin.ledger.models import Document, Evidence, Indicator, Result, Target
    from congtin.ledger.tallying import recount_all
    from congtin.places.models import Unit

    city = Unit.objects.create(name="Thành phố Thử", slug="thanh-pho-thu", level="province")
    units = [
        Unit.objects.create(
            name=f"Phường {number}", slug=f"phuong-{number}", level="commune", parent=city
        )
        for number in range(unit_count)
    ]
    indicators = [
        Indicator.objects.create(name=f"Chỉ tiêu {number}", measure="tỷ đồng", aggregation="sum")
        for number in range(indicator_count)
    ]
    document = Document.objects.create(title="Báo cáo", address="https://v.example/")
    cells = [
        {
            "unit": unit,
            "indicator": indicator,
            "period": str(year),
            "value": Decimal(100 + place + year % 7),
            "measure": "tỷ đồng",
        }
        for place, unit in enumerate(units)
        for indicator in indicators
        for year in YEARS
    ]
    targets = [Target(**cell, set_by="HĐND phường", document=document) for cell in cells]
    results = [Result(**cell) for cell in cells]
    Target.objects.bulk_create(targets, batch_size=2000)
    Result.objects.bulk_create(results, batch_size=2000)
    Evidence.objects.bulk_create(
        [Evidence(target=each, document=document) for each in Target.objects.all()]
        + [Evidence(result=each, document=document) for each in Result.objects.all()],
        batch_size=2000,
    )
    recount_all()
    print(f"{len(units)} units, {len(indicators)} indicators, {2 * len(cells)} values")


def measure() -> None:
    """The pages, the empty one first."""
    from congtin.ledger.models import Indicator, Target
    from congtin.ledger.rollups import get_rollup
    from congtin.places.models import Unit

    indicator = Indicator.objects.order_by("pk").first()
    city = Unit.objects.get(slug="thanh-pho-thu")
    value = Target.objects.order_by("pk").first()
    if indicator is None or value is None:
        raise SystemExit("nothing to measure")
    empty_ms = time_page(EMPTY, None)
    for path in (
        "/chi-tieu/phuong-7/",
        "/chi-tieu/phuong-7/2021/",
        "/chi-tieu/phuong-7/2021/in/",
        f"/chi-tieu/{indicator.slug}/",
        f"/chi-tieu/{indicator.slug}/?don-vi=phuong-1&don-vi=phuong-2&don-vi=phuong-3&nam=2021",
        f"/so-lieu/m{value.pk}/",
        "/chi-tieu/?tim=chi+tieu",
        "/chi-tieu/",
        "/api/v1/targets?unit=phuong-7",
        "/chi-tieu/phuong-7/atom.xml",
    ):
        time_page(path, empty_ms)
    spent = [_spend(lambda: get_rollup(indicator=indicator, area=city, period="2021"))]
    spent += [
        _spend(lambda: get_rollup(indicator=indicator, area=city, period="2021"))
        for _ in range(ROUNDS)
    ]
    print(f"{statistics.median(spent):8.1f} ms  roll-up of {indicator}, without a page")


def time_page(path: str, empty_ms: float | None) -> float:
    """The median milliseconds of CPU after two requests that warm up."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        count = len(queries)
    if response.status_code != 200:
        raise SystemExit(f"{path}: {response.status_code}")
    spent = statistics.median(_spend(lambda: client.get(path)) for _ in range(ROUNDS))
    ratio = f"{spent / empty_ms:5.1f} x" if empty_ms else "  empty"
    size = len(response.content) // 1000
    print(f"{spent:8.1f} ms  {ratio}  {count:3d} queries  {size:5d} KB  {path}")
    return spent


def _spend(deed: object) -> float:
    started = time.process_time()
    deed()  # type: ignore[operator]  # a function without arguments
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
