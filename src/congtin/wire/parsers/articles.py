"""One article out of its page.

Which text is the article's is trafilatura's to tell; the page's own tree then gives it back with
its links, lists and captioned pictures. What the page states of itself comes from its structured
data, and from what stands there for readers where that is silent or wrong.
"""

import datetime as dt
import re
from collections.abc import Iterable

import lxml.html
import trafilatura
from lxml import etree

from congtin.vietnamese.folding import fold
from congtin.wire.parsers.addresses import clean_address, is_counter
from congtin.wire.parsers.blocks import get_line, get_text, read_blocks, read_element
from congtin.wire.parsers.decoding import decode, mend_strings
from congtin.wire.parsers.errors import NoArticle
from congtin.wire.parsers.moments import is_stamp, read_dateline, read_moment
from congtin.wire.parsers.parsed import Article, Block, Heading, Moment, Picture, Prose
from congtin.wire.parsers.plain import cut, to_line
from congtin.wire.parsers.structured import Stated, read_stated

__all__ = ["parse_article"]

_LETTERS = re.compile(r"[^\W_]+")
_DATE_CLASS = re.compile(r"date|time|ngay|publish|post-?(?:on|info|meta)|meta", re.IGNORECASE)
_LEAD_CLASS = re.compile(r"\b(?:sapo|lead|standfirst|chapeau|tomtat|tom-tat|summary)", re.I)
_BYLINE_CLASS = re.compile(r"\b(?:byline|author|tac-?gia|nguoi-?viet|but-?danh)", re.I)
_NO_BYLINES = {"admin", "administrator", "author", "quản trị", "ban biên tập", "super user"}
_SITE_TAIL = re.compile(r"\s+[|»–—-]\s+[^|»–—]{2,70}$")
_LEAST_LETTERS = 60


def parse_article(
    content: bytes, *, address: str, now: dt.datetime, content_type: str = ""
) -> Article:
    """Raises NoArticle, LettersUnreadable."""
    text = decode(content, content_type)
    root = _parse(text)
    base = clean_address(str((root.xpath("//base/@href") or [""])[0]), address) or address
    stated = read_stated(root)
    headline = _find_headline(root, stated)
    blocks = _find_blocks(root, text, base, stated)
    if not headline or not blocks:
        raise NoArticle("Trang này không có bài viết đọc được.")
    blocks = _drop_headline(blocks, headline)
    blocks, standfirst = _split_standfirst(root, blocks, stated)
    blocks, byline = _split_byline(root, blocks, stated)
    if sum(len(get_text(block)) for block in blocks) + len(standfirst) < _LEAST_LETTERS:
        raise NoArticle("Trang này không có bài viết đọc được.")
    return Article(
        headline=cut(headline, 255),
        address=_find_address(stated, address),
        standfirst=cut(standfirst, 600),
        byline=cut(byline, 160),
        published=_find_published(root, stated, blocks, now),
        blocks=blocks,
        lead_picture=_find_lead(stated, blocks, base),
    )


def _parse(text: str) -> lxml.html.HtmlElement:
    """An XML declaration would contradict that the text is decoded already."""
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    try:
        return lxml.html.document_fromstring(bare)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise NoArticle("Trang này trống.") from problem


def _find_headline(root: lxml.html.HtmlElement, stated: Stated) -> str:
    """The page's only h1 is what readers see; elsewhere it is often cut or dressed up."""
    seen = [line for line in (get_line(each) for each in root.iter("h1")) if line]
    told = [line for line in map(to_line, stated.headline) if line]
    titles = [line for line in (get_line(each) for each in root.iter("title")) if line]
    if len(seen) == 1 and (not told or _is_alike(seen[0], told + titles)):
        return mend_strings(seen)[0]
    for line in [*told, *seen[:1], *(_SITE_TAIL.sub("", title) for title in titles)]:
        return mend_strings([_without_tail(line, seen)])[0]
    return ""


def _without_tail(line: str, seen: list[str]) -> str:
    bare = _SITE_TAIL.sub("", line)
    return bare if bare in seen else line


def _is_alike(line: str, others: Iterable[str]) -> bool:
    mine = fold(line)
    return any(mine in fold(other) or fold(other).rstrip(". …") in mine for other in others)


def _find_blocks(
    root: lxml.html.HtmlElement, text: str, base: str, stated: Stated
) -> tuple[Block, ...]:
    found = trafilatura.bare_extraction(
        lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)),
        include_comments=False,
        include_tables=True,
        include_images=False,
        with_metadata=False,
    )
    kept = _key(str(getattr(found, "text", None) or ""))
    if len(kept) < _LEAST_LETTERS:
        return read_blocks(stated.body[0], base=base) if stated.body else ()
    main = _find_main(root, kept)
    return read_element(
        main, base=base, keeps=lambda line: _belongs(line, kept) and not is_stamp(line)
    )


def _find_main(root: lxml.html.HtmlElement, kept: str) -> lxml.html.HtmlElement:
    """The innermost element that holds nearly all of the text that was kept."""
    main = root.find("body")
    main = root if main is None else main
    while True:
        inner = [
            child
            for child in main
            if isinstance(child.tag, str)
            and child.tag not in {"script", "style"}
            and _measure(child, kept) >= 0.9 * _measure(main, kept)
        ]
        if len(inner) != 1:
            return main
        main = inner[0]


def _measure(element: lxml.html.HtmlElement, kept: str) -> int:
    """How many letters of the element's lines were kept."""
    return sum(len(key) for key in map(_key, element.itertext()) if len(key) > 3 and key in kept)


def _belongs(line: str, kept: str) -> bool:
    key = _key(line)
    return len(key) > 1 and (key in kept or (len(key) > 80 and key[:60] in kept))


def _drop_headline(blocks: tuple[Block, ...], headline: str) -> tuple[Block, ...]:
    return tuple(
        block
        for place, block in enumerate(blocks)
        if not (place < 3 and isinstance(block, Heading) and _key(block.text) == _key(headline))
    )


def _split_standfirst(
    root: lxml.html.HtmlElement, blocks: tuple[Block, ...], stated: Stated
) -> tuple[tuple[Block, ...], str]:
    """The lead paragraph by its class, or the one that the page describes itself with."""
    leads = [get_line(each) for each in _by_class(root, _LEAD_CLASS)]
    told = [line for line in map(to_line, stated.description) if line]
    first = _first_paragraph(blocks)
    for line in leads:
        if 40 < len(line) <= 900:
            return _without_paragraph(blocks, line), line
    if first and len(first) <= 600 and any(_key(first) == _key(line) for line in told):
        return _without_paragraph(blocks, first), first
    whole = _key(" ".join(get_text(block) for block in blocks))
    for line in told:
        if len(line) > 40 and _key(line.rstrip(". …")) not in whole:
            return blocks, mend_strings([line])[0]
    return blocks, ""


def _split_byline(
    root: lxml.html.HtmlElement, blocks: tuple[Block, ...], stated: Stated
) -> tuple[tuple[Block, ...], str]:
    """A short last line of names is the signature, as Vietnamese papers print it."""
    last = _last_paragraph(blocks)
    signed = last.strip("()[]. ") if _is_signature(last) else ""
    if signed:
        blocks = _without_paragraph(blocks, last, from_end=True)
        return blocks, signed
    seen = [get_line(each) for each in _by_class(root, _BYLINE_CLASS)]
    for line in [*map(to_line, stated.byline), *seen]:
        name = re.sub(r"^(?:tác giả|bài|tin|người viết|by)\s*:?\s+", "", line, flags=re.I).strip()
        if 1 < len(name) <= 80 and name.lower() not in _NO_BYLINES and "://" not in name:
            return blocks, mend_strings([name])[0]
    return blocks, ""


def _is_signature(line: str) -> bool:
    words = _LETTERS.findall(line)
    if not 1 < len(words) <= 8 or len(line) > 60 or re.search(r"[:;?!\d]", line):
        return False
    small = [word for word in words if not word[0].isupper()]
    return not small or all(word in {"và", "tổng", "hợp", "theo"} for word in small)


def _find_published(
    root: lxml.html.HtmlElement, stated: Stated, blocks: tuple[Block, ...], now: dt.datetime
) -> Moment | None:
    """What machines are told, unless readers are shown the same digits as Vietnam's own time."""
    told = next(filter(None, (read_moment(text, now=now) for text in stated.published)), None)
    shown = None
    for element in _by_class(root, _DATE_CLASS):
        line = get_line(element)
        if len(line) <= 120 and (shown := read_moment(line, now=now)):
            break
    if told is None or shown is None:
        return told or shown or _find_dateline(blocks, now)
    same_digits = any(_bare_digits(text, shown) for text in stated.published[:2])
    return shown if shown.time and (told.time is None or same_digits) else told


def _bare_digits(text: str, shown: Moment) -> bool:
    """Whether the text has the shown day and time in its digits, whatever zone it claims."""
    return shown.time is not None and text.replace(" ", "T").startswith(
        f"{shown.day.isoformat()}T{shown.time:%H:%M}"
    )


def _find_dateline(blocks: tuple[Block, ...], now: dt.datetime) -> Moment | None:
    day = read_dateline(_first_paragraph(blocks), by=now.date())
    return Moment(day) if day and (now.date() - day).days < 60 else None


def _find_address(stated: Stated, address: str) -> str:
    """The page's own word for its address, if it is of the same host and no mere front page."""
    here = clean_address(address) or address
    host = here.split("/")[2].removeprefix("www.")
    for told in stated.address:
        found = clean_address(told, address)
        is_page = found.rstrip("/").count("/") >= 3
        if is_page and found.split("/")[2].removeprefix("www.") == host:
            return found
    return here


def _find_lead(stated: Stated, blocks: tuple[Block, ...], base: str) -> Picture | None:
    """The first picture of the text, else the one for sharing."""
    for block in blocks:
        if isinstance(block, Picture):
            return block
    for told in stated.image:
        address = clean_address(told, base)
        if address and not is_counter(address) and not address.lower().endswith(".svg"):
            return Picture(address)
    return None


def _first_paragraph(blocks: tuple[Block, ...]) -> str:
    for block in blocks:
        if isinstance(block, Prose):
            return get_text(block).partition("\n")[0]
    return ""


def _last_paragraph(blocks: tuple[Block, ...]) -> str:
    for block in reversed(blocks):
        if isinstance(block, Prose):
            return get_text(block).rpartition("\n")[2]
    return ""


def _without_paragraph(
    blocks: tuple[Block, ...], line: str, *, from_end: bool = False
) -> tuple[Block, ...]:
    """The blocks without the first (or last) paragraph of these words."""
    key = _key(line)
    kept = list(blocks)
    places = range(len(kept) - 1, -1, -1) if from_end else range(len(kept))
    for place in places:
        block = kept[place]
        if isinstance(block, Heading) and _key(block.text) == key:
            del kept[place]
            break
        if not isinstance(block, Prose):
            continue
        parts = re.findall(r"<(p|ul|ol)>(.*?)</\1>", block.html, re.DOTALL)
        order = range(len(parts) - 1, -1, -1) if from_end else range(len(parts))
        found = next((n for n in order if _key(to_line(parts[n][1])) == key), None)
        if found is not None:
            del parts[found]
            html = "".join(f"<{tag}>{inner}</{tag}>" for tag, inner in parts)
            kept[place : place + 1] = [Prose(html)] if html else []
            break
    return tuple(kept)


def _by_class(
    root: lxml.html.HtmlElement, pattern: re.Pattern[str]
) -> Iterable[lxml.html.HtmlElement]:
    for element in root.iter("p", "div", "span", "time", "h2", "h3", "strong", "li", "td", "em"):
        if pattern.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            yield element


def _key(text: str) -> str:
    """Letters and digits alone: how a text is spaced and pointed differs between readings."""
    return "".join(_LETTERS.findall(text.casefold()))
