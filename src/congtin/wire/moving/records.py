"""What readers give and writers take: one form for every kind of old portal (docs/moving.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "Article",
    "Attachment",
    "Block",
    "Correction",
    "Heading",
    "Item",
    "Name",
    "Notice",
    "Outlet",
    "Paragraph",
    "Picture",
    "Quote",
    "Record",
    "Reference",
    "Refusal",
    "State",
]

State = Literal["live", "draft", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record of the same file, by its id."""

    key: str


Name = Reference | str
"""A section, author or outlet: by its record, or by its name and made where it is missing."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Clean HTML of one paragraph or list, for the newsroom's rich text."""

    html: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`place`: an address, a path below the old uploads, or the record of a picture."""

    place: Name
    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    attribution: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    place: Name
    title: str = ""
    key: str = ""


Block = Paragraph | Heading | Picture | Quote | Attachment


@dataclass(frozen=True, slots=True)
class Outlet:
    """The source of an article, where its file has no record of it."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    corrected_on: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an old portal. `row` is where it stands in its file, `key` its id there.

    `address` and `other_addresses` are the old ones, absolute or paths. `exact` holds what only
    another Cổng tin says of an article (docs/moving.md, "Only in an export").
    """

    row: int
    key: str
    headline: str
    blocks: tuple[Block, ...]
    published_at: dt.datetime | None
    address: str = ""
    other_addresses: tuple[str, ...] = ()
    standfirst: str = ""
    slug: str = ""
    section: Name = ""
    authors: tuple[Name, ...] = ()
    byline: str = ""
    source: Reference | Outlet | None = None
    original_address: str = ""
    original_date: dt.date | None = None
    original_time: dt.time | None = None
    changed_at: dt.datetime | None = None
    lead: Picture | None = None
    corrections: tuple[Correction, ...] = ()
    state: State = "live"
    exact: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of another kind than articles: a section, a picture, a target of the ledger."""

    row: int
    kind: str
    key: str
    fields: Mapping[str, Any]
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is not moved, and why."""

    row: int
    key: str
    reason: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the person who moves should know; nothing is lost by it."""

    row: int
    key: str
    text: str


Item = Article | Record | Refusal | Notice
