"""Cutting a text into lines and sentences, and a sentence into tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from congtin.figures.text.plain import Plain
from congtin.figures.vocabulary import TOKEN

# A full stop that ends a sentence: a capital or a list number must follow.
_STOP = re.compile(
    r"[.!?…]+[\"”’)\]]*[ \t]+(?=[\"“‘(\[\-–+*•]*\s*(?:[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ]|\d{1,2}[.)]\s))"
    r"|(?<=[a-zà-ỹA-ZĐ]{3})\.[ \t]+(?=\d{1,3}(?:,\d+)?%)"  # `... GDPT. 100% các đơn vị`
    r"|[!?]+[ \t]+|(?<=\w)\.(?=[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ][a-zà-ỹđ])"
    r"|(?<=[a-zà-ỹ0-9%])\.[ \t]+(?=[a-zà-ỹ])"
)
# Short forms whose full stop ends nothing.
_SHORT = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|tp|TX|tx|TT|tt|Q|P|H|X|ThS|TS|PGS|GS|BS|KS|CN|Đ/c|đ/c|v\.v|tr|Tr|St|No|Mr|Ths|ĐT|\d{1,2}|[IVX]{1,4}|[a-zđA-ZĐ])$"
)
_LONGEST = 4000  # a longer sentence is cut at a space, so that work on one stays bounded


@dataclass(slots=True)
class Sentence:
    """One sentence as parallel lists of tokens; offsets are those of the clean text."""

    start: int
    end: int
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    text: str = ""  # the whole clean text, for capitals
    words: frozenset[str] = frozenset()  # the different tokens

    def is_capital(self, index: int) -> bool:
        """Tell whether a token is written with a capital."""
        return self.text[self.starts[index]].isupper()

    def index_at(self, offset: int) -> int:
        """Give the index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the spans of the sentences between two offsets."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _SHORT.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        yield from _cut(text, begin, match.start() + 1)
        begin = match.end()
    yield from _cut(text, begin, end)


def tokenize(plain: Plain, start: int, end: int) -> Sentence:
    """Turn a span of the clean text into tokens."""
    text = plain.low
    low = TOKEN.findall(text, start, end)
    starts: list[int] = []
    ends: list[int] = []
    place = start
    # Only blanks stand between two tokens, so that each is found again at once.
    for token in low:
        place = text.find(token, place)
        starts.append(place)
        place += len(token)
        ends.append(place)
    return Sentence(start, end, low, starts, ends, plain.text, frozenset(low))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        place = max(
            text.rfind("; ", start, start + _LONGEST), text.rfind(", ", start, start + _LONGEST)
        )
        if place <= start:
            place = text.rfind(" ", start, start + _LONGEST)
        place = place + 1 if place > start else start + _LONGEST
        yield start, place
        start = place
    if start < end:
        yield start, end
