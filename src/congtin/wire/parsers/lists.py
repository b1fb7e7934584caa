"""A page that lists articles: its links that look like headlines, in the order of the page."""

import datetime as dt
import re
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

from congtin.wire.parsers.addresses import clean_address, make_address_key
from congtin.wire.parsers.blocks import get_line
from congtin.wire.parsers.decoding import decode, mend_strings
from congtin.wire.parsers.errors import NoFeed
from congtin.wire.parsers.moments import read_moment
from congtin.wire.parsers.parsed import Entry, Feed, Moment
from congtin.wire.parsers.plain import cut, to_line

__all__ = ["parse_list"]

_MOST_ENTRIES = 100
_LEAST_WORDS = 5
_ASIDE = frozenset(("nav", "footer", "header", "aside"))
_ASIDE_CLASS = re.compile(r"\b(?:menu|nav|footer|breadcrumb|banner|social|tag)", re.IGNORECASE)


def parse_list(content: bytes, *, address: str, now: dt.datetime, content_type: str = "") -> Feed:
    """Raises NoFeed, LettersUnreadable."""
    text = decode(content, content_type)
    try:
        root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError) as problem:
        raise NoFeed("Trang danh sách trống.") from problem
    base = clean_address(str((root.xpath("//base/@href") or [""])[0]), address) or address
    host = urlsplit(address).hostname or ""
    found: dict[str, Entry] = {}
    for link in root.iter("a"):
        page = clean_address(link.get("href") or "", base)
        headline = get_line(link) or to_line(link.get("title") or "")
        if not _is_headline(headline) or not _is_page(page, host, address) or _is_aside(link):
            continue
        key = make_address_key(page)
        if key in found:
            continue
        found[key] = Entry(
            address=page,
            headline=mend_strings([cut(headline, 255)])[0],
            published=_find_moment(link, now),
        )
    entries = tuple(found.values())[:_MOST_ENTRIES]
    if not entries:
        raise NoFeed("Trang này không có liên kết nào giống tít bài.")
    title = to_line(" ".join(root.xpath("//title/text()")[:1]))
    return Feed(entries=entries, title=title, keeps_all=True)


def _is_headline(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS and len(text) <= 300


def _is_page(page: str, host: str, address: str) -> bool:
    """Of the same site, and neither its front page nor the list itself."""
    parts = urlsplit(page)
    if not page or (parts.hostname or "").removeprefix("www.") != host.removeprefix("www."):
        return False
    is_file = parts.path.lower().endswith((".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip"))
    is_elsewhere = make_address_key(page) != make_address_key(address)
    return is_elsewhere and not is_file and bool(parts.path.strip("/") or parts.query)


def _is_aside(link: lxml.html.HtmlElement) -> bool:
    for parent in link.iterancestors():
        if parent.tag in _ASIDE or _ASIDE_CLASS.search(parent.get("class") or ""):
            return True
    return False


def _find_moment(link: lxml.html.HtmlElement, now: dt.datetime) -> Moment | None:
    """A date that stands in the same box as the link, and in no other link's box."""
    box = link
    for _ in range(4):
        parent = box.getparent()
        if parent is None or len({each.get("href") for each in parent.iter("a")}) > 1:
            break
        box = parent
    text = to_line(" ".join(box.itertext()))
    return read_moment(text.replace(to_line(link.text_content()), " ")[:200], now=now)
