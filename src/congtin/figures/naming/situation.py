"""What a figure can be named by: the words on both sides of its number, and the figure before."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.walk import Gap, Walk


@dataclass(slots=True)
class Situation:
    """One figure that wants a name.

    `front` is the noun phrase before the number, `tail` the one after it. `bare` says that the
    tail is nothing but the counted noun. `anchor` is the figure before, in this sentence or an
    earlier one.
    """

    walk: Walk
    draft: Draft
    gap: Gap
    front: list[int]
    front_low: list[str]
    tail: list[int]
    bare: bool
    anchor: Draft | None

    @property
    def words(self) -> Words:
        """The sentence."""
        return self.walk.words

    @property
    def beside(self) -> Draft | None:
        """The figure before, if it stands in the same sentence."""
        return self.anchor if self.anchor in self.walk.drafts else None

    def drop_front(self) -> None:
        """Leave the words before the number out: they are a subject and no part of the name."""
        self.front, self.front_low = [], []
