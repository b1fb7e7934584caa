"""Keeping the tallies of units' years true to targets, results and plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Concat, Length

from congtin.ledger.addresses import get_page_period
from congtin.ledger.models import Plan, Result, Target, YearTally

__all__ = ["recount", "recount_all"]

_TERM_LENGTH = len("2020-2025")
_Page = tuple[int, str]


@transaction.atomic
def recount(*, unit_id: int, page: str) -> None:
    """Of one year or term; a page of which nothing is known any more has no tally."""
    periods = Q(period=page)
    if len(page) < _TERM_LENGTH:
        periods |= Q(period__startswith=f"{page}-")
    tally = _count(Q(periods, unit=unit_id)).get((unit_id, page))
    if tally is None:
        YearTally.objects.filter(unit=unit_id, page=page).delete()
    else:
        YearTally.objects.update_or_create(
            unit_id=unit_id, page=page, defaults=_make_columns(tally)
        )


@transaction.atomic
def recount_all() -> None:
    """Whatever wrote values past the models' signals."""
    YearTally.objects.all().delete()
    YearTally.objects.bulk_create(
        YearTally(unit_id=unit_id, page=page, **_make_columns(tally))
        for (unit_id, page), tally in _count(Q()).items()
    )


def _make_columns(tally: Counter[str]) -> dict[str, int]:
    return {name: tally[name] for name in ("targets", "done", "results")}


def _count(condition: Q) -> dict[_Page, Counter[str]]:
    counts: dict[_Page, Counter[str]] = {}
    targets = Target.objects.filter(condition, in_use=True).annotate(has_result=_has_result())
    counted = targets.order_by().values_list("unit_id", "period")
    for unit_id, period, number, done in counted.annotate(
        number=Count("pk"), done=Count("pk", filter=Q(has_result=True))
    ):
        _get(counts, unit_id, period).update(targets=number, done=done)
    results = Result.objects.filter(condition, in_use=True).order_by()
    for unit_id, period, number in results.values_list("unit_id", "period").annotate(
        number=Count("pk")
    ):
        _get(counts, unit_id, period).update(results=number)
    for unit_id, period in _list_pages(condition):
        _get(counts, unit_id, period)
    return counts


def _get(counts: dict[_Page, Counter[str]], unit_id: int, period: str) -> Counter[str]:
    return counts.setdefault((unit_id, get_page_period(period)), Counter())


def _list_pages(condition: Q) -> Iterable[_Page]:
    """Pages that only hold a plan, or values that are not in use."""
    for model in (Plan, Target, Result):
        rows = model.objects.filter(condition).order_by()
        yield from rows.values_list("unit_id", "period").distinct()


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
