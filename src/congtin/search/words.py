"""What a text is found by: its words, bare and with marks, its neighbours, its numbers and codes.

A term is one word of the index. Four kinds stand in one field and never meet by accident:

    chan            a bare word (vietnamese.folding)
    =chân           the word with its marks, its tone settled (vietnamese.tones)
    le_chan         two bare neighbours: a phrase without positions
    =lê_=chân       two neighbours with their marks

A number is one word, whichever way it is written ("1.223,771", "1223,771"). What joins digits and
letters by hyphens or strokes ("28-NQ/TU", "19/12/2020") is a code besides its parts: "#28-nq/tu".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import add
from typing import NamedTuple

from congtin.vietnamese.folding import fold_in_place, strip_invisible, to_nfc
from congtin.vietnamese.tones import settle_tones

__all__ = [
    "CODE",
    "Word",
    "clean",
    "join_pairs",
    "list_codes",
    "list_terms",
    "make_code",
    "split_words",
]

_WORD = re.compile(
    r"""
    [0-9]+ (?: [.,][0-9]+ )+ (?! \w )   # a number with dots or commas
    | [^\W_]+                           # letters and digits
    """,
    re.VERBOSE,
)
CODE = re.compile(r"(?<![\w/-])[^\W_]+(?:[-/][^\W_]+)+")  # only with a digit in it
_DIGIT = re.compile("[0-9]")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_MOST_KNOWN = 200_000  # words; what comes later is mistyped or foreign, and read each time


class Word(NamedTuple):
    """`bare` without marks, `marked` with them and its tone settled; each also with the joint that
    begins a pair, since making pairs is most of the work."""

    bare: str
    marked: str
    bare_joint: str
    marked_joint: str


_known: dict[str, Word] = {}


def clean(text: str) -> str:
    """Composed and without invisible characters: the form that is kept and searched."""
    return to_nfc(strip_invisible(text))


def split_words(text: str) -> list[Word]:
    """The words of clean text, in order."""
    return [_known.get(word) or _read(word) for word in _WORD.findall(text.lower())]


def list_codes(text: str) -> Iterator[str]:
    """The term of each code of clean text, and those of its beginnings of two parts or more: of
    28-NQ/TU also 28-nq."""
    if "/" not in text and "-" not in text:
        return
    for found in CODE.findall(text):
        if _DIGIT.search(found):
            code = fold_in_place(found)
            ends = [at for at, char in enumerate(code) if char in "-/"]
            yield make_code(code)
            yield from (make_code(code[:end]) for end in ends[1:])


def make_code(code: str) -> str:
    """The term of a code in bare letters."""
    return f"#{code}"


def join_pairs(words: Sequence[Word], *, marked: bool) -> list[str]:
    """The terms of each word with the next."""
    if marked:
        return [one.marked_joint + two.marked for one, two in pairwise(words)]
    return [one.bare_joint + two.bare for one, two in pairwise(words)]


def list_terms(words: Sequence[Word]) -> list[str]:
    """The four kinds of terms of these words, the bare words first."""
    if not words:
        return []
    bare, marked, bare_joints, marked_joints = zip(*words, strict=True)
    return [
        *bare,
        *marked,
        *map(add, bare_joints, bare[1:]),
        *map(add, marked_joints, marked[1:]),
    ]


def _read(text: str) -> Word:
    if text[0].isdecimal():
        bare = _settle_number(fold_in_place(text))
        marked = f"={bare}"
    else:
        bare, marked = fold_in_place(text), f"={settle_tones(text)}"
    word = Word(bare, marked, f"{bare}_", f"{marked}_")
    if len(_known) < _MOST_KNOWN:
        _known[text] = word
    return word


def _settle_number(text: str) -> str:
    """Digits with one comma at most: as Vietnam writes it, without dots and idle zeros."""
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    elif _ENGLISH.fullmatch(text):
        text = text.replace(",", "").replace(".", ",")
    elif _POINT.fullmatch(text):
        text = text.replace(".", ",")
    whole, comma, rest = text.partition(",")
    if "," not in rest:
        rest = rest.rstrip("0")
    return f"{whole},{rest}" if comma and rest else whole
