"""Tables on a printed page: lines whose texts stand below one another, wide blanks between them."""

import re
from dataclasses import dataclass

from congtin.papers.paper import Cell, Row, Table, make_ref

__all__ = ["cut_printed"]

_CELL = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"[(+-]?\d[\d.,]*%?\)?")
_FEWEST_ROWS = 3  # with texts in two columns at least, two of them with a number
_LONGEST_CELL = 90


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    left: int
    right: int


def cut_printed(page: str) -> list[str | Table]:
    """The prose and the tables of a page whose blanks keep the places of its texts.

    >>> page = "Thu (triệu)\\nXã       2023    2024\\nXã A       12      14\\nXã B        7       9"
    >>> prose, table = cut_printed(page)
    >>> [[cell.text for cell in row.cells] for row in table.rows]
    [['Xã', '2023', '2024'], ['Xã A', '12', '14'], ['Xã B', '7', '9']]
    """
    parts: list[str | Table] = []
    prose: list[str] = []
    lines = [_cut_line(line) for line in page.split("\n")]
    lines = [line for line in lines if line]
    begin = 0
    while begin < len(lines):
        end = _find_end(lines, begin)
        if end == begin:
            prose.append(" ".join(text.text for text in lines[begin]))
            begin += 1
            continue
        title = prose[-1] if prose else ""
        if prose:
            parts.append("\n".join(prose))
        prose = []
        parts.append(_make_table(title, lines[begin:end]))
        begin = end
    if prose:
        parts.append("\n".join(prose))
    return parts


def _cut_line(line: str) -> list[_Text]:
    return [_Text(match[0], match.start(), match.end()) for match in _CELL.finditer(line)]


def _find_end(lines: list[list[_Text]], begin: int) -> int:
    """The line after the table that begins here, or `begin` where none does."""
    end = begin
    while end < len(lines) and len(lines[end]) > 1 and _is_short(lines[end]):
        end += 1
    numbered = sum(
        any(_NUMBER.fullmatch(text.text) for text in line[1:]) for line in lines[begin:end]
    )
    return end if end - begin >= _FEWEST_ROWS and numbered > 1 else begin


def _is_short(line: list[_Text]) -> bool:
    return max(len(text.text) for text in line) <= _LONGEST_CELL


def _make_table(title: str, lines: list[list[_Text]]) -> Table:
    columns = _find_columns(lines)
    rows = []
    for number, line in enumerate(lines, start=1):
        texts = [""] * len(columns)
        is_full = len(line) == len(columns)
        for order, text in enumerate(line):
            place = order if is_full else _find_column(columns, text)
            texts[place] = f"{texts[place]} {text.text}".strip()
        cells = (
            Cell(ref, text, origin=ref)
            for place, text in enumerate(texts, start=1)
            for ref in [make_ref(number, place)]
        )
        rows.append(Row(number, tuple(cells)))
    return Table(title[:200], tuple(rows))


def _find_columns(lines: list[list[_Text]]) -> list[tuple[int, int]]:
    """The stretch of each column, from the rows that have a text in every one.

    Places are only as true as the guessed widths of letters, so the order of texts counts more.
    """
    most = max(len(line) for line in lines)
    full = [line for line in lines if len(line) == most]
    return [
        (min(text.left for text in column), max(text.right for text in column))
        for column in zip(*full, strict=True)
    ]


def _find_column(columns: list[tuple[int, int]], text: _Text) -> int:
    """The column that a text shares most with, else the nearest."""

    def nearness(place: int) -> int:
        left, right = columns[place]
        return min(text.right, right) - max(text.left, left)

    return max(range(len(columns)), key=nearness)
