"""Reading the whole ledger at a glance: its units with their years, its indicators; and finding
both by words without marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Length

from congtin.ledger.addresses import get_page_period
from congtin.ledger.models import Indicator, Plan, Result, Target
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
_TERM_LENGTH = len("2020-2025")


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
    years = _count_years(Q())
    units = Unit.objects.in_bulk(years)
    ordered = sorted(units.values(), key=lambda unit: sort_key(unit.name))
    return [UnitOverview(unit, years[unit.pk]) for unit in ordered]


def get_years_of(unit: Unit) -> list[YearCount]:
    """Newest first."""
    return _count_years(Q(unit=unit)).get(unit.pk, [])


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


def _count_years(condition: Q) -> dict[int, list[YearCount]]:
    counts: dict[tuple[int, str], Counter[str]] = {}
    targets = Target.objects.filter(condition, in_use=True).annotate(has_result=_has_result())
    counted = targets.order_by().values_list("unit_id", "period")
    for unit_id, period, number, done in counted.annotate(
        number=Count("pk"), done=Count("pk", filter=Q(has_result=True))
    ):
        page = counts.setdefault((unit_id, get_page_period(period)), Counter())
        page.update(targets=number, done=done)
    results = Result.objects.filter(condition, in_use=True).order_by()
    for unit_id, period, number in results.values_list("unit_id", "period").annotate(
        number=Count("pk")
    ):
        page = counts.setdefault((unit_id, get_page_period(period)), Counter())
        page.update(results=number)
    for unit_id, period in Plan.objects.filter(condition).values_list("unit_id", "period"):
        counts.setdefault((unit_id, get_page_period(period)), Counter())
    found: dict[int, list[YearCount]] = {}
    for (unit_id, period), page in sorted(counts.items(), key=_get_newest, reverse=True):
        year = YearCount(period, page["targets"], page["done"], page["results"])
        found.setdefault(unit_id, []).append(year)
    return found


def _get_newest(entry: tuple[tuple[int, str], object]) -> tuple[str, str]:
    (_, period), _ = entry
    return period[:4], period


def _has_result() -> Exists:
    """A result of the whole period or of a part of it; a term is no part of its first year."""
    part = Q(period__startswith=Concat(OuterRef("period"), Value("-"))) & ~Q(
        period_length=_TERM_LENGTH
    )
    return Exists(
        Result.objects.annotate(period_length=Length("period")).filter(
            Q(period=OuterRef("period")) | part,
            indicator=OuterRef("indicator"),
            unit=OuterRef("unit"),
            territory=OuterRef("territory"),
            in_use=True,
        )
    )
