"""Searching: what a page of results shows, and what is suggested while somebody types."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings

from congtin.search.engine import Engine, Hit
from congtin.search.extracts import Piece, make_pointer
from congtin.search.old_places import OldPlace, find_old_places
from congtin.search.opensearch import OpenSearchIndex
from congtin.search.question import Question, loosen, read_question
from congtin.search.spelling import correct
from congtin.search.tantivy_index import TantivyIndex
from congtin.vietnamese.folding import fold_in_place

__all__ = ["Results", "Shown", "get_engine", "search", "suggest"]

_MOST_SUGGESTED = 8
_FEW = 3  # hits; with so few another spelling may be meant


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with its title and the passage that has the words, cut where a word is marked."""

    hit: Hit
    title: list[Piece]
    extract: list[Piece]


@dataclass(frozen=True, slots=True)
class Results:
    """`is_loose`: nothing had all of the words, these have most. `meant`: another spelling, ""
    for none. `total` counts all hits, `counts` how they fall under the filters."""

    question: Question
    shown: list[Shown]
    total: int
    counts: dict[str, list[tuple[str, int]]]
    is_loose: bool
    meant: str
    old_places: list[OldPlace]


def search(question: Question, *, engine: Engine | None = None) -> Results:
    """Raises NoIndexYet while the index is being built."""
    engine = engine or get_engine()
    found = engine.find(question)
    meant = _find_meant(engine, question) if found.total <= _FEW and question.page == 1 else ""
    asked, is_loose = question, False
    if not found.total and (looser := loosen(question)):
        asked, found = looser, engine.find(looser)
        is_loose = found.total > 0
    pointer = make_pointer(asked)
    return Results(
        question=question,
        shown=[Shown(hit, pointer.mark(hit.title), pointer.extract(hit)) for hit in found.hits],
        total=found.total,
        counts=dict(found.counts),
        is_loose=is_loose,
        meant=meant,
        old_places=find_old_places(engine, question) if question.page == 1 else [],
    )


def suggest(text: str, *, engine: Engine | None = None) -> list[Hit]:
    """Titles that begin to have what is typed, each only once."""
    question = read_question(text)
    if question.is_empty or len(question.text) < 2:
        return []
    hits = (engine or get_engine()).suggest(question, limit=2 * _MOST_SUGGESTED)
    return list({hit.title: hit for hit in hits}.values())[:_MOST_SUGGESTED]


@lru_cache(maxsize=1)
def get_engine() -> Engine:
    """The one that the settings name, opened once in a process."""
    if settings.SEARCH_ADDRESS:
        return OpenSearchIndex(settings.SEARCH_ADDRESS)
    return TantivyIndex(settings.SEARCH_FOLDER)


def _find_meant(engine: Engine, question: Question) -> str:
    """Another spelling of the words, written as the best hit writes it; "" where it finds no more
    than what was typed."""
    bare = [word.bare for run in question.runs for word in run]
    if not bare or question.phrases or question.codes:
        return ""
    better = correct(bare, engine.count_terms)
    if better is None:
        return ""
    asked = replace(read_question(" ".join(better)), section="", page=1)
    hits = engine.find(asked).hits
    return _write_as(hits[0], asked) if hits else ""


def _write_as(hit: Hit, question: Question) -> str:
    """As the hit has them together, else each word as it first stands there."""
    pointer = make_pointer(question)
    text = f"{hit.title}\n{hit.text}"
    bare = fold_in_place(text)
    if pointer.together and (found := pointer.together.search(bare)):
        return " ".join(text[found.start() : found.end()].split())
    spoken = {
        bare[m.start() : m.end()]: text[m.start() : m.end()] for m in pointer.apart.finditer(bare)
    }
    return " ".join(spoken.get(word.bare, word.bare).lower() for word in question.words)
