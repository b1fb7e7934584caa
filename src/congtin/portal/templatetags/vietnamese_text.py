"""Filters that write dates, numbers and periods as Vietnamese offices do."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone

from congtin.vietnamese import formatting

__all__ = [
    "date_vi",
    "machine_moment",
    "moment_vi",
    "normalize",
    "number_vi",
    "period_vi",
    "stated_day",
    "weekday_moment_vi",
    "weekday_vi",
]

register = template.Library()


@register.filter
def date_vi(day: dt.date | None) -> str:
    """19/12/2020; a moment is first brought to Vietnam's time."""
    return formatting.format_date(_get_day(day)) if day else ""


@register.filter
def weekday_vi(day: dt.date | None) -> str:
    """Thứ Bảy, 19/12/2020"""
    return formatting.format_date(_get_day(day), weekday=True) if day else ""


@register.filter
def moment_vi(moment: dt.datetime | None) -> str:
    """19/12/2020 15:00"""
    return formatting.format_datetime(_localise(moment), weekday=False) if moment else ""


@register.filter
def weekday_moment_vi(moment: dt.datetime | None) -> str:
    """Thứ Bảy, 19/12/2020 15:00"""
    return formatting.format_datetime(_localise(moment)) if moment else ""


@register.filter
def machine_moment(moment: dt.datetime | None) -> str:
    """2020-12-19T15:00:00+07:00, for the attribute `datetime`."""
    return _localise(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def number_vi(value: Decimal | int | None) -> str:
    """1.223,771"""
    return formatting.format_number(Decimal(value)) if value is not None else ""


@register.filter
def normalize(value: Decimal) -> Decimal:
    """Without the zeros that the database adds behind the stated decimals."""
    trimmed = value.normalize()
    return trimmed if int(trimmed.as_tuple().exponent) < 0 else trimmed.quantize(Decimal(1))


@register.filter
def stated_day(text: str) -> str:
    """A day, a month, a quarter or a year as a source states it: 2020-10-20 is 20/10/2020."""
    try:
        return formatting.format_date(dt.date.fromisoformat(text))
    except ValueError:
        return formatting.format_period(text) if text else ""


@register.filter
def period_vi(period: str) -> str:
    """năm 2021; 6 tháng đầu năm 2021"""
    return formatting.format_period(period)


def _localise(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


def _get_day(day: dt.date) -> dt.date:
    return _localise(day).date() if isinstance(day, dt.datetime) else day
