"""An existing portal by its sitemap: each page that is an article, fetched and read.

For portals that nobody can export from. Slower by far than an export, since the old portal is asked
page by page, as politely as any.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from congtin.wire.moving.cleaning import clean_rich, clean_text
from congtin.wire.moving.drafting import Draft, fingerprint, make_article
from congtin.wire.moving.errors import ArticleRefused, SourceUnreadable
from congtin.wire.moving.moments import VIETNAM
from congtin.wire.moving.records import (
    Article,
    Block,
    Heading,
    Item,
    Paragraph,
    Picture,
    Quote,
    Record,
    Refusal,
)
from congtin.wire.parsers import Article as Page
from congtin.wire.parsers import Block as PageBlock
from congtin.wire.parsers import (
    Entry,
    Moment,
    ParsingError,
    decode,
    make_address_key,
    parse_article,
    parse_sitemap,
)
from congtin.wire.parsers import Heading as PageHeading
from congtin.wire.parsers import Picture as PagePicture
from congtin.wire.parsers import Prose as PageProse
from congtin.wire.parsers import Quote as PageQuote
from congtin.wire.retrieve import FEED, PAGE, Allowance, RetrievalError, Retrieved

__all__ = ["read_site"]

Ask = Callable[[str, Allowance], Retrieved]
_MOST_SITEMAPS = 5000
_SECTION = re.compile(
    r"""<meta\s[^>]*?(?:property|name)\s*=\s*["'](?:article:section|section)["'][^>]*?
    content\s*=\s*["']([^"'<>]{1,120})["']""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One page of a site that is read."""

    entry: Entry
    row: int
    now: dt.datetime


def read_site(
    address: str, *, ask: Ask, now: dt.datetime, is_known: Callable[[str], bool] = lambda _: False
) -> Iterator[Item]:
    """`address` of the portal or of its sitemap. A page that `is_known` by its key is not fetched
    again. Raises SourceUnreadable where there is no sitemap."""
    home = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    yield Record(0, "portal", "", {"address": home})
    row = 0
    for entry in _list_entries(address, ask, now):
        row += 1
        if urlsplit(entry.address).netloc != urlsplit(home).netloc or is_known(_make_key(entry)):
            continue
        yield _read_page(_Visit(entry, row, now), ask)


def _list_entries(address: str, ask: Ask, now: dt.datetime) -> Iterator[Entry]:
    """Of all sitemaps below the first one, each page once."""
    first = address if urlsplit(address).path.endswith(".xml") else urljoin(address, "/sitemap.xml")
    waiting, asked, seen = [first], set[str](), set[str]()
    while waiting and len(asked) < _MOST_SITEMAPS:
        place = waiting.pop(0)
        if place in asked:
            continue
        asked.add(place)
        try:
            answer = ask(place, FEED)
            feed = parse_sitemap(
                decode(answer.content, answer.content_type), address=place, now=now
            )
        except (RetrievalError, ParsingError) as problem:
            if place == first:
                raise SourceUnreadable(
                    f"Không đọc được sơ đồ trang {first}: {problem}"
                ) from problem
            continue  # one of many; its pages come when the site is read again
        waiting += [each for each in feed.more if each not in asked]
        for entry in feed.entries:
            key = _make_key(entry)
            if key not in seen:
                seen.add(key)
                yield entry


def _make_key(entry: Entry) -> str:
    return fingerprint(make_address_key(entry.address))


def _read_page(visit: _Visit, ask: Ask) -> Article | Refusal:
    address = visit.entry.address
    try:
        answer = ask(address, PAGE)
        page = parse_article(
            answer.content,
            address=answer.address,
            now=visit.now,
            content_type=answer.content_type,
        )
        found = _SECTION.search(decode(answer.content, answer.content_type)[:100_000])
        return _make(visit, page, clean_text(found[1]) if found else "", answer.address)
    except (RetrievalError, ParsingError, ArticleRefused) as problem:
        return Refusal(visit.row, _make_key(visit.entry), str(problem), address)


def _make(visit: _Visit, page: Page, section: str, there: str) -> Article:
    moment = page.published or visit.entry.published
    frame = Article(
        row=visit.row,
        key=_make_key(visit.entry),
        headline="",
        blocks=(),
        published_at=_to_moment(moment) if moment else None,
        address=visit.entry.address,
        other_addresses=tuple({there, page.address} - {visit.entry.address}),
        section=section,
        byline=page.byline,
        lead=_read_picture(page.lead_picture) if page.lead_picture else None,
        fingerprint=fingerprint({"page": repr(page), "section": section}),
    )
    draft = Draft(frame, page.headline, page.standfirst, "", there)
    article = make_article(draft, now=visit.now)
    return replace(article, blocks=(*article.blocks, *map(_read_block, page.blocks)))


def _to_moment(moment: Moment) -> dt.datetime:
    return dt.datetime.combine(moment.day, moment.time or dt.time(), VIETNAM)


def _read_block(block: PageBlock) -> Block:
    if isinstance(block, PageProse):
        return Paragraph(clean_rich(block.html))
    if isinstance(block, PageHeading):
        return Heading(block.text[:160])
    if isinstance(block, PageQuote):
        return Quote(block.text, block.attribution)
    return _read_picture(block)


def _read_picture(picture: PagePicture) -> Picture:
    return Picture(
        picture.address, picture.caption[:300], picture.credit[:120], picture.alt_text[:300]
    )
