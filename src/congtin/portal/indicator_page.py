"""The page of an indicator: its series in the chosen units, and the units of one year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from congtin.ledger.addresses import get_page_period
from congtin.ledger.models import Indicator, Result, Target
from congtin.ledger.progress import Judgement, Status
from congtin.ledger.rollup import Rollup
from congtin.ledger.rollups import get_rollup
from congtin.ledger.series import (
    SeriesRow,
    UnitSpan,
    get_boundary_days,
    get_comparison,
    get_series,
)
from congtin.places.models import Unit
from congtin.portal.addresses import get_plan_address, get_row_anchor, get_value_address
from congtin.portal.charts import Chart, Slot, draw_columns, make_scale
from congtin.portal.plan_page import say_result
from congtin.portal.series_drawing import choose_measure, describe_slots, make_slots
from congtin.portal.statuses import LABELS
from congtin.portal.value_page import name_setter, say_value
from congtin.vietnamese.formatting import format_date, format_number, trim_zeros

__all__ = [
    "Choice",
    "RowSaid",
    "Said",
    "Summed",
    "UnitSeries",
    "choose_period",
    "choose_units",
    "compare_units",
    "list_choices",
    "show_series",
    "sum_up",
]

_MOST_UNITS = 3
_MOST_SLOTS = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A value with the address of its page; `notes`: who set it, estimate, part of the year."""

    text: str
    address: str
    notes: str
    status: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row of a table: one period of a unit, or one unit of a period."""

    unit: Unit
    period: str
    territory: str
    plan: str
    targets: list[Said]
    result: Said | None
    switch: Choice | None = None


@dataclass(frozen=True, slots=True)
class UnitSeries:
    """A unit's rows, newest first: whole years and terms, and parts of years; and the drawing of
    its whole years. `left_out` of the drawing: earlier years, terms, other measures."""

    unit: Unit
    rows: list[RowSaid]
    parts: list[RowSaid]
    chart: Chart | None
    title: str
    description: str
    has_break: bool
    left_out: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that puts a unit beside those shown, or takes it away."""

    unit: Unit
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Summed:
    """All units below an area added up; without `total` the sentence says why not."""

    area: Unit
    total: str
    sentence: str


def choose_units(spans: Sequence[UnitSpan], wanted: Sequence[str]) -> list[Unit]:
    """Those asked for by slug, else the one that most periods are known of."""
    by_slug = {span.unit.slug: span.unit for span in spans}
    chosen = [by_slug[slug] for slug in dict.fromkeys(wanted) if slug in by_slug]
    if chosen or not spans:
        return chosen[:_MOST_UNITS]
    return [max(spans, key=lambda span: len(span.periods)).unit]


def choose_period(spans: Sequence[UnitSpan], wanted: str) -> str:
    """The one asked for, else the newest of those that most units are known of; "" for none."""
    known = Counter(period for span in spans for period in span.periods)
    if wanted in known or not known:
        return wanted if wanted in known else ""
    return max(known, key=lambda period: (known[period], period))


def list_choices(spans: Sequence[UnitSpan], chosen: Sequence[Unit], period: str) -> list[Choice]:
    return [_make_choice(span.unit, chosen, period) for span in spans]


def show_series(indicator: Indicator, units: Sequence[Unit]) -> tuple[list[UnitSeries], str]:
    """One for each unit, units of one level on one scale, and the measure of the scales."""
    series = get_series(indicator=indicator, units=units)
    boundaries = get_boundary_days(units)
    measure = choose_measure(indicator, [row for rows in series.values() for row in rows])
    slots = {
        unit.pk: _take_newest(make_slots(series[unit.pk], measure, boundaries.get(unit.pk, [])))
        for unit in units
    }
    scales = {
        level: make_scale(slot for unit in units if unit.level == level for slot in slots[unit.pk])
        for level in {unit.level for unit in units}
    }
    shown = []
    for unit in units:
        drawn = slots[unit.pk]
        rows = series[unit.pk][::-1]
        whole = [row for row in rows if row.span is None or row.span.whole]
        shown.append(
            UnitSeries(
                unit=unit,
                rows=[_say_row(indicator, row) for row in whole],
                parts=[_say_row(indicator, row) for row in rows if row not in whole],
                chart=draw_columns(drawn, scales[unit.level]) if drawn else None,
                title=_("%(indicator)s, %(unit)s, tính bằng %(measure)s")
                % {"indicator": indicator.name, "unit": unit.name, "measure": measure or "số"},
                description=describe_slots(drawn),
                has_break=len({slot.side for slot in drawn}) > 1,
                left_out=len(whole) - sum(not slot.is_empty for slot in drawn),
            )
        )
    return shown, measure


def compare_units(
    indicator: Indicator, period: str, spans: Sequence[UnitSpan], chosen: Sequence[Unit]
) -> list[RowSaid]:
    units = [span.unit for span in spans]
    rows = get_comparison(indicator=indicator, period=period, units=units)
    return [_say_row(indicator, row, _make_choice(row.unit, chosen, period)) for row in rows]


def sum_up(indicator: Indicator, period: str, rows: Sequence[RowSaid]) -> Summed | None:
    """For the area that most of the units lie in; None where fewer than two are known of it."""
    below = Counter(row.unit.parent_id for row in rows if row.result and row.unit.parent_id)
    if not below or max(below.values()) < 2:
        return None
    [(area_id, _known)] = below.most_common(1)
    area = Unit.objects.get(pk=area_id)
    found = get_rollup(indicator=indicator, area=area, period=period)
    return Summed(area, _say_total(found), found.sentence) if found.counted > 1 else None


def _take_newest(slots: Sequence[Slot]) -> list[Slot]:
    """As many as a narrow screen bears, from the first of which anything is known."""
    return list(dropwhile(lambda slot: slot.is_empty, slots[-_MOST_SLOTS:]))


def _say_total(found: Rollup) -> str:
    if found.total is None:
        return ""
    return f"{format_number(trim_zeros(found.total))}\u00a0{found.measure}".strip()


def _make_choice(unit: Unit, chosen: Sequence[Unit], period: str) -> Choice:
    is_chosen = unit in chosen
    others = [each.slug for each in chosen if each != unit]
    slugs = others if is_chosen else [*others, unit.slug][-_MOST_UNITS:]
    query = [("don-vi", slug) for slug in slugs] + ([("nam", period)] if period else [])
    return Choice(unit, f"?{urlencode(query)}#chuoi", is_chosen)


def _say_row(indicator: Indicator, row: SeriesRow, switch: Choice | None = None) -> RowSaid:
    plan = get_plan_address(row.unit, get_page_period(row.period))
    return RowSaid(
        unit=row.unit,
        period=row.period,
        territory=row.territory,
        plan=f"{plan}#{get_row_anchor(indicator)}",
        targets=[
            _say_target(target, judgement)
            for target, judgement in zip(row.targets, row.judgements, strict=True)
        ],
        result=_say_result(row.result) if row.result else None,
        switch=switch,
    )


def _say_target(target: Target, judgement: Judgement) -> Said:
    is_judged = judgement.status is not Status.NO_DATA
    return Said(
        text=say_value(target),
        address=get_value_address(target),
        notes=name_setter(target),
        status=str(judgement.status) if is_judged else "",
        label=str(LABELS[judgement.status]) if is_judged else "",
    )


def _say_result(result: Result) -> Said:
    notes = [_("số ước")] if result.is_estimate else []
    if result.as_of:
        notes.append(_("tính đến %(day)s") % {"day": format_date(result.as_of)})
    return Said(say_result(result), get_value_address(result), ", ".join(notes))
