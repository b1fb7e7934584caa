"""Numbers, dates and times as Vietnamese offices write them: "1.223,771", "Thứ Bảy, 19/12/2020"."""

import datetime as dt
import re
from decimal import Decimal

__all__ = ["format_date", "format_datetime", "format_number", "format_period", "trim_zeros"]

_MONTHS = re.compile(r"M(\d{1,2})\.\.(\d{1,2})")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


_PARTS = {
    **{f"Q{number}": f"quý {roman}" for number, roman in enumerate(("I", "II", "III", "IV"), 1)},
    "H1": "6 tháng đầu",
    "H2": "6 tháng cuối",
    "M07..12": "6 tháng cuối",
}


def format_number(value: Decimal | int) -> str:
    """Dots for thousands, a comma for decimals; the decimals given are kept.

    >>> format_number(Decimal("1223.771"))
    '1.223,771'
    >>> format_number(Decimal("9.60"))
    '9,60'
    """
    return f"{Decimal(value):,f}".translate(str.maketrans(",.", ".,"))


def trim_zeros(value: Decimal) -> Decimal:
    """Without the zeros behind the last stated decimal, which databases add; never in exponents.

    >>> trim_zeros(Decimal("9.600000")), trim_zeros(Decimal("7500.000000"))
    (Decimal('9.6'), Decimal('7500'))
    """
    trimmed = value.normalize()
    exponent = trimmed.as_tuple().exponent
    return trimmed.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else trimmed


def format_date(day: dt.date, *, weekday: bool = False) -> str:
    """
    >>> format_date(dt.date(2020, 12, 19), weekday=True)
    'Thứ Bảy, 19/12/2020'
    """
    text = f"{day:%d/%m/%Y}"
    return f"{_WEEKDAYS[day.weekday()]}, {text}" if weekday else text


def format_datetime(moment: dt.datetime, *, weekday: bool = True) -> str:
    """The moment's own wall clock: convert to Vietnam time first.

    >>> format_datetime(dt.datetime(2020, 12, 19, 15, 0))
    'Thứ Bảy, 19/12/2020 15:00'
    """
    return f"{format_date(moment.date(), weekday=weekday)} {moment:%H:%M}"


def format_period(period: str) -> str:
    """A figure's period (figures schema 2.6) in words; an unknown form is given back as it is.

    >>> format_period("2021-M01..06"), format_period("2025-2030"), format_period("2024-Q1")
    ('6 tháng đầu năm 2021', 'giai đoạn 2025-2030', 'quý I năm 2024')
    """
    year, _, rest = period.partition("-")
    if not rest:
        return f"năm {year}" if year.isdigit() else period
    if len(rest) == 4 and rest.isdigit():
        return f"giai đoạn {period}"
    return _format_part_of_year(year, rest) or period


def _format_part_of_year(year: str, rest: str) -> str | None:
    if rest in _PARTS:
        return f"{_PARTS[rest]} năm {year}"
    if months := _MONTHS.fullmatch(rest):
        first, last = map(int, months.groups())
        if first == 1:
            return f"{last} tháng đầu năm {year}"
        return f"tháng {first} đến tháng {last} năm {year}"
    if rest.isdecimal() and len(rest) == 2:
        return f"tháng {int(rest)}/{year}"
    if len(rest) == 5 and rest[2] == "-":
        return f"đến ngày {rest[3:]}/{rest[:2]}/{year}"
    return None
