"""When a figure holds: the time in its sentence, else the one that carries over (2.6).

A sentence is dated in two steps, since its kind lies between them: first `date_stated` gives the
times that stand in it, then `date_carried` gives what is left the time of the report, or that of
the goals if it is one.
"""

from __future__ import annotations

import re

from congtin.figures.context.asides import after_aside, belongs, look_ahead, of_flow, within_year
from congtin.figures.context.averages import average_over_terms, term_years
from congtin.figures.context.clock import Clock, last_year
from congtin.figures.context.mentions import Mention
from congtin.figures.context.reaches import flows, opens, speaks
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
    spoken = within_year(clock.current, clock.report_year, spoken)
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
                and belongs(low, number_end, mention)
            ):
                own = (mention, written)
                owned.add(mention.start)
        chosen = own or after_aside(
            low, begin, number_start, spoken, before, clock.fallback, of_flow=flows(draft)
        )
        if chosen is not None:
            draft.period = of_flow(draft, *chosen)
        if any(end <= number_start and (chosen is None or chosen[0].end < end) for end in unknown):
            draft.period, draft.stated = None, True
    look_ahead(low, spans, drafts, spoken)
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
        term = term_years(draft.period)
        if term and now and draft.kind != "target":
            draft.period = term[1]  # `Đến nay, toàn huyện có` after the review of some years
        if draft.period is not None:
            draft.because.append("kỳ: theo câu trước hoặc tiêu đề")
    average_over_terms(state, low, spans, drafts, begin)
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

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d(?:-\d\d)?")
