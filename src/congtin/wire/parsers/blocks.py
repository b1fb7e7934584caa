"""HTML of others to the blocks of an article: prose, headings, quotes, pictures with captions.

The tree is walked once and written anew, so that nothing of it survives but what is known; what was
written goes through the allow-list besides.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

import lxml.html
from lxml import etree

from congtin.wire.parsers.addresses import clean_address
from congtin.wire.parsers.captions import split_caption
from congtin.wire.parsers.cleaning import clean_prose
from congtin.wire.parsers.decoding import mend_strings
from congtin.wire.parsers.images import find_picture
from congtin.wire.parsers.parsed import Block, Heading, Picture, Prose, Quote
from congtin.wire.parsers.plain import cut, to_line

__all__ = ["get_line", "get_text", "read_blocks", "read_element"]

_UNSEEN_NAMES = """
    script style noscript template svg math iframe object embed video audio canvas form button
    input select textarea nav link meta head title map dialog
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "a", "sup": "sup"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS_NAMES = """
    p div section article main center header footer aside blockquote ul ol li dl dt dd table
    tbody thead tr td th figure figcaption pre hr address details summary caption
"""
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_CAPTION_CLASS = re.compile(
    r"caption|chu-?thich|pcaption|desc-?img|img-?desc|image_?desc|wp-caption-text|note-?img|expNoEdit",
    re.IGNORECASE,
)
_PICTURE_CLASS = re.compile(r"^image$|photo|imgcenter|tplcaption|wp-caption|^pic", re.IGNORECASE)
_MOST_BLOCKS = 400
_LONGEST_HEADING = 160
_LONGEST_QUOTE = 600


def read_blocks(html: str, *, base: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML whose relative addresses begin at `base`.

    >>> read_blocks("<p>Thu <b>10</b> tỷ</p><h2>Chi</h2>", base="https://bao.example/")
    (Prose(html='<p>Thu <b>10</b> tỷ</p>'), Heading(text='Chi'))
    """
    if not html.strip():
        return ()
    try:
        root = lxml.html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    return read_element(root, base=base)


def read_element(
    root: lxml.html.HtmlElement,
    *,
    base: str,
    keeps: Callable[[str], bool] = bool,
) -> tuple[Block, ...]:
    """The blocks below an element; `keeps` says of each paragraph's text whether it belongs."""
    writer = _Writer(base, keeps)
    writer.walk(root)
    writer.end_paragraph()
    return tuple(_join(writer.blocks[:_MOST_BLOCKS]))


def get_text(block: Block) -> str:
    """The words of a block as plain text, paragraphs on lines of their own."""
    if isinstance(block, Prose):
        parts = re.split(r"</p>|</li>|<br>", block.html)
        return "\n".join(line for line in map(to_line, parts) if line)
    return block.caption if isinstance(block, Picture) else block.text


class _Writer:
    def __init__(self, base: str, keeps: Callable[[str], bool]) -> None:
        self.blocks: list[Block] = []
        self._base = base
        self._keeps = keeps
        self._line: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._breaks = 0

    def walk(self, element: lxml.html.HtmlElement) -> None:
        self._write_text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._visit(child, child.tag.lower())
            self._write_text(child.tail)

    def _visit(self, element: lxml.html.HtmlElement, tag: str) -> None:
        if tag in _UNSEEN:
            return
        if tag == "br":
            self._write_break()
        elif tag == "img":
            self._add_picture(element, "")
        elif tag in _HEADINGS:
            self._write_heading(element)
        elif tag in {"ul", "ol"}:
            self._write_list(element, tag)
        elif tag == "blockquote":
            self._write_quote(element)
        elif _holds_pictures(element, tag):
            self._write_figure(element)
        elif tag == "table":
            self._write_table(element)
        elif tag in _BLOCKS:
            self._write_paragraph(element)
        elif tag in _INLINE:
            self._write_inline(element, _INLINE[tag])
        else:
            self.walk(element)

    def end_paragraph(self) -> None:
        closing = "".join(f"</{tag}>" for tag, _ in reversed(self._open))
        html = "".join(self._line) + closing
        self._line = [begin for _, begin in self._open]
        self._breaks = 0
        text = to_line(html)
        if text and self._keeps(text):
            html = re.sub(r"(?:<br>\s*)+$", "", re.sub(r"\s+", " ", html).strip())
            self.blocks.append(Prose(_tidy(f"<p>{html}</p>")))

    def _write_text(self, text: str | None) -> None:
        if not text:
            return
        if text.strip():
            self._breaks = 0
        self._line.append(escape(text, quote=False))

    def _write_break(self) -> None:
        """Two breaks end a paragraph, as one types it without knowing better."""
        self._breaks += 1
        if self._breaks > 1:
            self.end_paragraph()
        else:
            self._line.append("<br>")

    def _write_inline(self, element: lxml.html.HtmlElement, tag: str) -> None:
        begin = f"<{tag}>"
        if tag == "a":
            address = clean_address(element.get("href") or "", self._base)
            if not address:
                self.walk(element)
                return
            begin = f'<a href="{escape(address)}">'
        self._line.append(begin)
        self._open.append((tag, begin))
        self.walk(element)
        self._open.pop()
        self._line.append(f"</{tag}>")

    def _write_paragraph(self, element: lxml.html.HtmlElement) -> None:
        self.end_paragraph()
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Picture) and not last.caption and _is_caption(element):
            caption, credit = split_caption(get_line(element))
            self.blocks[-1] = Picture(last.address, cut(caption, 300), credit, last.alt_text)
            return
        self.walk(element)
        self.end_paragraph()

    def _write_heading(self, element: lxml.html.HtmlElement) -> None:
        self.end_paragraph()
        for picture in element.iter("img"):
            self._add_picture(picture, "")
        text = get_line(element)
        if not text or not self._keeps(text):
            return
        is_short = len(text) <= _LONGEST_HEADING
        self.blocks.append(
            Heading(text) if is_short else Prose(f"<p><b>{escape(text, quote=False)}</b></p>")
        )

    def _write_list(self, element: lxml.html.HtmlElement, tag: str) -> None:
        self.end_paragraph()
        items = []
        for item in element.iter("li"):
            inner = _Writer(self._base, bool)
            inner.walk(item)
            inner.end_paragraph()
            for block in inner.blocks:
                if isinstance(block, Prose) and self._keeps(to_line(block.html)):
                    items.append(re.sub(r"</?p>", " ", block.html).strip())
                elif isinstance(block, Picture):
                    self.blocks.append(block)
        if items:
            lines = "".join(f"<li>{item}</li>" for item in items)
            self.blocks.append(Prose(_tidy(f"<{tag}>{lines}</{tag}>")))

    def _write_quote(self, element: lxml.html.HtmlElement) -> None:
        text = get_line(element)
        if element.find(".//img") is not None or len(text) > _LONGEST_QUOTE:
            self._write_paragraph(element)
            return
        self.end_paragraph()
        if text and self._keeps(text):
            self.blocks.append(Quote(text))

    def _write_figure(self, element: lxml.html.HtmlElement) -> None:
        """Pictures with one caption between them: what stands beside them in their box."""
        self.end_paragraph()
        caption = " ".join(
            line for line in (to_line(text) for text in _texts_beside_pictures(element)) if line
        )
        pictures = list(element.iter("img"))
        for place, picture in enumerate(pictures, 1):
            self._add_picture(picture, caption if place == len(pictures) else "")

    def _write_table(self, element: lxml.html.HtmlElement) -> None:
        """A row becomes a line: the newsroom's articles have no tables."""
        self.end_paragraph()
        rows = []
        for row in element.iter("tr"):
            cells = [get_line(cell) for cell in row if cell.tag in {"td", "th"}]
            line = "; ".join(cell for cell in cells if cell)
            if line and row.find(".//table") is None and self._keeps(line):
                rows.append(f"<p>{escape(line, quote=False)}</p>")
        if rows:
            self.blocks.append(Prose(_tidy("".join(rows))))

    def _add_picture(self, element: lxml.html.HtmlElement, caption: str) -> None:
        address = find_picture(element, self._base)
        if not address or any(
            isinstance(block, Picture) and block.address == address for block in self.blocks
        ):
            return
        if self._line and to_line("".join(self._line)):
            self.end_paragraph()
        caption, credit = split_caption(mend_strings([caption])[0])
        alt_text = cut(to_line(element.get("alt") or ""), 300)
        self.blocks.append(Picture(address, cut(caption, 300), credit, alt_text))


def _holds_pictures(element: lxml.html.HtmlElement, tag: str) -> bool:
    """A figure, or a table or box that is one in all but name."""
    if tag not in {"figure", "table", "div", "p"} or element.find(".//img") is None:
        return False
    if tag == "figure":
        return True
    if tag == "table":
        cells = sum(1 for _ in element.iter("td", "th"))
        return cells <= 2 * sum(1 for _ in element.iter("img")) + 1 and len(get_line(element)) < 600
    return bool(_PICTURE_CLASS.search(element.get("class") or "")) and len(get_line(element)) < 400


def _texts_beside_pictures(element: lxml.html.HtmlElement) -> Iterator[str]:
    for node in element.iter():
        if not isinstance(node.tag, str) or node.tag in _UNSEEN:
            if node.tail and isinstance(node.tag, str):
                yield node.tail
            continue
        if node.text:
            yield node.text
        if node.tail and node is not element:
            yield node.tail


def _is_caption(element: lxml.html.HtmlElement) -> bool:
    if element.tag == "figcaption" or _CAPTION_CLASS.search(element.get("class") or ""):
        return True
    line = get_line(element)
    is_leaning = (
        len(element) == 1 and element[0].tag in {"em", "i"} and not (element.text or "").strip()
    )
    return bool(line) and len(line) < 250 and (is_leaning or line.startswith(("Ảnh:", "Ảnh minh")))


def get_line(element: lxml.html.HtmlElement) -> str:
    """What is seen of an element, as one line."""
    return mend_strings([to_line(escape("".join(_texts(element)), quote=False))])[0]


def _texts(element: lxml.html.HtmlElement) -> Iterator[str]:
    """As `itertext`, without what is not seen, and with a space where a block or line ends."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            text = "".join(_texts(child))
            is_apart = child.tag in _BLOCKS or child.tag in _HEADINGS or child.tag == "br"
            yield f" {text} " if is_apart else text
        if child.tail:
            yield child.tail


def _tidy(html: str) -> str:
    """Letters of old fonts put right, empty marks dropped, then the allow-list."""
    html = mend_strings([html])[0]
    html = re.sub(r"<(b|i|a|sup)(?: [^>]*)?>\s*</\1>", "", html)
    html = re.sub(r"<p>(?:\s|<br>)+", "<p>", html)
    return clean_prose(re.sub(r"\s+</(p|li)>", r"</\1>", html))


def _join(blocks: list[Block]) -> Iterator[Block]:
    """Paragraphs that follow each other are one block, as an editor would have typed them."""
    waiting = ""
    for block in blocks:
        if isinstance(block, Prose):
            waiting += block.html
            continue
        if waiting:
            yield Prose(waiting)
            waiting = ""
        yield block
    if waiting:
        yield Prose(waiting)
