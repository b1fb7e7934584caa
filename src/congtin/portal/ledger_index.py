"""The overview of the ledger: which units have figures for which years."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from congtin.ledger.queries import UnitYear
from congtin.places.enums import Level
from congtin.places.models import Unit

__all__ = ["Year", "group_by_year", "list_years_of"]


@dataclass(frozen=True, slots=True)
class Year:
    """A year or a term with its units, by level from the province down."""

    period: str
    levels: list[tuple[Level, list[UnitYear]]]


def group_by_year(entries: Iterable[UnitYear]) -> list[Year]:
    """Newest first; a term stands before the year in which it begins."""
    ordered = sorted(entries, key=lambda entry: (entry.period[:4], entry.period), reverse=True)
    return [
        Year(period, _group_by_level(list(group)))
        for period, group in groupby(ordered, key=lambda entry: entry.period)
    ]


def list_years_of(unit: Unit, entries: Iterable[UnitYear]) -> list[UnitYear]:
    """Oldest first, as one reads along a line."""
    return sorted(
        (entry for entry in entries if entry.unit.pk == unit.pk), key=lambda entry: entry.period
    )


def _group_by_level(entries: list[UnitYear]) -> list[tuple[Level, list[UnitYear]]]:
    levels = [(level, [each for each in entries if each.unit.level == level]) for level in Level]
    return [(level, group) for level, group in levels if group]
