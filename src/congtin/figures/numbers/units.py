"""The unit after a number: money, measure, share or the noun that is counted."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import Phrases, phrases, word_set

_MAGNITUDES = phrases("units", "magnitudes")


_JOINED = phrases("units", "joined")


_MONEY = phrases("units", "money")


_PERCENT = phrases("units", "percent")


_TIMES = phrases("units", "times")


_MEASURES = phrases("units", "measures")


_DENOMINATORS = phrases("units", "denominators")


_COUNTS = phrases("counts", "nouns")


_NEVER = word_set("counts", "never")


NUMBER_WORDS = frozenset(
    (
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
        "bảy",
        "bẩy",
        "tám",
        "chín",
        "mười",
        "trăm",
        "đôi",
        "rưỡi",
    )
)


@dataclass(slots=True)
class Unit:
    """A unit as the schema writes it, and what sort of thing it is."""

    text: str
    sort: str  # money percent points times measure count none
    end: int  # index of the token after it
    bare: bool = False  # a magnitude without its unit: `3.122,2 tỷ`


def match_unit(low: list[str], begin: int, size: int) -> Unit | None:
    """Read the unit that starts at a token, with its magnitude and what stands under a stroke."""
    if begin >= size or low[begin] not in _OPENERS:
        return None
    joined = _JOINED.match(low, begin, size)
    if joined:
        return _with_denominators(low, size, Unit(joined[0], "money", joined[1]))
    index = begin
    sizes: list[str] = []
    while len(sizes) < 2 and (magnitude := _MAGNITUDES.match(low, index, size)):
        sizes.append(magnitude[0])
        index = magnitude[1]
    prefix = " ".join(sizes)
    for table, sort in _TABLES_OF.get(low[index], ()) if index < size else ():
        hit = table.match(low, index, size)
        if hit is None or (sort == "percent" and prefix):
            continue
        value, end = hit
        if sort == "count":
            value = " ".join(low[index:end]).replace(" ,", ",")
            if _is_no_count(low, index, end, size):
                continue
        if (
            sort == "money"
            and low[index] == "đồng"
            and low[end : end + 1] in (["chí"], ["bào"], ["ruộng"])
        ):
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


# The tables that a first word occurs in, in their order.
_TABLES_OF = {
    word: tuple(row for row in _TABLES if word in row[0].openers)
    for word in frozenset[str]().union(*(table.openers for table, _ in _TABLES))
}
_OPENERS = frozenset(_TABLES_OF) | _MAGNITUDES.openers | _JOINED.openers


_CHOOSY = frozenset(("m", "công", "đ", "độ", "mẫu"))


def _is_measure(low: list[str], index: int, end: int, size: int) -> bool:
    following = low[end] if end < size else ""
    return not (
        low[index] == "công"
        and following in {"trình", "nhân", "chức", "dân", "ty", "an", "đoàn", "tác"}
    ) and not (low[index] == "độ" and following in {"tuổi"})


def _is_no_count(low: list[str], index: int, end: int, size: int) -> bool:
    """`con số`, `đường sắt` and the like start as a counted noun and are something else."""
    following = low[end] if end < size else ""
    word = low[index] if end == index + 1 else ""
    return (
        (word == "con" and following == "số")
        or (word == "nhóm" and following == "giải")
        or (word == "nam" and following in {"bộ", "á"})
    )


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
    if (
        unit.end + 1 < size
        and low[unit.end] in {"mỗi", "một", "hằng", "hàng"}
        and low[unit.end + 1] == "năm"
    ):
        if unit.sort in {"percent", "measure"} and "/" not in unit.text:
            unit.text = f"{unit.text}/năm"
        unit.end += 2
    elif unit.end + 1 < size and low[unit.end] == "một" and low[unit.end + 1] == "tháng":
        unit.text, unit.end = f"{unit.text}/tháng", unit.end + 2
    return unit


def guess_count(sentence: Sentence, begin: int) -> Unit | None:
    """Take an unknown word after a number for the thing counted, if it can be one."""
    low, size = sentence.low, len(sentence.low)
    if (
        begin >= size
        or sentence.starts[begin] == sentence.ends[begin - 1]
        or sentence.is_capital(begin)
        or "\n" in sentence.text[sentence.ends[begin - 1] : sentence.starts[begin]]
    ):
        return None
    if (
        begin > 1
        and sentence.is_capital(begin - 2)
        and not low[begin - 2][0].isdecimal()
        and begin > 2
    ):
        return None  # a number after a proper name belongs to the name
    word = low[begin]
    if len(word) < 2 or not word.isalpha() or word in _NEVER or word in NUMBER_WORDS:
        return None
    end = begin + 1
    if end < size and low[end].isalpha() and low[end] not in _NEVER:
        end += 1
    return Unit(" ".join(low[begin:end]), "guess", end)
