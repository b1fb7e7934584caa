"""From a grid of cells to a table: caption rows, header rows, and what each column holds."""

from __future__ import annotations

from congtin.figures.tables.cells import NUMERIC, YEAR_CELL, Cell, Table
from congtin.figures.tables.columns import Column, describe_column, read_unit

_MOST_HEADS = 4
_MOST_CAPTIONS = 4


def lay_out(grid: list[list[Cell]], start: int, end: int, caption: str = "") -> Table:
    """Make a table of cells.

    Rows with one text only, above the header, are its caption; the rows down to the first with
    values are the header. What a merge repeats stands in each of its cells.
    """
    captions = _count_captions(grid)
    said = " ".join(_texts(row)[0] for row in grid[:captions])
    grid = grid[captions:]
    width = max(len(row) for row in grid)
    heads = 0
    while heads < min(_MOST_HEADS, len(grid) - 1) and not _holds_values(grid[heads]):
        heads += 1
    headers = _spread(grid[:heads])
    titles = [_title(headers, place) for place in range(width)]
    columns = [
        describe_column(title, position=place) if title else Column("", "")
        for place, title in enumerate(titles)
    ]
    body = [row for row in grid[heads:] if not _numbers_columns(row)]
    rows = tuple(
        tuple(row[place] if place < len(row) else None for place in range(width)) for row in body
    )
    return Table(start, end, tuple(_fill_columns(columns, body)), rows, f"{caption} {said}".strip())


def _texts(row: list[Cell]) -> list[str]:
    return list(dict.fromkeys(cell.text for cell in row if cell.text))


def _count_captions(grid: list[list[Cell]]) -> int:
    """How many first rows hold one text each: the table's title, `Đơn vị tính: tỷ đồng`."""
    count = 0
    while count < min(_MOST_CAPTIONS, len(grid) - 2) and (
        len(_texts(grid[count])) == 1 and len(grid[count]) != len(_texts(grid[count]))
    ):
        count += 1
    return count


def _spread(heads: list[list[Cell]]) -> list[list[Cell]]:
    """Repeat a header over the empty cells at its right that have headers of their own below."""
    spread = []
    for row, below in zip(heads, [*heads[1:], []], strict=False):  # none without a header
        filled = list(row)
        for place in range(1, min(len(row), len(below))):
            if not filled[place].text and below[place].text:
                filled[place] = filled[place - 1]
        spread.append(filled)
    return spread


def _title(heads: list[list[Cell]], place: int) -> str:
    """The header of a column: its cells from the top down, what merges repeat said once."""
    said = [
        row[place].text
        for row in heads
        if place < len(row) and row[place].text and not _numbers_columns(row)
    ]
    return " ".join(dict.fromkeys(said))


def _holds_values(row: list[Cell]) -> bool:
    """A header row has no numbers but years."""
    numeric = [
        cell for cell in row if NUMERIC.fullmatch(cell.text) and not YEAR_CELL.fullmatch(cell.text)
    ]
    return bool(numeric) and not _numbers_columns(row)


def _numbers_columns(row: list[Cell]) -> bool:
    """`1 | 2 | 3 | 4` under a header; letters may come first: `A | B | 1 | 2`, sums `5=4/3`."""
    texts = [cell.text.strip("()") for cell in row if cell.text]
    numbers = [text.partition("=")[0] for text in texts if text[:1].isdecimal()]
    letters = texts[: len(texts) - len(numbers)]
    if len(numbers) < 2 or not all(len(text) == 1 and text.isalpha() for text in letters):
        return False
    first = {1, len(letters) + 1}
    return any(
        numbers == [str(place) for place in range(begin, begin + len(numbers))] for begin in first
    )


def _fill_columns(columns: list[Column], body: list[list[Cell]]) -> list[Column]:
    """Guess the columns without a header from what they hold."""
    filled = list(columns)
    named = any(column.role == "name" for column in columns)
    for place, column in enumerate(columns):
        cells = [row[place].text for row in body if place < len(row) and row[place].text]
        if column.role in {"value", "name", "unit", ""} and cells:
            numbers = sum(1 for text in cells if NUMERIC.fullmatch(text))
            units = sum(1 for text in cells if read_unit(text))
            if column.role == "name" and numbers * 2 > len(cells):
                filled[place] = Column("value", column.header, column.unit)
            elif column.role == "":
                if numbers * 2 > len(cells):
                    integers = [text for text in cells if text.rstrip(".").isdecimal()]
                    is_index = (
                        place == 0
                        and len(integers) == len(cells)
                        and [int(text.rstrip(".")) for text in integers]
                        == list(range(1, len(cells) + 1))
                    )
                    filled[place] = Column("index" if is_index else "value", "")
                elif units * 2 > len(cells) and place:
                    filled[place] = Column("unit", "")
                elif not named:
                    filled[place] = Column("name", "")
                    named = True
                else:
                    filled[place] = Column("note", "")
            elif column.role == "unit" and cells and not units:
                filled[place] = Column("name", column.header)
            elif column.role == "value" and numbers == 0 and units * 2 > len(cells):
                filled[place] = Column("unit", column.header)
    if not any(column.role == "name" for column in filled):
        for place, column in enumerate(filled):
            if column.role in {"value", "note"} and not any(
                NUMERIC.fullmatch(row[place].text) for row in body if place < len(row)
            ):
                filled[place] = Column("name", column.header)
                break
    return filled
