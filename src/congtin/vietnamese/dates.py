"""Dates as Vietnamese texts write them: `ngày 19/12/2020`, `ngày 3 tháng 9 năm 2025`."""

from __future__ import annotations

import re
from datetime import date

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
}
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười một": 11, "mười hai": 12, "mười": 10, "chạp": 12,
}  # fmt: skip

DATE = re.compile(
    r"""
    # 19/12/2020, 19-12-2020, 19.12.2020
    \b(?P<d>0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?P<m>0?[1-9]|1[0-2])
        \s?[/.-]\s?(?P<y>(?:19|20)\d\d)\b(?![/\d])
    # ngày 19 tháng 12 năm 2020
    |\bngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>(?:19|20)\d\d)\b
    """,
    re.VERBOSE,
)


def read_date(text: str) -> date | None:
    """Find the first full date in a text, or None.

    >>> read_date("Thứ Bảy, 19/12/2020 15:00")
    datetime.date(2020, 12, 19)
    >>> read_date("Hà Nội, ngày 3 tháng 9 năm 2025")
    datetime.date(2025, 9, 3)
    """
    for match in DATE.finditer(text.lower()):
        day, month, year = (int(match[name] or match[name + "2"]) for name in "dmy")
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def read_quarter(word: str) -> int | None:
    """Read the number of a quarter: `III`, `3`, `ba`.

    >>> read_quarter("IV")
    4
    """
    return _ROMAN.get(word.lower())


def read_month(word: str) -> int | None:
    """Read a month written as a number or a word.

    >>> read_month("09"), read_month("Chín")
    (9, 9)
    """
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    return MONTH_WORDS.get(word.lower())
