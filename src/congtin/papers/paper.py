"""What a file holds: its text in reading order, and its tables cell by cell."""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Cell", "Paper", "Row", "Table", "make_letters", "make_ref", "write_tables"]


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
    """Tables as text. What a merge repeats is written once; a row with one text only is a line
    of prose."""
    return "\n\n".join("\n".join(map(_write_row, table.rows)) for table in tables if table.rows)


def _write_row(row: Row) -> str:
    texts = ["" if cell.is_repeated else cell.text for cell in row.cells]
    filled = [text for text in texts if text]
    return filled[0] if len(filled) == 1 else "\t".join(texts).rstrip("\t")
