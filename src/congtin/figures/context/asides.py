"""How far a time reaches inside its sentence: to its number, its clause, its year."""

from __future__ import annotations

import re

from congtin.figures.context.mentions import Mention
from congtin.figures.context.reaches import flows, leads, opens
from congtin.figures.drafts import Draft


def within_year(
    current: str | None, latest: int | None, spoken: list[tuple[Mention, str]]
) -> list[tuple[Mention, str]]:
    """`cả năm` is the year that was spoken of just before it."""
    year = current[:4] if current and re.match(r"\d{4}(?!-\d{4})", current) else None
    if year is not None and latest is not None and int(year) > latest:
        year = None  # the last that was spoken of was a goal
    found = []
    for mention, written in spoken:
        if mention.shape == "rel" and mention.word.endswith(
            ("cả năm", "trong năm", "cuối năm", "hết năm")
        ):
            found.append((mention, year or written))
            continue
        found.append((mention, written))
        year = written[:4] if written[:4].isdecimal() and "-2" not in written[4:6] else year
    return found


def after_aside(
    low: str,
    begin: int,
    number: int,
    spoken: list[tuple[Mention, str]],
    before: tuple[Mention, str] | None,
    document: str | None,
    *,
    of_flow: bool,
) -> tuple[Mention, str] | None:
    """The day of a stock (`nợ đến 31/3 là 61 tỷ; ...`) ends with its clause."""
    if before is None:
        return None
    mention = before[0]
    of_day = mention.shape == "date" or (mention.up_to and mention.shape == "month")
    bounded = of_day or mention.up_to or mention.word.startswith(("cuối", "hết", "đầu"))
    if not bounded or ";" not in low[mention.end : number] or leads(low[begin : mention.start]):
        return before
    opening = spoken[0]
    if not of_flow:
        return before
    if opening is not before and opens(low[begin : opening[0].start]):
        return opening
    return None if of_day and document is not None else before


def belongs(low: str, number_end: int, mention: Mention) -> bool:
    """A time right after a number is the number's own: `5,6% năm 2016`."""
    between = low[number_end : mention.start].strip()
    follows = low[mention.end : mention.end + 12].strip()
    if between not in {
        "",
        "vào",
        "trong",
        "như",
        "của",
        "vào cuối",
        "cuối",
        "(",
        "đến",
        "vào hết",
        "ở",
        "tính đến",
        "đến hết",
        "vào năm",
    }:
        return False
    return not follows.startswith(
        (":", "là", "đạt", "ước", "tăng", "giảm", "phấn", "có", "thu", "dự", "tương ứng")
    )


def of_flow(draft: Draft, mention: Mention, written: str) -> str:
    """What flows up to the end of a month has flowed since January: `đến hết tháng 8, giải ngân`."""
    if not mention.up_to or not flows(draft):
        return written
    year = written[:4]
    if mention.shape == "month":
        return f"{year}-M01..{mention.first:02d}"
    return written


def look_ahead(
    low: str, spans: list[tuple[int, int]], drafts: list[Draft], spoken: list[tuple[Mention, str]]
) -> None:
    """`... là những con số nổi bật của huyện trong năm 2023`: the time stands last."""
    if not spoken or not drafts or any(draft.period for draft in drafts):
        return
    mention, written = spoken[0]
    if mention.start < spans[-1][1]:
        return
    before = low[max(0, mention.start - 12) : mention.start].strip()
    if not before.endswith(("đến", "kế hoạch", "dự toán", "trước", "từ")):
        year = mention.shape in {"year", "span", "rel"}
        for draft, (_, stop) in zip(drafts, spans, strict=True):
            if year or ";" not in low[stop : mention.start]:
                draft.period = written
