"""Sitemaps (sitemaps.org) with the news and image extensions that Google documents."""

import datetime as dt
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from congtin.wire.parsers.addresses import clean_address
from congtin.wire.parsers.decoding import mend_strings
from congtin.wire.parsers.errors import NoFeed, XmlRefused
from congtin.wire.parsers.moments import read_moment
from congtin.wire.parsers.parsed import Entry, Feed, Picture
from congtin.wire.parsers.plain import cut, to_line
from congtin.wire.parsers.xml import prepare_xml

__all__ = ["parse_sitemap"]

_MOST_ENTRIES = 50_000


def parse_sitemap(text: str, *, address: str, now: dt.datetime) -> Feed:
    """Pages newest first as far as they are dated; of an index, the newest files in `more`.

    Raises NoFeed, XmlRefused.
    """
    try:
        root = fromstring(prepare_xml(text), forbid_dtd=True)
    except ParseError as problem:
        raise NoFeed("Sơ đồ trang (sitemap) bị hỏng.") from problem
    except DefusedXmlException as problem:
        raise XmlRefused("Sơ đồ trang dùng phần XML không an toàn.") from problem
    if _name(root) == "sitemapindex":
        children = [_read(each) for each in root if _name(each) == "sitemap"]
        children.sort(key=lambda facts: facts.get("lastmod", ""), reverse=True)
        found = [clean_address(facts.get("loc", ""), address) for facts in children]
        return Feed(entries=(), more=tuple(filter(None, found)), keeps_all=True)
    entries = []
    dropped = 0
    for each in list(root)[:_MOST_ENTRIES]:
        facts = _read(each)
        page = clean_address(facts.get("loc", ""), address)
        if page:
            entries.append(_make_entry(facts, page, now))
        else:
            dropped += 1
    entries.sort(key=_sort_by_day, reverse=True)
    return Feed(entries=tuple(entries), keeps_all=True, dropped=dropped)


def _make_entry(facts: dict[str, str], page: str, now: dt.datetime) -> Entry:
    picture = clean_address(facts.get("image:loc", ""), page)
    return Entry(
        address=page,
        headline=mend_strings([cut(to_line(facts.get("news:title", "")), 255)])[0],
        published=read_moment(facts.get("news:publication_date", ""), now=now),
        changed=facts.get("lastmod", "")[:60],
        blocks=(Picture(picture),) if picture else (),
    )


def _sort_by_day(entry: Entry) -> str:
    return entry.published.day.isoformat() if entry.published else entry.changed[:10]


def _read(element: Any) -> dict[str, str]:
    """The texts of an element by their names, those of the extensions with a prefix."""
    facts: dict[str, str] = {}
    for child in element.iter():
        namespace = child.tag.rpartition("}")[0].lower()
        prefix = "news:" if "news" in namespace else "image:" if "image" in namespace else ""
        text = (child.text or "").strip()
        if text:
            facts.setdefault(prefix + _name(child), text)
    return facts


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
