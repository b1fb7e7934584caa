"""A number with its unit, before anything is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class Quantity:
    """A number with its unit; indexes are those of the sentence's tokens."""

    first: int  # first token of the number
    stop: int  # token after the number
    lead: int  # first token of the bound before it, else `first`
    end: int  # token after unit and bound
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    sort: str
    bare: bool = False
    comparator: str = "eq"
    total: Decimal | None = None
    in_words: bool = False
    sign: str = ""
    refused: str = ""  # the reason why it is no figure
