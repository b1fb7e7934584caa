"""A table as rows of cells under columns, and what a cell with a number looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from congtin.figures.tables.columns import Column

NUMBER = r"[+-]?(?:\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*)"


BOUND = r"(?:trên|dưới|khoảng|≥|≤|>=|<=|>|<|~|trên dưới|từ|không quá|tối thiểu|ít nhất|gần|hơn)"


NUMERIC = re.compile(
    rf"\s*\(?(?:{BOUND}\s*)?{NUMBER}(?:\s*(?:-|–|÷|đến|/)\s*{NUMBER})?\s*(?:%|‰|lần|trở lên)?\)?\s*",
    re.IGNORECASE,
)


YEAR_CELL = re.compile(
    r"\s*(?:năm\s+)?(?:19|20)\d\d\s*(?:[-–]\s*(?:19|20)?\d\d)?\s*", re.IGNORECASE
)


LONGEST_CELL = 160
Line = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell and its offsets in the clean text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells under columns; `caption` is what its own first rows say of all."""

    start: int
    end: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    caption: str = ""
