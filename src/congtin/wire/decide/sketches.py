"""Near-duplicates without comparing all pairs: MinHash in bands (Broder 1997; Leskovec, Rajaraman
and Ullman, Mining of Massive Datasets, 3.4), with one permutation (Li, Owen and Zhang 2012).

A text is the set of its runs of three syllables. Two texts that share half of these meet in at
least one of the bands nine times out of ten; an index over bands finds them.
"""

import re
from hashlib import blake2b

from congtin.vietnamese.folding import fold

__all__ = ["BANDS", "make_bands", "make_shingles", "measure_likeness"]

BANDS = 20
_ROWS = 3
_SLOTS = BANDS * _ROWS
_WORD = re.compile(r"[^\W_]+")
_RUN = 3
_LEAST_HEADLINE_WORDS = 5


def make_shingles(text: str) -> frozenset[str]:
    """
    >>> sorted(make_shingles("Thu ngân sách đạt"))
    ['ngan sach dat', 'thu ngan sach']
    """
    words = _WORD.findall(fold(text))
    if len(words) < _RUN:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def measure_likeness(one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """The share of both that they have in common, and the share of the smaller that is in the
    larger, each from 0 to 1."""
    if not one or not other:
        return 0.0, 0.0
    common = len(one & other)
    return common / (len(one) + len(other) - common), common / min(len(one), len(other))


def make_bands(*, headline: str, text: str) -> list[int]:
    """Numbers of 63 bits: texts that share one of them are worth comparing.

    The headline has a band of its own, since some outlets give little more.
    """
    bands = _make_text_bands(make_shingles(f"{headline} {text}"))
    words = _WORD.findall(fold(headline))
    if len(words) >= _LEAST_HEADLINE_WORDS:
        bands.append(_hash("tít " + " ".join(words)) >> 1)
    return bands


def _make_text_bands(shingles: frozenset[str]) -> list[int]:
    if not shingles:
        return []
    slots = _fill_slots(shingles)
    return [
        _hash(f"{band}:" + ",".join(map(str, slots[band * _ROWS : band * _ROWS + _ROWS]))) >> 1
        for band in range(BANDS)
    ]


def _fill_slots(shingles: frozenset[str]) -> list[int]:
    """The smallest hash of each slot; an empty slot borrows from the next that is not."""
    least: list[int | None] = [None] * _SLOTS
    for shingle in shingles:
        value, slot = divmod(_hash(shingle), _SLOTS)
        known = least[slot]
        if known is None or value < known:
            least[slot] = value
    filled = []
    for slot in range(_SLOTS):
        step = next(step for step in range(_SLOTS) if least[(slot + step) % _SLOTS] is not None)
        filled.append((least[(slot + step) % _SLOTS] or 0) + step)
    return filled


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
