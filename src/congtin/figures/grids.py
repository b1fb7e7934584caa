"""The figures of a table: row labels name them, header cells give unit, time and kind."""

from __future__ import annotations

import re
from decimal import Decimal

from congtin.figures import names
from congtin.figures.columns import Column, counted_noun, read_unit, unit_in_label
from congtin.figures.context import State, caption_unit
from congtin.figures.cues import Cue
from congtin.figures.drafts import Draft, Modifier
from congtin.figures.periods import Clock, find_mentions
from congtin.figures.plain import Plain
from congtin.figures.quantities import read_quantities
from congtin.figures.quantity import Quantity
from congtin.figures.sentences import Sentence, tokenize
from congtin.figures.tables import Cell, Table
from congtin.figures.vocabulary import word_set
from congtin.vietnamese.numbers import Separators

_SUMS = word_set("tables", "sums")
_AREA = re.compile(
    r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|khu vực|đặc khu)\s+(?=[A-ZĐÀ-Ỹ\d])",
    re.IGNORECASE,
)
_KIND = {"target": "target", "estimate": "estimate"}
_LABEL_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)]?|[a-zđ][.)]|[-+*•])\s+"
)


def read_grid(state: State, table: Table) -> list[tuple[Draft, Sentence]]:
    """Read the figures of a table, each with the cell it stands in as its sentence."""
    plain, separators, clock, default_kind = (
        state.plain,
        state.separators,
        state.clock,
        state.section_kind,
    )
    shared = read_unit(caption_unit(state))
    subject = _subject(state.caption)
    found: list[tuple[Draft, Sentence]] = []
    name_at = next(
        (place for place, column in enumerate(table.columns) if column.role == "name"), 0
    )
    unit_at = next(
        (place for place, column in enumerate(table.columns) if column.role == "unit"), -1
    )
    for row in table.rows:
        label = row[name_at]
        if label is None or not label.text or not re.search(r"[^\W\d_]", label.text):
            continue
        name, label_unit = unit_in_label(_LABEL_NUMBER.sub("", label.text))
        unit_cell = row[unit_at] if unit_at >= 0 else None
        unit = (read_unit(unit_cell.text) if unit_cell else "") or label_unit or shared
        area = _AREA.match(name)
        titled = any(
            names.starts_as_indicator(column.header.lower().split())
            for column in table.columns
            if column.role in {"value", "result", "target", "estimate"}
        )
        if subject and not titled and (area or name.lower() in _SUMS):
            name = f"{subject} {name}"
        last: Draft | None = None
        for place, cell in enumerate(row):
            column = table.columns[place]
            if cell is None or place in {name_at, unit_at} or column.role in {"index", "note"}:
                continue
            read = _read_cell(plain, cell, separators)
            if read is None:
                continue
            sentence, quantity = read
            if column.role in {"share", "change"} and last is not None:
                last.modifiers.append(_modifier(column, quantity))
                continue
            draft = _draft(plain, quantity, column, name, unit, table, clock, default_kind)
            last = draft
            if area:
                draft.scope = _LABEL_NUMBER.sub("", label.text)
            found.append((draft, sentence))
    return found


def _subject(caption: str) -> str:
    """What a caption says that its table counts: `Bảng 3: Kết quả xây dựng cơ bản (triệu đồng)`."""
    text = re.sub(r"(?i)^\s*(?:bảng|biểu|phụ lục)?\s*\d*\s*[:.]?\s*", "", caption)
    text = re.sub(r"\s*\([^)]*\)?\s*", " ", text)
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
        r"(?i)^\s*(?:so sánh|so với|so|tỷ lệ|%|đạt|tăng/giảm|tốc độ tăng)\s*", "", column.header
    )
    base = re.sub(r"\s*\([^)]*\)\s*", " ", base).strip(" %")
    unit = quantity.unit or column.unit or "%"
    if column.role == "share":
        return Modifier("share", "", amount, unit, base or None)
    direction = "down" if quantity.sign in {"-", "–"} else "up"
    return Modifier("change", direction, amount, unit, base or None)


def _draft(
    plain: Plain, quantity: Quantity, column: Column, name: str, unit: str, table: Table, clock: Clock, default_kind: str | None
) -> Draft:  # fmt: skip
    del plain, table
    header = re.sub(r"\s*\([^)]*\)", "", column.header).strip()
    title = re.sub(
        r"(?i)\s*(?:năm|tháng|quý)?\s*(?:\d{1,2}/)?(?:19|20)\d\d\s*", " ", header
    ).strip()
    if (
        title
        and column.role in {"value", "result"}
        and names.starts_as_indicator(title.lower().split())
        and title.lower() not in {"giá trị", "số lượng", "mức"}
    ):
        shown = name if name.lower() in _SUMS else name[:1].lower() + name[1:]
        name = f"{title} {shown}"
    draft = Draft(quantity, Cue("", quantity.lead), name)
    if quantity.sort == "none":
        draft.unit = column.unit or unit or counted_noun(name)
    draft.kind = _KIND.get(column.role) or (
        "result" if column.role == "result" else default_kind or "result"
    )
    draft.period = _period(header, clock) or clock.fallback
    draft.because.append("bảng: tên theo dòng; đơn vị, kỳ và loại theo cột")
    draft.doubt += Decimal("0.05")
    return draft


def _period(header: str, clock: Clock) -> str | None:
    low = header.lower()
    for mention in find_mentions(low, 0, len(low)):
        written = clock.write(mention)
        if written is not None:
            return written
    return None
