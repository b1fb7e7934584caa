"""What a file holds: its text in reading order, and its tables cell by cell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Cell", "Paper", "Row", "Table", "make_letters", "make_ref", "write_tables"]


_NUMBER = re.compile(r"[\d.,\s%-]*\d[\d.,\s%-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid, in the notation that the page shows ("1.223,771", "31/12/2025").

    `ref` is its place as spreadsheets name it ("B7"), also in other kinds of file. `number` is set
    where the file keeps a number and not a text; it is the number shown, so 95,6% is 95.6.
    `origin` is the ref of the first cell of the merge whose value this cell repeats, else `ref`.
    `problem` says in Vietnamese why the cell has no value: an uncounted formula, #REF!, a date
    that was a number.
    """

    ref: str
    text: str = ""
    number: Decimal | None = None
    hidden: bool = False
    origin: str = ""
    is_date: bool = False
    problem: str = ""

    @property
    def is_repeated(self) -> bool:
        return self.origin not in {"", self.ref}


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts as the file does, from 1, blank rows included."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`title`: the sheet's name, the caption, or the line above; rows without any text are left
    out."""

    title: str
    rows: tuple[Row, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """`text` holds the tables too, where they stand: a line for each row, tabs between cells."""

    name: str
    text: str
    tables: tuple[Table, ...] = ()

    def cut_parts(self, wanted: Callable[[Table], bool]) -> Iterator[str | Table]:
        """The prose and the wanted tables in turn; other tables stay in the prose, as do those
        whose lines were mended otherwise than their cells."""
        place = 0
        for table in filter(wanted, self.tables):
            written = write_tables(table)
            found = self.text.find(written, place) if written else -1
            if found < 0:
                continue
            if prose := self.text[place:found].strip("\n"):
                yield prose
            yield table
            place = found + len(written)
        if prose := self.text[place:].strip("\n"):
            yield prose


def make_ref(row: int, column: int) -> str:
    """
    >>> make_ref(7, 2), make_ref(12, 28)
    ('B7', 'AB12')
    """
    return f"{make_letters(column)}{row}"


def make_letters(column: int) -> str:
    """
    >>> make_letters(1), make_letters(27)
    ('A', 'AA')
    """
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def write_tables(*tables: Table) -> str:
    """Tables as text. Headings over several rows become one line, what a merge repeats is written
    once, and titles above and notes below the cells are lines of prose."""
    return "\n\n".join(_write_table(table) for table in tables if table.rows)


def _write_table(table: Table) -> str:
    rows = [_trim(texts) for texts in _write_rows(table.rows)]
    wide = [number for number, texts in enumerate(rows) if sum(map(bool, texts)) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(rows), 0)
    return "\n".join(
        # A lone text within a table stands behind a tab: it neither ends the table nor is taken
        # for a number of the row.
        "\t".join(["", *texts] if len(texts) == 1 else texts)
        if first <= number <= last
        else " ".join(filter(None, texts))
        for number, texts in enumerate(rows)
    )


def _trim(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts = texts[:-1]
    return texts


def _write_rows(rows: tuple[Row, ...]) -> Iterator[list[str]]:
    begin = 0
    while begin < len(rows):
        end = begin + 1
        while end < len(rows) and _goes_on(rows[begin:end], rows[end]):
            end += 1
        yield _join_headings(rows[begin:end])
        begin = end


def _goes_on(above: tuple[Row, ...], row: Row) -> bool:
    """Whether the row belongs to a heading: cells of the rows above reach into it, and there is
    no number yet."""
    refs = {cell.ref for each in above for cell in each.cells}
    reaches = any(cell.origin in refs for cell in row.cells)
    return reaches and not any(
        _NUMBER.fullmatch(cell.text) for each in (*above, row) for cell in each.cells
    )


def _join_headings(rows: tuple[Row, ...]) -> list[str]:
    """For each column its texts from the top down, each said once; a single row as it is."""
    if len(rows) == 1:
        return ["" if cell.is_repeated else cell.text for cell in rows[0].cells]
    width = max(len(row.cells) for row in rows)
    columns: list[dict[str, str]] = [{} for _ in range(width)]
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=False):
            column[cell.origin] = cell.text
    return [" ".join(filter(None, column.values())) for column in columns]
