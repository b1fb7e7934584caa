"""Reading the newsroom: articles by section, month, neighbourhood; withdrawals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import PageViewRestriction

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

# What a line of a list shows of an article: headline, address, day.
_LINE = ("title", "url_path", "published_at")
_LINE_OF_SECTION = ("title", "slug", "path", "url_path", "description")


def get_articles(
    *,
    section: SectionPage | None = None,
    source: Source | None = None,
    unit: Unit | None = None,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
) -> QuerySet[ArticlePage]:
    """Published articles, newest first, with what a list shows of them in one query.

    Raises ValueError where year, month and day are no date.
    """
    articles = (
        ArticlePage.objects.live()
        .select_related("section", "source", "lead_image")
        .order_by("-published_at", "-pk")
    )
    # Wagtail's `public` joins the restrictions to all pages, which some planners read from the
    # pages' side; most portals have no restriction at all.
    if PageViewRestriction.objects.exists():
        articles = articles.public()
    if section is not None:
        articles = articles.filter(section=section)
    if source is not None:
        articles = articles.filter(source=source)
    if unit is not None:
        articles = articles.filter(unit_links__unit=unit)
    if year is not None:
        first, after = _get_span(year, month, day)
        articles = articles.filter(published_at__gte=first, published_at__lt=after)
    return articles


def get_sections() -> list[SectionPage]:
    """The sections in the order that the newsroom gave them, with what a list shows of them."""
    # Sorted here: asked for the order of paths, a database may go through all pages in it.
    sections = SectionPage.objects.live().order_by().only(*_LINE_OF_SECTION)
    return sorted(sections, key=lambda section: section.path)


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


def get_other_news(
    article: ArticlePage, *, units: Sequence[Unit], limit: int = 6
) -> list[ArticlePage]:
    """What to read next: the editor's choice, then the same unit (`units` as of `get_units_of`),
    then neighbours in time.

    Never simply the newest: a page that showed those would change with every publication.
    """
    links = article.related_links.all()
    numbers = dict.fromkeys(link.other_id for link in links if link.other_id != article.pk)
    articles = get_articles()
    if article.published_at:
        if units:
            same_unit = articles.filter(unit_links__unit=units[0])
            numbers |= _find_around(same_unit, article, each_side=3)
        if len(numbers) < limit:
            same_section = articles.filter(section=article.section_id)
            numbers |= _find_around(same_section, article, each_side=3)
    found = articles.select_related(None).order_by().only(*_LINE).in_bulk(list(numbers))
    return [found[number] for number in numbers if number in found][:limit]


def get_units_of(article: ArticlePage) -> list[Unit]:
    """The units that the article speaks of, in the editor's order."""
    return [link.unit for link in article.unit_links.select_related("unit__parent")]


def find_withdrawal(path: str) -> Withdrawal | None:
    """The note of an article that was taken down from this path."""
    return Withdrawal.objects.filter(path=path if path.endswith("/") else f"{path}/").first()


def get_settings() -> PortalSettings:
    """Name, contact and channels of the default site."""
    found = PortalSettings.objects.filter(site__is_default_site=True).first()
    return found or PortalSettings()


def find_withdrawal_of(article_number: int) -> Withdrawal | None:
    """The note of the article with that number in its short address."""
    return Withdrawal.objects.filter(article_number=article_number).first()


def _get_span(year: int, month: int | None, day: int | None) -> tuple[dt.datetime, dt.datetime]:
    zone = timezone.get_default_timezone()
    first = dt.datetime(year, month or 1, day or 1, tzinfo=zone)
    if day is not None:
        return first, first + dt.timedelta(days=1)
    if month is None or month == 12:
        return first, dt.datetime(year + 1, 1, 1, tzinfo=zone)
    return first, dt.datetime(year, month + 1, 1, tzinfo=zone)


def _find_around(
    articles: QuerySet[ArticlePage], article: ArticlePage, *, each_side: int
) -> dict[int, None]:
    """The numbers of the neighbours in time, in order, older ones first: the pages themselves are
    fetched once for all. With their dates, beyond which no other article matters."""
    others = articles.exclude(pk=article.pk).select_related(None)
    others = others.values_list("pk", "published_at")
    older = others.filter(published_at__lt=article.published_at)[:each_side]
    newer = others.filter(published_at__gte=article.published_at).order_by("published_at", "pk")
    return {number: None for number, _ in [*older, *newer[:each_side]]}
