"""What is read out of feeds and pages: facts without a tie to any database."""

import datetime as dt
from dataclasses import dataclass

__all__ = [
    "Article",
    "Block",
    "Entry",
    "Feed",
    "Heading",
    "Moment",
    "Picture",
    "Prose",
    "Quote",
]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the clock's time where it was stated, both of Vietnam."""

    day: dt.date
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and lists, as HTML that was cleaned by the allow-list."""

    html: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`address` is absolute; nothing was fetched yet."""

    address: str
    caption: str = ""
    credit: str = ""
    alt_text: str = ""


Block = Prose | Heading | Quote | Picture


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed, sitemap or list page. `guid` is "" where the feed gives none that can be
    relied on; `blocks` is the text as far as the feed itself carries it."""

    address: str
    headline: str = ""
    guid: str = ""
    standfirst: str = ""
    byline: str = ""
    published: Moment | None = None
    changed: str = ""
    blocks: tuple[Block, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """`more` are further files to read (a sitemap's index); `hub` and `topic` are of WebSub.
    `keeps_all`: old lines stand there as well. `dropped` counts those without an address."""

    entries: tuple[Entry, ...]
    title: str = ""
    hub: str = ""
    topic: str = ""
    more: tuple[str, ...] = ()
    keeps_all: bool = False
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    headline: str
    address: str
    standfirst: str = ""
    byline: str = ""
    published: Moment | None = None
    blocks: tuple[Block, ...] = ()
    lead_picture: Picture | None = None
