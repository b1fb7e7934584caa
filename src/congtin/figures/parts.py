"""The parts of a document as one text, and its tables and paragraphs in the order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from congtin.figures.tables.cells import Cell, Table
from congtin.figures.tables.finding import find_table
from congtin.figures.text.plain import Plain

_LINE = re.compile(r"[^\n]+")

Rows = Sequence[Sequence[str]]


def join_parts(parts: Sequence[str | Rows]) -> str:
    """Write a document's prose and tables as one text, in which figures have their offsets."""
    return "\n".join(
        part if isinstance(part, str) else "\n".join("\t".join(_tidy(row)) for row in part)
        for part in parts
    )


def _tidy(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


def cut_cells(plain: Plain, rows: Rows, place: int) -> tuple[list[list[Cell]], int]:
    """The cells of a table with their places in the clean text, and where it ends in the joined."""
    grid: list[list[Cell]] = []
    for row in rows:
        cells = []
        for text in _tidy(row):
            start, end = plain.forth(place), plain.forth(place + len(text))
            cells.append(Cell(plain.text[start:end].strip(), start, end))
            place += len(text) + 1
        if not row:
            place += 1  # the line feed of an empty row
        grid.append(cells)
    return [row for row in grid if row], place - 1


def blocks(plain: Plain, begin: int, stop: int) -> Iterator[Table | tuple[int, int]]:
    """Give the tables and the spans of the paragraphs; a line that goes on is joined to the last."""
    found = _LINE.finditer(plain.text, begin, stop)
    lines = [match.span() for match in found if not match[0].isspace()]
    start = end = -1
    index = 0
    while index < len(lines):
        table = find_table(plain, lines, index)
        if table is not None:
            if start >= 0:
                yield start, end
                start = -1
            yield table[0]
            index = table[1]
            continue
        line = plain.text[slice(*lines[index])].strip()
        if start >= 0 and _goes_on(plain.text, start, end, line):
            end = lines[index][1]
        else:
            if start >= 0:
                yield start, end
            start, end = lines[index]
        index += 1
    if start >= 0:
        yield start, end


_WRAPPED = 50  # a line that a page's edge broke is at least so long

_GOES_ON = re.compile(r"\d[\d.,]*\s+[^\W\d_A-ZĐ]\w")


def _goes_on(text: str, start: int, end: int, line: str) -> bool:
    tail = text[max(start, end - 1) : end]
    wrapped = len(line) > _WRAPPED and end - text.rfind("\n", start, end) > _WRAPPED
    return (
        (
            (line[0].islower() and len(line) > 1 and line[1] not in ").")
            or (wrapped and _GOES_ON.match(line) is not None)
        )
        and tail not in ".;:!?"
        and end - start > 40
    )
