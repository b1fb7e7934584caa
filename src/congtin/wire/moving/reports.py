"""What came of a move, or would come of it: counts by kind and reason, and each row that is odd."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TextIO

__all__ = ["Problem", "Report"]

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """`row`: the line or item in the file; 0 where it concerns the whole."""

    row: int
    key: str
    title: str
    text: str


@dataclass(slots=True)
class Report:
    """Flat in memory: the rows go to `out` as CSV as they come, and only the first are kept."""

    out: TextIO | None = None
    made: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    sections: list[str] = field(default_factory=list)
    first: list[Problem] = field(default_factory=list)
    broken: str = ""
    _lines: Any = None

    def __post_init__(self) -> None:
        if self.out is not None:
            self._lines = csv.writer(self.out)
            self._lines.writerow(["dòng", "mã", "tít", "mức", "nội dung"])

    def refuse(self, problem: Problem) -> None:
        self.refused[problem.text] += 1
        self._write(problem, "không chuyển")
        if len(self.first) < _SHOWN:
            self.first.append(problem)

    def notice(self, problem: Problem) -> None:
        self.noticed[problem.text] += 1
        self._write(problem, "lưu ý")

    def _write(self, problem: Problem, level: str) -> None:
        if self._lines is not None:
            cells = (problem.key, problem.title, level, problem.text)
            self._lines.writerow([problem.row or "", *map(_as_text, cells)])


def _as_text(cell: str) -> str:
    """A spreadsheet would run a cell that begins like a formula."""
    flat = " ".join(cell.split())[:300]
    return f"'{flat}" if flat.startswith(("=", "+", "-", "@")) else flat
