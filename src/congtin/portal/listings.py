"""Listings cut by date: the newest few, a year, a month or a day; what is past never shifts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from congtin.newsroom.models import ArticlePage

__all__ = ["Day", "Listing", "Month", "list_articles", "list_months"]

_NEWEST = 20
_A_MONTH = dt.timedelta(days=31)
_ONE_PAGE = 100  # articles; a year with more is cut by months, a month by days

Find = Callable[..., QuerySet[ArticlePage]]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a listing; `articles` is empty where only the way to them is shown."""

    year: int
    month: int
    articles: list[ArticlePage]

    @property
    def path(self) -> str:
        return f"{self.year}/{self.month:02d}/"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month that has too many articles for one page."""

    date: dt.date
    total: int

    @property
    def path(self) -> str:
        return f"{self.date:%Y/%m/%d}/"


@dataclass(frozen=True, slots=True)
class Listing:
    """`months` hold what is shown, newest first; `calendar` the months of `shown_year` that have
    articles; `years` the years that have any; `days` those of the shown month,
    where it is cut by days."""

    months: list[Month]
    years: list[int]
    shown_year: int | None
    calendar: list[Month]
    days: list[Day]

    @property
    def is_empty(self) -> bool:
        return not self.months


def list_articles(
    find: Find, *, year: int | None = None, month: int | None = None, day: int | None = None
) -> Listing:
    """`find` gives the articles in question, newest first, within the year, month and day that
    are named."""
    years = _find_years(find)
    shown_year = year or (years[0] if years else None)
    calendar = _find_months(find, shown_year) if shown_year in years else []
    days: list[Day] = []
    if year is None:
        months = _group(_with_pictures(find())[:_NEWEST])
    elif day is not None:
        months = _group(_with_pictures(find(year=year, month=month, day=day)))
    else:
        whole = list(_with_pictures(find(year=year, month=month))[: _ONE_PAGE + 1])
        if len(whole) <= _ONE_PAGE:
            months = _group(whole)
        elif month is None:
            months = calendar
        else:
            months, days = [Month(year, month, [])], _count_days(find, year, month)
    return Listing(months, years, shown_year, calendar, days)


def list_months(find: Find) -> list[Month]:
    """All months that have articles, newest first."""
    return [month for year in _find_years(find) for month in _find_months(find, year)]


def _with_pictures(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    return articles.prefetch_related("lead_image__renditions")


def _group(articles: Iterable[ArticlePage]) -> list[Month]:
    def get_month(article: ArticlePage) -> tuple[int, int]:
        moment = timezone.localtime(article.published_at, timezone.get_default_timezone())
        return moment.year, moment.month

    return [Month(*key, list(group)) for key, group in groupby(articles, key=get_month)]


def _find_years(find: Find) -> list[int]:
    return [day.year for day in _step(find(), lambda day: dt.date(day.year + 1, 1, 1))]


def _find_months(find: Find, year: int) -> list[Month]:
    days = _step(find(year=year), lambda day: (day.replace(day=1) + _A_MONTH).replace(day=1))
    return [Month(day.year, day.month, []) for day in days]


def _step(articles: QuerySet[ArticlePage], end: Callable[[dt.date], dt.date]) -> list[dt.date]:
    """The oldest day of each stretch, behind which `end` gives the first day of the next; newest
    first. From stretch to stretch by the index, since reading every date would take longer with
    each article.

    Upwards: what is published after the first of a stretch changes nothing, so a listing of the
    past need not be made anew.
    """
    zone = timezone.get_default_timezone()
    dated = articles.filter(published_at__isnull=False).order_by("published_at")
    moments = dated.values_list("published_at", flat=True)
    days: list[dt.date] = []
    oldest = moments.first()
    while oldest is not None:
        days.append(oldest.astimezone(zone).date())
        following = dt.datetime.combine(end(days[-1]), dt.time(), tzinfo=zone)
        oldest = moments.filter(published_at__gte=following).first()
    return days[::-1]


def _count_days(find: Find, year: int, month: int) -> list[Day]:
    """The days that have any, newest first."""
    zone = timezone.get_default_timezone()
    moments = find(year=year, month=month).values_list("published_at", flat=True)
    counted = Counter(moment.astimezone(zone).date() for moment in moments)
    return [Day(date, total) for date, total in sorted(counted.items(), reverse=True)]
