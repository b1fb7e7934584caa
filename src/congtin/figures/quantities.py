"""Numbers with their units: what a sentence counts or measures, before anything is said of it.

Rules of section 2.8 of the schema: separators, ranges, fractions, words, compound magnitudes.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from congtin.figures.sentences import Sentence
from congtin.figures.vocabulary import Phrases, phrases, word_set
from congtin.vietnamese.numbers import Separators, parse_digits, parse_words

_MAGNITUDES = phrases("units", "magnitudes")
_JOINED = phrases("units", "joined")
_MONEY = phrases("units", "money")
_PERCENT = phrases("units", "percent")
_TIMES = phrases("units", "times")
_MEASURES = phrases("units", "measures")
_DENOMINATORS = phrases("units", "denominators")
_COUNTS = phrases("counts", "nouns")
_BEFORE = phrases("bounds", "before")
_AFTER = phrases("bounds", "after")
_MADE = phrases("verbs", "doing", "being")
_NEVER = word_set("counts", "never")
_SIZES = {"trăm": 100, "nghìn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9}
_COMPARATIVES = {"cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "nhanh", "chậm", "kém", "dài", "nhỉnh", "sớm", "muộn"}
_DASHES = {"-", "–", "—"}
_TO = {"đến", "tới"}
_NUMBER_WORDS = frozenset(
    ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "trăm", "đôi", "rưỡi")
)
_MULTIPLES = {"đôi": Decimal(2), "rưỡi": Decimal("1.5"), "hai": Decimal(2), "ba": Decimal(3), "bốn": Decimal(4), "năm": Decimal(5)}


@dataclass(slots=True)
class Unit:
    """A unit as the schema writes it, and what sort of thing it is."""

    text: str
    sort: str  # money percent points times measure count none
    end: int  # index of the token after it
    bare: bool = False  # a magnitude without its unit: `3.122,2 tỷ`


@dataclass(slots=True)
class Quantity:
    """A number with its unit; indexes are those of the sentence's tokens."""

    first: int  # first token of the number
    stop: int  # token after the number
    lead: int  # first token of the bound before it, else `first`
    end: int  # token after unit and bound
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    sort: str
    bare: bool = False
    comparator: str = "eq"
    total: Decimal | None = None
    in_words: bool = False
    sign: str = ""
    refused: str = ""  # the reason why it is no figure


def read_quantities(sentence: Sentence, taken: set[int], separators: Separators) -> list[Quantity]:
    """Read the numbers of a sentence; tokens in `taken` belong to dates."""
    found: list[Quantity] = []
    low, index, size = sentence.low, 0, len(sentence.low)
    while index < size:
        word = low[index]
        quantity = None
        if index in taken:
            pass
        elif word[0].isdecimal():
            quantity = _read_digits(sentence, index, taken, separators)
        elif word in _NUMBER_WORDS:
            quantity = _read_words(sentence, index, taken)
        elif word == "nửa" and index and low[index - 1] == "một":
            pass
        if quantity is None:
            index += 1
            continue
        _add_bounds(sentence, quantity, found[-1].end if found else 0)
        found.append(quantity)
        index = max(quantity.end, index + 1)
    return found


def match_unit(low: list[str], begin: int, size: int) -> Unit | None:
    """Read the unit that starts at a token, with its magnitude and what stands under a stroke."""
    if begin >= size:
        return None
    joined = _JOINED.match(low, begin, size)
    if joined:
        return _with_denominators(low, size, Unit(joined[0], "money", joined[1]))
    index, sizes = begin, []
    while len(sizes) < 2 and (magnitude := _MAGNITUDES.match(low, index, size)):  # noqa: PLR2004
        sizes.append(magnitude[0])
        index = magnitude[1]
    prefix = " ".join(sizes)
    for table, sort in _TABLES:
        hit = table.match(low, index, size)
        if hit is None or (sort == "percent" and prefix):
            continue
        value, end = hit
        if sort == "count":
            value = " ".join(low[index:end])
            if _is_no_count(low, index, end, size):
                continue
        if sort == "money" and low[index] == "đồng" and low[end : end + 1] in (["chí"], ["bào"], ["ruộng"]):
            continue
        if sort == "measure" and low[index] in _CHOOSY and not _is_measure(low, index, end, size):
            continue
        sort_found = "points" if value == "điểm %" else sort
        unit = Unit(f"{prefix} {value}".strip(), sort_found, end)
        return _with_denominators(low, size, unit)
    if not prefix:
        return None
    if sizes[-1] == "trăm":
        return None
    return _with_denominators(low, size, Unit(f"{prefix} đồng", "money", index, bare=True))


_TABLES: tuple[tuple[Phrases, str], ...] = (
    (_PERCENT, "percent"),
    (_MONEY, "money"),
    (_TIMES, "times"),
    (_MEASURES, "measure"),
    (_COUNTS, "count"),
)
_CHOOSY = frozenset(("m", "công", "đ", "độ", "mẫu"))


def _is_measure(low: list[str], index: int, end: int, size: int) -> bool:
    following = low[end] if end < size else ""
    return not (low[index] == "công" and following in {"trình", "nhân", "chức", "dân", "ty", "an", "đoàn", "tác"}) and not (
        low[index] == "độ" and following in {"tuổi"}
    )


def _is_no_count(low: list[str], index: int, end: int, size: int) -> bool:
    """`con số`, `đường sắt` and the like start as a counted noun and are something else."""
    following = low[end] if end < size else ""
    word = low[index] if end == index + 1 else ""
    return (word == "con" and following == "số") or (word == "nhóm" and following == "giải") or (word == "nam" and following in {"bộ", "á"})


def _with_denominators(low: list[str], size: int, unit: Unit) -> Unit:
    while unit.end < size and low[unit.end] == "/":
        hit = _DENOMINATORS.match(low, unit.end + 1, size)
        if hit is None:
            break
        if low[unit.end - 1] == "giường bệnh":
            break
        unit.text, unit.end = f"{unit.text}/{hit[0]}", hit[1]
    if unit.text.startswith("giường bệnh/"):
        unit.text = "giường/" + unit.text.split("/", 1)[1]
    if unit.end + 1 < size and low[unit.end] in {"mỗi", "một", "hằng", "hàng"} and low[unit.end + 1] == "năm":
        if unit.sort in {"percent", "measure"} and "/" not in unit.text:
            unit.text = f"{unit.text}/năm"
        unit.end += 2
    elif unit.end + 1 < size and low[unit.end] == "một" and low[unit.end + 1] == "tháng":
        unit.text, unit.end = f"{unit.text}/tháng", unit.end + 2
    return unit


def _read_digits(sentence: Sentence, index: int, taken: set[int], separators: Separators) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    stop = index + 1
    surface = low[index]
    # `3. 412 tỷ`: a blank slipped in after the separator
    if (
        index + 2 < size
        and low[index + 1] in {".", ","}
        and len(low[index + 2]) == 3  # noqa: PLR2004 - a group
        and low[index + 2].isdecimal()
        and len(surface) <= 3  # noqa: PLR2004
        and surface.isdecimal()
        and low[index + 1] == "."
        and index > 0
        and sentence.starts[index + 1] == sentence.ends[index]
        and low[index - 1] not in {".", ":", "-"}
        and match_unit(low, index + 3, size)
    ):
        surface, stop = f"{surface}.{low[index + 2]}", index + 3
    if len(surface) > 40:  # noqa: PLR2004 - no figure is that long
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
        unit = _guess_count(sentence, stop)
    elif unit.sort == "count" and sentence.is_capital(stop) and not sentence.text[sentence.starts[stop] :][:2].isupper():
        unit = None  # `Rào 2 Huyện`: a capital begins something else
    if unit is None:
        return Quantity(index, stop, index, stop, value, None, None, "", "none")
    compound = _read_compound(sentence, index, value, unit, separators)
    if compound is not None:
        return compound
    return Quantity(index, stop, index, unit.end, value, None, None, unit.text, unit.sort, unit.bare)


def _read_range(
    sentence: Sentence, index: int, stop: int, value: Decimal, unit: Unit | None, separators: Separators, taken: set[int]
) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    link = unit.end if unit else stop
    if link + 1 >= size or not low[link + 1][0].isdecimal() or link + 1 in taken:
        return None
    if low[link] in _DASHES:
        pass
    elif low[link] not in _TO:
        return None
    elif unit is not None and low[index - 1] not in {"từ", "khoảng"} and unit.sort not in {"percent", "money", "measure", "times"}:
        return None
    other = parse_digits(low[link + 1], separators)
    other_unit = match_unit(low, link + 2, size)
    if other_unit is None and unit is None:
        if low[link] in _DASHES or low[index - 1 if index else 0] != "từ":
            other_unit = _guess_count(sentence, link + 2)
        if other_unit is None and (value == value.to_integral_value() and other == other.to_integral_value()):
            return None
    if unit is not None and other_unit is not None and unit.text.split("/")[0] != other_unit.text.split("/")[0]:
        return None
    if other <= value:
        return None
    shown = other_unit or unit
    if shown is None:
        return Quantity(index, link + 2, index, link + 2, None, value, other, "", "none", comparator="range")
    end = other_unit.end if other_unit else link + 2
    number_stop = link + 2
    return Quantity(index, number_stop, index, end, None, value, other, shown.text, shown.sort, shown.bare, "range")


def _read_fraction(
    sentence: Sentence, index: int, stop: int, value: Decimal, unit: Unit | None, separators: Separators
) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    if unit is None and stop + 1 < size and low[stop] == "/" and low[stop + 1][0].isdecimal():
        place = stop + 1
    elif low[stop : stop + 2] == ["trong", "số"] or low[stop : stop + 3] == ["trong", "tổng", "số"] or low[stop : stop + 2] == ["trên", "tổng"]:
        place = stop + (3 if low[stop + 1] == "tổng" else 2)
    elif unit is not None and unit.end + 1 < size and low[unit.end] == "/" and low[unit.end + 1][0].isdecimal():
        place = unit.end + 1  # `15 tỷ/20 tỷ đồng`, `12 xã/20 xã`
    else:
        return None
    if place >= size or not low[place][0].isdecimal():
        return None
    if place + 1 < size and low[place + 1] == "/":
        return None
    total = parse_digits(low[place], separators)
    shown = match_unit(low, place + 1, size) or _guess_count(sentence, place + 1)
    if shown is None:
        if unit is not None:
            shown = Unit(unit.text, unit.sort, place + 1)
        elif total >= value and place + 1 < size and low[place + 1] not in {",", ".", ";", ")"}:
            shown = Unit("", "none", place + 1)
        else:
            return None
    return Quantity(index, stop, index, shown.end, value, None, None, shown.text, shown.sort, shown.bare, total=total)


def _read_compound(
    sentence: Sentence, index: int, value: Decimal, unit: Unit, separators: Separators
) -> Quantity | None:
    """`4 tỷ 650 triệu đồng`: two magnitudes make one amount in the base unit."""
    low, size = sentence.low, len(sentence.low)
    if not unit.bare or unit.end >= size or not low[unit.end][0].isdecimal():
        return None
    large = _SIZES.get(unit.text.split(" ")[0], 1)
    second = match_unit(low, unit.end + 1, size)
    if second is None or second.sort != "money":
        return None
    words = second.text.split("/")[0].split(" ")
    small = _SIZES.get(words[0], 0)
    if not 0 < small < large:
        return None
    amount = value * large + parse_digits(low[unit.end], separators) * small
    base = second.text.removeprefix(words[0]).strip()
    number_stop = unit.end + 2
    return Quantity(index, number_stop, index, second.end, amount, None, None, base or "đồng", "money")


def _read_words(sentence: Sentence, index: int, taken: set[int]) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    if index and low[index - 1] in {"gấp", "tăng", "bằng"} and low[index] in _MULTIPLES and (low[index] in {"đôi", "rưỡi"} or low[index + 1 : index + 2] == ["lần"]):
        value = _MULTIPLES[low[index]]
        stop = index + 1
        end = stop + 1 if low[stop : stop + 1] == ["lần"] else stop
        return Quantity(index, stop, index, end, value, None, None, "lần", "times", in_words=True)
    if low[index] in {"đôi", "rưỡi"}:
        return None
    if low[index : index + 2] == ["một", "nửa"]:
        return Quantity(index, index + 2, index, index + 2, Decimal(50), None, None, "%", "percent", in_words=True)
    if low[index + 1 : index + 3] == ["phần", "ba"] or low[index + 1 : index + 3] in (["phần", "tư"], ["phần", "năm"]):
        top = parse_words(low, index)
        bottom = {"ba": 3, "tư": 4, "năm": 5}[low[index + 2]]
        if top and top[0] < bottom:
            value = round(top[0] * 100 / bottom, 2)
            return Quantity(index, index + 3, index, index + 3, value, None, None, "%", "percent", in_words=True)
    read = parse_words(low, index)
    if read is None or any(place in taken for place in range(index, read[1])):
        return None
    value, stop = read
    if low[stop - 1] in {"tỷ", "triệu", "nghìn", "ngàn", "vạn"} and stop - index == 1:
        return None
    unit = match_unit(low, stop, size)
    if unit is None:
        return None
    if value == 1 and unit.sort != "money" and unit.sort != "percent":
        return None
    if unit.bare:
        return None
    if low[index] == "năm" and stop - index == 1:
        return None
    if unit.sort == "count" and stop - index == 1 and not _is_counted_in_words(low, index, unit.end, size):
        return None
    return Quantity(index, stop, index, unit.end, value, None, None, unit.text, unit.sort, in_words=True)


def _is_counted_in_words(low: list[str], index: int, end: int, size: int) -> bool:
    """`xây mới ba nhà` counts; `ba đối tác này`, `ngã ba đường`, `hai bên` do not."""
    previous = low[index - 1] if index else ""
    if previous in {"ngã", "thứ", "tháng", "cả", "mỗi", "những", "các", "giữa", "với", "trong", "của", "ở", "tại", "cho", "từ", "theo", "quý"}:
        return False
    after = low[end : min(size, end + 6)]
    if any(word in {"chưa", "đều", "vượt", "giảm", "tăng", "hoàn"} for word in after[:4]) and (index == 0 or previous in {".", ";", ",", "và", "còn", "có"}):
        return True
    return index > 0 and _MADE.match_back(low, max(0, index - 4), index) is not None and previous not in {"là", "đạt", "tăng", "giảm", "thực", "hiện"}


def _guess_count(sentence: Sentence, begin: int) -> Unit | None:
    """Take an unknown word after a number for the thing counted, if it can be one."""
    low, size = sentence.low, len(sentence.low)
    if begin >= size or sentence.starts[begin] == sentence.ends[begin - 1] or sentence.is_capital(begin):
        return None
    if begin > 1 and sentence.is_capital(begin - 2) and not low[begin - 2][0].isdecimal() and begin > 2:  # noqa: PLR2004
        return None  # a number after a proper name belongs to the name
    word = low[begin]
    if len(word) < 2 or not word.isalpha() or word in _NEVER or word in _NUMBER_WORDS:  # noqa: PLR2004
        return None
    end = begin + 1
    if end < size and low[end].isalpha() and low[end] not in _NEVER:
        end += 1
    return Unit(" ".join(low[begin:end]), "guess", end)


def _add_bounds(sentence: Sentence, quantity: Quantity, begin: int) -> None:
    low, size = sentence.low, len(sentence.low)
    first = quantity.first
    if first - 1 > begin and low[first - 1] in {"+", "-", "–"} and low[first - 2] == "(" and quantity.comparator != "range":
        quantity.sign = low[first - 1]
        first -= 1
    elif first > begin and low[first - 1] in {"+", "-", "–"}:
        if quantity.sort in {"percent", "points", "none", "times"} and sentence.starts[first] == sentence.ends[first - 1] and (first < 2 or low[first - 2] in {"(", ":", ",", "|", "\t"}):  # noqa: PLR2004
            quantity.sign = low[first - 1]
            first -= 1
    if first - 1 > begin and low[first - 1] == "từ":
        hit = _BEFORE.match_back(low, begin, first - 1)
    else:
        hit = None
    hit = hit or _BEFORE.match_back(low, begin, first)
    if hit is not None and low[hit[1]] == "hơn" and hit[1] and low[hit[1] - 1] in _COMPARATIVES:
        hit = None  # `cao hơn 8,5%`: the verb of a movement
    if hit is not None:
        quantity.lead = hit[1]
        if quantity.comparator == "eq":
            quantity.comparator = hit[0]
    else:
        quantity.lead = first
    after = _AFTER.match(low, quantity.end, size)
    if after is not None:
        quantity.end = after[1]
        if quantity.comparator in {"eq", "approx"}:
            quantity.comparator = after[0]
    elif quantity.comparator in {"eq"}:
        # `90% chi bộ ... trở lên`: the bound may stand after the thing counted
        for place in range(quantity.end, min(size - 1, quantity.end + 14)):
            if low[place] in {",", ";", ".", "(", ":"} or low[place][0].isdecimal():
                break
            late = _AFTER.match(low, place, size)
            if late is not None and quantity.sort in {"percent", "count", "guess", "measure"} and low[place - 1] not in {"nhiệm", "vụ", "loại", "khá", "tốt", "mức", "bậc", "cấp", "độ", "học"}:
                quantity.comparator = late[0]
                break
