"""The words of an article as one plain text: what figures are read from and quotations point into.

Paragraphs are joined by an empty line. Inside a paragraph the text is that of the page's own text
nodes, white space kept, so that a quotation found here is found on the page as well.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

from congtin.vietnamese.folding import to_nfc

__all__ = ["read_prose", "read_stored_body"]

_PARAGRAPH_TAGS = {"p", "li", "h2", "h3", "h4", "blockquote", "br"}
_STORED_BREAK = re.compile(rf"</?(?:{'|'.join(sorted(_PARAGRAPH_TAGS))})\b[^>]*>")
_STORED_TAG = re.compile(r"<[^>]*>")


def read_prose(article: Any) -> str:
    """Headline, standfirst and body, each paragraph its own line, empty lines between."""
    lines = [article.title, article.standfirst]
    for block in article.body:
        lines.extend(_read_block(block.block_type, block.value))
    return "\n\n".join(to_nfc(line.strip()) for line in lines if line and line.strip())


def read_stored_body(stored: str) -> list[str]:
    """The paragraphs of a body as the database keeps it (JSON), without making blocks of it: for
    reading all articles at once. The newsroom's editor leaves well-formed HTML only."""
    lines: list[str] = []
    for block in json.loads(stored):
        kind, value = block["type"], block["value"]
        if kind == "paragraph":
            parts = _STORED_BREAK.split(value)
            lines += [unescape(_STORED_TAG.sub("", part)) if part else "" for part in parts]
        elif kind in {"heading", "quote", "picture"}:
            lines.extend(_read_block(kind, value))
    return [to_nfc(line.strip()) for line in lines if line and line.strip()]


def _read_block(kind: str, value: Any) -> Iterator[str]:
    if kind == "paragraph":
        yield from split_paragraphs(value.source)
    elif kind == "heading":
        yield str(value)
    elif kind == "quote":
        yield value["text"]
    elif kind == "picture":
        yield value["caption"]


def split_paragraphs(html: str) -> list[str]:
    """The text of each paragraph or list item of a piece of rich text.

    >>> split_paragraphs("<p>Thu <b>10</b> tỷ</p><ul><li>chi</li></ul>")
    ['Thu 10 tỷ', 'chi']
    """
    parser = _Paragraphs(convert_charrefs=True)
    parser.feed(html)
    parser.close()
    return [line for line in ("".join(parts) for parts in parser.lines) if line.strip()]


class _Paragraphs(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.lines: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPH_TAGS:
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPH_TAGS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(data)
