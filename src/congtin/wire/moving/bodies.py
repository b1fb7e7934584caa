"""Blocks of an article as the rows of a StreamField, with the pictures and files of this portal."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from typing import Any

from congtin.wire.moving.records import (
    Article,
    Attachment,
    Block,
    Heading,
    Paragraph,
    Picture,
    Quote,
)

__all__ = ["find_links", "list_files", "make_body", "relink"]

_NAMESPACE = uuid.UUID("6f2b1a58-7a0f-4c7d-9a53-4c6f6e677469")
_LINK = re.compile(r'<a href="([^"]*)">')


def list_files(article: Article) -> Iterator[tuple[str, Picture | Attachment]]:
    """Every picture and attachment, with its kind."""
    for block in (*article.blocks, *([article.lead] if article.lead else [])):
        if isinstance(block, Picture):
            yield "picture", block
        elif isinstance(block, Attachment):
            yield "attachment", block
        elif isinstance(block, Paragraph) and "href=" in block.html:
            for address in _LINK.findall(block.html):
                yield "link", Attachment(unescape(address))


def make_body(article: Article, numbers: Mapping[tuple[str, Any], int]) -> list[dict[str, Any]]:
    """The rows. Where a picture or file could not be had, a link to it stands in its place."""
    body = []
    for place, block in enumerate(article.blocks):
        row = _make_row(block, numbers, article.headline) or _make_link(block)
        if row is not None:
            kind, value = row
            body.append({"type": kind, "value": value, "id": block.key or _name(article, place)})
    return body


def find_links(html: str) -> list[str]:
    return [unescape(address) for address in _LINK.findall(html)]


def relink(html: str, find: Callable[[str], str]) -> str:
    """With the links that `find` knows pointing into this portal. It gives attributes or ""."""

    def replace(found: re.Match[str]) -> str:
        attributes = find(unescape(found[1]))
        return f"<a {attributes}>" if attributes else found[0]

    return _LINK.sub(replace, html)


def _make_row(
    block: Block, numbers: Mapping[tuple[str, Any], int], headline: str
) -> tuple[str, Any] | None:
    if isinstance(block, Paragraph):
        return "paragraph", block.html
    if isinstance(block, Heading):
        return "heading", block.text
    if isinstance(block, Quote):
        return "quote", {"text": block.text, "attribution": block.attribution}
    if isinstance(block, Attachment):
        number = numbers.get(("attachment", block.place))
        return None if number is None else ("attachment", number)
    number = numbers.get(("picture", block.place))
    if number is None:
        return None
    value = {
        "image": number,
        "caption": block.caption,
        "credit": block.credit,
        "alt_text": block.alt_text or block.caption or headline,
    }
    return "picture", value


def _make_link(block: Block) -> tuple[str, str] | None:
    """A file that could not be had is not lost from sight: its address stays, as a link."""
    if not isinstance(block, Picture | Attachment) or not isinstance(block.place, str):
        return None
    if not block.place.startswith(("http://", "https://")):
        return None
    words = block.caption or block.alt_text if isinstance(block, Picture) else block.title
    shown = words or block.place.rpartition("/")[2] or block.place
    kind = "Ảnh" if isinstance(block, Picture) else "Tệp"
    link = f'<a href="{escape(block.place)}">{escape(shown, quote=False)}</a>'
    return "paragraph", f"<p>{kind}: {link}</p>"


def _name(article: Article, place: int) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{article.fingerprint}-{place}"))
