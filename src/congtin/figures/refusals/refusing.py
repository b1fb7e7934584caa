"""Numbers that are no figures (section 2.2 of the schema): one rule after the other.

Each rule is a module of its own and answers with the reason, or with nothing. The reason is kept
on the quantity, because the names of its neighbours depend on it.
"""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.refusals.asides import find_aside
from congtin.figures.refusals.codes import find_code
from congtin.figures.refusals.labels import continues_label, find_label
from congtin.figures.refusals.meetings import (
    continues_meeting,
    find_meeting,
    find_paper,
    find_vote,
    refuse_vote_share,
)
from congtin.figures.refusals.moments import find_moment
from congtin.figures.refusals.norms import (
    find_definition,
    find_limit,
    find_ruling,
    is_bound,
    qualifies,
)
from congtin.figures.refusals.pointers import find_pointer
from congtin.figures.refusals.topics import Topics
from congtin.figures.text.sentences import Sentence

_RULES = (
    find_code,
    find_limit,
    find_aside,
    find_label,
    find_moment,
    find_definition,
    find_meeting,
    find_vote,
    find_pointer,
    find_paper,
)


def refuse(sentence: Sentence, quantities: list[Quantity], topics: Topics) -> None:
    """Mark the quantities that are no figures with the reason, in place."""
    if not quantities:
        return
    ruling = find_ruling(sentence)
    previous: Quantity | None = None
    for quantity, following in zip(quantities, [*quantities[1:], None], strict=True):
        if ruling == "all" or (ruling and is_bound(sentence, quantity)):
            quantity.refused = "definition"
        quantity.refused = (
            quantity.refused
            or _find_reason(sentence, quantity, following)
            or topics.find_reason(quantity)
        )
        if previous is not None and not quantity.refused:
            quantity.refused = _find_neighbours_reason(sentence, previous, quantity)
        if quantity.refused == "vote":
            refuse_vote_share(sentence, following)
        previous = quantity


def _find_reason(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    for rule in _RULES:
        if reason := rule(sentence, quantity, following):
            return reason
    return ""


def _find_neighbours_reason(sentence: Sentence, previous: Quantity, quantity: Quantity) -> str:
    """What the quantity before says of this one."""
    if continues_label(sentence, previous, quantity):
        return "label"
    if continues_meeting(sentence, previous, quantity):
        return "meeting"
    return "definition" if qualifies(sentence, previous, quantity) else ""
