"""Excel workbooks: values by openpyxl's read-only stream, the layout by a second, small pass.

That stream does not tell merges, hidden rows and columns, or which empty cell holds a formula that
nobody counted; openpyxl's full mode tells them, but keeps every styled empty cell in memory. The
elements are those of SpreadsheetML (ECMA-376 part 1, 18.3).
"""

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from io import BytesIO
from typing import IO, Any

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from congtin.papers.archives import check_archive
from congtin.papers.errors import PaperTooLarge
from congtin.papers.paper import Cell, Row, Table, make_ref
from congtin.vietnamese.formatting import format_date, format_number

__all__ = ["MAX_CELLS", "MAX_ROWS", "read_workbook"]

MAX_ROWS = 20_000
MAX_CELLS = 400_000
_MOST_COLUMNS = 200
_MOST_CELLS_OF_A_ROW = 16_384
_MOST_MERGES = 20_000
_DIGITS_OF_A_DOUBLE = 15
_DECIMALS = re.compile(r"0\.(0+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_workbook(content: bytes) -> tuple[Table, ...]:
    """One table for each sheet with anything in it.

    Raises PaperError of all kinds; other errors mean that the file is damaged.
    """
    check_archive(content, main_part="xl/workbook.xml", wanted="Excel (.xlsx)")
    room = _Room()
    tables = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of charts and rules that it leaves out
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for sheet in book.worksheets:
                if isinstance(sheet, ReadOnlyWorksheet):
                    with archive.open(sheet._worksheet_path) as part:
                        layout = _read_layout(part, room)
                    tables.append(_read_sheet(sheet, layout))
    return tuple(table for table in tables if table.rows)


@dataclass(slots=True)
class _Room:
    """What may still be read of the whole workbook; `elements` are cells, empty ones too."""

    rows: int = MAX_ROWS
    cells: int = MAX_CELLS
    elements: int = 4 * MAX_CELLS

    def take(self, *, cells: int, elements: int) -> None:
        self.rows -= bool(cells)
        self.cells -= cells
        self.elements -= elements
        if self.rows < 0:
            raise PaperTooLarge(
                f"Tệp có hơn {format_number(MAX_ROWS)} dòng. Hãy chỉ giữ lại bảng cần nhập."
            )
        if self.cells < 0 or self.elements < 0:
            raise PaperTooLarge(
                f"Tệp có hơn {format_number(MAX_CELLS)} ô. Hãy chỉ giữ lại bảng cần nhập."
            )


@dataclass(slots=True)
class _Layout:
    """`widths`: the last column with something in it, for each row that has one.

    `merges`: the first cell of the merge that a cell belongs to, both as (row, column).
    """

    widths: dict[int, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    uncounted: set[tuple[int, int]] = field(default_factory=set)


def _read_layout(part: IO[bytes], room: _Room) -> _Layout:
    layout = _Layout()
    row = column = filled = elements = 0
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "row":
                row = int(element.get("r") or row + 1)
                column = filled = elements = 0
            elif name == "c":
                column = _read_column(element.get("r")) or column + 1
        elif name == "c":
            filled += _note_cell(layout, element, row, column)
            elements += 1
            if elements > _MOST_CELLS_OF_A_ROW:
                raise PaperTooLarge(f"Dòng {row} có quá nhiều ô.")
        elif name == "row":
            if element.get("hidden") in {"1", "true"}:
                layout.hidden_rows.add(row)
            element.clear()
            room.take(cells=filled, elements=elements)
        elif name == "col" and element.get("hidden") in {"1", "true"}:
            last = min(int(element.get("max", 0)), _MOST_COLUMNS)
            layout.hidden_columns.update(range(int(element.get("min", 0)), last + 1))
        elif name == "mergeCell":
            _note_merge(layout, element.get("ref", ""))
    return layout


def _read_column(ref: str | None) -> int:
    column = 0
    for char in (ref or "").rstrip("0123456789"):
        column = column * 26 + ord(char) - ord("A") + 1
    return column


def _note_cell(layout: _Layout, cell: Any, row: int, column: int) -> bool:
    """Whether there is anything in it."""
    parts = {child.tag.rpartition("}")[2]: child.text for child in cell}
    if not parts or column > _MOST_COLUMNS:
        return False
    layout.widths[row] = max(layout.widths.get(row, 0), column)
    if "f" in parts and not parts.get("v"):
        layout.uncounted.add((row, column))
    return True


def _note_merge(layout: _Layout, ref: str) -> None:
    left, top, right, bottom = range_boundaries(ref)
    if None in {left, top, right, bottom}:
        return
    right, bottom = min(right, _MOST_COLUMNS), min(bottom, top + MAX_ROWS)
    if len(layout.merges) + (right - left + 1) * (bottom - top + 1) > _MOST_MERGES:
        raise PaperTooLarge("Tệp có quá nhiều ô gộp. Hãy bỏ gộp ô rồi tải lại.")
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            layout.merges[row, column] = (top, left)


def _read_sheet(sheet: ReadOnlyWorksheet, layout: _Layout) -> Table:
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    firsts: dict[tuple[int, int], Cell] = {}
    rows = []
    for number, values in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        if number not in layout.widths:
            continue
        cells = tuple(_read_row(number, values, layout, firsts))
        if any(cell.text or cell.problem for cell in cells):
            rows.append(Row(number, cells, hidden=number in layout.hidden_rows))
    return Table(sheet.title, tuple(rows), hidden=sheet.sheet_state != "visible")


def _read_row(
    number: int,
    values: tuple[Any, ...],
    layout: _Layout,
    firsts: dict[tuple[int, int], Cell],
) -> Iterator[Cell]:
    """`firsts` gains the first cells of merges, which the other cells repeat."""
    for column in range(1, _find_merged_width(layout, number, layout.widths[number]) + 1):
        place = number, column
        hidden = number in layout.hidden_rows or column in layout.hidden_columns
        first = layout.merges.get(place)
        if first in firsts:
            yield _repeat(firsts[first], make_ref(*place), hidden=hidden)
            continue
        value = values[column - 1] if column <= len(values) else None
        cell = _read_cell(
            value, make_ref(*place), hidden=hidden, uncounted=place in layout.uncounted
        )
        if first == place:
            firsts[place] = cell
        yield cell


def _find_merged_width(layout: _Layout, number: int, width: int) -> int:
    if not layout.merges:
        return width
    column = width
    while (number, column + 1) in layout.merges:
        column += 1
    return column


def _repeat(first: Cell, ref: str, *, hidden: bool) -> Cell:
    return replace(first, ref=ref, hidden=hidden, origin=first.ref)


def _read_cell(source: Any, ref: str, *, hidden: bool, uncounted: bool) -> Cell:
    value = source.value if source is not None else None
    cell = Cell(ref, hidden=hidden, origin=ref)
    if uncounted:
        return replace(
            cell,
            problem=f"Ô {ref} chứa công thức chưa được tính. "
            "Hãy mở tệp bằng Excel hoặc LibreOffice, bấm lưu rồi tải lại.",
        )
    if value is None:
        return cell
    if source.data_type == "e":
        return replace(cell, text=str(value), problem=f"Ô {ref} báo lỗi {value}.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        number, text = _write_number(value, str(source.number_format or ""))
        return replace(cell, text=text, number=number)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return replace(cell, text=_write_moment(value), is_date=True)
    words = {True: "Có", False: "Không"}.get(value, str(value))
    return replace(cell, text=" ".join(words.split()))


def _write_number(value: float, number_format: str) -> tuple[Decimal, str]:
    """The number that Excel shows at most: fifteen digits, with the decimals of its format.

    >>> _write_number(406.89, "#,##0.000"), _write_number(0.1 + 0.2, "General")
    ((Decimal('406.890'), '406,890'), (Decimal('0.3'), '0,3'))
    >>> _write_number(0.956, "0.0%"), _write_number(2025, "General")
    ((Decimal('95.6'), '95,6%'), (Decimal('2025'), '2025'))
    """
    number = Decimal(value if isinstance(value, int) else f"{value:.{_DIGITS_OF_A_DOUBLE}g}")
    shown = _QUOTED.sub("", number_format.partition(";")[0])
    is_share = "%" in shown
    if is_share:
        number *= 100
    decimals = _DECIMALS.search(shown)
    wanted = len(decimals[1]) if decimals else 0
    number = _set_decimals(number, wanted)
    text = format_number(number)
    if "," not in shown:
        text = text.replace(".", "")
    return number, f"{text}%" if is_share else text


def _set_decimals(number: Decimal, wanted: int) -> Decimal:
    """At least `wanted` decimals and no idle zeros behind them; nothing is rounded."""
    trimmed = number.normalize()
    exponent = trimmed.as_tuple().exponent
    decimals = max(-exponent if isinstance(exponent, int) else 0, wanted, 0)
    return (
        trimmed.quantize(Decimal(1).scaleb(-decimals)) if abs(trimmed) < Decimal("1e20") else number
    )


def _write_moment(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        return format_date(value.date())
    return format_date(value) if isinstance(value, dt.date) else str(value)
