"""Whether two stories are one: alike in words, of the same days, and stating the same numbers.

Reports that are written after one pattern month by month share most of their words; what differs is
the numbers. So these are compared on their own.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from congtin.vietnamese.folding import fold
from congtin.wire.decide.sketches import make_shingles, measure_likeness

__all__ = ["Story", "Verdict", "compare"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SAME_SHARE = 0.42
_SAME_PART = 0.75
_LEAST_PART = 25
_FEW_NUMBERS = 3
_AGREEING = 0.6
_MOST_DAYS = 3


@dataclass(frozen=True)
class Story:
    headline: str
    text: str
    day: dt.date | None = None

    @cached_property
    def shingles(self) -> frozenset[str]:
        return make_shingles(f"{self.headline} {self.text}")

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(_NUMBER.findall(f"{self.headline} {self.text}"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`percent` is how alike they are, from 0 to 100, whether they are the same or not."""

    is_same: bool
    percent: int


def compare(one: Story, other: Story) -> Verdict:
    share, part = measure_likeness(one.shingles, other.shingles)
    smaller = min(len(one.shingles), len(other.shingles))
    is_part = smaller >= _LEAST_PART and part >= _SAME_PART
    is_headed_alike = fold(one.headline) == fold(other.headline) and smaller < _LEAST_PART
    is_alike = share >= _SAME_SHARE or is_part or is_headed_alike
    percent = round(100 * max(share, part if is_part else 0, 1.0 if is_headed_alike else 0))
    return Verdict(
        is_alike and _is_of_same_days(one, other) and _do_numbers_agree(one, other), percent
    )


def _is_of_same_days(one: Story, other: Story) -> bool:
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= _MOST_DAYS


def _do_numbers_agree(one: Story, other: Story) -> bool:
    """A part states fewer, so the fewer are looked for among the more."""
    fewer = min(len(one.numbers), len(other.numbers))
    if fewer < _FEW_NUMBERS:
        return True
    return len(one.numbers & other.numbers) / fewer >= _AGREEING
