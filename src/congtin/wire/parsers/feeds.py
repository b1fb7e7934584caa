"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom (feedparser) and JSON Feed 1.1 (jsonfeed.org).

A sitemap is told from a feed by its root, so that whoever sets up a source need not know.
"""

import datetime as dt
import io
import json
import re
from collections import Counter
from typing import Any

import feedparser
import lxml.html

from congtin.wire.parsers.addresses import clean_address, is_counter
from congtin.wire.parsers.blocks import get_text, read_blocks
from congtin.wire.parsers.decoding import decode, mend_strings
from congtin.wire.parsers.errors import NoFeed
from congtin.wire.parsers.moments import read_moment
from congtin.wire.parsers.parsed import Block, Entry, Feed, Picture
from congtin.wire.parsers.plain import cut, to_line
from congtin.wire.parsers.sitemaps import parse_sitemap
from congtin.wire.parsers.xml import prepare_xml

__all__ = ["parse_feed"]

_FEED = re.compile(r"<(?:\w+:)?(rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(r"<(?:\w+:)?(urlset|sitemapindex)[\s>]", re.IGNORECASE)
_MOST_ENTRIES = 1000
_WHOLE_LETTERS = 700
_MORE = re.compile(
    r"\s*(?:\[?(?:…|\.\.\.|&hellip;)\]?\s*)?"
    r"(?:Xem tiếp|Đọc tiếp|Xem thêm|Chi tiết|Read more)\W*$"
)
_FEED_TYPES = re.compile(r"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)


def parse_feed(content: bytes, *, address: str, now: dt.datetime, content_type: str = "") -> Feed:
    """Raises NoFeed, LettersUnreadable, XmlRefused."""
    text = decode(content, content_type)
    head = text[:4000].lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        return _parse_json(text, address, now)
    if _SITEMAP.search(head):
        return parse_sitemap(text, address=address, now=now)
    if not _FEED.search(head) or re.match(r"<!doctype html|<html", head, re.IGNORECASE):
        raise NoFeed(
            "Địa chỉ này không phải nguồn cấp tin (RSS, Atom).", _find_feeds(text, address)
        )
    found = feedparser.parse(
        io.BytesIO(prepare_xml(text)),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    reused = _find_reused(found.entries)
    base = clean_address(found.feed.get("link") or "", address) or address
    entries = [_read_entry(each, base, now, reused) for each in found.entries[:_MOST_ENTRIES]]
    links = found.feed.get("links") or []
    kept = tuple(entry for entry in entries if entry is not None)
    return Feed(
        entries=kept,
        title=_line(found.feed.get("title") or ""),
        hub=_find_link(links, "hub"),
        topic=_find_link(links, "self") or address,
        dropped=len(entries) - len(kept),
    )


def _read_entry(raw: Any, base: str, now: dt.datetime, reused: set[str]) -> Entry | None:
    guid = (raw.get("id") or "").strip()
    link = raw.get("feedburner_origlink") or raw.get("link") or ""
    # The library takes any identifier for a link where there is none.
    is_link = link != guid or guid.startswith("/") or "://" in guid
    address = clean_address(link if is_link else "", base)
    address = address or clean_address(guid if "://" in guid else "", base)
    headline = _line(raw.get("title") or "")
    if not address:
        return None
    content = max(
        (each.get("value") or "" for each in raw.get("content") or []), key=len, default=""
    )
    summary = raw.get("summary") or ""
    if not content and len(to_line(summary)) > _WHOLE_LETTERS:
        content, summary = summary, ""
    blocks = read_blocks(content or summary, base=address)
    standfirst = _line(summary) if content else _words(blocks)
    published = raw.get("published") or _get_updated(raw)
    return Entry(
        address=address,
        headline=headline or cut(standfirst, 120),
        guid="" if guid in reused else guid[:500],
        standfirst=cut(_without_more(standfirst), 600),
        byline=cut(_line(raw.get("author") or ""), 160),
        published=read_moment(published, now=now),
        changed=_get_updated(raw)[:60],
        blocks=_add_enclosures(raw, blocks, address),
        is_whole=len(_words(blocks)) > _WHOLE_LETTERS,
    )


def _get_updated(raw: Any) -> str:
    """The library takes one date for the other where this is missing, and warns of it."""
    return str(raw["updated"]) if "updated" in raw else ""


def _add_enclosures(raw: Any, blocks: tuple[Block, ...], base: str) -> tuple[Block, ...]:
    """Pictures that the feed gives beside the text go before it, unless it shows them itself."""
    if any(isinstance(block, Picture) for block in blocks):
        return blocks
    credit = _line(str((raw.get("media_credit") or [{}])[0].get("content") or ""))
    things = [
        *(raw.get("media_content") or []),
        *(raw.get("enclosures") or []),
        *(raw.get("media_thumbnail") or []),
    ]
    for thing in things:
        kind = str(thing.get("type") or thing.get("medium") or "image")
        address = clean_address(str(thing.get("url") or thing.get("href") or ""), base)
        is_drawing = "svg" in kind or address.lower().endswith(".svg")
        if address and kind.startswith("image") and not is_counter(address) and not is_drawing:
            return (Picture(address, credit=cut(credit, 120)), *blocks)
    return blocks


def _find_reused(entries: list[Any]) -> set[str]:
    """Identifiers that several lines share identify nothing."""
    counts = Counter((each.get("id") or "").strip() for each in entries)
    return {guid for guid, count in counts.items() if count > 1}


def _find_link(links: list[Any], relation: str) -> str:
    for link in links:
        if link.get("rel") == relation and str(link.get("href") or "").startswith("http"):
            return str(link["href"])[:500]
    return ""


def _find_feeds(text: str, address: str) -> tuple[str, ...]:
    """What a page's head offers (RSS Autodiscovery)."""
    if not text.strip():
        return ()
    root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    found = [
        clean_address(link.get("href") or "", address)
        for link in root.xpath('//link[contains(@rel, "alternate")]')
        if _FEED_TYPES.match(link.get("type") or "")
    ]
    return tuple(dict.fromkeys(filter(None, found)))[:5]


def _parse_json(text: str, address: str, now: dt.datetime) -> Feed:
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError) as problem:
        raise NoFeed("JSON của nguồn cấp tin bị hỏng.") from problem
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise NoFeed("Tệp JSON này không phải JSON Feed.")
    raws = [raw for raw in found["items"][:_MOST_ENTRIES] if isinstance(raw, dict)]
    entries = [_read_json_entry(raw, address, now) for raw in raws]
    kept = tuple(entry for entry in entries if entry is not None)
    hubs = [hub for hub in found.get("hubs") or [] if isinstance(hub, dict)]
    return Feed(
        entries=kept,
        title=_line(_text(found.get("title"))),
        hub=_text(hubs[0].get("url")) if hubs else "",
        topic=_text(found.get("feed_url")) or address,
        dropped=len(entries) - len(kept),
    )


def _read_json_entry(raw: dict[str, Any], base: str, now: dt.datetime) -> Entry | None:
    address = clean_address(_text(raw.get("url")) or _text(raw.get("external_url")), base)
    if not address:
        return None
    blocks = read_blocks(_text(raw.get("content_html")), base=address)
    plain = _text(raw.get("content_text"))
    if not blocks and plain:
        lines = [line for line in re.split(r"\n\s*\n|\n", plain) if line.strip()]
        blocks = read_blocks("".join(f"<p>{to_html(line)}</p>" for line in lines), base=address)
    picture = clean_address(_text(raw.get("image")), address)
    if picture and not any(isinstance(block, Picture) for block in blocks):
        blocks = (Picture(picture), *blocks)
    authors = [each for each in raw.get("authors") or [raw.get("author")] if isinstance(each, dict)]
    return Entry(
        address=address,
        headline=_line(_text(raw.get("title"))) or cut(_words(blocks), 120),
        guid=_text(raw.get("id"))[:500],
        standfirst=cut(_line(_text(raw.get("summary"))), 600),
        byline=cut(", ".join(_line(_text(each.get("name"))) for each in authors), 160),
        published=read_moment(_text(raw.get("date_published")), now=now),
        changed=_text(raw.get("date_modified"))[:60],
        blocks=blocks,
        is_whole=len(_words(blocks)) > _WHOLE_LETTERS,
    )


def to_html(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _words(blocks: tuple[Block, ...]) -> str:
    return " ".join(get_text(block) for block in blocks if not isinstance(block, Picture)).strip()


def _without_more(line: str) -> str:
    """Without the link that leads on."""
    return _MORE.sub("", line)


def _line(text: str) -> str:
    return mend_strings([to_line(text)])[0]


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
