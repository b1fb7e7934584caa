"""The headings of a plan's table: which column holds what, for which period, set by whom. Pure."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from congtin.ledger.periods import tidy_period
from congtin.papers import Row, Table
from congtin.vietnamese.dates import read_quarter
from congtin.vietnamese.folding import fold
from congtin.vietnamese.formatting import format_period

__all__ = ["Column", "Header", "find_header"]

_NAMES = re.compile(
    r"(?:ten |cac |danh muc |he thong )?(?:chi tieu|noi dung|muc tieu)"
    r"(?: chu yeu| chinh| nhiem vu| kt ?- ?xh| kinh te.*| ke hoach| phat trien.*)?"
)
_MEASURES = re.compile(r"don vi(?: tinh)?|dvt|dv tinh|d\.v\.t")
_ASIDE = re.compile(r"(?:s?tt|so tt|ma so|ma|ghi chu|ghi chu.*|(?:don vi|co quan|phong).*)")
_NUMBERING = re.compile(r"\(?(?:[a-z]|\d{1,2})\)?(?:\s*[=(].*)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TERM = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-\u2013]\s*((?:19|20)\d\d)(?!\d)")
_COMPARISON = re.compile(
    r"\bso\b(?! (?:tt|thứ))|so sánh|tỷ lệ|tỉ lệ|tốc độ|hoàn thành|đạt \(?%|tăng.{0,3}giảm|^\s*%|"
    r"% ?(?:th|kh|đạt|hoàn|so|tăng|thực|kế)|"
    r"(?:th|kh|kế hoạch|thực hiện|\d{4})\s*/\s*[uư]?(?:kh|th|kế|thực)",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"kế hoạch|\bkh(?=\b|\d)|dự toán|\bdt(?=\b|\d)|mục tiêu|chỉ tiêu|\bgiao\b|phấn đấu",
    re.IGNORECASE,
)
_RESULT = re.compile(r"thực hiện|\bth(?=\b|\d)|kết quả|đạt được|\bkq(?=\b|\d)", re.IGNORECASE)
_ESTIMATE = re.compile(r"ước|\b[uư]th(?=\b|\d)", re.IGNORECASE)
_EARLIER = re.compile(r"cùng kỳ|\bck\b|năm trước|năm ngoái|liền kề", re.IGNORECASE)
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})\s*(?:tháng|t\b)", re.IGNORECASE)
_MONTH = re.compile(r"tháng\s*(\d{1,2})(?!\d)", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d])")
_QUARTER = re.compile(r"quý\s*(i{1,3}v?|iv|[1-4])\b", re.IGNORECASE)
_SETTER = re.compile(r"((?:\S+\s+){1,12}?)giao\b", re.IGNORECASE)
_NOT_SETTER = re.compile(
    r"\b(?:kế hoạch|kh|chỉ tiêu|dự toán|năm|được|(?:19|20)\d\d)\b|[():,]", re.IGNORECASE
)
_LOOKED_AT = 60
_MOST_HEADER_ROWS = 4
_KIND_NAMES = {
    "target": "mức đề ra",
    "result": "kết quả",
    "estimate": "kết quả ước",
    "share": "% so với kế hoạch",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`place` counts from 0. `role` is target, result, estimate, share (per cent of the
    plan) or "" where the column is not read; `share_of` is the place of a share's result."""

    place: int
    letters: str
    heading: str
    role: str = ""
    period: str = ""
    set_by: str = ""
    share_of: int = -1

    @property
    def is_read(self) -> bool:
        return bool(self.role)

    def describe(self) -> str:
        """
        >>> Column(3, "D", "KH 2025", "target", "2025").describe()
        'Cột D “KH 2025”: mức đề ra, năm 2025'
        """
        words = [_KIND_NAMES[self.role]]
        if self.period:
            words.append(format_period(self.period))
        if self.set_by:
            words.append(f"do {self.set_by} giao")
        return f"Cột {self.letters} “{self.heading}”: {', '.join(words)}"


@dataclass(frozen=True, slots=True)
class Header:
    """`last_row`: the number of the last row of headings. Places are -1 where a column is missing.

    `columns` are all that may hold values, also those of other years, which are not read.
    """

    last_row: int
    name_place: int
    measure_place: int
    columns: tuple[Column, ...]
    name_headings: frozenset[str]

    @property
    def values(self) -> list[Column]:
        return [column for column in self.columns if column.role and column.role != "share"]

    @property
    def shares(self) -> list[Column]:
        return [column for column in self.columns if column.role == "share"]

    def is_heading(self, text: str) -> bool:
        """Whether the row repeats the headings, as on every page of a printed table."""
        return fold(text) in self.name_headings


def find_header(table: Table, *, period: str, kind: str) -> Header | None:
    """None for a table that is no plan. `kind`: of results whose heading does not say."""
    for index, row in enumerate(table.rows[:_LOOKED_AT]):
        for place, cell in enumerate(row.cells):
            if _NAMES.fullmatch(_plain(cell.text)):
                header = _read_header(table.rows[index:], place, period=period, kind=kind)
                if header is not None:
                    return header
    return None


def _read_header(rows: Sequence[Row], name_place: int, *, period: str, kind: str) -> Header | None:
    depth = _count_header_rows(rows, name_place)
    name = rows[0].cells[name_place]
    # The column of names may be merged over several, one for each depth of numbering.
    names = {place for place, cell in enumerate(rows[0].cells) if cell.origin == name.origin}
    measure_place, columns = -1, []
    for place, parts in enumerate(_join_headings(rows[:depth])):
        whole = _plain(" ".join(parts))
        if place in names or place == name_place or not whole:
            continue
        if _MEASURES.fullmatch(whole) or _MEASURES.fullmatch(_plain(parts[-1])):
            measure_place = place if measure_place < 0 else measure_place
        elif not _ASIDE.fullmatch(whole):
            columns.append(_read_column(place, parts, period=period, kind=kind))
    if not any(_guess_role([column.heading]) not in {"", "share"} for column in columns):
        return None
    numbered = depth < len(rows) and _is_numbering(rows[depth])
    return Header(
        last_row=rows[depth if numbered else depth - 1].number,
        name_place=name_place,
        measure_place=measure_place,
        columns=_settle_shares(columns),
        name_headings=frozenset({fold(name.text)}),
    )


def _count_header_rows(rows: Sequence[Row], name_place: int) -> int:
    """Headings go on while the column of names holds nothing of its own below them."""
    top = rows[0].cells[name_place]
    depth = 1
    for row in rows[1:_MOST_HEADER_ROWS]:
        below = row.cells[name_place] if name_place < len(row.cells) else None
        has_name = below is not None and below.text and below.origin != top.origin
        if has_name or not any(cell.text for cell in row.cells[name_place + 1 :]):
            break
        depth += 1
    return depth


def _is_numbering(row: Row) -> bool:
    """The row "A B 1 2 3=2/1" below the headings."""
    texts = [cell.text for cell in row.cells if cell.text]
    return len(texts) > 2 and all(_NUMBERING.fullmatch(text) for text in texts)


def _join_headings(rows: Sequence[Row]) -> list[list[str]]:
    """For each column its headings from the top down, each said once."""
    width = max(len(row.cells) for row in rows)
    grid = [
        [
            (row.cells[place].text, row.cells[place].origin) if place < len(row.cells) else ("", "")
            for place in range(width)
        ]
        for row in rows
    ]
    joined = []
    for place in range(width):
        parts: list[str] = []
        origins = set()
        for depth in range(len(grid)):
            text, origin = grid[depth][place]
            if not text and _has_text_below(grid, depth, place):
                text, origin = _find_group(grid, depth, place)
            if text and origin not in origins:
                parts.append(text)
                origins.add(origin)
        joined.append(parts or [""])
    return joined


def _has_text_below(grid: list[list[tuple[str, str]]], depth: int, place: int) -> bool:
    return any(row[place][0] for row in grid[depth + 1 :])


def _find_group(grid: list[list[tuple[str, str]]], depth: int, place: int) -> tuple[str, str]:
    """In text files a heading over several columns stands over the first only."""
    for before in range(place - 1, -1, -1):
        if grid[depth][before][0]:
            return grid[depth][before] if _has_text_below(grid, depth, before) else ("", "")
    return "", ""


def _read_column(place: int, parts: list[str], *, period: str, kind: str) -> Column:
    heading = ", ".join(parts)
    column = Column(place, _letters(place), heading)
    role = _guess_role(parts)
    if role == "share":
        return replace(column, role=role) if _is_of_this_plan(heading, period) else column
    if not role:
        return column
    role = kind if role == "result" else role
    stated = _read_period(parts, period, is_target=role == "target")
    if stated is None:
        return column
    setter = _find_setter(parts) if role == "target" else ""
    return replace(column, role=role, period=stated, set_by=setter)


def _guess_role(parts: Sequence[str]) -> str:
    """The lowest heading decides; where it says nothing ("Xã A", "Số lượng"), all do."""
    if any(_COMPARISON.search(part) for part in parts):
        return "share"
    for heading in (parts[-1], " ".join(parts)):
        if _ESTIMATE.search(heading):
            return "estimate"
        if re.search("kết quả", heading, re.IGNORECASE):
            return "result"
        if _PLAN.search(heading):
            return "target"
        if _RESULT.search(heading):
            return "result"
    return ""


def _is_of_this_plan(heading: str, period: str) -> bool:
    """A share of the plan of the period, not of last year's result nor plan against result."""
    if _EARLIER.search(heading) or any(year not in period for year in _YEAR.findall(heading)):
        return False
    _, slash, base = heading.rpartition("/")
    if slash:
        return bool(_PLAN.search(base))
    return bool(_PLAN.search(heading)) or not re.search(r"tốc độ|tăng", heading, re.IGNORECASE)


def _read_period(parts: Sequence[str], period: str, *, is_target: bool) -> str | None:
    """The period of a column; None where its heading speaks of another year."""
    heading = " ".join(parts)
    if term := _TERM.search(heading):
        return period if f"{term[1]}-{term[2]}" == period else None
    years = _YEAR.findall(parts[-1]) or _YEAR.findall(heading)
    if any(year not in (period[:4], period[5:]) for year in years) or _EARLIER.search(heading):
        return None
    if len(period) == 9:
        return period
    year = period[:4]
    if part := _read_part_of_year(heading, year):
        return tidy_period(part)
    whole_year = is_target or "cả năm" in heading.lower()
    return year if whole_year and _is_part_of_year(period) else period


def _read_part_of_year(heading: str, year: str) -> str | None:
    if (months := _MONTHS.search(heading)) and 1 <= int(months[1]) <= 12:
        return year if int(months[1]) == 12 else f"{year}-M01..{int(months[1]):02}"
    if (quarter := _QUARTER.search(heading)) and (number := read_quarter(quarter[1])):
        return f"{year}-Q{number}"
    if (day := _DAY.search(heading)) and 1 <= int(day[2]) <= 12:
        last = calendar.monthrange(int(year), int(day[2]))[1]
        if int(day[1]) == last:
            return year if int(day[2]) == 12 else f"{year}-M01..{int(day[2]):02}"
        return f"{year}-{int(day[2]):02}-{int(day[1]):02}" if int(day[1]) < last else None
    if (month := _MONTH.search(heading)) and 1 <= int(month[1]) <= 12:
        return f"{year}-{int(month[1]):02}"
    return None


def _is_part_of_year(period: str) -> bool:
    return len(period) > 4 and not re.fullmatch(r"\d{4}-\d{4}", period)


def _find_setter(parts: Sequence[str]) -> str:
    """
    >>> _find_setter(["Kế hoạch năm 2025", "Thành phố giao"]), _find_setter(["KH HĐND xã giao"])
    ('Thành phố', 'HĐND xã')
    """
    for heading in reversed(parts):
        if found := _SETTER.search(heading):
            who = " ".join(_NOT_SETTER.sub(" ", found[1]).split())
            return who[:1].upper() + who[1:]
    return ""


def _settle_shares(columns: list[Column]) -> tuple[Column, ...]:
    """A share is of the nearest result before it, else of the first; several of one, the first."""
    results = [column.place for column in columns if column.role in {"result", "estimate"}]
    taken: set[int] = set()
    settled = []
    for column in columns:
        if column.role == "share":
            before = [place for place in results if place < column.place and place not in taken]
            free = [place for place in results if place not in taken]
            place = before[-1] if before else free[0] if free else -1
            taken.add(place)
            column = replace(column, share_of=place, role="share" if place >= 0 else "")  # noqa: PLW2901 (the column as settled)
        settled.append(column)
    return tuple(settled)


def _letters(place: int) -> str:
    return "".join(_spell(place + 1))


def _spell(number: int) -> Iterator[str]:
    higher, rest = divmod(number - 1, 26)
    if higher:
        yield from _spell(higher)
    yield chr(ord("A") + rest)


def _plain(text: str) -> str:
    return fold(re.sub(r"\([^)]*\)", " ", text)).strip(" :.*")
