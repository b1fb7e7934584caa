"""Reading one indicator: its series in a unit, its units in a year.

Only values in use are read. A result is held against the targets of its own period and territory;
what is known of a part of the year alone stands in a row of its own and is not judged here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from congtin.ledger.addresses import get_page_period
from congtin.ledger.enums import Nature
from congtin.ledger.meanings import state
from congtin.ledger.models import Indicator, Result, Target
from congtin.ledger.models.values import StatedValue
from congtin.ledger.periods import Span, read_span
from congtin.ledger.progress import Judgement, judge
from congtin.places.models import Succession, Unit
from congtin.vietnamese.ordering import sort_key

__all__ = [
    "SeriesRow",
    "UnitSpan",
    "find_indicator",
    "get_boundary_days",
    "get_comparison",
    "get_series",
    "get_units_with",
]

_Key = tuple[int, str, str]
_LEVELS = {"province": 0, "district": 1, "commune": 2}


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """What is in use for one unit, period and territory; `judgements` go with `targets`."""

    unit: Unit
    period: str
    territory: str
    targets: list[Target]
    result: Result | None
    judgements: list[Judgement]

    @property
    def span(self) -> Span | None:
        return read_span(self.period)


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """A unit that the indicator is known of, with the years and terms."""

    unit: Unit
    periods: list[str]


def find_indicator(slug: str) -> Indicator | None:
    return Indicator.objects.filter(slug=slug).first()


def get_units_with(indicator: Indicator) -> list[UnitSpan]:
    """From the province down, by the Vietnamese alphabet; periods oldest first."""
    periods: dict[int, set[str]] = {}
    for model in (Target, Result):
        known = model.objects.filter(indicator=indicator, in_use=True)
        for unit_id, period in known.order_by().values_list("unit_id", "period").distinct():
            periods.setdefault(unit_id, set()).add(get_page_period(period))
    units = Unit.objects.in_bulk(periods)
    ordered = sorted(
        units.values(), key=lambda unit: (_LEVELS.get(unit.level, 3), sort_key(unit.name))
    )
    return [UnitSpan(unit, sorted(periods[unit.pk])) for unit in ordered]


def get_series(*, indicator: Indicator, units: Sequence[Unit]) -> dict[int, list[SeriesRow]]:
    """The rows of each unit by its key, oldest first, in two queries."""
    chosen = {"indicator": indicator, "unit__in": units, "in_use": True}
    rows = _read(indicator, units, chosen)
    found: dict[int, list[SeriesRow]] = {unit.pk: [] for unit in units}
    for row in rows:
        found[row.unit.pk].append(row)
    return found


def get_comparison(*, indicator: Indicator, period: str, units: Sequence[Unit]) -> list[SeriesRow]:
    """The units of one year or term in the order given, one row for each territory, in two
    queries. `units` are all that the indicator is known of."""
    chosen = {"indicator": indicator, "period": period, "in_use": True}
    rows = _read(indicator, units, chosen)
    place = {unit.pk: number for number, unit in enumerate(units)}
    return sorted(rows, key=lambda row: place[row.unit.pk])


def get_boundary_days(units: Iterable[Unit]) -> dict[int, list[dt.date]]:
    """By the unit's key: the last days of those that were merged into it while it went on."""
    found: dict[int, list[dt.date]] = {}
    merged = Succession.objects.filter(
        successor__in=list(units), predecessor__valid_to__isnull=False
    ).select_related("predecessor", "successor")
    for each in merged:
        last, began = each.predecessor.valid_to, each.successor.valid_from
        if last and (began is None or began <= last):
            found.setdefault(each.successor_id, []).append(last)
    return {key: sorted(set(days)) for key, days in found.items()}


def _read(
    indicator: Indicator, units: Sequence[Unit], chosen: dict[str, object]
) -> list[SeriesRow]:
    by_key = {unit.pk: unit for unit in units}
    set_: dict[_Key, list[Target]] = {}
    done: dict[_Key, Result] = {}
    for target in Target.objects.filter(**chosen).select_related("document").order_by("pk"):
        set_.setdefault(_get_key(target), []).append(target)
    for result in Result.objects.filter(**chosen).order_by("pk"):
        done[_get_key(result)] = result
    rows = [
        _make_row(indicator, by_key[key[0]], key, set_.get(key, []), done.get(key))
        for key in dict.fromkeys([*set_, *done])
        if key[0] in by_key
    ]
    return sorted(rows, key=_get_order)


def _get_key(value: StatedValue) -> _Key:
    return value.unit_id, value.period, value.territory


def _make_row(
    indicator: Indicator, unit: Unit, key: _Key, targets: list[Target], result: Result | None
) -> SeriesRow:
    _, period, territory = key
    judgements = [_judge(indicator, target, result) for target in targets]
    return SeriesRow(unit, period, territory, targets, result, judgements)


def _judge(indicator: Indicator, target: Target, result: Result | None) -> Judgement:
    return judge(
        state(target),
        state(result) if result else None,
        direction=indicator.direction,
        adds_up=indicator.nature in {Nature.FLOW, Nature.COUNT},
    )


def _get_order(row: SeriesRow) -> tuple[dt.date, dt.date, bool]:
    """By the end of the period, longer ones last; older territory first."""
    span = row.span
    if span is None:
        return dt.date.min, dt.date.min, False
    return span.last, dt.date.max - (span.first - dt.date.min), not row.territory
