"""What carries over a document: its time, its kind of figures, its area (sections 2.5 and 2.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from congtin.figures.context import kinds, reaches
from congtin.figures.context.clock import Clock, last_year
from congtin.figures.context.mentions import Mention
from congtin.figures.context.scopes import Place, is_province
from congtin.figures.drafts import Draft
from congtin.figures.text.plain import Plain
from congtin.vietnamese.numbers import Separators

_HEADING = 200  # a longer line is no heading
_TOP = 3  # a headline may follow a mark or a space
_LIST_ITEM = re.compile(r"\s*(?:[-–+*•►]|(?:\d{1,2}\.)*\d{1,2}[.)]|[a-zđ]\))\s")


_CAPTION_UNIT = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s*:?\s*([^\n.;)]{1,30})", re.IGNORECASE)


@dataclass(slots=True)
class State:
    """What carries over from sentence to sentence of one document."""

    plain: Plain
    separators: Separators
    clock: Clock
    scope: str | None = None
    scope_in_text: bool = True
    scope_fixed: bool = False
    section_kind: str | None = None
    aiming: bool = False  # the sentence before, in the same paragraph, set targets
    goals: bool = False  # the last figure was a goal
    listing: bool = False  # the last paragraph opened a list with a colon
    caption: str = ""
    last: list[Draft] = field(default_factory=list)
    history: list[Draft] = field(default_factory=list)
    whole: Draft | None = None
    leading: Draft | None = None  # the first figure of the last sentence, which `Trong đó` divides


def open_paragraph(state: State, start: int, end: int) -> None:
    """Let go of what held for the last paragraph only."""
    clock = state.clock
    item = _LIST_ITEM.match(state.plain.text, start, end) is not None
    if clock.aim_is_aside:
        clock.aim, clock.aim_is_aside = clock.aim_before, False
    if not (state.listing and item) and (clock.section or clock.document) and not clock.sticky:
        clock.current = clock.topic
    if not (state.listing and item):
        state.whole = None
        if state.listing:
            state.listing = False
    state.last = []
    state.aiming = False


def term_end(state: State, mentions: list[Mention]) -> int | None:
    """Give the last year of the term that a sentence speaks of, in it or before it."""
    spans = [
        mention.until_year for mention in mentions if mention.shape == "span" and mention.speaks
    ]
    if spans:
        return spans[-1]
    current = re.fullmatch(r"\d{4}-(\d{4})", state.clock.current or "")
    if current:
        return int(current[1])
    return state.clock.term[1] if state.clock.term else None


def carry_over(
    state: State,
    begin: int,
    stop: int,
    mentions: list[Mention],
    places: list[Place],
    marks: list[int],
    drafts: list[Draft],
    numbers: list[int],
    *,
    opens: bool,
) -> None:
    """Keep what a sentence says of time, kind and area for those after it.

    `numbers` are the offsets of the drafts, `opens` tells that it is the first of its paragraph.
    """
    low = state.plain.low[begin:stop].strip()
    heads = opens and not drafts and len(low) < _HEADING and not low.endswith((".", ";", ","))
    lists = low.endswith((":", "như sau", "sau đây"))
    divided = next((one for one in drafts if not one.inside and one.kind != "target"), None)
    state.leading = divided or state.leading
    _carry_kind(state, begin, stop, low, marks, drafts, heads=heads, lists=lists)
    spoken = [
        (mention, written)
        for mention in mentions
        if (written := reaches.speaks(state.clock, mention)) is not None
    ]
    dated = sum(draft.period is not None for draft in state.history)
    first_number = numbers[0] if numbers else stop
    lasting = [
        (mention, written)
        for mention, written in spoken
        if reaches.lasts(state.clock, state.plain.low, mention, begin, first_number, drafts, dated)
        and not (drafts and reaches.looks_back(mention, spoken[0]))
    ]
    if heads:
        state.clock.sticky, state.clock.topic = False, None
        if begin < _TOP and state.clock.aim is not None:
            lasting = []
    announces = not drafts and (heads or lists or kinds.heading_kind(low) == "result")
    goals = [
        (mention, written)
        for mention, written in lasting
        if _is_of_goal(state, mention, written, low, drafts, numbers, announces=announces)
    ]
    told = [one for one in lasting if one not in goals]
    if state.clock.fallback is None and not told:
        # `Theo kế hoạch, năm 2024 giảm 430 hộ`, and nothing else is said of time: it is this year
        running = state.clock.report_year or 0
        told = [one for one in goals if (last_year(one[1]) or 9999) <= running]
    if goals:
        if drafts and _is_of_item(state, goals[-1][0], begin):
            state.clock.aim_before, state.clock.aim_is_aside = state.clock.aim, True
        state.clock.aim = goals[-1][1] if drafts else goals[0][1]
    if not drafts:
        # `báo cáo kết quả năm 2024; phương hướng năm 2025` sets no goals by itself
        state.aiming = not told and (state.aiming or bool(goals))
    _carry_time(state.clock, told, drafts, announces=announces)
    if told and not opens:
        state.clock.topic = None
    if opens and not heads and told:
        mention = told[0][0]
        lead = reaches.opens(state.plain.low[begin : mention.start])
        own = lead and not mention.up_to and mention.shape not in {"date", "dates"}
        state.clock.topic = state.clock.current if own else None
    if lists:
        state.listing = True
        if drafts and re.search(r"(?:trong đó|gồm|cụ thể|chia ra)\s*:?$", low.rstrip(":").rstrip()):
            state.whole = drafts[0]
    if heads:
        state.caption = state.plain.text[begin:stop].strip()
    for place in places:
        if place.beside or is_same_unit(place.name, state.scope):
            continue
        if state.scope_fixed and not place.proper:
            continue  # `thu cố định tại xã` in the report of a town
        if place.leads or (place.proper and not state.scope_fixed):
            state.scope, state.scope_in_text = place.name, True


def _is_of_item(state: State, mention: Mention, begin: int) -> bool:
    """`1.2. Doanh thu tăng 18%/năm; đến 2030, dịch vụ chiếm 62%`: the item's own time ends with it."""
    if mention.shape == "span":
        return False
    low = state.plain.low
    line = low.rfind("\n", 0, begin) + 1
    return _LIST_ITEM.match(low, line) is not None and not reaches.opens(low[line : mention.start])


def _carry_time(
    clock: Clock, lasting: list[tuple[Mention, str]], drafts: list[Draft], *, announces: bool
) -> None:
    """Set the clock of the report by the times of a sentence that go on after it."""
    if not lasting:
        return
    first = lasting[0][1]
    clock.current = lasting[-1][1] if drafts else first
    flowing = drafts[0].period if drafts else None
    if (
        flowing
        and "-M01.." in flowing
        and re.fullmatch(r"(?:\d{4}|XXXX)-\d\d", clock.current)
        and flowing[-2:] == clock.current[-2:]
    ):
        clock.current = flowing  # `tính đến hết tháng 8` spoke of what has flowed
    clock.of_stock = clock.knows_flow and bool(drafts) and not reaches.flows(drafts[0])
    clock.sticky = clock.topic is None and any(
        mention.up_to or mention.shape == "dates" for mention, _ in lasting
    )
    if announces:
        adding_up = next((written for _, written in lasting if "-M01.." in written), None)
        clock.section = adding_up if adding_up and "-Q" in first else first
    elif drafts and clock.document is None and first >= str(clock.report_year or ""):
        clock.document = first


def _is_of_goal(
    state: State,
    mention: Mention,
    written: str,
    low: str,
    drafts: list[Draft],
    numbers: list[int],
    *,
    announces: bool,
) -> bool:
    """Tell whether a time is that of goals: it sets the time of no result after them."""
    if drafts:
        after = [draft for draft, at in zip(drafts, numbers, strict=True) if at > mention.start]
        draft = after[0] if after else drafts[-1]
        return draft.kind == "target" and draft.aims
    now = state.clock.spoken_in
    year = last_year(written)
    if now is not None and year is not None and year != now:
        return year > now
    return announces and kinds.heading_kind(low) == "target" and state.section_kind == "target"


def _carry_kind(
    state: State,
    begin: int,
    stop: int,
    low: str,
    marks: list[int],
    drafts: list[Draft],
    *,
    heads: bool,
    lists: bool,
) -> None:
    """Keep the kind that a heading or the opening of a list announces, or goals just told."""
    if drafts:
        state.goals = drafts[-1].aims
        state.aiming = (
            drafts[-1].kind == "target"
            and drafts[-1].aims
            and not drafts[-1].inside
            and bool(marks or state.aiming)
            and not _only_compares(state.plain.low, marks, drafts)
        )
        return
    if heads or lists:
        found = kinds.heading_kind(low)
        if (
            found == "target"
            and begin < _TOP
            and not kinds.is_plan_title(state.plain.text[begin:stop].strip())
        ):
            found = None  # the headline of a news item
        if found is not None:
            state.section_kind = found
    if marks and lists:
        state.section_kind = "target"


def _only_compares(low: str, marks: list[int], drafts: list[Draft]) -> bool:
    """`ước đạt 11,8%; mục tiêu là 12,3%` sets the goal beside a result and aims no further."""
    if drafts[0].kind == "target":
        return False
    noun = bool(marks) and low.startswith(
        ("mục tiêu", "chỉ tiêu", "dự toán", "kế hoạch"), marks[-1]
    )
    return noun or any(draft.kind == "estimate" for draft in drafts)


def is_same_unit(name: str, scope: str | None) -> bool:
    """`quận` after `Quận Lê Chân` is that district."""
    if scope is None:
        return False
    bare = name.lower().removeprefix("toàn ")
    body, whole = bare.removeprefix("đảng bộ "), scope.lower().removeprefix("đảng bộ ")
    if bare in {"tỉnh", "thành phố"} and is_province(scope):
        return True  # `thành phố` after `Hải Phòng`
    if bare == "đảng bộ":  # the party body of the area that the text speaks of
        return True
    return scope.lower() != bare and (whole == body or whole.startswith(body + " "))


def caption_unit(caption: str) -> str:
    """Give the unit that the lines above a table name for all of it."""
    match = _CAPTION_UNIT.search(caption)
    return match[1].strip(" )") if match else ""
