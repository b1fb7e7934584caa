"""What an outlet changed, paragraph by paragraph, for the editor who takes it over or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from congtin.wire.contents import Content

__all__ = ["Difference", "compare_wordings"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that came (`before` empty), went (`after` empty) or changed."""

    before: str
    after: str


def compare_wordings(before: Content, after: Content) -> list[Difference]:
    """Empty where nothing that is read differs."""
    return list(_compare(_get_lines(before), _get_lines(after)))


def _compare(old: list[str], new: list[str]) -> Iterator[Difference]:
    for kind, from_, until, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            continue
        left, right = old[from_:until], new[start:end]
        for place in range(max(len(left), len(right))):
            yield Difference(
                left[place] if place < len(left) else "", right[place] if place < len(right) else ""
            )


def _get_lines(content: Content) -> list[str]:
    return [content.headline, *filter(None, content.get_text().split("\n"))]
