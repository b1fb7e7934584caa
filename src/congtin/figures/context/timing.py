"""When a figure holds: the time in its sentence, else the one that carries over (2.6).

A sentence is dated in two steps, since its kind lies between them: first `date_stated` gives the
times that stand in it, then `date_carried` gives what is left the time of the report, or that of
the goals if it is one.
"""

from __future__ import annotations

import re

from congtin.figures.context.clock import Clock, last_year
from congtin.figures.context.periods import Mention
from congtin.figures.context.reaches import flows, leads, opens, speaks
from congtin.figures.context.state import State, term_end
from congtin.figures.drafts import Draft


def date_stated(
    state: State,
    low: str,
    spans: list[tuple[int, int]],
    drafts: list[Draft],
    mentions: list[Mention],
    based: list[tuple[int, int]],
    begin: int,
) -> None:
    """Date the drafts by the times in their sentence; `spans` are those of numbers with units."""
    clock = state.clock
    all_spoken = [
        (mention, written)
        for mention in mentions
        if (written := speaks(clock, mention)) is not None
    ]
    spoken = [
        one for one in all_spoken if not any(first <= one[0].start < last for first, last in based)
    ]
    if _NOW.match(low, begin) and (last_year(clock.current) or 9999) < (clock.report_year or 0):
        clock.current, clock.sticky = None, False
    spoken = _within_year(clock.current, clock.report_year, spoken)
    closing = term_end(state, mentions)
    spoken = [
        (
            mention,
            str(closing)
            if closing and mention.word.startswith(("cuối nhiệm", "hết nhiệm"))
            else written,
        )
        for mention, written in spoken
    ]
    headed = bool(spoken) and opens(low[begin : spoken[0][0].start])
    owned: set[int] = set()
    unknown = [mention.end for mention in mentions if _is_unknown(clock, mention)]
    for draft, (number_start, number_end) in zip(drafts, spans, strict=True):
        own = before = None
        if draft.cue.word.endswith("từ"):
            own = next(
                (
                    one
                    for one in all_spoken
                    if low[number_end : one[0].start].strip() in {"", "("}
                    and one[0].start >= number_end
                ),
                None,
            )  # `giảm từ 6,4% năm 2020 xuống`: a base it would be beside a movement
        for mention, written in spoken:
            if headed and mention.start in owned and ";" in low[mention.end : number_start]:
                continue  # `39,2 tỷ của năm 2023; ...` dated that number only
            if mention.end <= number_start:
                before = (mention, written)
            elif (
                own is None
                and number_end <= mention.start < number_end + 40
                and _belongs(low, number_end, mention)
            ):
                own = (mention, written)
                owned.add(mention.start)
        chosen = own or _after_aside(
            low, begin, number_start, spoken, before, clock.fallback, of_flow=flows(draft)
        )
        if chosen is not None:
            draft.period = _of_flow(draft, *chosen)
        if any(end <= number_start and (chosen is None or chosen[0].end < end) for end in unknown):
            draft.period, draft.stated = None, True
    _look_ahead(low, spans, drafts, spoken)
    for draft in drafts:
        if draft.period is not None:
            draft.stated = True
            draft.because.append("kỳ: nêu trong câu")


def date_carried(
    state: State, low: str, spans: list[tuple[int, int]], drafts: list[Draft], begin: int
) -> None:
    """Date the drafts that their sentence leaves open, each by the track of its kind."""
    clock = state.clock
    now = _NOW.match(low, begin) is not None
    for draft in drafts:
        if draft.period is not None or draft.stated:
            continue
        if clock.of_stock and _DAY.fullmatch(clock.current or "") and flows(draft):
            clock.current, clock.sticky = None, False
        draft.period = _carried(state, draft, divides=low.startswith("trong đó", begin))
        term = _term(draft.period)
        if term and now and draft.kind != "target":
            draft.period = term[1]  # `Đến nay, toàn huyện có` after the review of some years
        if draft.period is not None:
            draft.because.append("kỳ: theo câu trước hoặc tiêu đề")
    _average_over_terms(state, low, spans, drafts, begin)
    for draft, (number, _) in zip(drafts, spans, strict=True):
        said = low[max(begin, number - _REACH) : number]
        before = draft.year_before or ("cùng kỳ" in said and _YEAR_BEFORE.search(said) is not None)
        if before and draft.period and draft.period[:4].isdecimal():
            draft.period = f"{int(draft.period[:4]) - 1}{draft.period[4:]}"


def _carried(state: State, draft: Draft, *, divides: bool) -> str | None:
    """Give the time that carries over to a figure; `divides` tells that its sentence says `Trong đó`."""
    clock, whole = state.clock, draft.parent
    if divides and whole is not None and whole.stated and whole.period and whole.kind == draft.kind:
        return whole.period
    if draft.aims and clock.aim is not None:
        return clock.aim
    if draft.aims and clock.opens_term and clock.term is not None:
        return f"{clock.term[0]}-{clock.term[1]}"  # what a congress aims at is for its term
    if draft.aims:
        return _whole_year(clock.fallback)
    stands = draft.kind == "target" or _STANDING.match(draft.name.lower())
    return clock.fallback or (None if stands else clock.event)


# What a place or a work has whatever day it is.
_STANDING = re.compile(r"(?:tổng )?(?:diện tích|dân số|mức đầu tư|chiều dài|vốn đầu tư)")


def note_event(clock: Clock, low: str, begin: int, mentions: list[Mention]) -> None:
    """Keep the day on which something happened: `Sáng 5/9, huyện trao 117 suất quà`."""
    for mention in mentions:
        if mention.shape not in {"date", "dates"} or mention.compared:
            continue
        before = low[begin : mention.start]
        if mention.shape == "date" and (
            mention.up_to
            or not _HAPPENED.search(before + low[mention.start : mention.end])
            or not _GOES_ON.match(low, mention.end)
        ):
            continue
        year = mention.year or clock.report_year
        if year is None or (clock.spoken_in or year) == year:
            clock.event = clock.write(mention)


# A day alone is that of the paper, and tells nothing of what stands in it.
_HAPPENED = re.compile(
    r"(?:^|[,;:]|\b(?:vừa qua|hôm nay))[\s\W\d]*(?:vào\s+)?"
    r"(?:(?:(?:rạng sáng|sáng|trưa|chiều|tối|đêm|trong|hôm)\s+)+(?:ngày\s+)?|ngày\s+)\d[\d/.\s-]*(?:tháng[\s\d]+)?(?:năm\s+\d+)?$"
)
_GOES_ON = re.compile(r"\s*\)?,?\s*[^\W\d_]")


# `(cùng kỳ 2022 xuất siêu 41,3 triệu USD)`, `Cùng kỳ năm trước thu 5,8 tỷ đồng`, `giảm 32% so với
# cùng kỳ năm 2023 (1.771 ca)`: the same months of the year before
_REACH = 80
_YEAR_BEFORE = re.compile(
    r"(?:(?:^|[(;])\s*cùng kỳ(?: năm)?(?: (?:20\d\d|trước|ngoái))? [^();,]*"
    r"|cùng kỳ(?: năm)?(?: (?:20\d\d|trước|ngoái))? \([^();,%]{0,12})$"
)


def _is_unknown(clock: Clock, mention: Mention) -> bool:
    """`Từ đầu nhiệm kỳ đến nay` where no term is named: some time, and none that carries over."""
    long = mention.shape == "onwards" or ("nhiệm kỳ" in mention.word and mention.speaks)
    return long and clock.write(mention) is None


def _whole_year(period: str | None) -> str | None:
    """`phấn đấu giải ngân trên 95%` in a report of nine months is a goal of the year."""
    months = re.fullmatch(r"(\d{4})-(?:M01\.\.\d\d|\d\d-\d\d)", period or "")
    return months[1] if months else period


# What stands now is told of the report's own time, no more of the year before.
_NOW = re.compile(
    r"[\s\-–+*•]*(?:hiện nay|hiện có|hiện tại|đến nay|đến thời điểm (?:này|hiện tại))\b"
)


def _within_year(
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


_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d(?:-\d\d)?")


def _after_aside(
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


def _belongs(low: str, number_end: int, mention: Mention) -> bool:
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


def _of_flow(draft: Draft, mention: Mention, written: str) -> str:
    """What flows up to the end of a month has flowed since January: `đến hết tháng 8, giải ngân`."""
    if not mention.up_to or not flows(draft):
        return written
    year = written[:4]
    if mention.shape == "month":
        return f"{year}-M01..{mention.first:02d}"
    return written


def _look_ahead(
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


_SPAN = re.compile(r"\d{4}-\d{4}")


def _average_over_terms(
    state: State, low: str, spans: list[tuple[int, int]], drafts: list[Draft], begin: int
) -> None:
    """Yearly averages over a term belong to the term; `từ A lên B` to its first and last year."""
    ends = {last: first for first, last in state.clock.terms}
    if not ends and not any(_SPAN.fullmatch(draft.period or "") for draft in drafts):
        return
    yearly = False
    previous = 0
    for index, (draft, (start, stop)) in enumerate(zip(drafts, spans, strict=True)):
        clause = low[previous or begin : start]
        yearly = (yearly and ";" not in clause) or (
            bool(re.search(r"(?:mỗi|hằng|hàng) năm|bình quân", clause)) and "người" not in clause
        )
        unit = draft.unit or draft.quantity.unit
        per_year = unit.endswith("/năm") and draft.quantity.sort != "money"
        average = per_year or (
            yearly
            and (
                draft.form == "change"
                or re.search(r"(?:mỗi|hằng|hàng) năm", clause)
                or draft.quantity.sort != "money"
            )
        )
        period = draft.period or ""
        if (
            average
            and period.isdecimal()
            and int(period) in ends
            and (per_year or not re.search(r"(?:đến|vào|cuối) (?:cuối )?năm", clause))
        ):
            draft.period = f"{ends[int(period)]}-{period}"
        if re.fullmatch(r"\d{4}-\d{4}", period):
            if (
                draft.cue.word in {"từ", "tăng từ", "giảm từ", "nâng từ"}
                and index + 1 < len(drafts)
                and drafts[index + 1].name == draft.name
            ):
                draft.period = period[:4]
            elif draft.cue.word in {
                "còn",
                "giảm còn",
                "xuống",
                "xuống còn",
                "giảm xuống",
                "giảm xuống còn",
                "lên",
                "tăng lên",
                "nâng lên",
                "lên tới",
                "lên đến",
            } or (
                _term(period)
                and _closes(draft, unit)
                and not average
                and not (
                    draft.stated and period[:4] in low[low.rfind(";", begin, start) + 1 : stop]
                )
            ):
                draft.period = period[5:]
        previous = stop


def _term(period: str | None) -> tuple[str, str] | None:
    """Give the years of a term or stage; a school year is one time and none."""
    years = re.fullmatch(r"(\d{4})-(\d{4})", period or "")
    if years is None or int(years[2]) <= int(years[1]) + 1:
        return None
    return years[1], years[2]


def _closes(draft: Draft, unit: str) -> bool:
    """Tell whether a figure is a stock, which a term tells of as it closes."""
    name = draft.name.lower()
    return draft.form == "level" and (
        "/người" in unit
        or name.startswith(("thu nhập bình quân", "tỷ lệ", "tỉ lệ", "grdp bình quân"))
    )
