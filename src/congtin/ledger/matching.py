"""Which indicator a figure's name means: names and aliases compared without diacritics.

Rare words weigh more than common ones (inverse document frequency over the registry), so that
"thu nội địa" does not match every name with "thu" in it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from congtin.ledger.measures import read_measure
from congtin.vietnamese.folding import fold

__all__ = ["Candidate", "Match", "Matcher"]

_LEAST = 0.58
_FILLERS = frozenset(
    (
        "cua",
        "va",
        "tren",
        "dia",
        "ban",
        "cac",
        "nhung",
        "so",
        "muc",
        "tong",
        "theo",
        "trong",
        "duoc",
    )
)
_GROWTH = "toc do tang"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator: `names` are folded, the main one first."""

    pk: int
    names: tuple[str, ...]
    measure: str


@dataclass(frozen=True, slots=True)
class Match:
    """`certainty` from 0 to 1; 1 is the very name or an alias with a fitting measure."""

    pk: int
    certainty: Decimal


class Matcher:
    """The registry made ready once, asked for many figures."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = list(candidates)
        words = Counter(
            word for each in self._candidates for name in each.names for word in set(name.split())
        )
        names = sum(len(each.names) for each in self._candidates) or 1
        self._weight = {word: math.log(1 + names / times) for word, times in words.items()}
        self._rare = math.log(1 + names)

    def find(
        self, name: str, *, measure: str, movement: Literal["up", "down"] | None = None
    ) -> Match | None:
        """The best indicator, or None where none is near enough.

        `movement`: the figure states a rise or a fall only ("GRDP tăng 9,94%", "giảm 281 hộ
        nghèo"), so an indicator of the movement is meant, not of the amount itself.
        """
        folded = _say_movement(fold(name), measure, movement)
        best: tuple[float, int] | None = None
        for candidate in self._candidates:
            score = self._score(folded, candidate, measure)
            if score >= _LEAST and (best is None or score > best[0]):
                best = score, candidate.pk
        if best is None:
            return None
        return Match(best[1], Decimal(f"{min(best[0], 1.0):.2f}"))

    def _score(self, folded: str, candidate: Candidate, measure: str) -> float:
        fit = 1.0 if _is_alike(measure, candidate.measure) else 0.7
        return fit * max(self._compare(folded, name) for name in candidate.names)

    def _compare(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        ours, theirs = set(one.split()), set(other.split())
        shared = self._sum(ours & theirs)
        total = self._sum(ours) + self._sum(theirs)
        return 0.98 * 2 * shared / total if total else 0.0

    def _sum(self, words: Iterable[str]) -> float:
        return sum(
            self._weight.get(word, self._rare) * (0.25 if word in _FILLERS else 1.0)
            for word in words
        )


def _say_movement(folded: str, measure: str, movement: str | None) -> str:
    if movement is None or folded.startswith(("toc do", "ty le tang", "ty le giam")):
        return folded
    if measure.startswith("%"):
        return f"{_GROWTH} {folded}"
    return f"{folded} {'giam' if movement == 'down' else 'tang them'}"


def _is_alike(one: str, other: str) -> bool:
    """Same base; an indicator without a measure, or counted in anything, goes with any count."""
    if not other or not one:
        return True
    ours, theirs = read_measure(one).base, read_measure(other).base
    first: Sequence[str] = ours.split("/")[0].split()
    second: Sequence[str] = theirs.split("/")[0].split()
    return bool(set(first) & set(second))
