"""Structured data of an article and of the portal: schema.org NewsArticle and WebSite
(https://schema.org/NewsArticle, https://schema.org/SearchAction)."""

import json
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from congtin.newsroom.models import ArticlePage, Correction, PortalSettings
from congtin.places.models import Unit
from congtin.portal.addresses import get_short_address, make_absolute

__all__ = ["describe_news_article", "describe_website", "dump_json_ld"]

# Nothing in the data may end the script element or open a comment in it (HTML 4.12.1.3).
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def describe_news_article(
    page: ArticlePage,
    portal: PortalSettings,
    *,
    canonical: str,
    units: list[Unit],
    corrections: Sequence[Correction] = (),
    image_address: str = "",
) -> dict[str, Any]:
    """The data of one article; what is not known is left out."""
    publisher = {"@type": "Organization", "name": portal.organisation or portal.portal_name}
    changed_at = page.get_changed_at() or page.published_at
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.standfirst,
        "inLanguage": "vi",
        "url": canonical,
        "mainEntityOfPage": canonical,
        "identifier": get_short_address(page.pk) if page.pk else "",
        "datePublished": _format(page.published_at),
        "dateModified": _format(changed_at),
        "articleSection": page.section.title if page.section else "",
        "author": [{"@type": "Person", "name": name} for name in _get_authors(page)] or publisher,
        "publisher": publisher,
        "image": [make_absolute(image_address)] if image_address else [],
        "isBasedOn": page.original_address,
        "about": [{"@type": "AdministrativeArea", "name": unit.name} for unit in units],
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": correction.corrected_on.isoformat(),
                "text": correction.text,
            }
            for correction in corrections
        ],
    }
    return {key: value for key, value in data.items() if value}


def describe_website(portal: PortalSettings) -> dict[str, Any]:
    """The portal, and how it is searched."""
    search = make_absolute(reverse("portal:search"))
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": portal.portal_name,
        "url": make_absolute("/"),
        "inLanguage": "vi",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{search}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def dump_json_ld(data: dict[str, Any]) -> SafeString:
    """
    >>> dump_json_ld({"headline": "</script>"})
    '{"headline":"\\\\u003C/script\\\\u003E"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  (what could end the element is escaped)


def _get_authors(page: ArticlePage) -> list[str]:
    names = [author.name for author in page.authors.all()]
    return names or ([page.byline] if page.byline else [])


def _format(moment: Any) -> str:
    if moment is None:
        return ""
    zone = timezone.get_default_timezone()
    return timezone.localtime(moment, zone).isoformat(timespec="seconds")
