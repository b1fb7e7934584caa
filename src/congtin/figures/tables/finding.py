"""Tables inside a text: cells parted by pipes or tabs, rows flattened with blanks, a cell a line."""

from __future__ import annotations

import re

from congtin.figures.tables.cells import LONGEST_CELL, Cell, Line, Table
from congtin.figures.tables.flattened import read_blanks, read_cells
from congtin.figures.tables.headings import lay_out
from congtin.figures.text.plain import Plain

_LONGEST_ROW = 2000
_LONGEST_PROSE = 300


def find_table(plain: Plain, lines: list[Line], index: int) -> tuple[Table, int] | None:
    """Read the table that begins at a line: the table and the index of the line after it."""
    start, end = lines[index]
    text = plain.text
    if end - start > _LONGEST_ROW:
        return None
    if "|" in text[start:end] or "\t" in text[start:end].strip():
        return _read_parted(plain, lines, index)
    if end - start > LONGEST_CELL:
        return None
    return read_cells(plain, lines, index) or read_blanks(plain, lines, index)


def _read_parted(plain: Plain, lines: list[Line], index: int) -> tuple[Table, int] | None:
    """Rows whose cells are parted by pipes or tabs."""
    mark = "|" if "|" in plain.text[lines[index][0] : lines[index][1]] else "\t"
    grid: list[list[Cell]] = []
    stop = index
    while stop < len(lines):
        start, end = lines[stop]
        if mark not in plain.text[start:end]:
            break
        cells = _cut(plain.text, start, end, mark)
        if max((len(cell.text) for cell in cells), default=0) > _LONGEST_PROSE:
            break  # columns that only lay out prose
        if not all(re.fullmatch(r"[\s:=-]*", cell.text) for cell in cells):
            grid.append(cells)
        stop += 1
    if mark == "|":
        grid = _drop_borders(grid)
    if len(grid) < 2 or max(len(row) for row in grid) < 2:
        return None
    return lay_out(grid, lines[index][0], lines[stop - 1][1]), stop


def _cut(text: str, start: int, end: int, mark: str) -> list[Cell]:
    cells = []
    place = start
    for piece in text[start:end].split(mark):
        stripped = piece.strip()
        begin = place + (len(piece) - len(piece.lstrip()))
        cells.append(Cell(stripped, begin, begin + len(stripped)))
        place += len(piece) + 1
    return cells


def _drop_borders(grid: list[list[Cell]]) -> list[list[Cell]]:
    """Rows of pipes often begin and end with one; where all do, no cell stands outside."""
    if all(row and not row[0].text for row in grid):
        grid = [row[1:] for row in grid]
    if all(row and not row[-1].text for row in grid):
        grid = [row[:-1] for row in grid]
    return grid
