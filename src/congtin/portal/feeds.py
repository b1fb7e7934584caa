"""RSS 2.0 and Atom (RFC 4287) of the whole portal and of each section.

An entry's identity is the article's permanent short address, so that a moved article is not read
as a new one.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import ArticlePage, SectionPage
from congtin.portal.addresses import get_page_address, get_short_address, make_absolute
from congtin.portal.frame import keep_from_search_engines

__all__ = ["ArticlesAtom", "ArticlesRss"]

_LENGTH = 30
# Characters that XML 1.0 (2.2) does not allow at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ArticlesRss(Feed):
    """The newest articles of the portal, or of the section named in the address."""

    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    kind = "rss"
    language = "vi"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        return keep_from_search_engines(response, newsroom.get_settings())

    def get_object(self, request: HttpRequest, slug: str = "") -> SectionPage | None:
        return get_object_or_404(SectionPage.objects.live(), slug=slug) if slug else None

    def title(self, section: SectionPage | None) -> str:
        name = newsroom.get_settings().portal_name
        return _clean(f"{name}: {section.title}" if section else name)

    def description(self, section: SectionPage | None) -> str:
        return _clean(section.description if section else newsroom.get_settings().tagline)

    subtitle = description

    def link(self, section: SectionPage | None) -> str:
        return make_absolute(get_page_address(section) if section else "/")

    def feed_url(self, section: SectionPage | None) -> str:
        if section is None:
            return make_absolute(reverse(f"portal:{self.kind}"))
        return make_absolute(reverse(f"portal:section_{self.kind}", args=[section.slug]))

    def items(self, section: SectionPage | None) -> list[ArticlePage]:
        return list(newsroom.get_articles(section=section).prefetch_related("authors")[:_LENGTH])

    def item_title(self, item: ArticlePage) -> str:
        return _clean(item.title)

    def item_description(self, item: ArticlePage) -> str:
        """Readers take it for HTML (RFC 4287, 3.1.1.2)."""
        return escape(_clean(item.standfirst))

    def item_link(self, item: ArticlePage) -> str:
        return make_absolute(get_page_address(item))

    def item_guid(self, item: ArticlePage) -> str:
        return get_short_address(item.pk)

    item_guid_is_permalink = True

    def item_pubdate(self, item: ArticlePage) -> dt.datetime | None:
        return _localise(item.published_at)

    def item_updateddate(self, item: ArticlePage) -> dt.datetime | None:
        return _localise(item.get_changed_at() or item.published_at)

    def item_author_name(self, item: ArticlePage) -> str:
        return _clean(item.get_byline())

    def item_categories(self, item: ArticlePage) -> list[str]:
        return [item.section.title] if item.section else []


class ArticlesAtom(ArticlesRss):
    feed_type = Atom1Feed
    kind = "atom"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _localise(moment: dt.datetime | None) -> dt.datetime | None:
    return timezone.localtime(moment, timezone.get_default_timezone()) if moment else None
