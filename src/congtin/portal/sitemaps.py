"""Sitemaps (https://www.sitemaps.org/protocol.html), one file a month, so that old ones stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from congtin.ledger import queries as ledger
from congtin.ledger.overview import get_indicators_in_use
from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import Source
from congtin.portal.addresses import (
    get_indicator_address,
    get_page_address,
    get_plan_address,
    get_unit_address,
    make_absolute,
)
from congtin.portal.listings import list_months

__all__ = ["SitemapEntry", "list_article_entries", "list_sitemaps", "list_standing_entries"]


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """`changed_at` is empty where the portal does not know it."""

    address: str
    changed_at: dt.datetime | None = None


def list_sitemaps() -> list[str]:
    """The addresses of all sitemaps: the standing pages, then the months, newest first."""
    months = [
        reverse("portal:sitemap_month", args=[month.year, month.month])
        for month in list_months(newsroom.get_articles)
    ]
    return [make_absolute(path) for path in [reverse("portal:sitemap_standing"), *months]]


def list_standing_entries() -> Iterator[SitemapEntry]:
    """The front page, sections, sources, and all of the ledger."""
    yield SitemapEntry(make_absolute("/"))
    for section in newsroom.get_sections():
        yield SitemapEntry(make_absolute(get_page_address(section)))
    for name in ("portal:ledger", "portal:method", "portal:open_data"):
        yield SitemapEntry(make_absolute(reverse(name)))
    known = ledger.get_units_and_years()
    for unit in {entry.unit.pk: entry.unit for entry in known}.values():
        yield SitemapEntry(make_absolute(get_unit_address(unit)))
    for entry in known:
        yield SitemapEntry(make_absolute(get_plan_address(entry.unit, entry.period)))
    for indicator in get_indicators_in_use():
        yield SitemapEntry(make_absolute(get_indicator_address(indicator)))
    for slug in Source.objects.values_list("slug", flat=True):
        yield SitemapEntry(make_absolute(reverse("portal:source", args=[slug])))


def list_article_entries(year: int, month: int) -> list[SitemapEntry]:
    """The articles of one month."""
    zone = timezone.get_default_timezone()
    return [
        SitemapEntry(
            make_absolute(get_page_address(article)),
            timezone.localtime(article.get_changed_at() or article.published_at, zone),
        )
        for article in newsroom.get_articles(year=year, month=month)
    ]
