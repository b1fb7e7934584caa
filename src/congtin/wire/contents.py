"""The facts of a story in the form in which the database keeps them (JSON), and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from congtin.wire.decide import Story
from congtin.wire.decide.choosing import digest
from congtin.wire.parsers import Article, Block, Entry, Heading, Moment, Picture, Prose, Quote
from congtin.wire.parsers.blocks import get_text

__all__ = ["Content", "from_article", "from_entry", "load_content", "load_entry", "write_entry"]

_KINDS: dict[str, type[Prose | Heading | Quote | Picture]] = {
    "prose": Prose,
    "heading": Heading,
    "quote": Quote,
    "picture": Picture,
}
_EXCERPT_WORDS = 80


@dataclass(frozen=True, slots=True)
class Content:
    """One wording of a story."""

    headline: str
    address: str
    standfirst: str = ""
    byline: str = ""
    moment: Moment | None = None
    blocks: tuple[Block, ...] = ()

    def get_text(self) -> str:
        """Standfirst and body as plain lines."""
        return "\n".join(filter(None, [self.standfirst, *map(get_text, self.blocks)]))

    def get_digest(self) -> str:
        """Changes with the wording, its pictures and nothing else."""
        pictures = [each.address for each in self.blocks if isinstance(each, Picture)]
        words = " ".join(f"{self.headline}\n{self.get_text()}".split())
        return digest("\n".join([words, *pictures]))

    def to_story(self) -> Story:
        return Story(self.headline, self.get_text(), self.moment.day if self.moment else None)

    def cut_to_excerpt(self) -> Content:
        """Headline, standfirst and the opening words; no pictures, which have owners too."""
        words = " ".join(get_text(each) for each in self.blocks if isinstance(each, Prose)).split()
        opening = "" if self.standfirst else " ".join(words[:_EXCERPT_WORDS])
        if opening and len(words) > _EXCERPT_WORDS:
            opening += "…"
        return dataclasses.replace(self, standfirst=self.standfirst or opening, blocks=())

    def cut_to_link(self) -> Content:
        return dataclasses.replace(self, standfirst="", byline="", blocks=())

    def write(self) -> dict[str, Any]:
        return {
            "headline": self.headline,
            "address": self.address,
            "standfirst": self.standfirst,
            "byline": self.byline,
            "moment": _write_moment(self.moment),
            "blocks": [_write_block(block) for block in self.blocks],
        }


def load_content(plain: dict[str, Any]) -> Content:
    """What `Content.write` wrote."""
    return Content(
        headline=plain["headline"],
        address=plain["address"],
        standfirst=plain["standfirst"],
        byline=plain["byline"],
        moment=_load_moment(plain["moment"]),
        blocks=tuple(load_block(block) for block in plain["blocks"]),
    )


def from_article(article: Article, entry: Entry) -> Content:
    """The page's word, and the feed's where the page is silent."""
    blocks = article.blocks
    if article.lead_picture and not any(isinstance(block, Picture) for block in blocks):
        blocks = (article.lead_picture, *blocks)
    return Content(
        headline=article.headline,
        address=article.address,
        standfirst=article.standfirst,
        byline=article.byline or entry.byline,
        moment=_choose_moment(article.published, entry.published),
        blocks=blocks,
    )


def from_entry(entry: Entry) -> Content:
    is_told_twice = not entry.is_whole
    blocks = entry.blocks
    if is_told_twice and entry.standfirst:
        blocks = tuple(block for block in blocks if isinstance(block, Picture))
    return Content(
        headline=entry.headline,
        address=entry.address,
        standfirst=entry.standfirst,
        byline=entry.byline,
        moment=entry.published,
        blocks=blocks,
    )


def write_entry(entry: Entry) -> dict[str, Any]:
    """A line of a feed, to be read again later."""
    plain = dataclasses.asdict(entry)
    plain["published"] = _write_moment(entry.published)
    plain["blocks"] = [_write_block(block) for block in entry.blocks]
    return plain


def load_entry(plain: dict[str, Any]) -> Entry:
    return Entry(
        **plain
        | {
            "published": _load_moment(plain["published"]),
            "blocks": tuple(load_block(block) for block in plain["blocks"]),
        }
    )


def load_block(plain: dict[str, str]) -> Block:
    return _KINDS[plain["kind"]](**{name: value for name, value in plain.items() if name != "kind"})


def _write_block(block: Block) -> dict[str, str]:
    kind = next(name for name, each in _KINDS.items() if isinstance(block, each))
    return {"kind": kind, **dataclasses.asdict(block)}


def _choose_moment(page: Moment | None, line: Moment | None) -> Moment | None:
    """A feed often has the time where the page shows the day alone."""
    if page is None or (line and line.time and not page.time and line.day == page.day):
        return line or page
    return page


def _write_moment(moment: Moment | None) -> str:
    if moment is None:
        return ""
    return f"{moment.day.isoformat()}" + (f"T{moment.time:%H:%M}" if moment.time else "")


def _load_moment(text: str) -> Moment | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", text):
        return None
    day, _, time = text.partition("T")
    return Moment(dt.date.fromisoformat(day), dt.time.fromisoformat(time) if time else None)
