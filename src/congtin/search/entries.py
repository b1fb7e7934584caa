"""A document as the terms by which it is found: the same for every index."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.search.documents import Document, Kind
from congtin.search.words import clean, list_codes, list_terms, split_words

__all__ = ["Entry", "make_entry"]

_BY_TITLE = frozenset({Kind.ARTICLE, Kind.UNIT, Kind.INDICATOR, Kind.PLAN, Kind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Entry:
    """Words joined by spaces. `words`: all terms of title and text, and the codes; `title`: the
    terms of the title; `run`: the bare words in their order, for quoted phrases; `day`: a number
    like 20201219, 0 without one."""

    title: str
    words: str
    run: str
    day: int


def make_entry(document: Document) -> Entry:
    """A value is found by its words only: thousands of them would stand before the articles that
    bear the same words in their headlines."""
    title, text, also = clean(document.title), clean(document.text), clean(document.also)
    title_words = split_words(title)
    shown = title_words + split_words(text)
    terms = list_terms(shown)
    run = terms[: len(shown)]
    if also:
        more = split_words(also)
        extra = list_terms(more)
        run += extra[: len(more)]
        terms += extra
    for part in (title, text, also):
        terms += list_codes(part)
    day = document.day
    return Entry(
        title=" ".join(list_terms(title_words)) if document.kind in _BY_TITLE else "",
        words=" ".join(terms),
        run=" ".join(run),
        day=day.year * 10_000 + day.month * 100 + day.day if day else 0,
    )
