"""Tags of a page and what touches them. Pure.

A tag names a row (`newsroom.articlepage:12`) or the rows that a query asks for
(`newsroom.articlepage?section_id=3`). The second may be bounded by a moment: a list of the newest
ten is touched by what is dated after its tenth, not by what is older. Bounded tags are kept in
buckets of a month or a year: a touch looks through few of them however many pages there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["EARLIEST", "LATEST", "Tag", "Touch", "bound_tag", "touch_rows"]

EARLIEST, LATEST = -1e18, 1e18
_MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Tag:
    """`low` and `high` are seconds since 1970, both included."""

    name: str
    low: float = EARLIEST
    high: float = LATEST


@dataclass(frozen=True, slots=True)
class Touch:
    """Meets the tags of that name; those alone that hold `moment`, where there is one."""

    name: str
    moment: float | None = None


def bound_tag(name: str, low: float, high: float) -> list[Tag]:
    """The tag in its buckets.

    >>> [tag.name for tag in bound_tag("a?b=1", 1577836800.0, 1580515200.0)]
    ['a?b=1@2020-01', 'a?b=1@2020-02']
    >>> bound_tag("a?b=1", 5.0, LATEST)
    [Tag(name='a?b=1@later', low=5.0, high=1e+18)]
    """
    if low == EARLIEST and high == LATEST:
        return [Tag(name)]
    if high == LATEST:
        return [Tag(f"{name}@later", low, high)]
    if low == EARLIEST:
        return [Tag(f"{name}@earlier", low, high)]
    return [Tag(f"{name}@{bucket}", low, high) for bucket in _list_buckets(low, high)]


def touch_rows(name: str, moment: float | None) -> list[Touch]:
    """What meets a row of that name: the unbounded tag, and every bucket that may hold its moment.

    >>> [touch.name for touch in touch_rows("a?b=1", 0.0)]
    ['a?b=1', 'a?b=1@later', 'a?b=1@earlier', 'a?b=1@1970-01', 'a?b=1@1970']
    """
    if moment is None:
        return [Touch(name)]
    day = _get_day(moment)
    buckets = ("later", "earlier", f"{day:%Y-%m}", f"{day:%Y}")
    return [Touch(name), *(Touch(f"{name}@{bucket}", moment) for bucket in buckets)]


def _list_buckets(low: float, high: float) -> Iterator[str]:
    first, last = _get_day(low), _get_day(high)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 0:
        return
    if months >= _MOST_MONTHS:
        yield from (f"{year:04d}" for year in range(first.year, last.year + 1))
        return
    for month in range(first.month - 1, first.month + months):
        yield f"{first.year + month // 12:04d}-{month % 12 + 1:02d}"


def _get_day(moment: float) -> dt.datetime:
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=moment)
