"""The figures of a table: row labels name them, header cells give unit, time and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from congtin.figures import names
from congtin.figures.context.clock import Clock
from congtin.figures.context.periods import find_mentions
from congtin.figures.context.state import State, caption_unit
from congtin.figures.cues import Cue
from congtin.figures.drafts import Draft, Modifier
from congtin.figures.numbers.quantities import read_quantities
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.tables.cells import Cell, Table
from congtin.figures.tables.columns import Column, counted_noun, read_unit, unit_in_label
from congtin.figures.text.plain import Plain
from congtin.figures.text.sentences import Sentence, tokenize
from congtin.figures.vocabulary import word_set
from congtin.vietnamese.numbers import Separators, parse_digits

_SUMS = word_set("tables", "sums")
_AREA = re.compile(
    r"(?:ubnd\s+|đảng bộ\s+)?((?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|khu vực|đặc khu)\s+(?-i:[A-ZĐÀ-Ỹ\d].*))",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\s*(?:năm|tháng|quý)?\s*(?:\d{1,2}/)?(?:19|20)\d\d\s*", re.IGNORECASE)
_CAPTION, _CAPTION_LINE, _CAPTION_LINES = 600, 200, 3  # characters above a table, of a line; lines
_BRACKETED = re.compile(r"\(([^()\n]{1,30})\)[ .]*$", re.MULTILINE)
_UNIT_LINE = re.compile(r"\(?(?:đơn vị(?: tính)?|đvt)\s*:[^\n)]{1,40}\)?", re.IGNORECASE)
_PART = re.compile(r"(?:[-+–]\s*)?(?:trong đó|riêng|gồm)\s*[:,]?\s*", re.IGNORECASE)
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-–÷]\s*(\d+(?:[.,]\d+)?)")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
_LONGEST_NUMBER = 40
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_WHOLE_YEAR = re.compile(r"\b(?:kh|kế hoạch|dự toán|cả) năm\b")
_PLAIN_TITLES = {"giá trị", "số lượng", "mức", "bình quân", "số tiền", "tổng số", "kết quả"}
_DITTO = {'"', "”", "''", "nt", "-nt-"}
_VALUES = {"value", "result", "target", "estimate"}
_KIND = {"target": "target", "estimate": "estimate"}
_LABEL_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)]?|[a-zđ][.)]|[-+*•])\s+"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a table says of all its figures."""

    state: State
    table: Table
    unit: str  # named once for the table
    subject: str  # what its caption counts
    period: str | None  # of its caption
    named: bool  # whether a header of values names an indicator
    scope: str | None  # of the rows that name no area
    compares: bool  # whether all its columns are indices: `So với tháng 5`, `So với cùng kỳ`
    periods: dict[str, str | None]  # by the header of the column


def read_grid(state: State, table: Table) -> list[tuple[Draft, Sentence]]:
    """Read the figures of a table, each with the cell it stands in as its sentence."""
    caption = f"{_lines_above(state.plain, table.start)}\n{table.caption}".strip()
    frame = _Frame(
        state,
        table,
        unit=_shared_unit(caption) or _shared_unit(state.caption),
        subject=_subject(table.caption) or _subject(state.caption),
        period=_period(caption, state.clock),
        named=any(
            names.starts_as_indicator(column.header.lower().split())
            for column in table.columns
            if column.role in _VALUES
        ),
        compares=not any(column.role in _VALUES for column in table.columns)
        and any(column.header.lower().startswith("so ") for column in table.columns),
        scope=None if _is_in_rows(state.scope, table) else state.scope,
        periods={
            column.header: _period(_BRACKETS.sub("", column.header).strip(), state.clock)
            for column in table.columns
        },
    )
    found: list[tuple[Draft, Sentence]] = []
    whole: list[Draft] = []
    unit_at = _find_column(table.columns, "unit", -1)
    above = ""  # the unit that `"` repeats
    for row in table.rows:
        cell = row[unit_at] if unit_at >= 0 else None
        above = above if cell is None or cell.text in _DITTO else read_unit(cell.text)
        read = _read_row(frame, row, whole, above)
        found.extend(read)
        if read and not any(draft.parent for draft, _ in read):
            whole = [draft for draft, _ in read]
    return found


def _is_in_rows(scope: str | None, table: Table) -> bool:
    """An area that labels a row of the table is not that of the others."""
    return scope is not None and any(
        cell is not None and cell.text.endswith(scope) for row in table.rows for cell in row
    )


def _shared_unit(caption: str) -> str:
    """`Đơn vị tính: tỷ đồng`, or a unit in brackets at the end of a line of the caption."""
    bracketed = _BRACKETED.findall(caption)
    said = [caption_unit(caption), *bracketed]
    return next((unit for text in said if (unit := read_unit(text))), "")


def _lines_above(plain: Plain, start: int) -> str:
    """The short lines right above a table: its title, and the unit of its numbers."""
    lines: list[str] = []
    for line in reversed(plain.text[max(0, start - _CAPTION) : start].split("\n")):
        text = line.strip()
        if text and (len(text) > _CAPTION_LINE or text.endswith((".", ";"))):
            break
        if text:
            lines.append(text)
        if len(lines) == _CAPTION_LINES:
            break
    return "\n".join(reversed(lines))


def _read_row(
    frame: _Frame, row: tuple[Cell | None, ...], whole: list[Draft], unit: str
) -> list[tuple[Draft, Sentence]]:
    """Read a row measured in `unit`; `whole` are the figures of the last row that was no part."""
    columns = frame.table.columns
    name_at = _find_column(columns, "name", 0)
    label = row[name_at]
    if label is None or not re.search(r"[^\W\d_]", label.text):
        return []
    name, label_unit = unit_in_label(_LABEL_NUMBER.sub("", label.text))
    part = _PART.match(name)
    name = name[part.end() :] if part and part.end() < len(name) else name
    unit = unit or label_unit or frame.unit
    area = _AREA.match(name)
    index = frame.compares and frame.subject.lower().startswith("chỉ số")
    indicated = names.starts_as_indicator(name.lower().split())
    if (frame.subject and not frame.named and (area or name.lower() in _SUMS)) or (
        index and not indicated
    ):
        name = f"{frame.subject} {name}"
    found: list[tuple[Draft, Sentence]] = []
    last: Draft | None = None
    for column, cell in zip(columns, row, strict=True):
        if cell is None or column.role in {"name", "unit", "index", "note"}:
            continue
        read = _read_cell(frame.state.plain, cell, frame.state.separators)
        compares = column.role in {"share", "change"} and bool(found) and not frame.compares
        if read is None:
            last = last if compares else None
            continue
        sentence, quantity = read
        measured = _measured_by(frame, column, [draft for draft, _ in found], last)
        if compares and measured is None:
            continue  # what it measures is missing
        if compares and measured is not None:
            measured.modifiers.append(_modifier(frame, column, quantity, measured))
            continue
        draft = _draft(frame, quantity, column, name, unit)
        draft.scope = area[1] if area else frame.scope
        if part:
            same = [other for other in whole if other.period == draft.period]
            draft.parent = next((other for other in same if other.kind == draft.kind), None)
        if not (draft.unit or quantity.unit) and found:
            draft.unit = found[-1][0].unit
        last = draft
        found.append((draft, sentence))
    return found


def _find_column(columns: tuple[Column, ...], role: str, default: int) -> int:
    return next((place for place, column in enumerate(columns) if column.role == role), default)


def _measured_by(
    frame: _Frame, column: Column, drafts: list[Draft], last: Draft | None
) -> Draft | None:
    """The figure of the row that a column of comparisons measures: of its own time, else the last."""
    period = frame.periods[column.header]
    same = [draft for draft in drafts if draft.period == period and period is not None]
    return same[-1] if same else last


def _subject(caption: str) -> str:
    """What a caption says that its table counts: `Bảng 3: Kết quả xây dựng cơ bản (triệu đồng)`."""
    text = re.sub(r"(?i)^\s*(?:bảng|biểu|phụ lục)?\s*\d*\s*[:.]?\s*", "", caption)
    text = re.sub(r"\s*\([^)]*\)?\s*", " ", _UNIT_LINE.sub("", text))
    text = re.sub(
        r"(?i)^(?:kết quả|tình hình|tổng hợp|biểu|thống kê|báo cáo)\s+(?:thực hiện\s+)?", "", text
    )
    text = re.split(
        r"(?i)\s+(?:các (?:xã|phường|huyện|đơn vị)|theo|năm|tháng|quý|giai đoạn|đến|của)\b|[,;:]",
        text,
    )[0].strip()
    return text if 1 <= len(text.split()) <= 8 and text.upper() != text else ""


def _read_cell(
    plain: Plain, cell: Cell, separators: Separators
) -> tuple[Sentence, Quantity] | None:
    sentence = tokenize(plain, cell.start, cell.end)
    if not sentence.low or len(cell.text) > _LONGEST_NUMBER:
        return None
    whole = _read_whole(cell.text, len(sentence.low), separators)
    if whole is not None:
        return sentence, whole
    quantities = read_quantities(sentence, set(), separators)
    if not quantities:
        return None
    quantity = quantities[0]
    if quantity.lead > 1 or quantity.sort == "guess":
        return None
    return sentence, quantity


def _read_whole(text: str, size: int, separators: Separators) -> Quantity | None:
    """What only a cell may hold: `1 234,5` with blanks between thousands, `11-12` as a range."""
    ends = _RANGE.fullmatch(text)
    if ends is not None:
        low, high = (parse_digits(end, separators) for end in ends.groups())
        if low < high:
            return Quantity(0, size, 0, size, None, low, high, "", "none", comparator="range")
    if _SPACED.fullmatch(text) is None:
        return None
    value = parse_digits(text, separators)
    return Quantity(0, size, 0, size, value, None, None, "", "none")


def _modifier(frame: _Frame, column: Column, quantity: Quantity, measured: Draft) -> Modifier:
    amount = quantity.value if quantity.value is not None else Decimal(0)
    base = re.sub(
        r"(?i)^\s*(?:.*\bso với|so sánh|so|tỷ lệ|%|đạt|tăng/giảm|tăng, giảm|chênh lệch|tốc độ tăng)\s*",
        "",
        column.header,
    )
    base = re.sub(r"(?i)\s*\([^)]*\)\s*|tuyệt đối|tương đối", " ", base).strip(" %")
    unit = quantity.unit or column.unit
    if column.role == "share":
        return Modifier("share", "", amount, unit or "%", base or _plan_of(frame))
    if not unit:
        of_amounts = amount == amount.to_integral_value() or "tuyệt đối" in column.header.lower()
        is_share = "%" in column.header or not of_amounts
        unit = "%" if is_share else measured.unit or measured.quantity.unit or "%"
    direction = "down" if quantity.sign in {"-", "–"} else "up"
    return Modifier("change", direction if amount else "same", amount, unit, base or None)


def _plan_of(frame: _Frame) -> str | None:
    """`Tỷ lệ (%)` beside a column `Kế hoạch vốn năm 2024` is the share of that plan."""
    plan = next((column for column in frame.table.columns if column.role == "target"), None)
    return (_YEARS.sub(" ", plan.header).strip().lower() or None) if plan else None


def _draft(frame: _Frame, quantity: Quantity, column: Column, name: str, unit: str) -> Draft:
    header = _BRACKETS.sub("", column.header).strip()
    draft = Draft(quantity, Cue("", quantity.lead), _join_name(column, header, name))
    if quantity.sort == "none":
        draft.unit = (
            _price_unit(column, unit)
            or column.unit
            or unit
            or counted_noun(header)
            or counted_noun(name)
        )
    told = column.role == "result" and bool(_YEARS.sub(" ", header).strip())
    draft.kind = _KIND.get(column.role) or (
        "result" if told else frame.state.section_kind or "result"
    )
    clock = frame.state.clock
    if frame.compares:
        item = _modifier(frame, column, quantity, draft)
        draft.form, draft.modifiers = item.kind, [item]
        draft.unit = draft.unit or item.unit
        draft.period = frame.period or clock.fallback
        return draft
    draft.period = frame.periods[column.header] or frame.period or clock.fallback
    if column.role == "target" and _WHOLE_YEAR.search(header.lower()):
        draft.period = _year_of(draft.period)  # `KH năm` in a report of six months
    draft.because.append("bảng: tên theo dòng; đơn vị, kỳ và loại theo cột")
    draft.doubt += Decimal("0.05")
    return draft


def _year_of(period: str | None) -> str | None:
    if period is None or not re.match(r"(?:\d{4}|XXXX)-[MQH]", period):
        return period
    return period[:4] if period[:4].isdecimal() else None


def _price_unit(column: Column, unit: str) -> str:
    """`Giá (đồng)` of a row measured in kg is in `đồng/kg`."""
    is_price = column.header.lower().startswith(("giá ", "đơn giá")) and column.unit in {
        "đồng",
        "nghìn đồng",
        "triệu đồng",
    }
    return f"{column.unit}/{unit}" if is_price and unit and unit != column.unit else ""


def _join_name(column: Column, header: str, name: str) -> str:
    """A header that names an indicator stands before the row's label: `Thu ngân sách xã A`."""
    title = _YEARS.sub(" ", header).strip(" -–")
    low = title.lower()
    if column.role == "target":
        is_indicator = names.starts_as_indicator(name.lower().split())
        names_it = len(low.split()) > 2 and (name.lower() in _SUMS or not is_indicator)
    else:
        names_it = (
            column.role in {"value", "result"}
            and names.starts_as_indicator(low.split())
            and low not in _PLAIN_TITLES
        )
    if not names_it:
        return name
    is_word = name.lower() not in _SUMS and not name[:2].isupper()
    return f"{title} {name[:1].lower() + name[1:] if is_word else name}"


def _period(header: str, clock: Clock) -> str | None:
    low = header.lower()
    for mention in find_mentions(low, 0, len(low)):
        written = clock.write(mention)
        if written is not None:
            return written
    return None
