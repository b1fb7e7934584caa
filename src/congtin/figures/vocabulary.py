"""The reader's words, loaded once from the TOML files in `words/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"

# One token: an area or volume unit, a number with its separators, a word, or a sign.
TOKEN = re.compile(r"(?:km|cm|dm|m)[23²³](?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+|\S")


# The phrases that share their outer word: those of several words by the next word inwards, the
# longest first, and the value of the word alone.
_Rows = list[tuple[int, list[str], str]]
_Branch = tuple[dict[str, _Rows], str | None]


class Phrases:
    """Phrases of several tokens, looked up at a place, longest first, from either end."""

    __slots__ = ("_after", "_before", "closers", "openers")

    def __init__(self, entries: Mapping[str, str]) -> None:
        split = [(TOKEN.findall(phrase), value) for phrase, value in entries.items()]
        self._after = _make_branches(split, outer=0, inner=1)
        self._before = _make_branches(split, outer=-1, inner=-2)
        # To tell quickly that none begins or ends at a place.
        self.openers = frozenset(self._after)
        self.closers = frozenset(self._before)

    def match(self, low: Sequence[str], begin: int, stop: int) -> tuple[str, int] | None:
        """Find the longest phrase from `begin` on: its value and the index after it."""
        if begin >= stop:
            return None
        branch = self._after.get(low[begin])
        if branch is None:
            return None
        if begin + 1 < stop:
            for size, words, value in branch[0].get(low[begin + 1], ()):
                end = begin + size
                if end <= stop and (size == 2 or low[begin:end] == words):
                    return value, end
        return None if branch[1] is None else (branch[1], begin + 1)

    def match_back(self, low: Sequence[str], begin: int, stop: int) -> tuple[str, int] | None:
        """Find the longest phrase that ends before `stop`: its value and its first index."""
        if begin >= stop:
            return None
        branch = self._before.get(low[stop - 1])
        if branch is None:
            return None
        if stop - 1 > begin:
            for size, words, value in branch[0].get(low[stop - 2], ()):
                first = stop - size
                if first >= begin and (size == 2 or low[first:stop] == words):
                    return value, first
        return None if branch[1] is None else (branch[1], stop - 1)

    def occurs(self, low: Sequence[str], begin: int, stop: int, within: int | None = None) -> bool:
        """Tell whether one stands between two places; `within` limits where it may begin."""
        begin = max(0, begin)
        last = stop if within is None else min(stop, within)
        if self.openers.isdisjoint(low[begin:last]):
            return False
        return any(self.match(low, place, stop) is not None for place in range(begin, last))


def _make_branches(
    split: list[tuple[list[str], str]], *, outer: int, inner: int
) -> dict[str, _Branch]:
    rows: dict[str, dict[str, _Rows]] = {}
    alone: dict[str, str] = {}
    for words, value in split:
        inward = rows.setdefault(words[outer], {})
        if len(words) == 1:
            alone.setdefault(words[0], value)
        else:
            inward.setdefault(words[inner], []).append((len(words), words, value))
    for inward in rows.values():
        for group in inward.values():
            group.sort(key=lambda row: -row[0])
    return {word: (inward, alone.get(word)) for word, inward in rows.items()}


def begin_with_letter(patterns: Iterable[str]) -> str:
    """Write patterns that begin words as one that begins with a letter, told apart before all else.

    An expression that begins with a choice of letters is looked for many times faster than one
    that begins by looking back.
    """
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        rests.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(
        rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})" for letter, rest in rests.items()
    )


@cache
def read_words(file_name: str) -> dict[str, Any]:
    """Read one vocabulary file."""
    return tomllib.loads((_FOLDER / f"{file_name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(file_name: str, *keys: str) -> Phrases:
    """Give the phrases under some keys of a vocabulary file.

    A list maps each phrase to the key it stands under, a table to the value beside it.
    """
    words = read_words(file_name)
    entries: dict[str, str] = {}
    for key in keys:
        group = words[key]
        if isinstance(group, dict):
            entries.update(group)
        else:
            for phrase in group:
                entries.setdefault(phrase, key)
    return Phrases(entries)


def word_set(file_name: str, *keys: str) -> frozenset[str]:
    """Give the single words under some keys of a vocabulary file."""
    words = read_words(file_name)
    group: Iterable[str] = (word for key in keys for word in words[key])
    return frozenset(group)
