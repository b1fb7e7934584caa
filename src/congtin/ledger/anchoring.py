"""Finding a quotation again after its text was edited. Pure.

Quotation and position together, as in the selectors of the W3C Web Annotation Data Model (4.2.4
TextQuoteSelector, 4.2.5 TextPositionSelector): the very sentence first, the nearest of several;
else the sentence that is most like it and still states the number.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

__all__ = ["Anchor", "Found", "Loss", "find_again"]

_LEAST_LIKENESS = 0.6
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…](?=\s|$)|(?=\n)|$)")


class Loss(StrEnum):
    """Why a quotation cannot be found again."""

    NUMBER_CHANGED = "changed"
    SENTENCE_GONE = "gone"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A sentence, the number in it, and where in the text the number stood."""

    quotation: str
    surface: str
    offset: int
    start: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where the number stands now; `quotation` is the sentence as it reads now."""

    quotation: str
    offset: int
    start: int


def find_again(anchor: Anchor, text: str) -> Found | Loss:
    """The anchor's place in the edited text, or why it has none."""
    exact = _find_exactly(anchor, text)
    if exact is not None:
        return exact
    alike = _rank_sentences(anchor, text)
    for _, begin, sentence in alike:
        offset = _find_number(anchor.surface, sentence)
        if offset is not None:
            return Found(sentence, offset, begin + offset)
    return Loss.NUMBER_CHANGED if alike else Loss.SENTENCE_GONE


def _find_exactly(anchor: Anchor, text: str) -> Found | None:
    places = [found.start() for found in re.finditer(re.escape(anchor.quotation), text)]
    if not anchor.quotation or not places:
        return None
    begin = min(places, key=lambda place: abs(place + anchor.offset - anchor.start))
    return Found(anchor.quotation, anchor.offset, begin + anchor.offset)


def _rank_sentences(anchor: Anchor, text: str) -> list[tuple[float, int, str]]:
    """Likeness, begin and text of the sentences alike enough, the likest first."""
    words = anchor.quotation.split()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    ranked = []
    for found in _SENTENCE.finditer(text):
        sentence = found.group().strip()
        matcher.set_seq1(sentence.split())
        if matcher.real_quick_ratio() < _LEAST_LIKENESS or matcher.quick_ratio() < _LEAST_LIKENESS:
            continue
        likeness = matcher.ratio()
        if likeness >= _LEAST_LIKENESS:
            begin = found.start() + len(found.group()) - len(found.group().lstrip())
            ranked.append((likeness, begin, sentence))
    return sorted(ranked, key=lambda row: -row[0])


def _find_number(surface: str, sentence: str) -> int | None:
    """The number as a whole: "12" is not in "1.234,5" nor in "3,12"."""
    pattern = rf"(?<![\w])(?<!\d[.,]){re.escape(surface)}(?![\w])(?![.,]\d)"
    found = re.search(pattern, sentence)
    return found.start() if found else None
