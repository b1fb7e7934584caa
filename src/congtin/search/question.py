"""What a visitor asks, read out of the box and the filters."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from congtin.search.documents import Kind
from congtin.search.words import CODE, Word, clean, make_code, split_words
from congtin.vietnamese.folding import fold_in_place

__all__ = ["LONGEST", "MOST_REACHED", "PER_PAGE", "Order", "Question", "loosen", "read_question"]

LONGEST = 200  # characters
MOST_REACHED = 500  # hits; who has not found it by then narrows the search
PER_PAGE = 10
_MOST_WORDS = 16
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")


class Order(StrEnum):
    BEST = "hop-nhat"
    NEWEST = "moi-nhat"


@dataclass(frozen=True, slots=True)
class Question:
    """`runs`: the words that stand together, codes taken out; `phrases` were quoted; `codes` are
    terms. `enough`: how many of the words a hit must have, 0 for all of them."""

    text: str
    runs: tuple[tuple[Word, ...], ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()
    codes: tuple[str, ...] = ()
    kind: Kind | None = None
    section: str = ""
    unit: str = ""
    source: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    order: Order = Order.BEST
    page: int = 1
    enough: int = 0
    has_marks: bool = field(default=False)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for run in (*self.runs, *self.phrases) for word in run)

    @property
    def is_empty(self) -> bool:
        return not (self.runs or self.phrases or self.codes)

    @property
    def first(self) -> int:
        """How many hits come before its page."""
        return (self.page - 1) * PER_PAGE


def read_question(text: str, **filters: object) -> Question:
    """From what was typed: quoted phrases and codes are taken whole, the rest is words.

    >>> question = read_question("Lê Chân “ngân sách” 28-NQ/TU")
    >>> [[word.bare for word in run] for run in question.runs], question.codes
    ([['le', 'chan']], ('#28-nq/tu',))
    """
    text = " ".join(clean(_keep_printable(text[: 2 * LONGEST])).split())[:LONGEST].strip()
    phrases = [tuple(split_words(phrase)[:_MOST_WORDS]) for phrase in _QUOTED.findall(text)]
    runs, codes = _take_codes(_QUOTED.sub(" \n ", text))
    question = Question(
        text=text,
        runs=_cut(runs),
        phrases=tuple(phrase for phrase in phrases if phrase),
        codes=tuple(dict.fromkeys(codes)),
    )
    has_marks = any(word.marked[1:] != word.bare for word in question.words)
    return replace(question, has_marks=has_marks, **filters)  # type: ignore[arg-type]  # by name


def loosen(question: Question) -> Question | None:
    """What to try when nothing has all of it: codes as the words that they are made of, and most of
    the words in place of all. None where there is nothing to give up."""
    parts = tuple(
        run
        for run in (tuple(split_words(code[1:].replace("/", " "))) for code in question.codes)
        if run
    )
    looser = replace(question, codes=(), runs=(*question.runs, *parts, *question.phrases))
    looser = replace(looser, phrases=())
    count = len({word.bare for word in looser.words})
    if count < 2:
        return None
    return replace(looser, enough=max(1, -(-2 * count // 3)))


def _take_codes(text: str) -> tuple[list[tuple[Word, ...]], list[str]]:
    runs: list[tuple[Word, ...]] = []
    codes: list[str] = []
    at = 0
    for found in CODE.finditer(fold_in_place(text)):
        if not any(char.isdecimal() for char in found[0]):
            continue
        codes.append(make_code(found[0]))
        runs += _split_runs(text[at : found.start()])
        at = found.end()
    return runs + _split_runs(text[at:]), codes


def _split_runs(text: str) -> list[tuple[Word, ...]]:
    runs = (tuple(split_words(part)) for part in text.split("\n"))
    return [run for run in runs if run]


def _cut(runs: list[tuple[Word, ...]]) -> tuple[tuple[Word, ...], ...]:
    kept, left = [], _MOST_WORDS
    for run in runs:
        if left > 0:
            kept.append(run[:left])
            left -= len(run)
    return tuple(kept)


def _keep_printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
