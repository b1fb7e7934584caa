"""Reading the usual table of a plan out of a paper: indicator, measure, plan, result. Pure.

No form is prescribed for all levels, so columns are told by the words of their headings.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from congtin.ledger.errors import LedgerError
from congtin.ledger.measures import is_kept_exactly
from congtin.ledger.plan_amounts import (
    NoAmount,
    StatedAmount,
    find_surfaces,
    read_amount,
    read_share,
)
from congtin.ledger.plan_columns import Column, Header, find_header
from congtin.papers import Cell, Paper, Row, Table
from congtin.vietnamese.formatting import format_number
from congtin.vietnamese.numbers import Separators, guess_separators

__all__ = ["MAX_ROWS", "PlanFile", "PlanFileError", "PlanRow", "PlanValue", "read_plan"]

# A form of so many rows stays below the number of fields that Django accepts.
MAX_ROWS = 200
_NUMBERING = re.compile(
    r"^(?:[-+*•–]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[IVXivx]{1,5}[.)]|[a-zđ][.)])\s*"
)
_AMONG = re.compile(r"^trong đó\s*[:,]?\s*", re.IGNORECASE)
_MEASURE_BEHIND = re.compile(
    r"\s*\((?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^()\d]{1,30})\)\s*$", re.IGNORECASE
)
_MEASURE_ABOVE = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*([^();]{1,30})", re.IGNORECASE)
_DITTO = {'"', "''", "”", "″", "nt", "-nt-", "như trên"}
_KNOWN_MEASURES = re.compile(
    r"%|‰|đồng|tỷ|tỉ|triệu|người|hộ|ha|tấn|km|m2|m²|xã|phường|doanh nghiệp|giường|trường|điểm|lượt|"
    r"con|máy|nhà|căn|usd|kwh|tạ|cơ sở|lao động|vụ|giấy|công trình|dự án|tổ|thôn",
    re.IGNORECASE,
)


class PlanFileError(LedgerError):
    """The file holds no table of a plan for the period; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class PlanValue:
    """One stated value; `kind` is target, result or estimate.

    `set_by` is who gave the target, where the heading says so. A result may have an `attainment`
    (per cent of the plan) in place of an amount or beside it.
    """

    kind: str
    period: str
    ref: str
    surface: str
    amount: StatedAmount | None = None
    attainment: Decimal | None = None
    set_by: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One indicator as the table has it. `place` names the row for people ("Dòng 12", with the
    sheet where there are several); `problems` name row and cell."""

    place: str
    name: str
    measure: str
    values: tuple[PlanValue, ...]
    problems: tuple[str, ...] = ()
    section: str = ""
    parent: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PlanFile:
    """`headings`: what each column read was taken for; `empty_rows`: indicators without a number
    for the period."""

    rows: tuple[PlanRow, ...]
    headings: tuple[str, ...]
    empty_rows: int = 0


def read_plan(paper: Paper, *, period: str, kind: str = "result") -> PlanFile:
    """`period`: of the plan, or of the report; `kind`: of results whose heading does not say.

    Raises PlanFileError. Wrong cells do not raise: their rows carry the problem.
    """
    found = [(table, find_header(table, period=period, kind=kind)) for table in paper.tables]
    plans = [(table, header) for table, header in found if header and not table.hidden]
    if not plans:
        raise PlanFileError(
            "Không thấy bảng kế hoạch trong tệp. Bảng cần một dòng tiêu đề có cột “Chỉ tiêu” và "
            "cột “Kế hoạch” hoặc “Thực hiện”; có thể tải tệp mẫu về rồi điền vào."
        )
    columns = [column for _, header in plans for column in header.columns]
    if not any(column.is_read for column in columns):
        others = ", ".join(dict.fromkeys(f"“{each.heading}”" for each in columns)) or "không có"
        raise PlanFileError(f"Tệp không có cột số liệu nào của kỳ {period}. Các cột có: {others}.")
    for _, header in plans:
        _refuse_doubles(header)
    readers = [
        _TableReader(table, header, sheet=table.title if len(plans) > 1 else "")
        for table, header in plans
    ]
    rows = tuple(row for reader in readers for row in reader.read())
    kept = tuple(row for row in rows if row.values or row.problems)
    if not kept:
        raise PlanFileError(f"Bảng kế hoạch trong tệp chưa có số liệu nào của kỳ {period}.")
    if len(kept) > MAX_ROWS:
        raise PlanFileError(
            f"Bảng có {format_number(len(kept))} dòng chỉ tiêu. "
            f"Mỗi lần nhập được nhiều nhất {MAX_ROWS} dòng, hãy tách tệp."
        )
    headings = dict.fromkeys(column.describe() for column in columns if column.is_read)
    return PlanFile(kept, tuple(headings), empty_rows=len(rows) - len(kept))


def _refuse_doubles(header: Header) -> None:
    """Two columns that mean the same thing would silently overwrite one another."""
    seen: dict[tuple[bool, str, str], Column] = {}
    for column in header.values:
        key = column.role == "target", column.period, column.set_by
        if other := seen.get(key):
            raise PlanFileError(
                f"Hai cột cùng một nghĩa: “{other.heading}” (cột {other.letters}) và "
                f"“{column.heading}” (cột {column.letters}). Hãy bỏ hoặc đổi tên một cột."
            )
        seen[key] = column


class _TableReader:
    """Goes down the rows, remembering the section, the row above and its measure."""

    def __init__(self, table: Table, header: Header, *, sheet: str) -> None:
        self._header = header
        self._sheet = sheet
        self._body = [row for row in table.rows if row.number > header.last_row]
        above = [
            cell.text for row in table.rows if row.number <= header.last_row for cell in row.cells
        ]
        self._shared_measure = _find_measure_above([table.title, *above])
        self._separators = self._guess_separators()
        self._section = self._parent = self._measure = ""

    def read(self) -> Iterator[PlanRow]:
        for row in self._body:
            made = self._read_row(row)
            if made is not None:
                yield made

    def _guess_separators(self) -> Separators:
        """Each number is read in the light of all others of the table."""
        places = [column.place for column in (*self._header.values, *self._header.shares)]
        cells = [_get_cell(row, place) for row in self._body for place in places]
        return guess_separators(
            surface for cell in cells if cell.number is None for surface in find_surfaces(cell.text)
        )

    def _read_row(self, row: Row) -> PlanRow | None:
        cell = _get_cell(row, self._header.name_place)
        if not re.search(r"[^\W\d_]", cell.text) or self._header.is_heading(cell.text):
            return None
        name, is_part = _tidy_name(cell.text)
        if not name:
            return None
        measure_cell = _get_cell(row, self._header.measure_place)
        own_measure = "" if measure_cell.origin == cell.origin else measure_cell.text
        values_there = [
            value
            for column in self._header.columns
            if (value := _get_cell(row, column.place)).origin != cell.origin
            and (value.text or value.problem)
        ]
        if not values_there and not own_measure:
            self._section, self._parent = name, ""
            return None
        name, behind = _split_measure(name)
        measure = self._settle_measure(own_measure or behind, is_part=is_part)
        parent = self._parent if is_part else ""
        if not is_part:
            self._parent = name
        values, problems = self._read_values(row, cell, measure)
        stated = next((value.amount.measure for value in values if value.amount), measure)
        return PlanRow(
            place=f"Dòng {row.number}" + (f", trang “{self._sheet}”" if self._sheet else ""),
            name=name,
            measure=measure or stated,
            values=tuple(values),
            problems=tuple(problems),
            section=self._section,
            parent=parent,
            hidden=row.hidden,
        )

    def _settle_measure(self, text: str, *, is_part: bool) -> str:
        """Parts of a sum leave out the measure of the sum; ditto marks repeat the one above."""
        if text.lower() in _DITTO or (not text and is_part):
            return self._measure
        self._measure = text or self._shared_measure
        return self._measure

    def _read_values(self, row: Row, name: Cell, measure: str) -> tuple[list[PlanValue], list[str]]:
        values: list[PlanValue] = []
        problems: list[str] = []
        for column in self._header.values:
            cell = _get_cell(row, column.place)
            if cell.origin == name.origin:
                continue
            try:
                amount = read_amount(cell, measure=measure, separators=self._separators)
                if amount is not None:
                    _check_digits(amount)
                share = _scale_share(self._read_share(row, column), amount, values)
            except NoAmount as problem:
                problems.append(f"Dòng {row.number}, ô {problem.ref or cell.ref}: {problem}")
                continue
            if amount is not None or share is not None:
                values.append(
                    PlanValue(
                        kind=column.role,
                        period=column.period,
                        ref=cell.ref,
                        surface=cell.text,
                        amount=amount,
                        attainment=share,
                        set_by=column.set_by,
                        hidden=cell.hidden and not row.hidden,
                    )
                )
        return values, problems

    def _read_share(self, row: Row, column: Column) -> Decimal | None:
        for share in self._header.shares:
            if share.share_of == column.place:
                return read_share(_get_cell(row, share.place), separators=self._separators)
        return None


def _get_cell(row: Row, place: int) -> Cell:
    """`place` counts from 0; rows may be shorter than their table, and a column missing (-1)."""
    return row.cells[place] if 0 <= place < len(row.cells) else Cell("")


def _tidy_name(text: str) -> tuple[str, bool]:
    """The name without numbering, and whether it is a part of the row above.

    >>> _tidy_name("- Thu nội địa"), _tidy_name("Trong đó: Thu nội địa"), _tidy_name("1. Tổng thu")
    (('Thu nội địa', True), ('Thu nội địa', True), ('Tổng thu', False))
    """
    bare = text
    is_part = bare.startswith(("-", "+", "–", "•", "*"))
    for _ in range(3):
        bare = _NUMBERING.sub("", bare, count=1)
        is_part = is_part or _AMONG.match(bare) is not None
        bare = _AMONG.sub("", bare, count=1)
    return bare.strip(" :;"), is_part


def _split_measure(name: str) -> tuple[str, str]:
    """
    >>> _split_measure("Tỷ lệ hộ nghèo (%)"), _split_measure("Đất ở (cả nông thôn)")
    (('Tỷ lệ hộ nghèo', '%'), ('Đất ở (cả nông thôn)', ''))
    """
    found = _MEASURE_BEHIND.search(name)
    if found is None or not _KNOWN_MEASURES.fullmatch(found[1].split()[0]):
        return name, ""
    return name[: found.start()], found[1].strip()


def _find_measure_above(texts: Iterable[str]) -> str:
    found = (_MEASURE_ABOVE.search(text) for text in texts)
    return next((match[1].strip(" .") for match in found if match), "")


def _scale_share(
    share: Decimal | None, result: StatedAmount | None, values: Sequence[PlanValue]
) -> Decimal | None:
    """A fraction (0.956) that was to be shown as a percentage is told by its arithmetic."""
    target = next((value.amount for value in values if value.kind == "target"), None)
    if not share or result is None or target is None or not result.value or not target.value:
        return share
    is_fraction = abs(share - result.value / target.value) < abs(share) / 50
    return share * 100 if is_fraction else share


def _check_digits(amount: StatedAmount) -> None:
    numbers: Sequence[Decimal | None] = (amount.value, amount.low, amount.high)
    if not all(is_kept_exactly(number) for number in numbers if number is not None):
        raise NoAmount(
            "số có quá nhiều chữ số. Sổ giữ nhiều nhất 15 chữ số, 6 chữ số sau dấu phẩy; "
            "hãy làm tròn trong tệp."
        )
    if amount.comparator == "range" and amount.low == amount.high:
        raise NoAmount("khoảng giá trị có hai đầu bằng nhau.")
