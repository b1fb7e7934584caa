"""Old names of places in a question: what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from congtin.search.engine import Engine, Hit
from congtin.search.question import Question

__all__ = ["OldPlace", "find_old_places"]

_LONGEST_NAME = 6  # words
_MOST_SAID = 3
# A single word is a name only with its kind before it, or where nothing else is asked for.
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class OldPlace:
    """A unit that is no more; `unit.heirs` took it over."""

    unit: Hit


def find_old_places(engine: Engine, question: Question) -> list[OldPlace]:
    """Those that the question names by their longest names, where no unit of today bears it."""
    names = _list_names(question)
    if not names:
        return []
    units = [unit for unit in engine.find_units(names) if _matches(unit, names)]
    longest = max((_measure(unit, names) for unit in units), default=0)
    named = [unit for unit in units if _measure(unit, names) == longest]
    if any(not unit.is_past for unit in named):
        return []
    return [OldPlace(unit) for unit in named if unit.heirs][:_MOST_SAID]


def _list_names(question: Question) -> list[str]:
    names = []
    whole = [word.bare for word in question.words]
    for run in (*question.runs, *question.phrases):
        words = [word.bare for word in run]
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
                if end - start >= _SHORTEST_NAME or (words == whole and len(whole) == 1):
                    names.append(" ".join(words[start:end]))
    return names


def _matches(unit: Hit, names: Sequence[str]) -> bool:
    return _measure(unit, names) > 0


def _measure(unit: Hit, names: Sequence[str]) -> int:
    return max((len(name) for name in unit.names if name in names), default=0)
