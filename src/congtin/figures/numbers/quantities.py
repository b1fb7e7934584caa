"""Numbers with their units: what a sentence counts or measures, before anything is said of it.

Rules of section 2.8 of the schema: separators, ranges, fractions, words, compound magnitudes.
"""

from __future__ import annotations

from decimal import Decimal

from congtin.figures.numbers.bounding import add_bounds
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.numbers.units import NUMBER_WORDS, Unit, guess_count, match_unit
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases
from congtin.vietnamese.numbers import Separators, parse_digits, parse_words

_MADE = phrases("verbs", "doing", "being")


_SIZES = {"trăm": 100, "nghìn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9}


_DASHES = {"-", "–", "—"}


_TO = {"đến", "tới"}


_EACH = {"hộ", "người"}


_MULTIPLES = {
    "đôi": Decimal(2),
    "rưỡi": Decimal("1.5"),
    "hai": Decimal(2),
    "ba": Decimal(3),
    "bốn": Decimal(4),
    "năm": Decimal(5),
}


def read_quantities(sentence: Sentence, taken: set[int], separators: Separators) -> list[Quantity]:
    """Read the numbers of a sentence; tokens in `taken` belong to dates."""
    found: list[Quantity] = []
    low, index, size = sentence.low, 0, len(sentence.low)
    while index < size:
        word = low[index]
        quantity = None
        if word[0].isdecimal():
            if index not in taken:
                quantity = _read_digits(sentence, index, taken, separators)
        elif word in NUMBER_WORDS and index not in taken:
            quantity = _read_words(sentence, index, taken)
        if quantity is None:
            index += 1
            continue
        add_bounds(sentence, quantity, found[-1].end if found else 0)
        each = low[max(0, quantity.lead - 2) : quantity.lead]
        if quantity.sort == "money" and each[:1] == ["mỗi"] and each[1] in _EACH:
            quantity.unit = f"{quantity.unit.split('/')[0]}/{each[1]}"  # `mỗi hộ 1,45 triệu đồng`
        found.append(quantity)
        index = max(quantity.end, index + 1)
    return found


def _read_digits(
    sentence: Sentence, index: int, taken: set[int], separators: Separators
) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    stop = index + 1
    surface = low[index]
    # `3. 412 tỷ`: a blank slipped in after the separator
    if (
        index + 2 < size
        and low[index + 1] in {".", ","}
        and len(low[index + 2]) == 3
        and low[index + 2].isdecimal()
        and len(surface) <= 3
        and surface.isdecimal()
        and low[index + 1] == "."
        and index > 0
        and sentence.starts[index + 1] == sentence.ends[index]
        and low[index - 1] not in {".", ":", "-"}
        and match_unit(low, index + 3, size)
    ):
        surface, stop = f"{surface}.{low[index + 2]}", index + 3
    if len(surface) > 40:
        return None
    value = parse_digits(surface, separators)
    unit = match_unit(low, stop, size)
    ranged = _read_range(sentence, index, stop, value, unit, separators, taken)
    if ranged is not None:
        return ranged
    fraction = _read_fraction(sentence, index, stop, value, unit, separators)
    if fraction is not None:
        return fraction
    if unit is None:
        unit = guess_count(sentence, stop)
    elif (
        unit.sort == "count"
        and sentence.is_capital(stop)
        and not (surface[0] == "0" and unit.end - stop > 1)  # `01 Hợp tác xã nông nghiệp`
        and not sentence.text[sentence.starts[stop] :][:2].isupper()
    ):
        unit = None  # `Rào 2 Huyện`: a capital begins something else
    if unit is None:
        return Quantity(index, stop, index, stop, value, None, None, "", "none")
    compound = _read_compound(sentence, index, value, unit, separators)
    if compound is not None:
        return compound
    return Quantity(
        index, stop, index, unit.end, value, None, None, unit.text, unit.sort, unit.bare
    )


def _read_range(
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


def _read_fraction(
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


def _read_compound(
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


def _read_words(sentence: Sentence, index: int, taken: set[int]) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    if (
        index
        and low[index - 1] in {"gấp", "tăng", "bằng"}
        and low[index] in _MULTIPLES
        and (low[index] in {"đôi", "rưỡi"} or low[index + 1 : index + 2] == ["lần"])
    ):
        value = _MULTIPLES[low[index]]
        stop = index + 1
        end = stop + 1 if low[stop : stop + 1] == ["lần"] else stop
        return Quantity(index, stop, index, end, value, None, None, "lần", "times", in_words=True)
    if low[index] in {"đôi", "rưỡi"} or low[index - 1 : index] in (["ngã"], ["thứ"]):
        return None
    if low[index : index + 2] == ["một", "nửa"]:
        return Quantity(
            index,
            index + 2,
            index,
            index + 2,
            Decimal(50),
            None,
            None,
            "%",
            "percent",
            in_words=True,
        )
    if low[index + 1 : index + 3] == ["phần", "ba"] or low[index + 1 : index + 3] in (
        ["phần", "tư"],
        ["phần", "năm"],
    ):
        top = parse_words(low, index)
        bottom = {"ba": 3, "tư": 4, "năm": 5}[low[index + 2]]
        if top and top[0] < bottom:
            value = round(top[0] * 100 / bottom, 2)
            return Quantity(
                index, index + 3, index, index + 3, value, None, None, "%", "percent", in_words=True
            )
    read = parse_words(low, index)
    if read is None or any(place in taken for place in range(index, read[1])):
        return None
    value, stop = read
    if low[stop - 1] in {"tỷ", "triệu", "nghìn", "ngàn", "vạn"} and stop - index == 1:
        return None
    unit = match_unit(low, stop, size)
    if unit is None:
        return None
    if value == 1 and (unit.sort not in {"money", "percent"} or unit.text == "đồng"):
        return None  # `không đòi một đồng`
    if unit.bare:
        return None
    if low[index] == "năm" and stop - index == 1:
        return None
    if (
        unit.sort == "count"
        and stop - index == 1
        and not _is_counted_in_words(low, index, unit.end, size)
    ):
        return None
    return Quantity(
        index, stop, index, unit.end, value, None, None, unit.text, unit.sort, in_words=True
    )


def _is_counted_in_words(low: list[str], index: int, end: int, size: int) -> bool:
    """`xây mới ba nhà` counts; `ba đối tác này`, `ngã ba đường`, `hai bên` do not."""
    previous = low[index - 1] if index else ""
    if previous in {
        "ngã",
        "thứ",
        "tháng",
        "cả",
        "mỗi",
        "những",
        "các",
        "giữa",
        "với",
        "trong",
        "của",
        "ở",
        "tại",
        "cho",
        "từ",
        "theo",
        "quý",
    }:
        return False
    after = low[end : min(size, end + 6)]
    if any(word in {"chưa", "đều", "vượt", "giảm", "tăng", "hoàn"} for word in after[:4]) and (
        index == 0 or previous in {".", ";", ",", "và", "còn", "có"}
    ):
        return True
    return (
        index > 0
        and _MADE.match_back(low, max(0, index - 4), index) is not None
        and previous not in {"là", "đạt", "tăng", "giảm", "thực", "hiện"}
    )
