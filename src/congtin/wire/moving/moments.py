"""Dates and times of old portals. Where no zone is given, Vietnam's is meant."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from congtin.vietnamese.dates import read_date
from congtin.wire.moving.errors import ArticleRefused

__all__ = ["VIETNAM", "check_moment", "read_day", "read_moment"]

VIETNAM = dt.timezone(dt.timedelta(hours=7), "Asia/Ho_Chi_Minh")
_FIRST_YEAR = 1945
_SECONDS = re.compile(r"\d{9,11}")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])\s*[:hg]\s*([0-5]\d)\b", re.IGNORECASE)


def read_moment(text: str | float | None) -> dt.datetime | None:
    """ISO 8601, RFC 5322, seconds since 1970, or a Vietnamese dateline; None where it is none.

    >>> read_moment("2020-12-19 15:00:00").isoformat()
    '2020-12-19T15:00:00+07:00'
    >>> read_moment("Thứ Bảy, 19/12/2020 15:00").isoformat()
    '2020-12-19T15:00:00+07:00'
    >>> read_moment("0000-00-00 00:00:00")
    """
    if text is None or isinstance(text, bool):
        return None
    bare = str(text).strip()
    if not bare or len(bare) > 200:
        return None
    try:
        if _SECONDS.fullmatch(bare):
            return dt.datetime.fromtimestamp(int(bare), VIETNAM)
        moment = _read_written(bare)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def read_day(text: str | None) -> dt.date | None:
    """The day in Vietnam of what `read_moment` reads."""
    moment = read_moment(text)
    return moment.astimezone(VIETNAM).date() if moment else None


def check_moment(moment: dt.datetime, *, now: dt.datetime) -> None:
    """Raises ArticleRefused on a date at which no portal published."""
    if moment.year < _FIRST_YEAR or moment > now + dt.timedelta(days=1):
        raise ArticleRefused(
            f"ngày đăng {moment.astimezone(VIETNAM):%d/%m/%Y} không thể đúng; "
            "hãy sửa ngày ở cổng cũ."
        )


def _read_written(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    day = read_date(text)
    if day is not None:
        clock = _CLOCK.search(text)
        time = dt.time(int(clock[1]), int(clock[2])) if clock else dt.time()
        return dt.datetime.combine(day, time)
    return parsedate_to_datetime(text)
