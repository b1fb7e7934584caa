"""What is searched and what is shown of it: one document for each article, unit, indicator, value,
plan and outside document."""

import datetime as dt
from dataclasses import dataclass, field

__all__ = ["Document", "Heir", "Kind", "State"]

from enum import StrEnum


class Kind(StrEnum):
    """In the order in which a visitor chooses among them; the value stands in the address."""

    ARTICLE = "bai-viet"
    UNIT = "don-vi"
    INDICATOR = "chi-tieu"
    VALUE = "so-lieu"
    PLAN = "ke-hoach"
    DOCUMENT = "van-ban"


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit that took over an old one, or a part of it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """`number` is the row's; `ref` what its address is made of: an article's path, the slug of a
    unit or indicator, a value's identity, slug and period of a plan, an outside address.

    `title` and `text` are shown, `also` is only searched. `day`: when it was first published, or
    the day that a value is of. `names`: what a unit is called, bare, with and without its kind;
    `ended` the last day of a unit that is no more, `heirs` who took it over. `weight` is what it
    counts among equals.
    """

    kind: Kind
    number: int
    ref: str
    title: str
    text: str = ""
    also: str = ""
    section: str = ""
    units: tuple[str, ...] = ()
    source: str = ""
    day: dt.date | None = None
    names: tuple[str, ...] = ()
    is_past: bool = False
    ended: dt.date | None = None
    heirs: tuple[Heir, ...] = field(default=())
    weight: float = 1.0
    is_target: bool = False

    @property
    def key(self) -> str:
        return make_key(self.kind, self.number, is_target=self.is_target)


@dataclass(frozen=True, slots=True)
class State:
    """How far an index has followed the database: everything below `position` is in it, and `seen`
    of what stands from there on. `written_at`: when that was so."""

    position: int
    seen: tuple[int, ...]
    written_at: dt.datetime


def make_key(kind: Kind, number: int, *, is_target: bool = False) -> str:
    """The document's name in the index; targets and results are numbered apart."""
    return f"{kind}:{'m' if is_target else ''}{number}"
