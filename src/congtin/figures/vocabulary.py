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


class Phrases:
    """Phrases of several tokens, looked up at a place, longest first, from either end."""

    __slots__ = ("_after", "_before")

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._after: dict[str, list[tuple[list[str], str]]] = {}
        self._before: dict[str, list[tuple[list[str], str]]] = {}
        for phrase, value in entries.items():
            words = TOKEN.findall(phrase)
            self._after.setdefault(words[0], []).append((words, value))
            self._before.setdefault(words[-1], []).append((words, value))
        for table in (self._after, self._before):
            for rows in table.values():
                rows.sort(key=lambda row: -len(row[0]))

    @property
    def openers(self) -> frozenset[str]:
        """The first words of the phrases, to tell quickly that none begins at a place."""
        return frozenset(self._after)

    def match(self, low: Sequence[str], begin: int, stop: int) -> tuple[str, int] | None:
        """Find the longest phrase from `begin` on: its value and the index after it."""
        if begin >= stop:
            return None
        for words, value in self._after.get(low[begin], ()):
            end = begin + len(words)
            if end <= stop and (len(words) == 1 or low[begin:end] == words):
                return value, end
        return None

    def match_back(self, low: Sequence[str], begin: int, stop: int) -> tuple[str, int] | None:
        """Find the longest phrase that ends before `stop`: its value and its first index."""
        if begin >= stop:
            return None
        for words, value in self._before.get(low[stop - 1], ()):
            first = stop - len(words)
            if first >= begin and (len(words) == 1 or low[first:stop] == words):
                return value, first
        return None


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
