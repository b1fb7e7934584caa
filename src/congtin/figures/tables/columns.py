"""What the columns and row labels of a table say: role, unit, counted noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from congtin.figures.numbers.units import match_unit
from congtin.figures.vocabulary import TOKEN, phrases, word_set

_INDEX = word_set("tables", "index")


_NAME = word_set("tables", "name")


_UNIT = word_set("tables", "unit")


_NOTE = word_set("tables", "note")


_KINDS = {
    key: tuple(sorted(word_set("tables", key), key=len, reverse=True))
    for key in ("share", "change", "target", "estimate", "result")
}


_MOVING = tuple(word_set("tables", "change"))
_COUNTS = phrases("counts", "nouns")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: index, name, unit, note, or a value of some kind."""

    role: str  # index name unit note share change target estimate result value
    header: str
    unit: str = ""


def describe_column(header: str, *, position: int) -> Column:
    """Say what a column holds from its header."""
    low = " ".join(header.lower().split())
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", low)
    unit = _unit_in(header)
    if bare in _INDEX:
        return Column("index", header)
    if bare in _UNIT:
        return Column("unit", header)
    if bare in _NOTE:
        return Column("note", header)
    if bare in _NAME or (
        position <= 1
        and bare.startswith(("chỉ tiêu", "nội dung", "tên "))
        and not re.search(r"\d{4}", bare)
    ):
        return Column("name", header)
    if low.startswith(_MOVING):
        return Column("change", header, unit)
    for role in ("share", "change", "estimate", "target", "result"):
        for word in _KINDS[role]:
            if re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", low) and (
                word != "%" or low.startswith("%") or bare in {"%", ""}
            ):
                if role == "share" and word in {"tỷ lệ", "đạt"} and position == 0:
                    continue
                return Column(role, header, unit)
    return Column("value" if position else "name", header, unit)


def unit_in_label(label: str) -> tuple[str, str]:
    """Split a row label from the unit in its brackets: `Số hộ nghèo (hộ)`."""
    match = re.search(
        r"\s*[(,]\s*(?:đvt:?\s*|đơn vị:?\s*)?([^()]{1,30})\)?\s*$", label, re.IGNORECASE
    )
    if match:
        unit = read_unit(match[1])
        if unit:
            return label[: match.start()].strip(), unit
    return label.strip(), ""


def read_unit(text: str) -> str:
    """Read a whole cell as a unit, or give nothing."""
    low = TOKEN.findall(text.lower().replace("tỉ", "tỷ"))
    if not low:
        return ""
    unit = match_unit(low, 0, len(low))
    if unit is None or unit.end < len(low):
        return ""
    return unit.text


def counted_noun(label: str) -> str:
    """Give the noun that a row label counts: `Trường đạt chuẩn quốc gia`."""
    low = TOKEN.findall(label.lower())
    begin = 0
    for skip in (["tổng", "số"], ["số", "lượng"], ["số"]):
        if low[: len(skip)] == skip:
            begin = len(skip)
            break
    hit = _COUNTS.match(low, begin, len(low))
    return " ".join(low[begin : hit[1]]) if hit else ""


def _unit_in(header: str) -> str:
    match = re.search(r"\(\s*(?:đvt:?\s*|đơn vị:?\s*)?([^()]{1,30})\)", header, re.IGNORECASE)
    return read_unit(match[1]) if match else ""
