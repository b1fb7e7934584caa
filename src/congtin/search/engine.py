"""What an index has to do, whoever does it: the one in the data folder, or OpenSearch."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from congtin.search.documents import Document, Heir, Kind, State
from congtin.search.question import Question

__all__ = ["FORM", "Engine", "Found", "Hit", "IndexAway", "NoIndexYet", "dump_hit", "load_hit"]

FORM = 1  # of the index; another one is not read but built anew


class IndexAway(Exception):
    """The index does not answer: a server is down or refuses."""


class NoIndexYet(Exception):
    """There is no index, or none of this form: it is being built."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What an index keeps of a document to show it."""

    kind: Kind
    number: int
    ref: str
    title: str
    text: str
    section: str
    units: tuple[str, ...]
    source: str
    day: dt.date | None
    is_past: bool
    ended: dt.date | None
    heirs: tuple[Heir, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits in order, how many there are in all, and how they fall under each filter:
    `counts["section"]` holds (slug, count) pairs, the most first."""

    hits: list[Hit]
    total: int
    counts: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)


class Engine(Protocol):
    """Every reading method raises NoIndexYet where there is nothing to read, and every method
    IndexAway where the index does not answer."""

    def find(self, question: Question) -> Found: ...

    def find_units(self, names: Sequence[str]) -> list[Hit]:
        """The units that bear one of these bare names."""

    def suggest(self, question: Question, *, limit: int) -> list[Hit]:
        """Titles that have these words, the last one perhaps unfinished."""

    def count_terms(self, terms: Sequence[str]) -> list[int]:
        """In how many documents each stands."""

    def read_state(self) -> State: ...

    def count(self) -> int:
        """Of all documents."""

    def write(
        self, documents: Iterable[Document], *, gone: Sequence[str] = (), state: State
    ) -> None:
        """Put the documents in the place of those of the same key, take out the keys that are
        gone, and remember the state, all at once."""

    def begin_anew(self) -> Engine:
        """An empty index beside this one, to be filled by `write`."""

    def take_over(self) -> None:
        """Of an index begun anew: from now on it is the one that is read."""

    def close(self) -> None: ...


def dump_hit(document: Document) -> bytes:
    """Fields in the order of Hit, short and fast to read."""
    return json.dumps(
        [
            document.kind,
            document.number,
            document.ref,
            document.title,
            document.text,
            document.section,
            document.units,
            document.source,
            document.day and document.day.isoformat(),
            document.is_past,
            document.ended and document.ended.isoformat(),
            [[heir.slug, heir.name] for heir in document.heirs],
            document.names,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def load_hit(data: bytes | str) -> Hit:
    kind, number, ref, title, text, section, units, source, day, is_past, ended, heirs, names = (
        json.loads(data)
    )
    return Hit(
        kind=Kind(kind),
        number=number,
        ref=ref,
        title=title,
        text=text,
        section=section,
        units=tuple(units),
        source=source,
        day=dt.date.fromisoformat(day) if day else None,
        is_past=is_past,
        ended=dt.date.fromisoformat(ended) if ended else None,
        heirs=tuple(Heir(slug, name) for slug, name in heirs),
        names=tuple(names),
    )
