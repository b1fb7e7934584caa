"""Column charts: positions only, for a template of SVG. Pure.

Sideways positions are in percent of the drawing's width and heights in pixels, so that a drawing
fills any width and its letters stay as large as they are. Columns begin at zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from congtin.vietnamese.formatting import format_number, trim_zeros

__all__ = [
    "Chart",
    "Column",
    "Goal",
    "Mark",
    "Scale",
    "Slot",
    "Tick",
    "draw_columns",
    "make_scale",
]

HEIGHT = 280
_TOP, _FLOOR = Decimal(34), Decimal(232)
_GUTTER = Decimal(14)  # percent, for the numbers of the axis
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_WIDEST = Decimal(9)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target: one number twice, or the two ends of a range. `text` as it is said."""

    low: Decimal
    high: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """What is drawn for one period. `side` counts the changes of territory before it."""

    label: str
    short: str
    value: Decimal | None
    text: str
    is_estimate: bool
    goals: tuple[Goal, ...] = ()
    side: int = 0

    @property
    def is_empty(self) -> bool:
        """A year between others of which nothing is known; it keeps the axis true to time."""
        return self.value is None and not self.goals


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high` in steps; both are whole steps and zero is between or at an end."""

    low: Decimal
    high: Decimal
    step: Decimal

    def place(self, value: Decimal) -> Decimal:
        share = (value - self.low) / (self.high - self.low)
        return (_FLOOR - share * (_FLOOR - _TOP)).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Tick:
    y: str
    text: str
    is_zero: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A target on the drawing; `height` above a few pixels is a range."""

    x: str
    width: str
    y: str
    height: str
    is_range: bool


@dataclass(frozen=True, slots=True)
class Column:
    """`height` is "" where there is no result; `label_y` is where the number stands."""

    slot: Slot
    centre: str
    x: str
    width: str
    y: str
    height: str
    number: str
    label_y: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Chart:
    """`breaks` are the sideways positions of changes of territory; `is_dense`: too many columns
    for a number on each on a narrow screen."""

    height: int
    ticks: list[Tick]
    columns: list[Column]
    breaks: list[str]
    gutter: str
    is_dense: bool


def make_scale(slots: Iterable[Slot]) -> Scale:
    """One that holds all values and targets, with three to six steps."""
    numbers = [Decimal(0)]
    for slot in slots:
        numbers += [slot.value] if slot.value is not None else []
        numbers += [end for goal in slot.goals for end in (goal.low, goal.high)]
    low, high = min(numbers), max(numbers)
    if low == high:
        high = low + 1
    step = _choose_step(high - low)
    return Scale(
        low=(low / step).to_integral_value(ROUND_FLOOR) * step,
        high=(high / step).to_integral_value(ROUND_CEILING) * step,
        step=step,
    )


def draw_columns(slots: Sequence[Slot], scale: Scale) -> Chart:
    """
    >>> slot = Slot("2021", "21", Decimal(50), "50%", False)
    >>> chart = draw_columns([slot], make_scale([slot]))
    >>> chart.columns[0].y, chart.columns[0].height, chart.columns[0].x
    ('67.0', '165.0', '52.50%')
    """
    room = (100 - _GUTTER) / max(len(slots), 1)
    return Chart(
        height=HEIGHT,
        ticks=_list_ticks(scale),
        columns=[
            _draw(slot, scale, centre=_GUTTER + room * (number + Decimal("0.5")), room=room)
            for number, slot in enumerate(slots)
        ],
        breaks=[
            _percent(_GUTTER + room * number)
            for number in range(1, len(slots))
            if slots[number].side != slots[number - 1].side
        ],
        gutter=_percent(_GUTTER),
        is_dense=len(slots) > 4,
    )


def _choose_step(length: Decimal) -> Decimal:
    rough = length / 4
    unit = Decimal(1).scaleb(rough.adjusted())
    return next(step * unit for step in _STEPS if step * unit >= rough)


def _list_ticks(scale: Scale) -> list[Tick]:
    count = int((scale.high - scale.low) / scale.step)
    values = [scale.low + scale.step * number for number in range(count + 1)]
    return [
        Tick(str(scale.place(value)), format_number(trim_zeros(value)), value == 0)
        for value in values
    ]


def _draw(slot: Slot, scale: Scale, *, centre: Decimal, room: Decimal) -> Column:
    width = min(room * Decimal("0.62"), _WIDEST)
    zero = scale.place(Decimal(0))
    end = scale.place(slot.value) if slot.value is not None else zero
    tops = [end, zero, *(scale.place(goal.high) for goal in slot.goals)]
    return Column(
        slot=slot,
        centre=_percent(centre),
        x=_percent(centre - width / 2),
        width=_percent(width),
        y=str(min(end, zero)),
        height=str(abs(zero - end)) if slot.value is not None else "",
        number=format_number(trim_zeros(slot.value)) if slot.value is not None else "",
        label_y=str(min(tops) - 6),
        marks=[_mark(goal, scale, centre=centre, width=width) for goal in slot.goals],
    )


def _mark(goal: Goal, scale: Scale, *, centre: Decimal, width: Decimal) -> Mark:
    wide = width * Decimal("1.3")
    top, bottom = scale.place(goal.high), scale.place(goal.low)
    is_range = goal.low != goal.high
    return Mark(
        x=_percent(centre - wide / 2),
        width=_percent(wide),
        y=str(top if is_range else top - Decimal("1.5")),
        height=str(bottom - top) if is_range else "3",
        is_range=is_range,
    )


def _percent(share: Decimal) -> str:
    return f"{share:.2f}%"
