"""Numbers of two numbers: ranges, fractions, compound magnitudes."""

from __future__ import annotations

from decimal import Decimal

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.numbers.units import Unit, guess_count, match_unit
from congtin.figures.text.sentences import Sentence
from congtin.vietnamese.numbers import Separators, parse_digits

_SIZES = {"trăm": 100, "nghìn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9}

_DASHES = {"-", "–", "—"}

_TO = {"đến", "tới"}


def read_range(
    sentence: Sentence,
    index: int,
    stop: int,
    value: Decimal,
    unit: Unit | None,
    separators: Separators,
    taken: set[int],
) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    link = unit.end if unit else stop
    if link + 1 >= size or not low[link + 1][0].isdecimal() or link + 1 in taken:
        return None
    if low[link] in _DASHES:
        pass
    elif low[link] not in _TO or (
        unit is not None
        and low[index - 1] not in {"từ", "khoảng"}
        and unit.sort not in {"percent", "money", "measure", "times"}
    ):
        return None
    other = parse_digits(low[link + 1], separators)
    other_unit = match_unit(low, link + 2, size)
    if other_unit is None and unit is None:
        if low[link] in _DASHES or low[index - 1 if index else 0] != "từ":
            other_unit = guess_count(sentence, link + 2)
        if other_unit is None and (
            value == value.to_integral_value() and other == other.to_integral_value()
        ):
            return None
    if (
        unit is not None
        and other_unit is not None
        and unit.text.split("/")[0] != other_unit.text.split("/")[0]
    ):
        return None
    if other <= value:
        return None
    shown = other_unit or unit
    if shown is None:
        return Quantity(
            index, link + 2, index, link + 2, None, value, other, "", "none", comparator="range"
        )
    end = other_unit.end if other_unit else link + 2
    number_stop = link + 2
    return Quantity(
        index,
        number_stop,
        index,
        end,
        None,
        value,
        other,
        shown.text,
        shown.sort,
        shown.bare,
        "range",
    )


def read_fraction(
    sentence: Sentence,
    index: int,
    stop: int,
    value: Decimal,
    unit: Unit | None,
    separators: Separators,
) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    if unit is None and stop + 1 < size and low[stop] == "/" and low[stop + 1][0].isdecimal():
        place = stop + 1
    elif (
        unit is None
        and low[stop : stop + 1] == ["/"]
        and low[stop + 1 : stop + 2] in (["kh"], ["dt"], ["ct"])
        and stop + 2 < size
        and low[stop + 2][0].isdecimal()
    ):
        total = parse_digits(low[stop + 2], separators)  # `57/KH 50`
        own = match_unit(low, stop + 3, size) or Unit("", "none", stop + 3)
        return Quantity(
            index, stop, index, own.end, value, None, None, own.text, own.sort, total=total
        )
    elif (
        low[stop : stop + 2] == ["trong", "số"]
        or low[stop : stop + 3] == ["trong", "tổng", "số"]
        or low[stop : stop + 2] == ["trên", "tổng"]
    ):
        place = stop + (3 if low[stop + 1] == "tổng" else 2)
    elif (
        unit is not None
        and unit.end + 1 < size
        and low[unit.end] == "/"
        and low[unit.end + 1][0].isdecimal()
    ):
        place = unit.end + 1  # `15 tỷ/20 tỷ đồng`, `12 xã/20 xã`
    else:
        return None
    if place >= size or not low[place][0].isdecimal():
        return None
    if place + 1 < size and low[place + 1] == "/":
        return None
    total = parse_digits(low[place], separators)
    shown = match_unit(low, place + 1, size) or guess_count(sentence, place + 1)
    if (
        unit is not None
        and shown is not None
        and unit.sort == shown.sort == "count"
        and unit.text != shown.text
    ):
        return None  # `24 vụ/39 đối tượng`: two counts
    if shown is None:
        if unit is not None:
            shown = Unit(unit.text, unit.sort, place + 1)
        elif total >= value and place + 1 < size and low[place + 1] not in {",", ".", ";", ")"}:
            shown = Unit("", "none", place + 1)
        else:
            return None
    return Quantity(
        index,
        stop,
        index,
        shown.end,
        value,
        None,
        None,
        shown.text,
        shown.sort,
        shown.bare,
        total=total,
    )


def read_compound(
    sentence: Sentence, index: int, value: Decimal, unit: Unit, separators: Separators
) -> Quantity | None:
    """`4 tỷ 650 triệu đồng`: two magnitudes make one amount in the base unit."""
    low, size = sentence.low, len(sentence.low)
    if not unit.bare or unit.end >= size or not low[unit.end][0].isdecimal():
        return None
    large = _SIZES.get(unit.text.split(" ")[0], 1)
    second = match_unit(low, unit.end + 1, size)
    if second is None or second.sort not in {"money", "count", "measure"}:
        return None
    words = second.text.split("/")[0].split(" ")
    small = _SIZES.get(words[0], 0)
    if not 0 < small < large:
        return None
    amount = value * large + parse_digits(low[unit.end], separators) * small
    base = second.text.removeprefix(words[0]).strip()
    number_stop = unit.end + 2
    return Quantity(
        index, number_stop, index, second.end, amount, None, None, base or "đồng", "money"
    )
