"""What a walk over a sentence keeps in hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.numbers.quantity import Quantity

RATIO = {"percent", "points", "times"}


HARMED = {"chết", "thương", "tử", "mất", "thiệt", "bị"}


COUNTED = {"count", "guess"}


@dataclass(slots=True)
class Gap:
    """The words between two quantities: where the head begins, and what parts it from the tail."""

    head: int
    sign: str  # ; : , ( ) a word, or nothing
    inside: bool  # the quantity stands in the brackets that opened after the last one


@dataclass(slots=True)
class Walk:
    words: Words
    quantities: list[Quantity]
    taken: set[int]
    earlier: list[Draft]
    drafts: list[Draft] = field(default_factory=list)
    based: set[int] = field(default_factory=set)
    whole: Draft | None = None  # the figure whose parts are being listed
    whole_name: str = ""
    last_was: str = ""  # what the last quantity was: figure, change or share
    last_direction: str = ""
    moved: Draft | None = None  # the figure that the last movement in an amount went to
    history: list[Draft] = field(default_factory=list)
    label: str = ""  # the indicator before the colon of a list
    doubtful: list[Draft] = field(
        default_factory=list
    )  # bare numbers that may take a unit from a neighbour
