"""Reading the whole ledger at a glance: its units with their years, its indicators; and finding
both by words without marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from congtin.ledger.models import Indicator, Result, Target, YearTally
from congtin.places.models import Unit
from congtin.vietnamese.folding import fold
from congtin.vietnamese.ordering import sort_key

__all__ = [
    "UnitOverview",
    "YearCount",
    "find_indicators",
    "find_units",
    "get_indicators_in_use",
    "get_overview",
    "get_years_of",
]

_MOST_FOUND = 30
_LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year or term of a unit: targets in use, those of them with a result, results in use."""

    period: str
    targets: int
    done: int
    results: int


@dataclass(frozen=True, slots=True)
class UnitOverview:
    """`years`: newest first, a term before the year in which it begins."""

    unit: Unit
    years: list[YearCount]


def get_overview() -> list[UnitOverview]:
    """All units of which the ledger knows anything, by the Vietnamese alphabet."""
    years: dict[int, list[YearTally]] = {}
    for tally in YearTally.objects.all():
        years.setdefault(tally.unit_id, []).append(tally)
    units = Unit.objects.in_bulk(years)
    ordered = sorted(units.values(), key=lambda unit: sort_key(unit.name))
    return [UnitOverview(unit, _order_years(years[unit.pk])) for unit in ordered]


def get_years_of(unit: Unit) -> list[YearCount]:
    """Newest first."""
    return _order_years(unit.year_tallies.all())


def get_indicators_in_use() -> list[Indicator]:
    """Those that anything is known of, by the Vietnamese alphabet."""
    known = Indicator.objects.filter(_is_known())
    return sorted(known, key=lambda indicator: sort_key(indicator.name))


def find_indicators(text: str) -> list[Indicator]:
    """By all words of the text, marks and order aside, in a name or an alias; known ones first,
    and of these the ones that bear the very phrase."""
    found = _hold_words(Indicator.objects.all(), "folded_names", text)
    phrase = fold(text)[:_LONGEST_QUERY]

    def rank(indicator: Indicator) -> tuple[bool, bool, object]:
        has_phrase = phrase in indicator.folded_names
        return not indicator.known, not has_phrase, sort_key(indicator.name)

    return sorted(found.annotate(known=_is_known()), key=rank)[:_MOST_FOUND]


def find_units(text: str) -> list[Unit]:
    """By all words of the text, marks and order aside; those in being first."""
    found = _hold_words(Unit.objects.select_related("parent"), "folded_name", text)
    known = Exists(Target.objects.filter(unit=OuterRef("pk"))) | Exists(
        Result.objects.filter(unit=OuterRef("pk"))
    )
    return list(found.annotate(known=known).order_by("-known", "name", "pk")[:_MOST_FOUND])


def _hold_words(things: QuerySet, field: str, text: str) -> QuerySet:
    words = fold(text)[:_LONGEST_QUERY].split()
    for word in words:
        things = things.filter(**{f"{field}__contains": word})
    return things if words else things.none()


def _is_known() -> Q:
    return Q(Exists(Target.objects.filter(indicator=OuterRef("pk"), in_use=True))) | Q(
        Exists(Result.objects.filter(indicator=OuterRef("pk"), in_use=True))
    )


def _order_years(tallies: Iterable[YearTally]) -> list[YearCount]:
    newest = sorted(tallies, key=lambda tally: (tally.page[:4], tally.page), reverse=True)
    return [YearCount(each.page, each.targets, each.done, each.results) for each in newest]
