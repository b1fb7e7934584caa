"""Reading places: by name, by date, by slug."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from django.db.models import Q, QuerySet

from congtin.places.models import Succession, Unit
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

__all__ = ["find_unit", "get_family", "get_heirs", "get_kin", "get_units_on", "sort_units"]


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


def get_heirs() -> dict[int, list[Unit]]:
    """Of every unit that is no more the units of today that took it over, perhaps through several
    mergers, or that took over the units below it."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    after: dict[int, set[int]] = defaultdict(set)
    for predecessor, successor in Succession.objects.values_list("predecessor", "successor"):
        after[predecessor].add(successor)
    succeeded = set(after)
    for unit in units.values():
        parent = units.get(unit.parent_id or 0)
        if (
            parent
            and parent.pk not in succeeded
            and unit.valid_to
            and unit.valid_to == parent.valid_to
        ):
            after[parent.pk] |= after[unit.pk]
    return {
        pk: sort_units(units[heir] for heir in _follow(pk, after) if not _is_past(units[heir]))
        for pk, unit in units.items()
        if _is_past(unit)
    }


def get_kin(units: Iterable[int]) -> set[int]:
    """The numbers of all that came before or after these, and of what these or those are in: a
    change of one may be told of on the page of each."""
    successions = Succession.objects.values_list("predecessor_id", "successor_id")
    ended = Unit.objects.filter(parent__isnull=False, valid_to__isnull=False)
    linked: dict[int, set[int]] = defaultdict(set)
    for one, other in chain(successions, ended.values_list("parent_id", "pk")):
        if one is None:
            continue
        linked[one].add(other)
        linked[other].add(one)
    return {kin for unit in units for kin in _follow(unit, linked)}


def sort_units(units: Iterable[Unit]) -> list[Unit]:
    """By the Vietnamese alphabet."""
    return sorted(units, key=lambda unit: sort_key(unit.name))


def _is_past(unit: Unit) -> bool:
    return unit.end_unknown or unit.valid_to is not None


def _follow(start: int, after: Mapping[int, set[int]]) -> set[int]:
    """All that is reached from there, without the start."""
    reached: set[int] = set()
    waiting = set(after.get(start, ()))
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting |= after.get(each, set())
    return reached - {start}
