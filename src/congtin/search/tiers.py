"""How hits are ranked, whichever index does it: by tiers, each of them a sort key of its own.

A boost would do for rare words, but vanishes for common ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from congtin.search.question import Question
from congtin.search.words import join_pairs

__all__ = ["PAIR_SCORE", "TITLE_BOOST", "Needed", "Tier", "list_needed", "list_tiers"]

TITLE_BOOST = 1.5
PAIR_SCORE = 4.0  # of a pair of common words, which would count for nothing by its rarity


@dataclass(frozen=True, slots=True)
class Needed:
    """What every hit must have, whatever its rank: all of the `words` or `enough` of them; all of
    the `terms` (codes, and quoted words with their marks); each of the `phrases` as it stands."""

    words: tuple[str, ...]
    enough: int
    terms: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """Hits that have all of the `terms` in `field`, or `enough` of them. Among them the rarity of
    the terms counts, the more of those `in_title`, and each of the `pairs` that does stand
    together, once in the text and once in the title."""

    field: str
    terms: tuple[str, ...]
    in_title: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    enough: int = 0


def list_needed(question: Question) -> Needed:
    exact: list[str] = []
    for phrase in question.phrases:
        if any(word.marked[1:] != word.bare for word in phrase):
            exact += join_pairs(phrase, marked=True) if len(phrase) > 1 else [phrase[0].marked]
    return Needed(
        words=_list_words(question, marked=False),
        enough=question.enough,
        terms=(*question.codes, *exact),
        phrases=tuple(
            tuple(word.bare for word in phrase) for phrase in question.phrases if len(phrase) > 1
        ),
    )


def list_tiers(question: Question) -> list[Tier]:
    """The words as they stand together, with marks, then without; then apart. In each the title
    goes before the text."""
    words = _list_words(question, marked=False)
    if question.enough:
        pairs = _list_pairs(question, marked=question.has_marks)
        return [Tier("words", words, pairs=pairs, enough=question.enough)]
    ways = (True, False) if question.has_marks else (False,)
    together = [
        _make_tier(question, field, _list_together(question, marked=marked), marked=marked)
        for marked in ways
        for field in ("title", "words")
    ]
    apart = [
        _make_tier(question, field, _list_words(question, marked=marked), marked=marked, apart=True)
        for marked in ways
        for field in ("title", "words")
    ]
    return list(dict.fromkeys([*together, *apart]))


def _make_tier(
    question: Question, field: str, terms: tuple[str, ...], *, marked: bool, apart: bool = False
) -> Tier:
    titles = (*_list_words(question, marked=marked), *question.codes)
    return Tier(
        field=field,
        terms=terms,
        in_title=titles if field == "words" else (),
        pairs=_list_pairs(question, marked=marked) if apart else (),
    )


def _list_words(question: Question, *, marked: bool) -> tuple[str, ...]:
    return _once(word.marked if marked else word.bare for word in question.words)


def _list_together(question: Question, *, marked: bool) -> tuple[str, ...]:
    """Terms of the pairs, and of a word that stands alone."""
    terms: list[str] = []
    for run in (*question.runs, *question.phrases):
        alone = [run[0].marked if marked else run[0].bare]
        terms += join_pairs(run, marked=marked) if len(run) > 1 else alone
    return _once(terms)


def _list_pairs(question: Question, *, marked: bool) -> tuple[str, ...]:
    return _once(pair for run in question.runs for pair in join_pairs(run, marked=marked))


def _once(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
