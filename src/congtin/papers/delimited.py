"""Tables as text, .csv and .tsv (RFC 4180), with the separators that Vietnamese Excel writes."""

import csv
from io import StringIO

from congtin.papers.errors import PaperDamaged, PaperTooLarge
from congtin.papers.paper import Cell, Row, Table, make_ref
from congtin.papers.workbooks import MAX_CELLS, MAX_ROWS
from congtin.vietnamese.formatting import format_number

__all__ = ["read_delimited"]

_SAMPLE_LINES = 200


def read_delimited(text: str, *, title: str, tabs: bool = False) -> Table:
    """`tabs`: the file says that tabs part its cells. Raises PaperDamaged and PaperTooLarge."""
    separator = "\t" if tabs else ""
    if text[:4].lower() == "sep=" and len(text) > 4:  # a line for Excel alone
        separator, text = text[4], "\n" + text.partition("\n")[2]
    separator = separator or _guess_separator(text)
    rows: list[Row] = []
    count = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, texts in enumerate(reader, start=1):
            cells = tuple(_make_cell(number, at, cell) for at, cell in enumerate(texts, start=1))
            count += len(cells)
            if any(cell.text for cell in cells):
                rows.append(Row(number, cells))
            if len(rows) > MAX_ROWS or count > MAX_CELLS:
                limit = f"{format_number(MAX_ROWS)} dòng hoặc {format_number(MAX_CELLS)} ô"
                raise PaperTooLarge(f"Tệp có hơn {limit}. Hãy chỉ giữ lại bảng cần nhập.")
    except csv.Error as problem:
        raise PaperDamaged(
            f"Dòng {number + 1} không đọc được: có dấu ngoặc kép mở mà không đóng. "
            "Hãy sửa dòng ấy, hoặc lưu tệp thành .xlsx."
        ) from problem
    return Table(title, tuple(rows))


def _make_cell(row: int, column: int, text: str) -> Cell:
    ref = make_ref(row, column)
    return Cell(ref, " ".join(text.split()), origin=ref)


def _guess_separator(text: str) -> str:
    """The sign that cuts most lines into the same number of cells, of two at least."""
    sample = "\n".join(text.split("\n")[:_SAMPLE_LINES])
    best, most = ",", 0
    for sign in ";\t,|":
        try:
            widths = [len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=sign)]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width))
        agreement = widths.count(usual) * (usual > 1)
        if agreement > most:
            best, most = sign, agreement
    return best
