"""Reading the newsroom: articles by section, month, neighbourhood; withdrawals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import Site

from congtin.newsroom.models import ArticlePage, PortalSettings, SectionPage, Source, Withdrawal
from congtin.places.models import Unit

__all__ = [
    "find_withdrawal",
    "find_withdrawal_of",
    "get_articles",
    "get_months",
    "get_other_news",
    "get_sections",
    "get_settings",
    "get_units_of",
]


def get_articles(
    *,
    section: SectionPage | None = None,
    source: Source | None = None,
    unit: Unit | None = None,
    year: int | None = None,
    month: int | None = None,
) -> QuerySet[ArticlePage]:
    """Published articles, newest first, with what a list shows of them in one query."""
    articles = (
        ArticlePage.objects.live()
        .public()
        .select_related("section", "source", "lead_image")
        .order_by("-published_at", "-pk")
    )
    if section is not None:
        articles = articles.filter(section=section)
    if source is not None:
        articles = articles.filter(source=source)
    if unit is not None:
        articles = articles.filter(unit_links__unit=unit)
    if year is not None:
        first, after = _get_span(year, month)
        articles = articles.filter(published_at__gte=first, published_at__lt=after)
    return articles


def get_sections() -> QuerySet[SectionPage]:
    """The sections in the order that the newsroom gave them."""
    return SectionPage.objects.live().order_by("path")


def get_months(*, section: SectionPage | None = None) -> list[tuple[int, int]]:
    """The (year, month) pairs in which anything was published, newest first."""
    months = (
        get_articles(section=section)
        .annotate(published_month=TruncMonth("published_at"))
        .order_by("-published_month")
        .values_list("published_month", flat=True)
        .distinct()
    )
    return [(moment.year, moment.month) for moment in months if moment]


def get_other_news(article: ArticlePage, *, limit: int = 6) -> list[ArticlePage]:
    """What to read next: the editor's choice, then the same unit, then neighbours in time.

    Never simply the newest: a page that showed those would change with every publication.
    """
    links = article.related_links.all()
    chosen = [link.other_id for link in links if link.other_id != article.pk]
    found: dict[int, ArticlePage] = {}
    if chosen:
        by_id = {page.pk: page for page in get_articles().filter(pk__in=chosen)}
        found.update((pk, by_id[pk]) for pk in chosen if pk in by_id)
    unit_ids = [link.unit_id for link in article.unit_links.all()]
    if unit_ids and article.published_at:
        same_unit = get_articles().filter(unit_links__unit__in=unit_ids[:1])
        _add(found, _get_around(same_unit, article, each_side=2), without=article)
    if article.published_at and len(found) < limit:
        same_section = get_articles().filter(section_id=article.section_id)
        _add(found, _get_around(same_section, article, each_side=3), without=article)
    return list(found.values())[:limit]


def get_units_of(article: ArticlePage) -> list[Unit]:
    """The units that the article speaks of, in the editor's order."""
    return [link.unit for link in article.unit_links.select_related("unit__parent")]


def find_withdrawal(path: str) -> Withdrawal | None:
    """The note of an article that was taken down from this path."""
    return Withdrawal.objects.filter(path=path if path.endswith("/") else f"{path}/").first()


def get_settings() -> PortalSettings:
    """Name, contact and channels of the default site."""
    site = Site.objects.filter(is_default_site=True).first()
    return PortalSettings.for_site(site) if site else PortalSettings()


def find_withdrawal_of(article_number: int) -> Withdrawal | None:
    """The note of the article with that number in its short address."""
    return Withdrawal.objects.filter(article_number=article_number).first()


def _get_span(year: int, month: int | None) -> tuple[dt.datetime, dt.datetime]:
    zone = timezone.get_default_timezone()
    first = dt.datetime(year, month or 1, 1, tzinfo=zone)
    if month is None or month == 12:
        return first, dt.datetime(year + 1, 1, 1, tzinfo=zone)
    return first, dt.datetime(year, month + 1, 1, tzinfo=zone)


def _get_around(
    articles: QuerySet[ArticlePage], article: ArticlePage, *, each_side: int
) -> Sequence[ArticlePage]:
    here = article.published_at
    older = articles.filter(published_at__lt=here).exclude(pk=article.pk)[:each_side]
    newer = articles.filter(published_at__gte=here).exclude(pk=article.pk)
    return [*older, *newer.order_by("published_at", "pk")[:each_side]]


def _add(
    found: dict[int, ArticlePage], more: Sequence[ArticlePage], *, without: ArticlePage
) -> None:
    for page in more:
        if page.pk != without.pk:
            found.setdefault(page.pk, page)
