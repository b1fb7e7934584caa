"""Changing places: taking units over from a file."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from django.db import transaction

from congtin.places.errors import UnitFileError
from congtin.places.models import Succession, Unit
from congtin.vietnamese.folding import fold, slugify

__all__ = ["UNITS_FILE", "load_units"]

UNITS_FILE = Path(__file__).resolve().parent / "data" / "hai-phong.csv"

_Row = Mapping[str, str]


@transaction.atomic
def load_units(*, file: Path) -> int:
    """Take over the units of a CSV file (columns: places/data/README.md) into an empty register.

    Gives the number of units made; none if units are there already. Raises UnitFileError on a
    parent or successor that the file does not hold.
    """
    if Unit.objects.exists():
        return 0
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    units = [_make_unit(row, slug) for row, slug in zip(rows, _choose_slugs(rows), strict=True)]
    by_name: dict[str, list[Unit]] = {}
    for unit in units:
        by_name.setdefault(unit.name, []).append(unit)
    for level in ("province", "district", "commune"):
        batch = [(unit, row) for unit, row in zip(units, rows, strict=True) if unit.level == level]
        for unit, row in batch:
            unit.parent = _find_parent(unit, row, by_name)
        Unit.objects.bulk_create([unit for unit, _ in batch])
    Succession.objects.bulk_create(_read_successions(units, rows, by_name))
    return len(units)


def _make_unit(row: _Row, slug: str) -> Unit:
    return Unit(
        slug=slug,
        name=row["name"],
        folded_name=fold(row["name"]),
        level=row["level"],
        code=row["code"],
        valid_from=_read_day(row["valid_from"]),
        valid_to=_read_day(row["valid_to"]),
        end_unknown=bool(row["merged_into"] and not row["valid_to"]),
        area_km2=row["area_km2"] or None,
        population=row["population"] or None,
        note=row["note"],
        source_code=row["source_id"],
    )


def _choose_slugs(rows: Iterable[_Row]) -> list[str]:
    """The plain name where nothing else bears it, or for the unit still in being; else with what
    tells it apart: the parent, then the day on which it ended."""
    rows = list(rows)
    named = Counter(fold(row["name"]) for row in rows)
    placed = Counter((fold(row["name"]), fold(row["parent"])) for row in rows)
    slugs = []
    for row in rows:
        parts = [row["name"]]
        if named[fold(row["name"])] > 1 and row["valid_to"]:
            parts.append(row["parent"])
            if placed[fold(row["name"]), fold(row["parent"])] > 1:
                parts.append(f"den {row['valid_to']}")
        slugs.append(slugify(" ".join(parts), max_length=90))
    return _number_repeated(slugs)


def _number_repeated(slugs: list[str]) -> list[str]:
    """Names that differ by marks alone (Cẩm Giang, Cẩm Giàng) fold to one address."""
    seen: Counter[str] = Counter()
    numbered = []
    for slug in slugs:
        seen[slug] += 1
        numbered.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return numbered


def _find_parent(unit: Unit, row: _Row, by_name: Mapping[str, list[Unit]]) -> Unit | None:
    if not row["parent"]:
        return None
    day = unit.valid_to or unit.valid_from
    parents = by_name.get(row["parent"], [])
    for parent in parents:
        if day is None or parent.is_valid_on(day):
            return parent
    raise UnitFileError(f"{unit.name}: không có đơn vị cấp trên “{row['parent']}” vào ngày {day}.")


def _read_successions(
    units: Sequence[Unit], rows: Sequence[_Row], by_name: Mapping[str, list[Unit]]
) -> list[Succession]:
    successions = []
    for unit, row in zip(units, rows, strict=True):
        for name in filter(None, (part.strip() for part in row["merged_into"].split(";"))):
            heirs = [heir for heir in by_name.get(name, []) if _takes_over(heir, unit)]
            heirs = _prefer_same_parent(unit, heirs)
            if not heirs:
                raise UnitFileError(f"{unit.name}: không có đơn vị kế thừa “{name}”.")
            successions.append(Succession(predecessor=unit, successor=heirs[0]))
    return successions


def _takes_over(heir: Unit, unit: Unit) -> bool:
    """In being on the day after; on any day where the end is not known."""
    return unit.valid_to is None or heir.is_valid_on(unit.valid_to + dt.timedelta(days=1))


def _prefer_same_parent(unit: Unit, heirs: list[Unit]) -> list[Unit]:
    return sorted(
        (heir for heir in heirs if heir is not unit),
        key=lambda heir: (heir.parent_id != unit.parent_id, heir.valid_from is None),
    )


def _read_day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
