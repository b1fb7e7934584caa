"""What a table of open data is made of. Pure.

A column's type is one of Table Schema (https://specs.frictionlessdata.io/table-schema/); its
machine name never changes, its title is what people read.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from congtin.vietnamese.formatting import trim_zeros

__all__ = [
    "LICENCE",
    "LICENCE_NAME",
    "Cell",
    "Column",
    "Table",
    "make_address",
    "make_identity",
    "make_pointer",
    "read_row",
    "to_json",
    "to_text",
]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"

# A list ("array" of Table Schema) holds what JSON can say.
Cell = str | int | bool | Decimal | dt.date | dt.datetime | list[Any] | None


@dataclass(frozen=True, slots=True)
class Column:
    """`read` takes a row's object; `points_to` is (table, column) that the cell names a row of."""

    name: str
    title: str
    type: str
    description: str
    read: Callable[[Any], Cell]
    required: bool = False
    choices: tuple[str, ...] = ()
    points_to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`slug` is the Vietnamese part of its addresses, `name` that of machines."""

    name: str
    slug: str
    title: str
    description: str
    columns: tuple[Column, ...]
    read_all: Callable[[], Iterator[Any]]


def make_identity(title: str, description: str, read: Callable[[Any], Cell]) -> Column:
    return Column("id", title, "string", description, read, required=True)


def make_pointer(
    name: str, title: str, table: str, read: Callable[[Any], Cell], *, required: bool = False
) -> Column:
    text = f"Mã của dòng trong bảng {table}."
    return Column(name, title, "string", text, read, required=required, points_to=(table, "id"))


def make_address(read: Callable[[Any], Cell]) -> Column:
    return Column("address", "Địa chỉ", "string", "Trang của dòng này trên cổng.", read, True)


def read_row(columns: tuple[Column, ...], thing: Any) -> dict[str, Cell]:
    """By machine name; an empty text is nothing."""
    cells = ((column.name, column.read(thing)) for column in columns)
    return {name: cell if cell not in ("", []) else None for name, cell in cells}


def to_text(cell: Cell) -> str:
    """As a cell of CSV: numbers exact with a point, days and moments by ISO 8601, nothing as "".

    >>> to_text(Decimal("1223.771000")), to_text(True), to_text(None)
    ('1223.771', 'true', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{trim_zeros(cell):f}"
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def to_json(cell: Cell) -> str | int | float | bool | list[Any] | None:
    """As a value of JSON. The ledger keeps no more than fifteen digits, and so many a binary
    number of JSON's readers holds exactly."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else cell
