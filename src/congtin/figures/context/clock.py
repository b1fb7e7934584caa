"""What a document has said so far about its time: the tracks that dates are carried over on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from congtin.figures.context.mentions import Mention


@dataclass(slots=True)
class Clock:
    """What a document has said so far about its time."""

    report_year: int | None = None
    report_month: int | None = None
    spoken_in: int | None = None  # the year in which the text was written, where it is known
    terms: frozenset[tuple[int, int]] = frozenset()
    term: tuple[int, int] | None = None
    opens_term: bool = False  # the text stands at the beginning of its term
    aim: str | None = None  # the time of the goals being told
    document: str | None = None
    section: str | None = None
    topic: str | None = None  # the time that opened a paragraph, until another or a heading
    current: str | None = None
    sticky: bool = False  # `tính đến hết tháng 8` goes on over paragraphs

    of_stock: bool = False  # the current time is the day of a stock
    event: str | None = None  # the day on which what the text tells happened
    aim_before: str | None = None  # the time of the goals before an item of theirs named its own
    aim_is_aside: bool = False

    @property
    def knows_flow(self) -> bool:
        """Tell whether the text reports on a span of months, to which it returns after a day."""
        return "M" in (self.section or self.document or "") or "Q" in (
            self.section or self.document or ""
        )

    @property
    def fallback(self) -> str | None:
        """The period of a figure that has none in its sentence."""
        return self.current or self.section or self.document

    def write(self, mention: Mention) -> str | None:
        """Write a mention in the form of the schema, completing it from the clock."""
        year = mention.year
        if year is None and self.report_year is not None:
            year = self.report_year - (mention.word in {"năm ngoái", "năm trước"})
        shown = f"{year:04d}" if year is not None else "XXXX"
        match mention.shape:
            case "year":
                return shown if year is not None else None
            case "span":
                return f"{mention.year}-{mention.until_year}"
            case "month":
                return f"{shown}-{mention.first:02d}"
            case "months":
                if (mention.first, mention.last) == (1, 12):
                    return shown if year is not None else None
                return f"{shown}-M{mention.first:02d}..{mention.last:02d}"
            case "quarter":
                if mention.up_to:
                    return f"{shown}-M01..{mention.first * 3:02d}"
                return f"{shown}-Q{mention.first}"
            case "date":
                return f"{shown}-{mention.last:02d}-{mention.day:02d}"
            case "dates":
                begins = mention.until_year or shown
                return (
                    f"{begins}-{mention.first:02d}-{mention.day_from:02d}.."
                    f"{shown}-{mention.last:02d}-{mention.day:02d}"
                )
            case "since":
                return self._write_running(shown)
            case "onwards":  # `từ năm 2021 đến nay`
                now = self.spoken_in or self.report_year
                return f"{mention.year}-{now}" if now and now > (mention.year or 0) else None
            case _:
                return self._write_relative(mention.word)

    def _write_running(self, shown: str) -> str | None:
        """Write what has added up since January, to the end of the report's own time."""
        known = self.section or self.document or ""
        if re.match(rf"{shown}-(?:M01|Q1)", known):
            return known
        ends = re.fullmatch(rf"{shown}-(\d\d)", known)
        month = int(ends[1]) if ends else self.report_month
        if month is None:
            return None
        return shown if month == 12 and shown != "XXXX" else f"{shown}-M01..{month:02d}"

    def term_of(self, word: str) -> tuple[int, int] | None:
        """Give the term that `nhiệm kỳ qua`, `nhiệm kỳ tới` or a bare `nhiệm kỳ` speaks of."""
        if self.term is None:
            return None
        first, last = self.term
        before = (2 * first - last, first)
        if word.endswith((" tới", " mới", " này")):
            return self.term
        if word.endswith(" trước"):
            return before
        if word.endswith(" qua"):
            return before if self.opens_term else self.term
        spoken = re.fullmatch(r"(\d{4})-(\d{4})", self.current or "")
        if spoken:
            return int(spoken[1]), int(spoken[2])
        return before if self.opens_term and word.startswith("đầu") else self.term

    def _write_relative(self, word: str) -> str | None:
        if "nhiệm kỳ" in word:
            term = self.term_of(word)
            if term is None:
                return None
            if word.startswith("đầu"):
                return str(term[0])
            return str(term[1]) if word.startswith(("cuối", "hết")) else f"{term[0]}-{term[1]}"
        if word == "trong tháng":
            known = re.search(
                r"^(\d{4}|XXXX)-(?:M\d\d\.\.)?(\d\d)$", self.section or self.document or ""
            )
            return f"{known[1]}-{known[2]}" if known else None
        if self.report_year is None:
            return None
        if (
            word[0].isdecimal()
            or word.endswith(("gần đây", "đây", "liên tiếp", "liền"))
            or word.split(" ", maxsplit=1)[0] in {"mấy", "những", "hai", "ba"}
        ):
            return None
        if word.startswith("tháng"):
            if self.report_month is None:
                return None
            month = self.report_month - (1 if word.endswith("trước") else 0)
            return f"{self.report_year}-{month:02d}" if month else f"{self.report_year - 1}-12"
        if word.startswith("quý"):
            return None
        step = {"tới": 1, "sau": 1, "ngoái": -1, "trước": -1}.get(word.rsplit(" ", 1)[-1], 0)
        return str(self.report_year + step)


def last_year(period: str | None) -> int | None:
    """Give the year in which a written period ends."""
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", period or "")
    return int(years[-1]) if years else None
