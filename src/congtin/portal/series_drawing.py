"""What is drawn of a unit's series: its whole years on one scale, in one unit of measure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from congtin.ledger.measures import convert
from congtin.ledger.models import Indicator, Target
from congtin.ledger.models.values import StatedValue
from congtin.ledger.series import SeriesRow
from congtin.portal.charts import Goal, Slot
from congtin.portal.plan_page import say_result
from congtin.portal.value_page import say_value

__all__ = ["choose_measure", "describe_slots", "make_slots"]


def choose_measure(indicator: Indicator, rows: Sequence[SeriesRow]) -> str:
    """The indicator's own where the values can be told in it, else the one most used."""
    used = Counter(
        value.measure for row in rows for value in (row.result, *row.targets) if value is not None
    )
    common = used.most_common(1)[0][0] if used else indicator.measure
    fits = convert(Decimal(1), from_=common, to=indicator.measure) is not None
    return indicator.measure if indicator.measure and fits else common


def make_slots(
    rows: Sequence[SeriesRow], measure: str, boundaries: Sequence[dt.date]
) -> list[Slot]:
    """The whole years, oldest first, and an empty one for each year between."""
    slots: list[Slot] = []
    for row in rows:
        if len(row.period) != 4:
            continue
        value = _convert(row.result, row.result.value, measure) if row.result else None
        goals = tuple(goal for target in row.targets if (goal := _make_goal(target, measure)))
        if value is None and not goals:
            continue
        slots += _fill_up(slots, row.period)
        slots.append(
            Slot(
                label=row.period,
                short=_shorten(row.period),
                value=value,
                text=say_result(row.result) if row.result else "",
                is_estimate=bool(row.result and row.result.is_estimate),
                goals=goals,
                side=_find_side(row, boundaries),
            )
        )
    return slots


def describe_slots(slots: Sequence[Slot]) -> str:
    """The drawing in words, for those who do not see it."""
    parts = []
    for slot in slots:
        if slot.is_empty:
            continue
        said = [slot.text] if slot.text else []
        said += [_("đề ra %(goal)s") % {"goal": goal.text} for goal in slot.goals]
        parts.append(f"{slot.label}: {', '.join(said)}")
    return "; ".join(parts)


def _fill_up(slots: Sequence[Slot], period: str) -> list[Slot]:
    if not slots:
        return []
    between = map(str, range(int(slots[-1].label) + 1, int(period)))
    side = slots[-1].side
    return [Slot(year, _shorten(year), None, "", is_estimate=False, side=side) for year in between]


def _shorten(year: str) -> str:
    return f"’{year[2:]}"


def _find_side(row: SeriesRow, boundaries: Sequence[dt.date]) -> int:
    """How many mergers lie before the row; a named territory is one that has passed."""
    if row.territory:
        return 0
    span = row.span
    passed = sum(1 for day in boundaries if span and span.last > day)
    return passed if boundaries else 1


def _make_goal(target: Target, measure: str) -> Goal | None:
    low = _convert(target, target.low if target.low is not None else target.value, measure)
    high = _convert(target, target.high if target.high is not None else target.value, measure)
    if low is None or high is None:
        return None
    return Goal(low, high, say_value(target))


def _convert(value: StatedValue, number: Decimal | None, measure: str) -> Decimal | None:
    return None if number is None else convert(number, from_=value.measure, to=measure)
