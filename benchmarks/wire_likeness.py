"""How long it takes to find the same story among many: no pair of them all is compared.

    .venv/bin/python benchmarks/wire_likeness.py --items 1000000

Fills a database of its own with stories of invented words, then looks for rewritten ones there.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BATCH = 2000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congtin-likeness-") as home:
        os.environ["CONGTIN_HOME"] = home
        return measure(options.items, options.searches)


def measure(items: int, searches: int) -> int:
    sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    begun = time.monotonic()
    fill(items)
    print(f"{items} stories filed in {time.monotonic() - begun:.0f} s", flush=True)
    from congtin.wire.decide import Story, make_bands
    from congtin.wire.queries import find_alike

    dice = random.Random(7)  # noqa: S311  (texts, no secrets)
    spent, found = [], 0
    for _ in range(searches):
        number = dice.randrange(items)
        words = make_words(number)
        for place in range(0, len(words), 12):  # every twelfth word is another
            words[place] = "khác"
        story = Story(f"Tin khác {number}", " ".join(words))
        start = time.perf_counter()
        bands = make_bands(headline=story.headline, text=story.text)
        alike = find_alike(story, bands)
        spent.append((time.perf_counter() - start) * 1000)
        found += alike is not None and alike[0].headline == f"Tin {number}" and alike[1].is_same
    spent.sort()
    print(
        f"{found} of {searches} rewritten stories found; median {statistics.median(spent):.1f} ms,"
        f" 95th percentile {spent[int(searches * 0.95)]:.1f} ms"
    )
    return 0


def make_words(number: int) -> list[str]:
    from soak_wire import SYLLABLES

    dice = random.Random(number)  # noqa: S311  (texts, no secrets)
    return [dice.choice(SYLLABLES) for _ in range(120)]


def fill(items: int) -> None:
    """The index is made at the end, as a database that is restored would do it."""
    from django.db import connection, transaction
    from tests.factories import make_section, make_source

    from congtin.wire.decide import make_bands
    from congtin.wire.models import ItemBand, WireItem, WireSource

    source = WireSource.objects.create(
        outlet=make_source("Báo"), section=make_section(), address="http://bao.example/rss"
    )
    [index] = ItemBand._meta.indexes
    with connection.schema_editor() as editor:
        editor.remove_index(ItemBand, index)
    table = ItemBand._meta.db_table
    for first in range(0, items, BATCH):
        numbers = range(first, min(first + BATCH, items))
        texts = {number: " ".join(make_words(number)) for number in numbers}
        with transaction.atomic(), connection.cursor() as cursor:
            rows = WireItem.objects.bulk_create(
                WireItem(
                    source=source,
                    headline=f"Tin {number}",
                    original_address=f"http://bao.example/{number}",
                    body=[{"kind": "prose", "html": f"<p>{text}</p>"}],
                )
                for number, text in texts.items()
            )
            bands = [
                (item.pk, band)
                for item, text in zip(rows, texts.values(), strict=True)
                for band in make_bands(headline=item.headline, text=text)
            ]
            insert = f"INSERT INTO {table} (item_id, band) VALUES (%s, %s)"  # noqa: S608  (our name)
            cursor.executemany(insert, bands)
    with connection.schema_editor() as editor:
        editor.add_index(ItemBand, index)


if __name__ == "__main__":
    raise SystemExit(main())
