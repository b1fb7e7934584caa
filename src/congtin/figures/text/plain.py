"""Plain text for reading, with the way back to the offsets of the text as it was given.

Real pages mix composed and decomposed letters, soft hyphens, zero-width marks, non-breaking
spaces, CRLF and the Icelandic Ð for the Vietnamese Đ. Reading goes over a cleaned copy (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_REPLACED = {
    "\u00d0": "\u0110",  # Icelandic eth, typed for the Vietnamese letter by old keyboards
    "\u00f0": "\u0111",
    "\u0189": "\u0110",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u0085": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u000b": "\n",
    "\u000c": "\n",
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
_ONE_FOR_ONE = str.maketrans(_REPLACED)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_NEEDS_MAP = re.compile(f"[{_DROPPED}]|\r\n")
# The piece that NFC may shorten: nothing composes with an ASCII character that follows it, in
# whatever script (Hangul and Indic signs compose without being combining marks).
_CLUSTER = re.compile(r"[\x00-\x7f][^\x00-\x7f]*|[^\x00-\x7f]+")

# The old habit of tone marks (hoà, thuỷ) read as the new one (hòa, thủy).
_OLD_TONE = re.compile(
    "(o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\\w)",
)
_NEW_TONE = {
    **{f"o{a}": f"{o}a" for a, o in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{f"o{e}": f"{o}e" for e, o in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{f"u{y}": f"{u}y" for y, u in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_OLD_RATE = re.compile(r"\btỉ\b")


@dataclass(frozen=True, slots=True)
class Plain:
    """A cleaned text, its lower-case twin of the same length, and the map to the given text."""

    given: str
    text: str
    low: str
    offsets: tuple[int, ...] | None  # None where clean and given offsets are the same

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the clean text into the span of the given text that holds it."""
        if self.offsets is None:
            return start, end
        if start >= end:
            return self.offsets[start], self.offsets[start]
        last = self.offsets[end - 1]
        stop = last + 1
        # Marks that were merged into the last letter belong to the span.
        while stop < self.offsets[end] and unicodedata.combining(self.given[stop]):
            stop += 1
        return self.offsets[start], stop

    def forth(self, place: int) -> int:
        """Turn an offset of the given text into that of the clean text."""
        return place if self.offsets is None else bisect_left(self.offsets, place)


def clean(given: str) -> Plain:
    """Clean a text for reading.

    >>> plain = clean("Thu ngân sách\\u00a0đạt 5 tỷ đồng")
    >>> plain.text
    'Thu ngân sách đạt 5 tỷ đồng'
    """
    text = _LONE_RETURN.sub("\n", given.translate(_ONE_FOR_ONE))
    offsets: tuple[int, ...] | None = None
    if _NEEDS_MAP.search(text) or not unicodedata.is_normalized("NFC", text):
        text, offsets = _shorten(text)
    return Plain(given, text, _lower(text), offsets)


def _shorten(text: str) -> tuple[str, tuple[int, ...]]:
    kept: list[str] = []
    offsets: list[int] = []
    if _NEEDS_MAP.search(text):
        for match in re.finditer(f"[^\r{_DROPPED}]+|\r", text):
            piece = match[0]
            if piece == "\r" and text.startswith("\n", match.end()):
                continue
            kept.append(piece)
            offsets.extend(range(match.start(), match.end()))
        text = "".join(kept)
    else:
        offsets = list(range(len(text)))
    end = offsets[-1] + 1 if offsets else 0
    if not unicodedata.is_normalized("NFC", text):
        pieces: list[str] = []
        places: list[int] = []
        for match in _CLUSTER.finditer(text):
            piece = unicodedata.normalize("NFC", match[0])
            pieces.append(piece)
            first = match.start()
            last = match.end() - 1
            places.extend(offsets[min(first + index, last)] for index in range(len(piece)))
        text, offsets = "".join(pieces), places
        text = text.translate(_ONE_FOR_ONE)
    return text, (*offsets, end)


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):  # a few foreign capitals grow when lowered
        low = "".join(lowered if len(lowered := char.lower()) == 1 else char for char in text)
    low = _OLD_TONE.sub(lambda match: _NEW_TONE[match[0]], low)
    # Digits of other scripts are no numbers of a Vietnamese text.
    return _FOREIGN_DIGIT.sub("#", _OLD_RATE.sub("tỷ", low))
