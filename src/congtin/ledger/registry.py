"""Taking over the registry of indicators from its file (columns: ledger/data/README.md)."""

import csv
from pathlib import Path

from django.db import transaction

from congtin.ledger.models import Indicator
from congtin.vietnamese.folding import fold, slugify

__all__ = ["REGISTRY_FILE", "load_indicators"]

REGISTRY_FILE = Path(__file__).resolve().parent / "data" / "indicators.csv"


@transaction.atomic
def load_indicators(*, file: Path = REGISTRY_FILE) -> int:
    """Add the indicators that are not there yet, by name; what editors changed stays. Gives the
    number added."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = set(Indicator.objects.values_list("name", flat=True))
    slugs = set(Indicator.objects.values_list("slug", flat=True))
    fresh = [_make_indicator(row, slugs) for row in rows if row["name"] not in known]
    Indicator.objects.bulk_create(fresh)
    return len(fresh)


def _make_indicator(row: dict[str, str], slugs: set[str]) -> Indicator:
    slug = base = slugify(row["name"], max_length=110)
    number = 2
    while slug in slugs:
        slug, number = f"{base}-{number}", number + 1
    slugs.add(slug)
    aliases = [part.strip() for part in row["aliases"].split(";") if part.strip()]
    return Indicator(
        slug=slug,
        code=row["code"],
        other_codes=row["other_codes"],
        name=row["name"],
        aliases="\n".join(aliases),
        folded_names="\n".join(fold(name) for name in [row["name"], *aliases]),
        measure=row["unit"],
        nature=row["kind"],
        direction=row["direction"],
        aggregation=row["aggregation"],
        topic=row["topic"],
        level=row["level"],
        frequency=row["frequency"],
    )
