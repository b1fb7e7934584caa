"""Whether a figure is a target, result or estimate, and whose it is (2.5)."""

from __future__ import annotations

import re
from itertools import pairwise

from congtin.figures.context import kinds
from congtin.figures.context.clock import last_year
from congtin.figures.context.scopes import Place
from congtin.figures.context.state import State, is_same_unit
from congtin.figures.drafts import Draft

# `đưa tổng lượng khách cả năm lên 1,5 triệu` follows from the figure before.
_RAISES = re.compile(
    r"[^;.]{0,60},\s*(?:qua đó |từ đó )?(?:đưa|nâng)\s[^;.,]{3,80}\slên\s[^;.,\d]{0,20}$"
)


def set_kinds(
    state: State,
    low: str,
    begin: int,
    stop: int,
    spans: list[tuple[int, int]],
    clauses: list[int],
    drafts: list[Draft],
    marks: list[int],
) -> None:
    """Say of each draft whether it is a target, a result or an estimate."""
    estimates = kinds.estimate_marks(low, begin, stop)
    whole = kinds.opens_with_estimate(low, begin, stop)
    reached = kinds.result_marks(low, begin, stop)
    planned = kinds.plan_numbers(low, begin, stop)
    previous_end, kind_before = begin, ""
    listing = False
    listed = next((place for place in estimates if _LISTED.match(low, place, stop)), stop)
    broken_down = low.startswith("trong đó", begin) and _guessed_before(state)
    for draft, (number, number_end), clause in zip(drafts, spans, clauses, strict=True):
        mark = max(
            (mark for mark in marks if mark < number and not _closed(low, mark, number)), default=-1
        )
        past = max((place for place in reached if place < number), default=-1)
        near = any(
            previous_end <= place < number
            and (
                max(previous_end, min(clause, number)) - 25 <= place
                or _ONLY_TIME.fullmatch(low, place, number)
            )
            for place in estimates
        )
        raised = kind_before if _RAISES.match(low, previous_end, number) else ""
        guessed = near and _guesses(low, estimates, number)
        if low.endswith("thay vì ", begin, number):
            pass
        elif number in planned:
            draft.kind = "target"
        elif raised == "target" or _is_goal(
            state, draft, mark, past, guessed=guessed, planned=(near or whole) and not guessed
        ):
            draft.kind, draft.aims = "target", True
        if draft.kind == "target":
            draft.because.append("loại: chỉ tiêu, theo từ báo mục tiêu, tiêu đề hoặc kỳ tương lai")
        elif (
            near
            or whole
            or number > listed
            or raised == "estimate"
            or broken_down
            or (listing and draft.cue.word == "")
            or (draft.parent is not None and draft.parent.kind == "estimate")
        ):
            draft.kind = "estimate"
            draft.because.append("loại: ước tính")
        # `gồm thủy sản ước đạt 19 tỷ; may mặc 66 tỷ`: the items of a list share the verb said once
        listing = draft.kind == "estimate" and (
            listing or _LISTS.search(low, previous_end, number) is not None
        )
        previous_end, kind_before = number_end, draft.kind
    _free_starts(drafts)


def _free_starts(drafts: list[Draft]) -> None:
    """`nâng từ 95 lên 125 đại biểu`: a goal starts from what there is."""
    for draft, following in pairwise(drafts):
        if (
            draft.kind == following.kind == "target"
            and draft.cue.word.endswith("từ")
            and draft.name == following.name
            and following.cue.word.startswith(("lên", "xuống", "còn", "chỉ còn"))
        ):
            draft.kind, draft.aims = "result", False
            draft.because.append("loại: mức xuất phát của chỉ tiêu")


def _closed(low: str, mark: int, number: int) -> bool:
    """`đạt 84,2% (chỉ tiêu 75%), bắt 22 tên`: what is aimed at in brackets ends with them."""
    opened = low.rfind("(", max(0, mark - _BRACKETED), mark)
    if opened < 0 or ")" in low[opened:mark]:
        return False
    return ")" in low[mark:number]


_BRACKETED = 40  # characters from a bracket to the word of a goal in it


def _is_running(draft: Draft, now: int) -> bool:
    """Tell whether a figure's term began before the text was written: it may well be reviewed."""
    term = re.fullmatch(r"(\d{4})-(\d{4})", draft.period or "")
    if term is None:
        return False
    school_year = int(term[2]) == int(term[1]) + 1  # has begun when it is told of
    return int(term[1]) < now + school_year


def _guessed_before(state: State) -> bool:
    """Tell whether the figure that `Trong đó` at the head of a sentence breaks down is a guess."""
    return state.leading is not None and state.leading.kind == "estimate"


# `ước năm 2025: công nghiệp chiếm 55%; dịch vụ chiếm 28%`: a guess before the colon of a list
_LISTED = re.compile(r"[^;:.\d]{0,20}(?:năm \d{4}\s?)?:")
_LISTS = re.compile(r"\b(?:gồm|như|cụ thể)\b")


def _is_goal(
    state: State, draft: Draft, mark: int, past: int, *, guessed: bool, planned: bool
) -> bool:
    """Tell whether words, heading, the goals before it or its own time make a figure a goal."""
    clock = state.clock
    if draft.kind == "target" or mark > past:
        return True
    year = last_year(draft.period) if draft.stated else None
    now = clock.spoken_in if clock.spoken_in is not None else clock.report_year
    if now is not None and year is not None and year > now and not _is_running(draft, now):
        return True
    if past >= 0:
        return False
    if planned and state.goals:
        return True
    told = year is not None and (
        (clock.spoken_in is not None and year < clock.spoken_in)
        or (now is not None and year <= now and year < (last_year(clock.aim) or 0))
    )
    if state.section_kind == "target" and not told:
        return True
    return not guessed and (
        (state.aiming and not told) or _starts_after(draft.period, clock.document)
    )


# `ước tính 6 tháng năm 2018 đạt`
_ONLY_TIME = re.compile(
    r"(?:ước|ước tính|dự ước|dự kiến)\s+(?:(?:\d{1,2}|tháng|quý|năm|vụ|đầu|cuối|cả|trong|đến|hết|[ivx]+|/?(?:20)\d\d)[\s/]+)+"
    r"(?:(?:đạt|tăng|giảm|có|khoảng|trên|gần|hơn|là|thu|được)\s+)*"
)


def _guesses(low: str, estimates: list[int], number: int) -> bool:
    """`ước` guesses what is running; `dự kiến` may also plan what is to come."""
    last = max((place for place in estimates if place < number), default=-1)
    return last >= 0 and not low.startswith("dự kiến", last)


_MONTHS = re.compile(r"(?:(\d{4})|XXXX)-(?:M?(\d\d)(?:\.\.(\d\d))?|Q([1-4]))")


def _starts_after(period: str | None, document: str | None) -> bool:
    """`ba tháng cuối năm` in a report of nine months speaks of what is to come."""
    here, report = _MONTHS.fullmatch(period or ""), _MONTHS.fullmatch(document or "")
    if here is None or report is None or here[1] != report[1]:
        return False
    first = int(here[2]) if here[2] else int(here[4]) * 3 - 2
    last = int(report[3] or report[2]) if report[2] else int(report[4]) * 3
    return first > last


def set_scopes(
    state: State, low: str, spans: list[tuple[int, int]], drafts: list[Draft], places: list[Place]
) -> None:
    """Say of each draft whose figure it is."""
    owners = [place for place in places if not place.beside]
    for draft, (number, _) in zip(drafts, spans, strict=True):
        before = [place for place in owners if place.end <= number]
        named = [place for place in before if place.proper or place.name.lower() in _WHOLE] or [
            place for place in before if place.leads and not state.scope_fixed
        ]
        compared = [place for place in places if _is_bracketed(low, place.end, number)]
        late = [place for place in owners if place.start >= number and place.leads]
        if draft.place:
            draft.scope = draft.place
        elif compared:
            draft.scope = compared[-1].name
        elif named and is_same_unit(named[-1].name, state.scope):
            draft.scope, draft.scope_in_text = state.scope, state.scope_in_text
        elif named:
            draft.scope = named[-1].name
        elif late and state.scope is None:
            draft.scope = late[0].name
        else:
            draft.scope, draft.scope_in_text = state.scope, state.scope_in_text


_WHOLE = {"cả nước", "toàn quốc"}


def _is_bracketed(low: str, end: int, number: int) -> bool:
    """`cao hơn bình quân cả nước (49,4%)`: a number in brackets behind an area is the area's."""
    return end < number < end + 4 and low[end:number].strip() == "("
