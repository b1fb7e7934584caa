"""Reading places: by name, by date, by slug."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from congtin.places.models import Unit
from congtin.vietnamese.folding import fold, to_nfc
from congtin.vietnamese.ordering import sort_key

# "Phường" alone names no unit, though "Xã Lạc Phượng" ends like it.
_KINDS = frozenset(
    fold(kind)
    for kind in (
        *("tỉnh", "thành phố", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu"),
        *("toàn tỉnh", "toàn thành phố", "toàn quận", "toàn huyện", "toàn phường", "toàn xã"),
    )
)

__all__ = ["find_unit", "get_family", "get_units_on", "sort_units"]


def get_units_on(day: dt.date) -> QuerySet[Unit]:
    """The units in being on that day."""
    return Unit.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        end_unknown=False,
    )


def find_unit(name: str, *, on: dt.date) -> Unit | None:
    """The unit of that name (diacritics and case aside) in being on that day.

    A name without its kind ("Lê Chân") is found too where only one unit can be meant. When no
    unit of the name was in being on the day, the one that ended last before it is meant: news
    goes on using an old name for a while.
    """
    folded = fold(name)
    if not folded or folded in _KINDS:
        return None
    exact = list(Unit.objects.filter(folded_name=folded).select_related("parent"))
    # Names that differ by marks alone: the marks decide where they are written.
    exact = [unit for unit in exact if unit.name.casefold() == to_nfc(name).casefold()] or exact
    named = exact or list(Unit.objects.filter(folded_name__endswith=f" {folded}"))
    valid = [unit for unit in named if unit.is_valid_on(on)]
    if len(valid) == 1:
        return valid[0]
    if valid:
        return valid[0] if exact and len({unit.parent_id for unit in valid}) == 1 else None
    ended = [unit for unit in exact if unit.valid_to and unit.valid_to < on]
    return max(ended, key=lambda unit: unit.valid_to or dt.date.min, default=None)


def get_family(unit: Unit) -> tuple[list[Unit], list[Unit]]:
    """The units that this one came from, and those that took it over.

    A district of 2025 was taken over by none; the units below it on its last day were.
    """
    successors = list(unit.successors.all())
    if not successors and unit.valid_to is not None:
        heirs = Unit.objects.filter(predecessors__parent=unit, predecessors__valid_to=unit.valid_to)
        successors = list(heirs.distinct())
    return sort_units(unit.predecessors.all()), sort_units(successors)


def sort_units(units: Iterable[Unit]) -> list[Unit]:
    """By the Vietnamese alphabet."""
    return sorted(units, key=lambda unit: sort_key(unit.name))
