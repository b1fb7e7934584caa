"""A figure while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from congtin.figures.cues import Cue
from congtin.figures.numbers.quantity import Quantity


@dataclass(slots=True)
class Modifier:
    """A movement or share on its way into a figure's lists; `base` is text or nothing yet."""

    kind: str  # change or share
    direction: str
    amount: Decimal | tuple[Decimal, Decimal]
    unit: str
    base: str | None = None


@dataclass(slots=True, eq=False)
class Draft:
    """One figure with what its sentence says of it; indexes are those of the sentence."""

    quantity: Quantity
    cue: Cue
    name: str
    form: str = "level"
    name_span: tuple[int, int] | None = None
    modifiers: list[Modifier] = field(default_factory=list)
    parent: Draft | None = None
    whole: str = ""  # the name of the whole where it is no figure of its own: `Cơ cấu kinh tế`
    clause: int = 0  # token where the figure's own words begin
    kind: str = "result"
    period: str | None = None
    stated: bool = False  # its sentence names the period before or after its number
    aims: bool = False  # a goal of what is to come, no plan number beside a result
    scope: str | None = None
    scope_in_text: bool = True
    unit: str = ""
    note: str | None = None
    head: str = ""  # the restored head of the indicator, for the items of a list
    doing: str = ""  # the verb that names it, for the items of a list
    tail: str = ""  # the noun phrase after its number
    place: str = ""  # the area that its words name
    year_before: bool = False  # `(cùng kỳ 10,4%)`: the same months one year earlier
    inside: bool = False  # stands in brackets behind another figure
    because: list[str] = field(default_factory=list)
    doubt: Decimal = Decimal(0)
