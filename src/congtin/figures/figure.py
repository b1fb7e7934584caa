"""What the reader returns: one stated figure, field by field as the annotation schema defines it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Literal

Direction = Literal["up", "down", "same"]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
Kind = Literal["target", "result", "estimate"]
Form = Literal["level", "change", "share"]
Amount = Decimal | tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Change:
    """A movement that goes with a figure: `tăng 17,2% so với cùng kỳ`."""

    direction: Direction
    amount: Amount
    unit: str
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share, an index or a multiple that goes with a figure: `đạt 36,6% dự toán`."""

    amount: Amount
    unit: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that the text states.

    `start` and `end` are offsets of the number alone in the text as it was given;
    `sentence_start` and `sentence_end` are those of the sentence around it. `value` is the number
    in the stated magnitude and None for a range, whose ends are `low` and `high`. `period` follows
    the schema (`2025`, `2025-09`, `2025-M01..09`, `XXXX-09` where no year is known). `certainty`
    lies between 0 and 1. `because` names the rules that fired, in plain Vietnamese.
    """

    start: int
    end: int
    surface: str
    name: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator
    unit: str
    kind: Kind
    form: Form
    period: str | None
    change: tuple[Change, ...]
    share_of: tuple[Share, ...]
    total: Decimal | None
    scope: str | None
    scope_in_text: bool
    parent: str | None
    certainty: Decimal
    because: tuple[str, ...]
    note: str | None
    sentence_start: int
    sentence_end: int


def to_dict(figure: Figure) -> dict[str, Any]:
    """Give the fields of the schema as plain JSON values; `Decimal` becomes int or float.

    The four fields that the schema does not have (`certainty`, `because`, `sentence_start`,
    `sentence_end`) follow after its own.
    """
    return {field.name: _plain(getattr(figure, field.name)) for field in fields(figure)}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Change | Share):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
