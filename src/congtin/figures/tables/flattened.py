"""Tables that lost their cells: a cell a line, or rows flattened with blanks."""

from __future__ import annotations

import re

from congtin.figures.tables.cells import (
    BOUND,
    LONGEST_CELL,
    NUMBER,
    NUMERIC,
    YEAR_CELL,
    Cell,
    Line,
    Table,
)
from congtin.figures.tables.columns import Column, describe_column, read_unit
from congtin.figures.text.plain import Plain
from congtin.figures.vocabulary import word_set

_VERDICTS = word_set("tables", "verdicts")
_HEADER_CELL = re.compile(
    r"\s*(?:tt|stt|số tt|(?:tên |các |nhóm )?chỉ tiêu.{0,40}|nội dung.{0,20}|danh mục|đơn vị(?: tính| đo)?|đ\.?v\.?t\.?|đv tính|đv|ghi chú|diễn giải|hạng mục|lĩnh vực"
    r"|(?:ước\s+)?(?:kế hoạch|thực hiện|kh|th|uth|ước|mục tiêu|dự toán|kết quả|chỉ tiêu|lũy kế|cùng kỳ)\b.{0,60}|(?:năm\s+)?(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?|(?:thực hiện|ước tính|lũy kế|ước|chính thức|dự ước)?\s*(?:\d{1,2}\s+)?(?:tháng|quý)\s+\d.{0,60}|quý\s+\S.{0,20}|\d{1,2} tháng.{0,25}"
    r"|so\s.{0,40}|so sánh.{0,30}|tỷ lệ.{0,30}|th/kh.{0,12}|%.{0,25}|tăng.{0,25}|đạt.{0,12}|đánh giá|\([^)]{1,20}\)|giao.{0,20}|đến năm (?:19|20)\d\d|giai đoạn.{0,20}|bình quân.{0,20})\s*",
    re.IGNORECASE,
)


_ROW = re.compile(
    rf"\s*(?:(?P<no>\d{{1,2}}(?:\.\d{{1,2}})*\.?|[IVX]{{1,4}}\.?|[a-z][.)]|[-+*•])\s+)?(?P<name>[^\d\s|][^|\n]*?)\s+(?P<values>(?:(?:{BOUND}\s*)?{NUMBER}%?|-|–)(?:\s+(?:(?:{BOUND}\s*)?{NUMBER}%?|-|–))*)\s*",
    re.IGNORECASE,
)


_VALUE = re.compile(rf"(?:{BOUND}\s*)?{NUMBER}%?|(?<=\s)[-–](?=\s|$)", re.IGNORECASE)


_HEADER_WORDS = re.compile(
    r"(?:(?:ước\s*(?:th|thực hiện)?|kế hoạch|thực hiện|kh|th|mục tiêu|dự toán|kết quả|chỉ tiêu giao|ước tính|lũy kế|năm)?\s*(?:\d{1,2}\s+tháng|tháng\s+\d{1,2}|quý\s+[\divx]+)(?:\s+năm\s+|/|\s+)(?:19|20)\d\d|(?:ước\s*(?:th|thực hiện)?|kế hoạch|thực hiện|kh|th|mục tiêu|dự toán|kết quả|chỉ tiêu giao|năm)\s*(?:năm\s*)?(?:19|20)\d\d|(?:19|20)\d\d|so\s+(?:sánh|với|kh|th|cùng kỳ)[^\d|]{0,20}(?:\(%\)|%)?|th/kh(?:\s*\(?%\)?)?|tỷ lệ\s*\(?%\)?|(?<!\w)(?:kh|th|ước th)(?!\w))",
    re.IGNORECASE,
)


_UNIT_LINE = re.compile(r"\(?(?:đơn vị(?: tính)?|đvt)\s*:\s*[^:]{1,30}\)?", re.IGNORECASE)
_HEADER = re.compile(r"(?:stt|tt|chỉ tiêu|nội dung|danh mục|tên)", re.IGNORECASE)
_ROW_ENDS = frozenset("0123456789%-–")


def read_cells(plain: Plain, lines: list[Line], index: int) -> tuple[Table, int] | None:
    """A table with one cell a line."""
    text = plain.text
    first = text[slice(*lines[index])].strip()
    if first.endswith((".", ";", ":", ",")) or NUMERIC.fullmatch(first):
        return None
    if not _HEADER_CELL.fullmatch(first):
        return None  # a header tells such a table, and keeps the search short
    ahead = lines[index : index + 16]
    numeric = sum(1 for start, end in ahead if NUMERIC.fullmatch(text, start, end))
    if numeric < 3:
        return None
    stop, last_numeric = index, index
    while stop < len(lines):
        start, end = lines[stop]
        line = text[start:end].strip()
        is_number = NUMERIC.fullmatch(line) is not None
        if (
            len(line) > LONGEST_CELL
            or (line.endswith((".", ";")) and len(line) > 30)
            or (not is_number and line.endswith(":") and len(line) > 40)
        ):
            break
        if is_number or line.lower() in _VERDICTS:
            last_numeric = stop
        elif stop - last_numeric > (12 if last_numeric == index else 4):
            break
        stop += 1
    stop = last_numeric + 1
    cells = [
        Cell(
            text[start:end].strip(),
            start + len(text[start:end]) - len(text[start:end].lstrip()),
            end,
        )
        for start, end in lines[index:stop]
    ]
    cells = [Cell(cell.text, cell.start, cell.start + len(cell.text)) for cell in cells]
    heads, units = _count_heads(cells)
    if heads < 2:
        return None
    columns = [
        describe_column(cell.text, position=place) for place, cell in enumerate(cells[:heads])
    ]
    if columns[0].role not in {"index", "name"}:
        if _longest_run(cells[heads + units :]) >= heads:
            columns.insert(0, Column("name", ""))  # the labels' column has no header
        else:
            columns[0] = Column("name", columns[0].header)
    caption = " ".join(cell.text for cell in cells[heads : heads + units])
    heads += units
    rows = _rows_in_sequence(cells[heads:], columns)
    if not rows:
        return None
    ordered = [column for column in columns if column.role not in {"index"}]
    name = next((column for column in ordered if column.role == "name"), Column("name", ""))
    values = [column for column in ordered if column.role not in {"name", "unit"}]
    return Table(
        lines[index][0],
        lines[stop - 1][1],
        (name, Column("unit", ""), *values),
        tuple(rows),
        caption,
    ), stop


def _count_heads(cells: list[Cell]) -> tuple[int, int]:
    """How many lines are header cells, and whether a line with the unit of all follows them."""
    heads = 0
    while (
        heads < len(cells)
        and _HEADER_CELL.fullmatch(cells[heads].text)
        and not (
            NUMERIC.fullmatch(cells[heads].text) and not YEAR_CELL.fullmatch(cells[heads].text)
        )
    ):
        heads += 1
    has_unit = heads < len(cells) and _UNIT_LINE.fullmatch(cells[heads].text) is not None
    return heads, int(has_unit)


def _longest_run(cells: list[Cell]) -> int:
    """The most numbers that follow one another."""
    longest = run = 0
    for cell in cells:
        run = run + 1 if NUMERIC.fullmatch(cell.text) else 0
        longest = max(longest, run)
    return longest


def _rows_in_sequence(cells: list[Cell], columns: list[Column]) -> list[tuple[Cell | None, ...]]:
    """Deal the cells out to rows: a label, perhaps a unit, then the values in their order."""
    width = sum(1 for column in columns if column.role not in {"index", "name", "unit"})
    has_index = any(column.role == "index" for column in columns)
    has_unit = any(column.role == "unit" for column in columns)
    rows: list[tuple[Cell | None, ...]] = []
    place, count = 0, len(cells)
    while place < count:
        if (
            has_index
            and re.fullmatch(
                r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđ])[.)]?|[-+*•]", cells[place].text
            )
            and place + 1 < count
            and not NUMERIC.fullmatch(cells[place + 1].text)
        ):
            place += 1
        label = cells[place]
        place += 1
        if NUMERIC.fullmatch(label.text):
            continue
        unit: Cell | None = None
        if (
            place < count
            and (has_unit or read_unit(cells[place].text))
            and not NUMERIC.fullmatch(cells[place].text)
            and read_unit(cells[place].text)
        ):
            unit = cells[place]
            place += 1
        values: list[Cell | None] = []
        while place < count and len(values) < width:
            cell = cells[place]
            if NUMERIC.fullmatch(cell.text) or cell.text.lower() in _VERDICTS:
                is_next_index = (
                    has_index
                    and cell.text.isdecimal()
                    and len(cell.text) <= 2
                    and place + 1 < count
                    and not NUMERIC.fullmatch(cells[place + 1].text)
                    and cells[place + 1].text.lower() not in _VERDICTS
                    and place + 2 < count
                    and (
                        NUMERIC.fullmatch(cells[place + 2].text) or read_unit(cells[place + 2].text)
                    )
                )
                if is_next_index:
                    break
                values.append(cell)
                place += 1
            else:
                break
        rows.append((label, unit, *values, *([None] * (width - len(values)))))
    return rows if any(any(cell for cell in row[2:]) for row in rows) else []


def read_blanks(plain: Plain, lines: list[Line], index: int) -> tuple[Table, int] | None:
    """Rows flattened with blanks: `1 Tổng đàn lợn con 18.500 19.240`."""
    text = plain.text
    header = text[slice(*lines[index])].strip()
    opens = _HEADER.match(header) is not None and not header.endswith((".", ";", ":"))
    titles = [match[0].strip() for match in _HEADER_WORDS.finditer(header)] if opens else []
    is_header = bool(titles)
    begin = index + 1 if is_header else index
    if not is_header and header[-1:] not in _ROW_ENDS:
        return None  # prose, told without the long pattern
    if not is_header and not _ROW.fullmatch(text, *lines[index]):
        return None
    rows: list[tuple[Cell | None, ...]] = []
    width = len(titles) if is_header else 0
    stop = begin
    while stop < len(lines):
        start, end = lines[stop]
        if end - start > LONGEST_CELL:
            break
        match = _ROW.fullmatch(text, start, end)
        if match is None:
            break
        values = [
            Cell(value[0], value.start(), value.end())
            for value in _VALUE.finditer(text, match.start("values"), match.end("values"))
        ]
        if is_header and len(values) > width > 0:
            values = values[-width:]
        if not is_header and len(values) < 2:
            break
        rows.append((_label(text, match), *_unit_cell(text, match), *values))
        stop += 1
    if len(rows) < (1 if is_header else 3):
        return None
    if not is_header:
        width = max(len(row) for row in rows) - 2
        titles = [""] * width
    columns = [Column("name", ""), Column("unit", "")] + [
        describe_column(title, position=9) if title else Column("value", "") for title in titles
    ]
    full = tuple((*row, *([None] * (len(columns) - len(row)))) for row in rows)
    return Table(lines[index][0], lines[stop - 1][1], tuple(columns), full), stop


def _label(text: str, match: re.Match[str]) -> Cell:
    start, end = match.span("name")
    cut = _unit_start(text[start:end])
    return Cell(text[start : start + cut].strip(), start, start + cut)


def _unit_cell(text: str, match: re.Match[str]) -> tuple[Cell | None]:
    start, end = match.span("name")
    cut = _unit_start(text[start:end])
    if cut == end - start:
        return (None,)
    inner = text[start + cut : end]
    lead = len(inner) - len(inner.lstrip())
    return (Cell(inner.strip(), start + cut + lead, end),)


def _unit_start(name: str) -> int:
    """Where the unit begins that ends a row's label; the longest unit wins."""
    spans = [match.span() for match in re.finditer(r"\S+", name)]
    for begin, _ in spans[1:]:
        if read_unit(name[begin:]):
            return begin
    return len(name)
