"""HTML of old portals into the blocks of an article, by an allow-list (nh3, after Ammonia).

What the newsroom has no block for becomes text: a table's rows lines, a frame a link. Nothing that
loads from elsewhere is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import nh3
from lxml import etree
from lxml import html as lxml_html

from congtin.vietnamese.folding import to_nfc
from congtin.wire.moving.records import Attachment, Block, Heading, Paragraph, Picture, Quote

__all__ = [
    "ATTACHMENT_ENDINGS",
    "PICTURE_ENDINGS",
    "clean_body",
    "clean_link",
    "clean_rich",
    "clean_text",
]

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
ATTACHMENT_ENDINGS = (
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx"),
    *(".csv", ".txt", ".odt", ".ods", ".zip", ".rar"),
)
_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "center",
        "main",
        "header",
        "footer",
        "aside",
        "address",
        "dl",
        "dt",
        "dd",
        "pre",
        "fieldset",
        "details",
        "summary",
        "figcaption",
        "caption",
        "li",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
_EMBEDDED = frozenset({"iframe", "video", "audio", "source"})
_SEEN = (
    frozenset(_INLINE)
    | _HEADINGS
    | _BLOCKS
    | _EMBEDDED
    | frozenset({"a", "br", "hr", "img", "figure", "blockquote", "ul", "ol", "table", "cite"})
)
_CLEANER = nh3.Cleaner(
    tags=set(_SEEN),
    clean_content_tags={"script", "style", "noscript", "object", "form", "svg", "math", "template"},
    attributes={
        "a": {"href"},
        "img": {"src", "data-src", "alt", "title", "width", "height"},
        **{tag: {"src"} for tag in _EMBEDDED},
        "table": {"class"},
    },
    url_schemes={"http", "https", "mailto", "tel", "data"},
    link_rel=None,
)
_RICH_CLEANER = nh3.Cleaner(
    tags={"p", "b", "i", "sup", "a", "ul", "ol", "li", "br"},
    clean_content_tags={"script", "style", "svg", "math"},
    attributes={
        "a": {"href", "linktype", "id"},
        **{tag: {"data-block-key"} for tag in ("p", "li")},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_BREAKS = re.compile(r"(?:\s*<br/>\s*){2,}")
_EDGE_BREAKS = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
_TAG = re.compile(r"<[^>]*>")
_TRACKING = re.compile(r"utm_|fbclid$|gclid$|zarsrc$|mc_[ce]id$|_ga$")
_CREDIT = re.compile(
    r"\s*[\(\[–-]?\s*((?:Ảnh|Nguồn ảnh|Photo)\s*:\s*[^()\[\]]{2,80}?)\s*[\)\]]?\.?\s*$",
    re.IGNORECASE,
)
_HEADING_LENGTH = 160
_CAPTION_LENGTH = 300
_CREDIT_LENGTH = 120


def clean_body(html: str, *, base: str) -> tuple[list[Block], list[str]]:
    """The blocks of a body, and notices of what became text. Addresses are made absolute."""
    clean = _CLEANER.clean(to_nfc(html))
    if not clean.strip():
        return [], []
    root = lxml_html.fragment_fromstring(_SPACE.sub(" ", clean), create_parent="div")
    walk = _Walk(base)
    walk.enter(root)
    walk.end_paragraph()
    return walk.blocks, list(dict.fromkeys(walk.notices))


def clean_rich(html: str) -> str:
    """The newsroom's own rich text, as an export has it: what is clean stays to the letter."""
    clean = _RICH_CLEANER.clean(html)
    return html if clean == html.replace("<br/>", "<br>") else clean.replace("<br>", "<br/>")


def clean_text(html: str) -> str:
    """Text alone, white space run together.

    >>> clean_text("Hội nghị <b>tổng kết</b> &amp; khen&nbsp;thưởng")
    'Hội nghị tổng kết & khen thưởng'
    """
    if "<" in html or "&" in html:
        html = lxml_html.fragment_fromstring(
            nh3.clean(html, tags=set()) or " ", create_parent="div"
        ).text_content()
    return _SPACE.sub(" ", to_nfc(html)).strip()


def clean_link(address: str, *, base: str) -> str:
    """Absolute, of an allowed scheme, without tracking parameters; "" where there is none.

    >>> clean_link("/a?id=1&utm_source=zalo", base="https://cu.example.vn/tin/")
    'https://cu.example.vn/a?id=1'
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        if parts.scheme in {"mailto", "tel"}:
            return urlunsplit(parts)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return ""
        query = parts.query
        if query and _TRACKING.search(query):
            pairs = parse_qsl(query, keep_blank_values=True)
            query = urlencode([(k, v) for k, v in pairs if not _TRACKING.match(k)])
        return urlunsplit(parts._replace(query=query))
    except ValueError:
        return ""


@dataclass(slots=True)
class _Walk:
    """Down the tree once: inline marks gather in `line`, everything else ends the paragraph."""

    base: str
    blocks: list[Block] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    late: list[Block] = field(default_factory=list)  # pictures and files met inside a line

    def enter(self, node: etree._Element) -> None:
        self.add_text(node.text)
        for child in node:
            self.meet(child)
            self.add_text(child.tail)

    def meet(self, node: etree._Element) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            return
        if tag in _INLINE:
            self.wrap(node, _INLINE[tag])
        elif tag == "a":
            self.link(node)
        elif tag == "br":
            self.line.append("<br/>")
        elif tag == "img":
            self.picture(node)
        elif tag in _EMBEDDED:
            self.embed(node)
        elif tag == "cite":
            self.enter(node)
        else:
            self.end_paragraph()
            self.block(node, tag)
            self.end_paragraph()

    def block(self, node: etree._Element, tag: str) -> None:
        if tag in _HEADINGS:
            self.heading(node)
        elif tag == "figure":
            self.figure(node, node.find(".//figcaption"))
        elif tag == "blockquote":
            self.quote(node)
        elif tag in {"ul", "ol"}:
            self.items(node, tag)
        elif tag == "table":
            self.table(node)
        elif tag != "hr":
            self.enter(node)

    def add_text(self, text: str | None) -> None:
        if text:
            self.line.append(escape(text, quote=False))

    def wrap(self, node: etree._Element, tag: str) -> None:
        outer, self.line = self.line, []
        before = len(self.blocks)
        self.enter(node)
        inner, self.line = "".join(self.line), outer
        if len(self.blocks) > before:  # a block inside the mark: the mark is dropped
            self.line.append(inner)
        elif inner.strip():
            self.line.append(f"<{tag}>{inner}</{tag}>")
        elif inner:
            self.line.append(" ")

    def link(self, node: etree._Element) -> None:
        address = clean_link(node.get("href") or "", base=self.base)
        images = list(node.iter("img"))
        if images:
            large = address if _ends(address, PICTURE_ENDINGS) else ""
            for image in images:
                self.picture(image, large=large)
                image.tag = "span"
        outer, self.line = self.line, []
        self.enter(node)
        inner, self.line = _SPACE.sub(" ", "".join(self.line)), outer
        if not inner.strip():
            return
        if address and _ends(address, ATTACHMENT_ENDINGS):
            self.late.append(Attachment(address, _plain(inner)))
        self.line.append(f'<a href="{escape(address)}">{inner}</a>' if address else inner)

    def picture(self, node: etree._Element, *, large: str = "", caption: str = "") -> None:
        source = node.get("data-src") or node.get("src") or ""
        if _is_pixel(node):
            return
        is_inline = source.startswith("data:image/")
        address = source if is_inline else large or clean_link(source, base=self.base)
        if address and not address.startswith(("mailto:", "tel:")):
            words, credit = _split_credit(caption)
            alt = clean_text(node.get("alt") or node.get("title") or "")
            self.late.append(Picture(address, words, credit, alt[:_CAPTION_LENGTH]))

    def embed(self, node: etree._Element) -> None:
        address = clean_link(node.get("src") or "", base=self.base)
        if address:
            self.end_paragraph()
            self.line.append(f'<a href="{escape(address)}">{escape(address, quote=False)}</a>')
            self.end_paragraph()
            self.notices.append("phim, âm thanh hoặc khung nhúng thành liên kết")
        self.enter(node)

    def heading(self, node: etree._Element) -> None:
        for image in node.iter("img"):
            self.picture(image)
        text = _text_of(node)
        if len(text) > _HEADING_LENGTH:
            self.line.append(f"<b>{escape(text, quote=False)}</b>")
        elif text:
            self.blocks.append(Heading(text))

    def figure(self, node: etree._Element, caption: etree._Element | None) -> None:
        words = _text_of(caption) if caption is not None else ""
        images = list(node.iter("img"))
        if not images or node.find(".//figure") is not None:
            self.enter(node)  # a gallery's figures have captions of their own
            return
        if caption is not None and caption.getparent() is not None:
            caption.getparent().remove(caption)
        for image in images:
            link = image.getparent()
            href = link.get("href") or "" if link is not None and link.tag == "a" else ""
            address = clean_link(href, base=self.base) if href else ""
            large = address if _ends(address, PICTURE_ENDINGS) else ""
            self.picture(image, large=large, caption=words)
        self.end_paragraph()

    def quote(self, node: etree._Element) -> None:
        source = next((node.iter("cite", "footer")), None)
        attribution = _text_of(source) if source is not None else ""
        if source is not None:
            source.drop_tree()
        images = list(node.iter("img"))
        for image in images:
            self.picture(image)
        paragraphs = [_text_of(child) for child in node if child.tag in {"p", "div"}]
        text = "\n".join(filter(None, paragraphs)) or _text_of(node)
        if text:
            self.blocks.append(Quote(text, attribution[:200]))

    def items(self, node: etree._Element, tag: str) -> None:
        rows: list[str] = []
        for item in node:
            if not isinstance(item.tag, str):
                continue
            if item.tag in {"ul", "ol"}:
                rows.extend(_text_li(row) for row in item.iter("li"))
                continue
            rows.extend(self.item(item))
        if rows:
            self.blocks.append(Paragraph(f"<{tag}>{''.join(rows)}</{tag}>"))

    def item(self, item: etree._Element) -> Iterator[str]:
        """A list item as one, and those of the lists inside it after it."""
        inner = _Walk(self.base)
        inner.enter(item)
        inner.end_paragraph()
        self.notices += inner.notices
        words: list[str] = []
        deeper: list[str] = []
        for block in inner.blocks:
            if isinstance(block, Paragraph):
                bare = block.html
                if bare.startswith(("<ul>", "<ol>")):
                    deeper.append(bare[4:-5])
                else:
                    words.append(bare.removeprefix("<p>").removesuffix("</p>"))
            elif isinstance(block, Heading | Quote):
                words.append(escape(block.text, quote=False))
            else:
                self.late.append(block)
        if words:
            yield f"<li>{' '.join(words)}</li>"
        yield from deeper

    def table(self, node: etree._Element) -> None:
        images = list(node.iter("img"))
        rows = list(node.iter("tr"))
        if images and len(rows) <= 2 * len(images) + 1:
            words = " ".join(filter(None, (_text_of(row) for row in rows)))
            for image in images:
                self.picture(image, caption=words if image is images[0] else "")
            return
        for image in images:
            self.picture(image)
        for row in rows:
            cells = [_text_of(cell) for cell in row if cell.tag in {"td", "th"}]
            if any(cells):
                self.blocks.append(Paragraph(f"<p>{escape(' | '.join(cells), quote=False)}</p>"))
        if len(rows) > 1:
            self.notices.append("bảng thành các dòng chữ")

    def end_paragraph(self) -> None:
        whole = "".join(self.line)
        self.line.clear()
        files = [each for each in self.late if isinstance(each, Attachment)]
        if files and len(files) == 1 and _plain(whole) == files[0].title:
            whole = ""
            self.blocks.append(files[0])
        for part in _BREAKS.split(whole) if "<br/>" in whole else (whole,):
            trimmed = _EDGE_BREAKS.sub("", part)
            if trimmed and _plain(trimmed):
                self.blocks.append(Paragraph(f"<p>{trimmed}</p>"))
        self.blocks += [each for each in self.late if isinstance(each, Picture)]
        self.late.clear()


def _text_of(node: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(node.itertext())).strip()


def _text_li(node: etree._Element) -> str:
    return f"<li>{escape(_text_of(node), quote=False)}</li>"


def _plain(html: str) -> str:
    return (
        _TAG.sub("", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
    )


def _ends(address: str, endings: tuple[str, ...]) -> bool:
    return address.partition("?")[0].lower().endswith(endings)


def _is_pixel(node: etree._Element) -> bool:
    sizes = [(node.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size in {"0", "1", "2"} for size in sizes)


def _split_credit(caption: str) -> tuple[str, str]:
    """The caption, and the credit where it ends in one: "Quang cảnh hội nghị. Ảnh: Đàm Thanh"."""
    found = _CREDIT.search(caption)
    if found and len(found[1]) <= _CREDIT_LENGTH:
        return caption[: found.start()].strip()[:_CAPTION_LENGTH], found[1].strip()
    return caption[:_CAPTION_LENGTH], ""
