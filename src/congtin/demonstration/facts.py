"""The facts of the demonstration, read from their files into plain rows. No Django here."""

import csv
import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

__all__ = [
    "DATA",
    "FactFigure",
    "FactSource",
    "Story",
    "read_figures",
    "read_note",
    "read_pictures",
    "read_rows",
    "read_sections",
    "read_sources",
    "read_stories",
]

DATA = Path(__file__).resolve().parent / "data"
_SECOND_PLAN = re.compile(r"([\d.]+)% kế hoạch ([^;]+)")
_DOUBTFUL = "doubtful:"
_CODES = re.compile(r"\s*\((?:theo )?S\d{3}(?:[;,] ?S\d{3})*\)|\bS\d{3}: ")
_POINT = re.compile(r"(?<=\d)\.(?=\d{1,2}(?!\d))")
# How many targets a plan has is what the number of those reached is held against.
_PAIRED = {
    "Số chỉ tiêu kinh tế - xã hội chủ yếu được giao": (
        "Số chỉ tiêu kinh tế - xã hội đạt và vượt kế hoạch"
    ),
}
_BEFORE_MERGER = " (trước hợp nhất)"


@dataclass(frozen=True, slots=True)
class FactSource:
    code: str
    title: str
    publisher: str
    address: str
    published_on: dt.date | None
    event_on: dt.date | None

    @property
    def date(self) -> dt.date:
        return self.published_on or self.event_on or dt.date.min


@dataclass(frozen=True, slots=True)
class FactFigure:
    """One row of figures.csv; `period` in the form of the figures schema."""

    body: str
    territory: str
    indicator: str
    period: str
    kind: str
    comparator: str
    measure: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    attainment: Decimal | None
    attainment_base: str
    set_by: str
    source: str
    note: str

    @property
    def is_doubtful(self) -> bool:
        return _DOUBTFUL in self.note

    @property
    def other_attainments(self) -> list[tuple[Decimal, str]]:
        """The second plan that a note names: "141% kế hoạch thành phố giao"."""
        return [
            (Decimal(share), f"kế hoạch {base.strip()}")
            for share, base in _SECOND_PLAN.findall(self.note)
        ]

    @property
    def public_note(self) -> str:
        return read_note(self.note)


@dataclass(frozen=True, slots=True)
class Story:
    """One article file, as written."""

    slug: str
    section: str
    headline: str
    standfirst: str
    published_at: dt.datetime
    source: str
    body: list[dict[str, Any]]
    facts: list[str] = field(default_factory=list)
    original_date: dt.date | None = None
    units: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    period: str = ""
    byline: str = ""
    related: list[str] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)
    arithmetic: list[str] = field(default_factory=list)


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of the demonstration."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_sources() -> dict[str, FactSource]:
    """By their code ("S001")."""
    return {
        row["source_id"]: FactSource(
            code=row["source_id"],
            title=row["title"],
            publisher=row["publisher"],
            address=row["url"],
            published_on=read_day(row["published"]),
            event_on=read_day(row["event_date"]),
        )
        for row in read_rows("sources")
    }


def read_figures() -> list[FactFigure]:
    return [_read_figure(row) for row in read_rows("figures")]


def read_sections() -> list[dict[str, Any]]:
    """In their order."""
    sections = tomllib.loads((DATA / "sections.toml").read_text(encoding="utf-8"))["section"]
    return sorted(sections, key=lambda section: section["order"])


def read_pictures() -> dict[str, dict[str, Any]]:
    """The specifications of the drawn pictures, by their names."""
    return tomllib.loads((DATA / "pictures.toml").read_text(encoding="utf-8"))


def read_stories() -> list[Story]:
    """All articles, oldest first."""
    files = sorted((DATA / "articles").glob("*.toml"))
    stories = [Story(**tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]
    return sorted(stories, key=lambda story: (story.published_at, story.slug))


def read_note(text: str) -> str:
    """A row's note for the public: doubts are said, codes of rows are not, decimals get a comma."""
    said = _CODES.sub("", text.replace(_DOUBTFUL, "chưa chắc:"))
    return _POINT.sub(",", said).strip()


def read_day(text: str) -> dt.date | None:
    """None where the day is not wholly known ("2021", "2022-Q1")."""
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _read_figure(row: dict[str, str]) -> FactFigure:
    body = row["body"]
    return FactFigure(
        body=body.removesuffix(_BEFORE_MERGER),
        territory="trước hợp nhất" if body.endswith(_BEFORE_MERGER) else "",
        indicator=_PAIRED.get(row["indicator"], row["indicator"]),
        period=_read_period(row["period"]),
        kind=row["kind"],
        comparator=row["comparator"],
        measure=row["unit"],
        value=_read_number(row["value"]),
        low=_read_number(row["low"]),
        high=_read_number(row["high"]),
        attainment=_read_number(row["attainment_pct"]),
        attainment_base=row["attainment_base"],
        set_by=row["assigned_by"],
        source=row["source_id"],
        note=row["note"],
    )


def _read_period(text: str) -> str:
    """ "2021-M6", the first six months, becomes "2021-M01..06"."""
    year, _, rest = text.partition("-")
    return f"{year}-M01..{int(rest[1:]):02d}" if rest.startswith("M") else text


def _read_number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
