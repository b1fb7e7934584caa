"""What every reader of a foreign portal does with an article: letters, headline, dates, body."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from congtin.vietnamese.folding import to_nfc
from congtin.wire.moving.cleaning import clean_body, clean_text
from congtin.wire.moving.errors import ArticleRefused
from congtin.wire.moving.mending import check_letters, mend_double
from congtin.wire.moving.moments import check_moment
from congtin.wire.moving.records import Article, Block, Heading, Paragraph

__all__ = ["Draft", "fingerprint", "make_article"]

_HEADLINE, _LONG_HEADLINE = 255, 1000
_STANDFIRST = 600
_BODY = 4_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a foreign portal has it: markup in `headline`, `standfirst`, `body`."""

    frame: Article
    headline: str
    standfirst: str
    body: str
    base: str


def make_article(draft: Draft, *, now: dt.datetime) -> Article:
    """The article, clean. Raises ArticleRefused."""
    frame = draft.frame
    if len(draft.headline) > 20 * _LONG_HEADLINE:
        raise ArticleRefused(_say_too_long(len(draft.headline)))
    if len(draft.body) > _BODY:
        raise ArticleRefused(f"thân bài dài {len(draft.body):,} chữ, quá lớn để là một bài.")
    headline = clean_text(mend_double(draft.headline))
    standfirst = clean_text(mend_double(draft.standfirst))
    body = mend_double(draft.body)
    check_letters(headline, standfirst, body)
    if not headline:
        raise ArticleRefused("bài không có tít.")
    if len(headline) > _LONG_HEADLINE:
        raise ArticleRefused(_say_too_long(len(headline)))
    if frame.published_at is None and frame.state == "live":
        raise ArticleRefused("không có ngày đăng, hoặc ngày không đọc được.")
    if frame.published_at is not None:
        check_moment(frame.published_at, now=now)
    blocks, notices = clean_body(body, base=draft.base)
    headline, standfirst, opening = _fit(headline, standfirst)
    if opening:
        notices = [*notices, "tít hoặc sapo quá dài, phần đầy đủ được để ở đầu bài"]
    return replace(
        frame,
        headline=headline,
        standfirst=standfirst,
        blocks=(*opening, *_drop_repeated(blocks, headline)),
        notices=(*frame.notices, *notices),
    )


def fingerprint(fields: Mapping[str, Any] | str | bytes) -> str:
    """Tells whether a row has changed since it was moved."""
    if isinstance(fields, Mapping):
        fields = json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str)
    if isinstance(fields, str):
        fields = fields.encode("utf-8", errors="surrogatepass")
    return hashlib.blake2b(fields, digest_size=16).hexdigest()


def _fit(headline: str, standfirst: str) -> tuple[str, str, list[Block]]:
    """Cut to what the newsroom holds; what is cut stands in full in front of the body."""
    opening: list[Block] = []
    if len(headline) > _HEADLINE:
        opening.append(Paragraph(f"<p><b>{escape(headline, quote=False)}</b></p>"))
        headline = headline[: _HEADLINE - 1].rsplit(" ", 1)[0] + "…"
    if len(standfirst) > _STANDFIRST:
        opening.append(Paragraph(f"<p>{escape(standfirst, quote=False)}</p>"))
        standfirst = standfirst[: _STANDFIRST - 1].rsplit(" ", 1)[0] + "…"
    return to_nfc(headline), standfirst, opening


def _drop_repeated(blocks: list[Block], headline: str) -> list[Block]:
    """Without a first heading that says the headline again."""
    if blocks and isinstance(blocks[0], Heading) and blocks[0].text == headline:
        return blocks[1:]
    return blocks


def _say_too_long(length: int) -> str:
    return f"tít dài {length:,} chữ; nhiều nhất {_LONG_HEADLINE:,} chữ.".replace(",", ".")
