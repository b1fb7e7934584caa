"""Periods of the figures schema ("2021", "2021-M01..06", "2020-2025") as spans of days.

The schema has several ways to write one span; the ledger keeps one of them, so that what is of one
period is found under one name: a year as "2021", a quarter as "2021-Q1", a month as "2021-06", any
other run of months as "2021-M01..06". A day ("as of") is a thing of its own.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

__all__ = ["OTHER_FORMS", "Span", "is_period", "read_span", "tidy_period"]

_FORM = re.compile(
    r"""
    (?P<year>\d{4})
    (?: -(?P<last_year>\d{4})                                   # a term: 2020-2025
      | -Q(?P<quarter>[1-4])
      | -H(?P<half>[12])
      | -M(?P<from_month>\d{1,2})\.\.(?P<to_month>\d{1,2})      # months of a year
      | -(?P<month>\d{2})(?:-(?P<day>\d{2}))?                   # a month, or as of a day
    )?
    """,
    re.VERBOSE | re.ASCII,
)


# How a part of a year may be written besides the ledger's own way, and that way.
OTHER_FORMS = {
    "-M01..12": "",
    "-H1": "-M01..06",
    "-H2": "-M07..12",
    **{f"-M{3 * quarter - 2:02d}..{3 * quarter:02d}": f"-Q{quarter}" for quarter in range(1, 5)},
    **{f"-M{month:02d}..{month:02d}": f"-{month:02d}" for month in range(1, 13)},
}
_ONE_DIGIT = re.compile(r"(?:(?<=-M)|(?<=\.\.))(?=\d(?!\d))")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both included. `whole` for a year or a run of years."""

    first: dt.date
    last: dt.date
    whole: bool

    def contains(self, other: "Span") -> bool:
        return self.first <= other.first and other.last <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def read_span(period: str) -> Span | None:
    """None for a text that is no period, a month 13 or a term that runs backwards."""
    found = _FORM.fullmatch(period)
    if found is None:
        return None
    part = {name: int(text) for name, text in found.groupdict().items() if text}
    try:
        return _make_span(part)
    except ValueError:
        return None


def tidy_period(text: str) -> str:
    """A typed or read period in the one way in which the ledger writes it.

    >>> tidy_period("2021-M1..6"), tidy_period("2021-M01..12"), tidy_period("2021-M01..03")
    ('2021-M01..06', '2021', '2021-Q1')
    """
    period = _ONE_DIGIT.sub("0", text.strip().replace("\u2013", "-"))
    year, rest = period[:4], period[4:]
    return year if rest == f"-{year}" else year + OTHER_FORMS.get(rest, rest)


def is_period(text: str) -> bool:
    return read_span(text) is not None


def _make_span(part: dict[str, int]) -> Span:
    year = part["year"]
    if "last_year" in part:
        if part["last_year"] < year:
            raise ValueError
        return Span(dt.date(year, 1, 1), dt.date(part["last_year"], 12, 31), whole=True)
    if "day" in part:
        # "as of" that day: from the beginning of the year
        return Span(dt.date(year, 1, 1), dt.date(year, part["month"], part["day"]), whole=False)
    if "quarter" in part:
        return _months(year, 3 * part["quarter"] - 2, 3 * part["quarter"])
    if "half" in part:
        return _months(year, 6 * part["half"] - 5, 6 * part["half"])
    if "month" in part:
        return _months(year, part["month"], part["month"])
    return _months(year, part.get("from_month", 1), part.get("to_month", 12))


def _months(year: int, first: int, last: int) -> Span:
    if last < first:
        raise ValueError
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Span(dt.date(year, first, 1), end, whole=(first, last) == (1, 12))
