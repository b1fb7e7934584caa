"""Dates of feeds and pages: RFC 5322, ISO 8601, and as Vietnamese pages write them.

A clock without a zone is Vietnam's. A moment that cannot be (before the web, after tomorrow) is
no moment.
"""

import datetime as dt
import re
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

from congtin.vietnamese.dates import MONTH_WORDS
from congtin.vietnamese.folding import to_nfc
from congtin.wire.parsers.parsed import Moment

__all__ = ["is_stamp", "read_dateline", "read_moment"]

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_FIRST_YEAR = 1995
_NAMED_ZONE = re.compile(r"\(?\b(?:GMT|UTC)\s*([+-])\s*(\d{1,2})(?::?(\d\d))?\)?", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ]\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)?", re.ASCII)
_ISO_ZONE = re.compile(r"\s*(?:Z|([+-])(\d\d):?(\d\d)?)", re.IGNORECASE)
_MONTH_NAMES = "|".join(re.escape(word) for word in sorted(MONTH_WORDS, key=len, reverse=True))
_DAY = re.compile(
    rf"""
    # 19/12/2020, 19-12-2020, 19.12.2020
    (?<!\d) (?P<d>\d{{1,2}}) \s?[/.-]\s? (?P<m>\d{{1,2}}) \s?[/.-]\s? (?P<y>(?:19|20)\d\d) (?!\d)
    # ngày 19 tháng 12 năm 2020; 19 tháng mười hai, 2020; 19 Thg 12 2020
    | (?<!\d) (?P<d2>\d{{1,2}}) \s+ (?:tháng|thg)\.?\s* (?P<m2>\d{{1,2}}|{_MONTH_NAMES})
      ,? \s+ (?:năm\s+)? (?P<y2>(?:19|20)\d\d) (?!\d)
    # tháng mười hai 19, 2020
    | (?:tháng|thg)\.?\s* (?P<m3>\d{{1,2}}|{_MONTH_NAMES}) \s+ (?P<d3>\d{{1,2}}) ,? \s+
      (?P<y3>(?:19|20)\d\d) (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""
    (?<![\d/.-]) (?P<h>[01]?\d|2[0-3]) \s?(?::|h|giờ)\s? (?P<min>[0-5]\d)?
    (?: :(?P<s>[0-5]\d) )? (?:\s?phút)? (?!\d)
    \s? (?P<half>AM|PM|SA|CH)? \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STAMP_WORDS = re.compile(
    r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn|ngày|đăng|cập\s+nhật|lúc"
    r"|xuất\s+bản|thời\s+gian|đăng\s+tải|post(?:ed)?|on|giờ|phút|vào|gmt|am|pm|sa|ch)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"(\d{1,3})\s*(phút|giờ|tiếng|ngày|tuần)\s*trước", re.IGNORECASE)
_AGO_MINUTES = {"phút": 1, "giờ": 60, "tiếng": 60, "ngày": 1440, "tuần": 10080}
_DATELINE = re.compile(
    r"""
    \b(?:sáng|trưa|chiều|tối|đêm|ngày|hôm)(?:\s+ngày)?\s+
    (?P<d>0?[1-9]|[12]\d|3[01])\s?[/-]\s?(?P<m>1[0-2]|0?[1-9])
    (?:\s?[/-]\s?(?P<y>(?:19|20)\d\d))?(?![\d/%,.]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_moment(text: str, *, now: dt.datetime) -> Moment | None:
    """The first moment that the text states, in any of the ways; `now` bears a zone.

    >>> read_moment("Thứ Bảy, 19/12/2020 15:00 (GMT+7)", now=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    Moment(day=datetime.date(2020, 12, 19), time=datetime.time(15, 0))
    """
    text = to_nfc(" ".join(text.split()))[:200]
    if not text:
        return None
    zoned = _NAMED_ZONE.sub(_write_zone, text)
    for read in (_read_number, _read_iso, _read_mail, _read_vietnamese, _read_ago):
        found = read(zoned, now)
        if found is not None and _is_plausible(found, now):
            return found
    return None


def read_dateline(text: str, *, by: dt.date) -> dt.date | None:
    """The day in a text's opening ("Chiều 18/12, tại Hà Nội…"): the last such day until `by`.

    >>> read_dateline("Chiều 18/12, UBND quận họp", by=dt.date(2021, 1, 3))
    datetime.date(2020, 12, 18)
    """
    found = _DATELINE.search(to_nfc(text)[:300])
    if found is None:
        return None
    years = [int(found["y"])] if found["y"] else [by.year, by.year - 1]
    for year in years:
        day = _make_day(year, int(found["m"]), int(found["d"]))
        if day is not None and day <= by:
            return day
    return None


def is_stamp(line: str) -> bool:
    """Whether a line says nothing but when.

    >>> is_stamp("Thứ Bảy, 19/12/2020 15:00 (GMT+7)"), is_stamp("Ngày 19/12/2020, quận họp")
    (True, False)
    """
    if len(line) > 80 or not _DAY.search(line):
        return False
    rest = _CLOCK.sub(" ", _DAY.sub(" ", _NAMED_ZONE.sub(" ", line)))
    return not re.search(r"\w", _STAMP_WORDS.sub(" ", rest))


def _read_number(text: str, now: dt.datetime) -> Moment | None:
    """Seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d{10}|\d{13}", text, re.ASCII):
        return None
    return _to_moment(dt.datetime.fromtimestamp(int(text[:10]), dt.UTC))


def _read_iso(text: str, now: dt.datetime) -> Moment | None:
    found = _ISO.search(text)
    if found is None:
        return None
    day, _, clock = found[0].replace(" ", "T").partition("T")
    year, month, number = map(int, day.split("-"))
    date = _make_day(year, month, number)
    if date is None or not clock:
        return Moment(date) if date else None
    time = _make_time(*(int(part) for part in re.split("[:.,]", clock)[:2]))
    if time is None:
        return None
    zone = _ISO_ZONE.match(text[found.end() :])
    if zone is None:
        return Moment(date, time)
    offset = dt.timedelta(hours=int(zone[2] or 0), minutes=int(zone[3] or 0))
    if offset >= dt.timedelta(hours=24):
        return None
    offset = -offset if zone[1] == "-" else offset
    return _to_moment(dt.datetime.combine(date, time, dt.timezone(offset)))


def _read_mail(text: str, now: dt.datetime) -> Moment | None:
    if not _ENGLISH.search(text):
        return None
    parts = parsedate_tz(text) or parsedate_tz(f"{text} 00:00")
    if parts is None:
        return None
    date = _make_day(*parts[:3])
    time = _make_time(parts[3], parts[4])
    if date is None or time is None:
        return None
    is_bare = parts[9] is None or not re.search(r"[+-]\d{4}|\b[A-Z]{1,4}\b\s*\)?$|Z$", text)
    if not re.search(r"\d:\d\d", text):
        return Moment(date)
    if is_bare or abs(parts[9] or 0) >= 86_400:
        return Moment(date, time)
    zone = dt.timezone(dt.timedelta(seconds=parts[9] or 0))
    return _to_moment(dt.datetime.combine(date, time, zone))


def _read_vietnamese(text: str, now: dt.datetime) -> Moment | None:
    found = _DAY.search(text)
    if found is None:
        return None
    day, month, year = (
        found[name] or found[f"{name}2"] or found[f"{name}3"] for name in ("d", "m", "y")
    )
    number = int(month) if month.isdecimal() else MONTH_WORDS[month.lower()]
    date = _make_day(int(year), number, int(day))
    if date is None or date > now.astimezone(_ZONE).date() + dt.timedelta(days=1):
        date = _make_day(int(year), int(day), number) or date  # month first, as some servers do
    if date is None:
        return None
    rest = f"{text[: found.start()]} | {text[found.end() :]}"
    return Moment(date, _find_clock(rest))


def _read_ago(text: str, now: dt.datetime) -> Moment | None:
    here = now.astimezone(_ZONE)
    if found := _AGO.search(text):
        minutes = int(found[1]) * _AGO_MINUTES[found[2].lower()]
        then = here - dt.timedelta(minutes=minutes)
        is_exact = found[2].lower() in {"phút", "giờ", "tiếng"}
        return _to_moment(then) if is_exact else Moment(then.date())
    for word, days in (("hôm nay", 0), ("hôm qua", 1)):
        if word in text.lower():
            return Moment(here.date() - dt.timedelta(days=days), _find_clock(text))
    return None


def _find_clock(text: str) -> dt.time | None:
    found = _CLOCK.search(text)
    if found is None or (found["min"] is None and found["half"] is None and "h" not in found[0]):
        return None
    hour = int(found["h"])
    half = (found["half"] or "").upper()
    if half in {"PM", "CH"} and hour < 12:
        hour += 12
    elif half in {"AM", "SA"} and hour == 12:
        hour = 0
    return _make_time(hour, int(found["min"] or 0))


def _write_zone(zone: re.Match[str]) -> str:
    hours, minutes = int(zone[2]), int(zone[3] or 0)
    return f" {zone[1]}{hours:02d}{minutes:02d}" if hours < 15 else ""


def _to_moment(moment: dt.datetime) -> Moment:
    here = moment.astimezone(_ZONE)
    return Moment(here.date(), here.time().replace(second=0, microsecond=0))


def _make_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _make_time(hour: int, minute: int) -> dt.time | None:
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


def _is_plausible(moment: Moment, now: dt.datetime) -> bool:
    latest = now.astimezone(_ZONE).date() + dt.timedelta(days=1)
    return moment.day.year >= _FIRST_YEAR and moment.day <= latest
