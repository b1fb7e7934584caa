"""Reading the units of an area for one indicator and period, and adding them up."""

from __future__ import annotations

from django.db.models import Q

from congtin.ledger.enums import Aggregation
from congtin.ledger.models import Indicator, Result
from congtin.ledger.periods import read_span
from congtin.ledger.rollup import Member, Rollup, roll_up
from congtin.places.models import Unit

__all__ = ["get_rollup"]


def get_rollup(*, indicator: Indicator, area: Unit, period: str) -> Rollup:
    """The sum over the units directly below the area, in three queries at most.

    Raises ValueError on a text that is no period.
    """
    span = read_span(period)
    if span is None:
        raise ValueError(f"no period: {period}")
    units = list(
        Unit.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=span.last),
            Q(valid_to__isnull=True) | Q(valid_to__gte=span.first),
            parent=area,
            end_unknown=False,
        )
    )
    results = {
        result.unit_id: result
        for result in Result.objects.filter(
            unit__in=units, indicator=indicator, period=period, in_use=True, value__isnull=False
        )
    }
    return roll_up(
        [_make_member(unit, results.get(unit.pk)) for unit in units],
        span=span,
        sums=indicator.aggregation == Aggregation.SUM,
        measure=indicator.measure,
    )


def _make_member(unit: Unit, result: Result | None) -> Member:
    return Member(
        name=unit.name,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        value=result.value if result else None,
        measure=result.measure if result else "",
        territory=result.territory if result else "",
    )
