"""Progress: what follows from a target and a result. The published method, pure and in one place.

A result of the whole period is met, exceeded or missed. A result of its first months is on track
or behind: what adds up (flows, counts) is held against the part of the period that has passed,
what does not (rates, stocks, scores) against the target itself. Where the same months of earlier
years are known, their usual share of the year takes the place of the part that has passed.
A stated attainment ("bằng 128% kế hoạch") is used only where the source gives no value. Unlike
things are not compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

from congtin.ledger.measures import convert
from congtin.ledger.periods import Span, read_span
from congtin.vietnamese.formatting import format_number, trim_zeros

__all__ = ["Judgement", "Pace", "Stated", "Status", "judge", "make_pace"]


class Status(StrEnum):
    EXCEEDED = "vuot"
    MET = "dat"
    ON_TRACK = "dung-tien-do"
    BEHIND = "cham"
    MISSED = "khong-dat"
    NO_DATA = "chua-co-so-lieu"
    INCOMPARABLE = "khong-so-duoc"


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated value: `value`, or `low` and `high`; in `measure`; for `period` (figures schema)."""

    period: str
    measure: str
    comparator: str = "eq"
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    attainment: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """`ratio` is result / target (1 = 100 %), None where a division says nothing.

    `expected` is the share of the target that was due at the result's date, None for whole
    periods and for what does not add up. `arithmetic` shows the sum in Vietnamese.
    """

    status: Status
    ratio: Decimal | None = None
    expected: Decimal | None = None
    arithmetic: str = ""


_BACKWARD = {"le", "lt"}
_STRICT = {"gt", "lt"}
# Holds any stored value in any magnitude, divided by the least that can be stored.
_DIGITS = 60


@dataclass(frozen=True, slots=True)
class Pace:
    """What share of the year the same months made in earlier years; `basis` names the years."""

    expected: Decimal
    basis: str


def judge(
    target: Stated,
    result: Stated | None,
    *,
    direction: str,
    adds_up: bool,
    pace: Pace | None = None,
) -> Judgement:
    """`direction`: "higher", "lower" or "none" is better; `adds_up`: parts of a period sum up;
    `pace`: of earlier years, where they are known; else time itself is the measure."""
    if result is None:
        return Judgement(Status.NO_DATA, arithmetic="Chưa có kết quả nào được xác nhận.")
    with localcontext(prec=_DIGITS):
        return _judge(target, result, direction=direction, adds_up=adds_up, pace=pace)


def _judge(
    target: Stated, result: Stated, *, direction: str, adds_up: bool, pace: Pace | None
) -> Judgement:
    due, done = read_span(target.period), read_span(result.period)
    if due is None or done is None or not due.contains(done):
        return Judgement(Status.INCOMPARABLE, arithmetic="Kết quả không thuộc kỳ của mức đề ra.")
    if adds_up and done.first != due.first:
        return Judgement(
            Status.INCOMPARABLE, arithmetic="Kết quả của riêng một tháng hay quý, chưa phải lũy kế."
        )
    is_whole = done == due or (due.whole and done.last == due.last and not adds_up)
    due_by_now = pace or _pace_by_time(due, done)
    if result.value is None and result.low is None:
        return _judge_attainment(result, due_by_now, is_whole=is_whole, adds_up=adds_up)
    value = convert(_middle(result), from_=result.measure, to=target.measure)
    if value is None:
        return Judgement(
            Status.INCOMPARABLE,
            arithmetic=f"Khác đơn vị tính: {result.measure} và {target.measure}.",
        )
    downward = target.comparator in _BACKWARD or direction == "lower"
    if is_whole:
        return _judge_whole(target, value, downward=downward)
    return _judge_part(target, value, due_by_now, adds_up=adds_up, downward=downward)


def _judge_whole(target: Stated, value: Decimal, *, downward: bool) -> Judgement:
    ratio = _divide(value, target)
    sum_shown = _show_sum(value, target, ratio)
    if target.low is not None and target.high is not None:
        if target.low <= value <= target.high:
            return Judgement(Status.MET, ratio, arithmetic=sum_shown)
        better = value < target.low if downward else value > target.high
        return Judgement(Status.EXCEEDED if better else Status.MISSED, ratio, arithmetic=sum_shown)
    goal = _require(target.value)
    rounded = value if target.comparator in _STRICT else _round_like(value, goal)
    if rounded == goal and target.comparator not in _STRICT:
        return Judgement(Status.MET, ratio, arithmetic=sum_shown)
    if downward:
        status = Status.MISSED if rounded >= goal else Status.EXCEEDED
        if target.comparator in _BACKWARD and status is Status.EXCEEDED:
            status = Status.MET
    else:
        status = Status.MISSED if rounded <= goal else Status.EXCEEDED
        if target.comparator == "gt" and status is Status.EXCEEDED:
            status = Status.MET
    return Judgement(status, ratio, arithmetic=sum_shown)


def _pace_by_time(due: Span, done: Span) -> Pace:
    expected = Decimal(done.days) / Decimal(due.days)
    return Pace(expected, f"đã qua {_percent(expected)} thời gian")


def _judge_part(
    target: Stated, value: Decimal, pace: Pace, *, adds_up: bool, downward: bool
) -> Judgement:
    ratio = _divide(value, target)
    worst = target.high if downward else target.low  # the end of a range that is reached first
    goal = worst if worst is not None else _require(target.value)
    if not adds_up or ratio is None:
        reached = value <= goal if downward else value >= goal
        status = Status.ON_TRACK if reached else Status.BEHIND
        return Judgement(status, ratio, arithmetic=_show_sum(value, target, ratio))
    expected = pace.expected
    reached = value <= goal * expected if downward else value >= goal * expected
    shown = f"{_show_sum(value, target, ratio)}; {pace.basis}"
    return Judgement(Status.ON_TRACK if reached else Status.BEHIND, ratio, expected, shown)


def _judge_attainment(result: Stated, pace: Pace, *, is_whole: bool, adds_up: bool) -> Judgement:
    ratio = _require(result.attainment) / 100
    shown = f"Nguồn chỉ nêu tỷ lệ: đạt {_percent(ratio)}"
    if is_whole:
        status = Status.MET if ratio == 1 else Status.EXCEEDED if ratio > 1 else Status.MISSED
        return Judgement(status, ratio, arithmetic=shown)
    if not adds_up:
        status = Status.ON_TRACK if ratio >= 1 else Status.BEHIND
        return Judgement(status, ratio, arithmetic=shown)
    status = Status.ON_TRACK if ratio >= pace.expected else Status.BEHIND
    return Judgement(status, ratio, pace.expected, f"{shown}; {pace.basis}")


def make_pace(years: Mapping[str, tuple[Decimal, Decimal]]) -> Pace | None:
    """The mean share from (value of the months, value of the year) of earlier years; None where
    no year tells.

    >>> make_pace({"2019": (Decimal(30), Decimal(100)), "2020": (Decimal(50), Decimal(100))})
    Pace(expected=Decimal('0.4'), basis='cùng kỳ các năm 2019, 2020 thường đạt 40%')
    """
    shares = {year: part / whole for year, (part, whole) in years.items() if whole > 0}
    if not shares:
        return None
    expected = sum(shares.values(), Decimal(0)) / len(shares)
    word = "các năm" if len(shares) > 1 else "năm"
    named = ", ".join(sorted(shares))
    return Pace(expected, f"cùng kỳ {word} {named} thường đạt {_percent(expected)}")


def _middle(stated: Stated) -> Decimal:
    if stated.value is not None:
        return stated.value
    return (_require(stated.low) + _require(stated.high)) / 2


def _divide(value: Decimal, target: Stated) -> Decimal | None:
    goal = target.low if target.low is not None else _require(target.value)
    return value / goal if goal > 0 else None


def _round_like(value: Decimal, goal: Decimal) -> Decimal:
    """The value with no more decimals than the target states, one at least: 9,96 meets a target
    of 10,0 or 10, and 9,6 does not. Nothing but zero meets a target of zero."""
    if not goal:
        return value
    exponent = trim_zeros(goal).as_tuple().exponent
    step = Decimal(1).scaleb(min(-1, exponent if isinstance(exponent, int) else 0))
    return value.quantize(step, rounding=ROUND_HALF_UP)


def _show_sum(value: Decimal, target: Stated, ratio: Decimal | None) -> str:
    goal = target.low if target.low is not None else _require(target.value)
    shown = f"{_plain(value)} / {_plain(goal)}"
    return f"{shown} = {_percent(ratio)}" if ratio is not None else f"{shown} {target.measure}"


def _percent(ratio: Decimal) -> str:
    return f"{_plain((ratio * 100).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP))}%"


def _plain(value: Decimal) -> str:
    return format_number(trim_zeros(value))


def _require(value: Decimal | None) -> Decimal:
    if value is None:
        raise ValueError("a stated value has neither a number nor a range")
    return value
