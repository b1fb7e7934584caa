"""What is shown of a hit: its title and the passages that have the words, the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from congtin.search.engine import Hit
from congtin.search.question import Question
from congtin.search.words import split_words
from congtin.vietnamese.folding import fold_in_place

__all__ = ["Piece", "Pointer", "make_pointer"]

_LONGEST = 240  # characters of an extract
_BEFORE = 60  # characters before the first match
_SEARCHED = 20_000  # characters of a text


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, with the words that were asked for or without."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Pointer:
    """Finds the words of one question in texts: `together` as they stand in it, `apart` each of
    them. `marked` are their forms with marks, where it has any."""

    together: re.Pattern[str] | None
    apart: re.Pattern[str]
    marked: frozenset[str]

    def mark(self, text: str) -> list[Piece]:
        """The whole text."""
        return _cut(text, 0, len(text), self._find(text, fold_in_place(text)))

    def extract(self, hit: Hit) -> list[Piece]:
        """A passage with the words as they stand together, else the first that has one; the
        beginning of the text where only the title has them."""
        text = hit.text[:_SEARCHED]
        bare = fold_in_place(text)
        first = (self.together and self.together.search(bare)) or self.apart.search(bare)
        start = _begin(text, first.start()) if first else 0
        end = _end(text, start + _LONGEST)
        passage = text[start:end]
        pieces = _cut(passage, 0, len(passage), self._find(passage, bare[start:end]))
        if start:
            pieces.insert(0, Piece("… ", is_marked=False))
        if end < len(hit.text.rstrip()):
            pieces.append(Piece(" …", is_marked=False))
        return pieces

    def _find(self, text: str, bare: str) -> list[tuple[int, int]]:
        """With their marks where they stand so, else whatever their marks."""
        spans = [found.span() for found in self.apart.finditer(bare)]
        exact = [span for span in spans if self._is_exact(text[slice(*span)])]
        return exact or spans

    def _is_exact(self, text: str) -> bool:
        return bool(self.marked) and all(word.marked in self.marked for word in split_words(text))


def make_pointer(question: Question) -> Pointer:
    runs = [[_spell(word.bare) for word in run] for run in (*question.phrases, *question.runs)]
    words = [form for run in runs for form in run]
    codes = [re.escape(code[1:]) for code in question.codes]
    joined = [r"\W+".join(run) for run in runs if len(run) > 1]
    together = [*codes, *joined]
    return Pointer(
        together=re.compile(_guard(together)) if together else None,
        apart=re.compile(_guard([*codes, *joined, *dict.fromkeys(words)])),
        marked=frozenset(word.marked for word in question.words)
        if question.has_marks
        else frozenset(),
    )


def _spell(word: str) -> str:
    """A number as any hand may have written it."""
    if not word[0].isdecimal() or ("," not in word and len(word) < 4):
        return re.escape(word)
    whole, _, rest = word.partition(",")
    digits = r"[.,]?".join(whole)
    return digits + (rf"[.,]{rest}0*" if rest else r"(?:[.,]0+)?")


def _guard(forms: Iterable[str]) -> str:
    return rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])"


def _begin(text: str, at: int) -> int:
    """The start of the sentence or line of the match, or of a word a little before it."""
    if at <= _BEFORE:
        return 0
    window = text[at - _BEFORE : at]
    for mark in ("\n", ". "):
        if mark in window:
            return at - _BEFORE + window.rindex(mark) + len(mark)
    return at - _BEFORE + (window.find(" ") + 1)


def _end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 40, at)
    return space if space > 0 else at


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces = []
    at = start
    for first, after in spans:
        if first > at:
            pieces.append(Piece(text[at:first], is_marked=False))
        pieces.append(Piece(text[first:after], is_marked=True))
        at = after
    if at < end:
        pieces.append(Piece(text[at:end], is_marked=False))
    return pieces
