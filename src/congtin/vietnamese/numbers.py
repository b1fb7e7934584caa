"""Numbers as Vietnamese texts write them: digits with separators, and number words.

The dot parts thousands and the comma decimals (Decree 30/2020/NĐ-CP follows common usage), but
pages copied from spreadsheets do the reverse, so one number is read in the light of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
MAGNITUDES = {
    "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6,
    "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
_LARGE = {word: size for word, size in MAGNITUDES.items() if size >= 1000}

_GROUPED_DOT = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_GROUPED_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")


class Separators(Enum):
    """Which sign a text uses before the decimals."""

    DECIMAL_COMMA = ","
    DECIMAL_DOT = "."
    MIXED = ".,"  # dots before decimals and between thousands: `12.5%`, `1.250 ha`


def guess_separators(surfaces: Iterable[str]) -> Separators:
    """Tell a text's habit from those of its numbers that can be read in one way only.

    >>> guess_separators(["2,356.7", "41.25"])
    <Separators.DECIMAL_DOT: '.'>
    >>> guess_separators(["1.250", "12.5"])
    <Separators.MIXED: '.,'>
    >>> guess_separators(["950,000", "6.2", "1.9", "823,000", "5,2"])
    <Separators.DECIMAL_DOT: '.'>
    """
    dots = commas = comma_groups = dot_groups = 0
    for surface in surfaces:
        if _GROUPED_COMMA.fullmatch(surface):
            comma_groups += 2
        elif _GROUPED_DOT.fullmatch(surface):
            commas += 1
            dot_groups += 1
        elif re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", surface):
            commas += 1
        elif re.fullmatch(r"\d+\.(?:\d{1,2}|\d{4,})", surface):
            dots += 1
        elif re.fullmatch(r"[1-9]\d{0,2},\d{3}", surface):
            comma_groups += 1
        elif re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", surface):
            dot_groups += 1
    if dots and comma_groups > commas and not dot_groups:
        return Separators.DECIMAL_DOT
    if dots + comma_groups <= commas * 2 or not dots:
        return Separators.DECIMAL_COMMA
    return Separators.DECIMAL_DOT if comma_groups and not commas else Separators.MIXED


def parse_digits(surface: str, separators: Separators = Separators.DECIMAL_COMMA) -> Decimal:
    """Read a number written in digits; `separators` decides only what its groups leave open.

    >>> parse_digits("1.223,771"), parse_digits("2,356.7"), parse_digits("406,890")
    (Decimal('1223.771'), Decimal('2356.7'), Decimal('406.890'))
    >>> parse_digits("1.487"), parse_digits("12.5"), parse_digits("0.180")
    (Decimal('1487'), Decimal('12.5'), Decimal('0.180'))
    """
    digits = surface.replace(" ", "")
    dot, comma = digits.rfind("."), digits.rfind(",")
    if dot < 0 and comma < 0:
        return Decimal(digits)
    if dot >= 0 and comma >= 0:
        return _with_decimal(digits, max(dot, comma))
    last = max(dot, comma)
    if digits.count(digits[last]) > 1:
        return _with_decimal(digits, len(digits))
    decimal_sign = digits[last] == (separators.value if len(separators.value) == 1 else ",")
    tail = len(digits) - last - 1
    if tail != 3 or digits[0] == "0" or last > 3:
        return _with_decimal(digits, last)
    return _with_decimal(digits, last if decimal_sign else len(digits))


def parse_words(words: Sequence[str], begin: int = 0) -> tuple[Decimal, int] | None:
    """Read number words from `words[begin]` on: the value and the index after the last word.

    >>> parse_words("hai tỷ ba trăm triệu đồng".split())
    (Decimal('2300000000'), 5)
    >>> parse_words("mười lăm hộ".split())
    (Decimal('15'), 2)
    >>> parse_words("hộ nghèo".split()) is None
    True
    """
    total, index, found = 0, begin, False
    ceiling = 10**18
    while (group := _parse_group(words, index)) is not None:
        value, index = group
        size = 1
        while index < len(words) and words[index] in _LARGE:
            size *= _LARGE[words[index]]
            index += 1
        if size >= ceiling:
            break
        total, ceiling, found = total + value * size, size, True
        if size == 1:
            break
    return (Decimal(total), index) if found else None


def _with_decimal(digits: str, place: int) -> Decimal:
    whole = digits[:place].replace(".", "").replace(",", "")
    decimals = digits[place + 1 :].replace(".", "").replace(",", "")
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def _parse_group(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Read a number below one thousand: `ba trăm linh năm`, `mười lăm`, `hai mươi mốt`."""
    start, value = index, 0
    word = words[index] if index < len(words) else ""
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in _DIGITS and following == "trăm":
        value, index = _DIGITS[word] * 100, index + 2
        word = words[index] if index < len(words) else ""
        if word in {"linh", "lẻ"} and index + 1 < len(words) and words[index + 1] in _DIGITS:
            return value + _DIGITS[words[index + 1]], index + 2
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in {"mười", "chục"}:
        ones = 0 if following in {"không", "năm"} else _DIGITS.get(following, 0)  # mười năm: years
        return value + 10 + ones, index + (2 if ones else 1)
    if word in _DIGITS and following in {"mươi", "chục"}:
        value, index = value + _DIGITS[word] * 10, index + 2
        unit = words[index] if index < len(words) else ""
        if unit in _DIGITS and unit not in {"không", "năm"}:
            return value + _DIGITS[unit], index + 1
        return value, index
    if word in _DIGITS and index == start:
        return _DIGITS[word], index + 1
    return (value, index) if index > start else None
