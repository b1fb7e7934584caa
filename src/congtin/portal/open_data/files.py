"""Writing a table as CSV (RFC 4180), as JSON, and as a workbook.

CSV and JSON come out row by row; a workbook is written row by row into a temporary file.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from congtin.portal.open_data.columns import LICENCE, Cell, Column, read_row, to_json, to_text

__all__ = ["write_csv", "write_json", "write_workbook"]

_BOM = "\ufeff"
_ROWS_AT_ONCE = 200
_SPOOLED_BYTES = 2_000_000
_LONGEST_CELL = 32_000
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


def write_workbook(
    columns: tuple[Column, ...], things: Iterable[Any], *, title: str, source: str
) -> IO[bytes]:
    """A sheet of data and a sheet that explains its columns, open at the beginning."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Số liệu")
    sheet.freeze_panes = "A2"
    sheet.append([_make_cell(sheet, column.title, bold=True) for column in columns])
    for thing in things:
        sheet.append([_make_cell(sheet, cell) for cell in read_row(columns, thing).values()])
    _explain(book.create_sheet("Chú giải"), columns, title=title, source=source)
    file = tempfile.SpooledTemporaryFile(max_size=_SPOOLED_BYTES)  # noqa: SIM115  (the response closes it)
    book.save(file)
    file.seek(0)
    return file


def _explain(sheet: Any, columns: tuple[Column, ...], *, title: str, source: str) -> None:
    for label, text in (("Bảng", title), ("Nguồn", source), ("Giấy phép", LICENCE)):
        sheet.append([_make_cell(sheet, label, bold=True), _make_cell(sheet, text)])
    sheet.append([])
    head = ("Cột", "Tên máy", "Kiểu", "Nghĩa")
    sheet.append([_make_cell(sheet, text, bold=True) for text in head])
    for column in columns:
        row = (column.title, column.name, column.type, column.description)
        sheet.append([_make_cell(sheet, text) for text in row])


def _make_cell(sheet: Any, content: Cell, *, bold: bool = False) -> WriteOnlyCell:
    if isinstance(content, dt.datetime):
        content = content.replace(tzinfo=None)
    if isinstance(content, str):
        content = ILLEGAL_CHARACTERS_RE.sub("", content)[:_LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=content)
    if isinstance(content, str):
        cell.data_type = "s"  # a text that begins with "=" is no formula
    if bold:
        cell.font = Font(bold=True)
    return cell


def _defuse(cell: Cell) -> str:
    text = to_text(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text
