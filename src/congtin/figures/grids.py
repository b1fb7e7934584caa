"""The figures of a table: row labels name them, header cells give unit, time and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from congtin.figures import names
from congtin.figures.cells import Cell, Table
from congtin.figures.columns import Column, counted_noun, read_unit, unit_in_label
from congtin.figures.context import State, caption_unit
from congtin.figures.cues import Cue
from congtin.figures.drafts import Draft, Modifier
from congtin.figures.periods import Clock, find_mentions
from congtin.figures.plain import Plain
from congtin.figures.quantities import read_quantities
from congtin.figures.quantity import Quantity
from congtin.figures.sentences import Sentence, tokenize
from congtin.figures.vocabulary import word_set
from congtin.vietnamese.numbers import Separators

_SUMS = word_set("tables", "sums")
_AREA = re.compile(
    r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|khu vực|đặc khu)\s+(?=[A-ZĐÀ-Ỹ\d])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\s*(?:năm|tháng|quý)?\s*(?:\d{1,2}/)?(?:19|20)\d\d\s*", re.IGNORECASE)
_CAPTION, _CAPTION_LINE, _CAPTION_LINES = 600, 200, 3  # characters above a table, of a line; lines
_BRACKETED = re.compile(r"\(([^()\n]{1,30})\)[ .]*$", re.MULTILINE)
_UNIT_LINE = re.compile(r"\(?(?:đơn vị(?: tính)?|đvt)\s*:[^\n)]{1,40}\)?", re.IGNORECASE)
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
            if column.role in {"value", "result", "target", "estimate"}
        ),
    )
    found: list[tuple[Draft, Sentence]] = []
    for row in table.rows:
        found.extend(_read_row(frame, row))
    return found


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


def _read_row(frame: _Frame, row: tuple[Cell | None, ...]) -> list[tuple[Draft, Sentence]]:
    columns = frame.table.columns
    name_at = _find_column(columns, "name", 0)
    unit_at = _find_column(columns, "unit", -1)
    label = row[name_at]
    if label is None or not re.search(r"[^\W\d_]", label.text):
        return []
    name, label_unit = unit_in_label(_LABEL_NUMBER.sub("", label.text))
    unit_cell = row[unit_at] if unit_at >= 0 else None
    unit = (read_unit(unit_cell.text) if unit_cell else "") or label_unit or frame.unit
    area = _AREA.match(name)
    if frame.subject and not frame.named and (area or name.lower() in _SUMS):
        name = f"{frame.subject} {name}"
    found: list[tuple[Draft, Sentence]] = []
    for column, cell in zip(columns, row, strict=True):
        if cell is None or column.role in {"name", "unit", "index", "note"}:
            continue
        read = _read_cell(frame.state.plain, cell, frame.state.separators)
        if read is None:
            continue
        sentence, quantity = read
        measured = _measured_by(frame, column, [draft for draft, _ in found])
        if measured is not None:
            measured.modifiers.append(_modifier(column, quantity))
            continue
        draft = _draft(frame, quantity, column, name, unit)
        if area:
            draft.scope = _LABEL_NUMBER.sub("", label.text)
        found.append((draft, sentence))
    return found


def _find_column(columns: tuple[Column, ...], role: str, default: int) -> int:
    return next((place for place, column in enumerate(columns) if column.role == role), default)


def _measured_by(frame: _Frame, column: Column, drafts: list[Draft]) -> Draft | None:
    """The figure of the row that a column of comparisons measures: of its own time, else the last."""
    if column.role not in {"share", "change"} or not drafts:
        return None
    period = _period(column.header, frame.state.clock)
    same = [draft for draft in drafts if draft.period == period and period is not None]
    return (same or drafts)[-1]


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
    quantities = read_quantities(sentence, set(), separators)
    if not quantities or len(cell.text) > 40:
        return None
    quantity = quantities[0]
    if quantity.lead > 1 or quantity.sort == "guess":
        return None
    return sentence, quantity


def _modifier(column: Column, quantity: Quantity) -> Modifier:
    amount = quantity.value if quantity.value is not None else Decimal(0)
    base = re.sub(
        r"(?i)^\s*(?:.*\bso với|so sánh|so|tỷ lệ|%|đạt|tăng/giảm|tốc độ tăng)\s*", "", column.header
    )
    base = re.sub(r"\s*\([^)]*\)\s*", " ", base).strip(" %")
    unit = quantity.unit or column.unit or "%"
    if column.role == "share":
        return Modifier("share", "", amount, unit, base or None)
    direction = "down" if quantity.sign in {"-", "–"} else "up"
    return Modifier("change", direction, amount, unit, base or None)


def _draft(frame: _Frame, quantity: Quantity, column: Column, name: str, unit: str) -> Draft:
    header = re.sub(r"\s*\([^)]*\)", "", column.header).strip()
    draft = Draft(quantity, Cue("", quantity.lead), _join_name(column, header, name))
    if quantity.sort == "none":
        draft.unit = column.unit or unit or counted_noun(name)
    draft.kind = _KIND.get(column.role) or (
        "result" if column.role == "result" else frame.state.section_kind or "result"
    )
    clock = frame.state.clock
    draft.period = _period(header, clock) or frame.period or clock.fallback
    draft.because.append("bảng: tên theo dòng; đơn vị, kỳ và loại theo cột")
    draft.doubt += Decimal("0.05")
    return draft


def _join_name(column: Column, header: str, name: str) -> str:
    """A header that names an indicator stands before the row's label: `Thu ngân sách xã A`."""
    title = _YEARS.sub(" ", header).strip()
    if (
        column.role not in {"value", "result"}
        or not names.starts_as_indicator(title.lower().split())
        or title.lower() in {"giá trị", "số lượng", "mức"}
    ):
        return name
    return f"{title} {name if name.lower() in _SUMS else name[:1].lower() + name[1:]}"


def _period(header: str, clock: Clock) -> str | None:
    low = header.lower()
    for mention in find_mentions(low, 0, len(low)):
        written = clock.write(mention)
        if written is not None:
            return written
    return None
