"""What a page says of itself: JSON-LD (schema.org), OpenGraph, Dublin Core, microdata."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html

from congtin.wire.parsers.plain import to_line

__all__ = ["Stated", "read_stated"]

_KINDS = re.compile(r"article|posting|report", re.IGNORECASE)
_META = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title"),
    "description": ("og:description", "description", "dc.description", "twitter:description"),
    "published": (
        "article:published_time",
        "og:published_time",
        "pubdate",
        "publishdate",
        "publish-date",
        "datepublished",
        "date.issued",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.created",
        "dc.date",
        "dcterms.date",
        "date",
        "article:published",
        "sailthru.date",
    ),
    "byline": ("author", "article:author", "dc.creator", "dcterms.creator", "dc.contributor"),
    "image": ("og:image", "og:image:url", "twitter:image"),
    "address": ("og:url",),
    "kind": ("og:type",),
}
_MOST_DEPTH = 6


@dataclass(slots=True)
class Stated:
    """Raw texts, each with the most trusted place first; empty where nothing is stated."""

    headline: list[str] = field(default_factory=list)
    description: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    image: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def read_stated(root: lxml.html.HtmlElement) -> Stated:
    stated = Stated()
    for thing in _read_json_ld(root):
        _take_json_ld(stated, thing)
    named = _read_meta(root)
    for name, keys in _META.items():
        getattr(stated, name).extend(named[key] for key in keys if named.get(key))
    for link in root.xpath('//link[@rel="canonical"]/@href'):
        stated.address.append(str(link))
    for element in root.xpath('//*[@itemprop="datePublished" or @itemprop="datepublished"]'):
        stated.published.append(element.get("content") or element.get("datetime") or _text(element))
    for element in root.xpath("//time[@datetime]"):
        stated.published.append(element.get("datetime") or "")
    return stated


def _read_meta(root: lxml.html.HtmlElement) -> dict[str, str]:
    named: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            named.setdefault(name.strip().lower(), content)
    return named


def _read_json_ld(root: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.xpath('//script[@type="application/ld+json"]/text()'):
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", str(script).strip())
        try:
            found = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            found = _mend_json(text)
        yield from _find_articles(found, 0)


def _mend_json(text: str) -> Any:
    """A comma too many is the usual fault of a template."""
    try:
        return json.loads(re.sub(r",\s*([}\]])", r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _find_articles(found: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MOST_DEPTH:
        return
    if isinstance(found, list):
        for each in found[:50]:
            yield from _find_articles(each, depth + 1)
    elif isinstance(found, dict):
        if _KINDS.search(str(found.get("@type") or "")):
            yield found
        yield from _find_articles(found.get("@graph"), depth + 1)
        yield from _find_articles(found.get("mainEntity"), depth + 1)


def _take_json_ld(stated: Stated, thing: dict[str, Any]) -> None:
    for name, key in (
        ("headline", "headline"),
        ("description", "description"),
        ("published", "datePublished"),
        ("body", "articleBody"),
    ):
        if isinstance(thing.get(key), str) and thing[key].strip():
            getattr(stated, name).append(thing[key])
    names = [each for each in _names(thing.get("author")) if not each.startswith("http")]
    if names:
        stated.byline.append(", ".join(names))
    stated.image.extend(_addresses(thing.get("image")))
    page = thing.get("mainEntityOfPage") or thing.get("url")
    stated.address.extend(_addresses(page))


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for each in value[:10] for name in _names(each)]
    if isinstance(value, dict):
        value = value.get("name")
    return [to_line(value)] if isinstance(value, str) and value.strip() else []


def _addresses(value: Any) -> list[str]:
    if isinstance(value, list):
        return [address for each in value[:5] for address in _addresses(each)]
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id")
    return [value] if isinstance(value, str) and value else []


def _text(element: lxml.html.HtmlElement) -> str:
    return str(element.text_content())
