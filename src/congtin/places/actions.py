"""Changing places: taking units over from a file."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from pathlib import Path

from django.db import transaction

from congtin.places.errors import UnitFileError
from congtin.places.models import Succession, Unit
from congtin.places.packaged import read_province
from congtin.vietnamese.folding import fold, slugify

__all__ = ["UNITS_FILE", "load_province", "load_units"]

_TWO_TIERS = dt.date(2025, 7, 1)  # Law 72/2025/QH15: provinces and communes only
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


@transaction.atomic
def load_province(*, name: str) -> tuple[Unit, int]:
    """The province and its communes as of 1 July 2025, from the packaged data; gives the province
    and the number of units made. Units that are there already (by code and name) stay as they are.

    Raises PackageMissing, ProvinceUnknown.
    """
    packaged = read_province(name)
    taken = set(Unit.objects.values_list("slug", flat=True))
    province = Unit.objects.filter(level="province", name=packaged.name).first()
    made = 0
    if province is None:
        province = Unit.objects.create(
            slug=_choose_free(slugify(packaged.name, max_length=80), taken),
            name=packaged.name,
            level="province",
            code=packaged.code,
        )
        made += 1
    known = set(Unit.objects.filter(parent=province).values_list("name", "code"))
    fresh = [
        Unit(
            slug=_choose_free(slugify(each.name, max_length=80), taken, packaged.name),
            name=each.name,
            folded_name=fold(each.name),
            level="commune",
            parent=province,
            code=each.code,
            valid_from=_TWO_TIERS,
            area_km2=each.area_km2,
        )
        for each in packaged.communes
        if (each.name, each.code) not in known
    ]
    Unit.objects.bulk_create(fresh)
    return province, made + len(fresh)


def _choose_free(slug: str, taken: set[str], province: str = "") -> str:
    """The slug, else with the province behind it, else numbered; remembers what it gave."""
    choices = [slug, slugify(f"{slug} {province}", max_length=85)]
    numbered = (f"{slug}-{number}" for number in count(2))
    free = next(each for each in chain(choices, numbered) if each not in taken)
    taken.add(free)
    return free


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
