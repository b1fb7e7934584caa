"""Listings cut by date: the newest few, a year, or a month; what is past never shifts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from congtin.newsroom.models import ArticlePage

__all__ = ["Listing", "Month", "list_articles", "list_months"]

_NEWEST = 20
_WHOLE_YEAR = 100

Find = Callable[..., QuerySet[ArticlePage]]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a listing; `articles` is empty where only the way to them is shown."""

    year: int
    month: int
    articles: list[ArticlePage]
    total: int | None = None

    @property
    def path(self) -> str:
        return f"{self.year}/{self.month:02d}/"


@dataclass(frozen=True, slots=True)
class Listing:
    """`months` hold what is shown, newest first; `calendar` the months of `shown_year` that have
    articles, with how many; `years` the years that have any."""

    months: list[Month]
    years: list[int]
    shown_year: int | None
    calendar: list[Month]

    @property
    def is_empty(self) -> bool:
        return not self.months


def list_articles(find: Find, *, year: int | None = None, month: int | None = None) -> Listing:
    """`find` gives the articles in question, newest first, within `year` and `month` if named."""
    years = _get_years(find)
    shown_year = year or (years[0] if years else None)
    calendar = _count_months(find, shown_year) if shown_year in years else []
    if year is None:
        months = _group(find().prefetch_related("lead_image__renditions")[:_NEWEST])
    elif month is not None:
        months = _group(find(year=year, month=month).prefetch_related("lead_image__renditions"))
    elif sum(each.total or 0 for each in calendar) <= _WHOLE_YEAR:
        months = _group(find(year=year).prefetch_related("lead_image__renditions"))
    else:
        months = calendar
    return Listing(months, years, shown_year, calendar)


def list_months(find: Find) -> list[Month]:
    """All months that have articles, newest first."""
    return [month for year in _get_years(find) for month in _count_months(find, year)]


def _group(articles: QuerySet[ArticlePage]) -> list[Month]:
    def get_month(article: ArticlePage) -> tuple[int, int]:
        moment = timezone.localtime(article.published_at, timezone.get_default_timezone())
        return moment.year, moment.month

    return [Month(*key, list(group)) for key, group in groupby(articles, key=get_month)]


def _get_years(find: Find) -> list[int]:
    """Stepping from year to year by the index, since reading every date would grow with them."""
    zone = timezone.get_default_timezone()
    years: list[int] = []
    moments = find().filter(published_at__isnull=False).values_list("published_at", flat=True)
    newest = moments.first()
    while newest is not None:
        years.append(newest.astimezone(zone).year)
        newest = moments.filter(published_at__lt=dt.datetime(years[-1], 1, 1, tzinfo=zone)).first()
    return years


def _count_months(find: Find, year: int) -> list[Month]:
    zone = timezone.get_default_timezone()
    starts = [dt.datetime(year, month, 1, tzinfo=zone) for month in range(1, 13)]
    starts.append(dt.datetime(year + 1, 1, 1, tzinfo=zone))
    counts = {
        f"month_{month}": Count("pk", filter=Q(published_at__gte=first, published_at__lt=after))
        for month, (first, after) in enumerate(pairwise(starts), start=1)
    }
    found = find(year=year).aggregate(**counts)
    totals = [(month, found[f"month_{month}"]) for month in range(12, 0, -1)]
    return [Month(year, month, [], total) for month, total in totals if total]
