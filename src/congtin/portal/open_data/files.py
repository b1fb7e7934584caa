"""Writing a table as CSV (RFC 4180) and as JSON, row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from congtin.portal.open_data.columns import Cell, Column, read_row, to_json, to_text

__all__ = ["write_csv", "write_json"]

_BOM = "\ufeff"
_ROWS_AT_ONCE = 200
# A spreadsheet takes a text that begins so for a formula (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def write_csv(
    columns: tuple[Column, ...], things: Iterable[Any], *, for_machines: bool = False
) -> Iterator[str]:
    """For people: Vietnamese titles, a byte order mark, formulas defused. For machines: stable
    names and the texts as they are."""
    writer = csv.writer(_Echo())
    head = [column.name if for_machines else column.title for column in columns]
    lines = [("" if for_machines else _BOM) + str(writer.writerow(head))]
    for thing in things:
        cells = read_row(columns, thing).values()
        row = [to_text(cell) if for_machines else _defuse(cell) for cell in cells]
        lines.append(str(writer.writerow(row)))
        if len(lines) >= _ROWS_AT_ONCE:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def write_json(
    columns: tuple[Column, ...], things: Iterable[Any], *, about: dict[str, Any]
) -> Iterator[str]:
    """An object with what is said `about` the table, and `data`, a list of rows."""
    opening = json.dumps(about, ensure_ascii=False)
    parts = [f'{opening[:-1]}{", " if about else ""}"data": [\n']
    comma = ""
    for thing in things:
        row = {name: to_json(cell) for name, cell in read_row(columns, thing).items()}
        parts.append(comma + json.dumps(row, ensure_ascii=False))
        comma = ",\n"
        if len(parts) >= _ROWS_AT_ONCE:
            yield "".join(parts)
            parts.clear()
    yield "".join([*parts, "\n]}\n"])


def _defuse(cell: Cell) -> str:
    text = to_text(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text
