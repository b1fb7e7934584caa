"""Word documents (.docx): paragraphs and tables in their order (ECMA-376 part 1, 17)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from congtin.papers.archives import check_archive
from congtin.papers.errors import PaperTooLarge
from congtin.papers.paper import Cell, Row, Table, make_ref, write_tables

__all__ = ["read_word"]

_MOST_CELLS = 100_000
_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}
_TEXT = {qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
_SPACES = {qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}


def read_word(content: bytes) -> tuple[str, tuple[Table, ...]]:
    """The text with its tables as lines of cells, and the tables.

    Raises PaperError of all kinds; other errors mean that the file is damaged.
    """
    check_archive(content, main_part="word/document.xml", wanted="Word (.docx)")
    parts: list[str] = []
    tables: list[Table] = []
    title = ""
    for block in _find_blocks(docx.Document(BytesIO(content)).element.body):
        if block.tag == _TABLE:
            table = _read_table(block, title)
            if table.rows:
                tables.append(table)
                parts.append(write_tables(table))
        else:
            line = _read_text(block)
            title = line.strip() or title
            parts.append(line)
    return "\n".join(parts), tuple(tables)


def _find_blocks(holder: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those within content controls, which python-docx passes over."""
    for child in holder:
        if child.tag in {_PARAGRAPH, _TABLE}:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find_blocks(child)


def _read_table(table: Any, title: str) -> Table:
    above: dict[int, Cell] = {}
    rows = []
    count = 0
    for number, row in enumerate(table.tr_lst, start=1):
        cells = tuple(_read_row(number, row, above))
        above = dict(enumerate(cells, start=1))
        count += len(cells)
        if count > _MOST_CELLS:
            raise PaperTooLarge("Bảng trong tệp Word có quá nhiều ô.")
        if any(cell.text for cell in cells):
            rows.append(Row(number, cells, hidden=_is_hidden(row)))
    return Table(title[:200], tuple(rows))


def _read_row(number: int, row: Any, above: dict[int, Cell]) -> Iterator[Cell]:
    """Grid columns count, so that cells keep their place whatever is merged beside them."""
    column = row.grid_before
    yield from (Cell(make_ref(number, place)) for place in range(1, column + 1))
    for cell in row.tc_lst:
        column += 1
        ref = make_ref(number, column)
        goes_on = cell.vMerge == "continue" and column in above
        text = " ".join(_read_text(cell).split())
        first = above[column] if goes_on else Cell(ref, text, origin=ref)
        yield Cell(ref, first.text, origin=first.origin)
        for _ in range(1, min(cell.grid_span, 100)):
            column += 1
            yield Cell(make_ref(number, column), first.text, origin=first.origin)


def _is_hidden(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:hidden')}") is not None


def _read_text(element: Any) -> str:
    """What is inserted in tracked changes counts, what is deleted (w:delText) does not."""
    pieces: list[str] = []
    for part in element.iter(*_TEXT, _PARAGRAPH):
        if part.tag == _PARAGRAPH:
            pieces.append("\n" if pieces else "")
        elif part.tag == qn("w:t"):
            pieces.append(part.text or "")
        else:
            pieces.append(_SPACES.get(part.tag, "\n"))
    return "".join(pieces)
