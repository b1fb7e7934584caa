"""What carries over a document: its time, its kind of figures, its area (sections 2.5 and 2.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from congtin.figures import kinds
from congtin.figures.drafts import Draft
from congtin.figures.periods import Clock, Mention, last_year
from congtin.figures.plain import Plain
from congtin.figures.scopes import Place, is_province
from congtin.vietnamese.numbers import Separators

_HEADING = 200  # a longer line is no heading
_TOP = 3  # a headline may follow a mark or a space
_LIST_ITEM = re.compile(r"\s*(?:[-–+*•►]|\d{1,2}[.)]|[a-zđ]\))\s")


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
    if not (state.listing and item) and (clock.section or clock.document) and not clock.sticky:
        clock.current = clock.topic
    if not (state.listing and item):
        state.whole = None
        if state.listing:
            state.listing = False
    state.last = []
    state.aiming = False


def speaks(clock: Clock, mention: Mention) -> str | None:
    """Write a mention that dates figures, else give nothing."""
    if mention.compared or not mention.speaks:
        return None
    return clock.write(mention)


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
        if (written := speaks(state.clock, mention)) is not None
    ]
    lasting = [
        (mention, written)
        for mention, written in spoken
        if _lasts(state, mention, begin, numbers[0] if numbers else stop, drafts)
        and not (drafts and _looks_back(mention, spoken[0]))
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
    if goals:
        state.clock.aim = goals[-1][1] if drafts else goals[0][1]
    if not drafts:
        # `báo cáo kết quả năm 2024; phương hướng năm 2025` sets no goals by itself
        state.aiming = not told and (state.aiming or bool(goals))
    _carry_time(state.clock, told, drafts, announces=announces)
    if told and not opens:
        state.clock.topic = None
    if opens and not heads and told:
        mention = told[0][0]
        lead = _LEAD.match(state.plain.low[begin : mention.start])
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
    clock.of_stock = clock.knows_flow and bool(drafts) and not flows(drafts[0])
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
        state.aiming = (
            drafts[-1].kind == "target"
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


_LEAD = re.compile(
    r"^[\s\-–+*•\d.)\"“(]*(?:[a-zđ]\)\s*)?(?:(?:trong|tính|đến|hết|riêng|kết thúc|lũy kế|tính chung|ước|theo [^,]{0,60},|(?:báo cáo|thông tin|đồng chí|ông|bà|đại diện)[^,;]{0,90} (?:cho biết|cho thấy|cho hay|nêu rõ|nêu),?|cụ thể,|nhìn lại|bước vào|sau|qua|về|kết quả|chung|từ|vào|cả|tới|bình quân|cho|ước tính|dự kiến|đồng thời|bên cạnh đó|cùng với đó|phấn đấu|và|cuối|đầu|cũng|nhiệm kỳ|kỳ|thời gian|thời điểm|ngày|ngay)[\s,]*)*$"
)


_FLOW = re.compile(
    r"(?:giải ngân|(?<!\w)thu(?! nhập)(?!\w)|(?<!\w)chi(?! (?:nhánh|bộ|cục|đoàn|hội|tiết)\b)(?!\w)|kim ngạch|doanh số|doanh thu|xuất khẩu|nhập khẩu|tổng mức|huy động|cấp mới|khách|sản lượng|thành lập mới|tạo việc làm|giải quyết|ban hành|xử lý|xử phạt|kết nạp|tiếp nhận|trồng mới|khám phá|vận động|cưỡng chế|cải tạo|nâng cấp|xây dựng mới)"
)


_STOCK = re.compile(
    r"^(?:lãi suất|giá |chỉ số|đơn giá)|dư nợ|số dư|nợ (?:xấu|đọng|thuế|công)|nguồn vốn huy động|tổng nguồn vốn"
)


def flows(draft: Draft) -> bool:
    """Tell whether a figure adds up over its time, as revenue does, and no stock of one day."""
    name = draft.name.lower()
    return _FLOW.search(name) is not None and (
        _STOCK.search(name) is None or name.startswith(("thu ", "doanh số", "xử lý"))
    )


def _only_compares(low: str, marks: list[int], drafts: list[Draft]) -> bool:
    """`ước đạt 11,8%; mục tiêu là 12,3%` sets the goal beside a result and aims no further."""
    if drafts[0].kind == "target":
        return False
    noun = bool(marks) and low.startswith(
        ("mục tiêu", "chỉ tiêu", "dự toán", "kế hoạch"), marks[-1]
    )
    return noun or any(draft.kind == "estimate" for draft in drafts)


def opens(before: str) -> bool:
    """Tell whether only words that lead a time stand before it in its sentence."""
    return _LEAD.match(before) is not None


def leads(before: str) -> bool:
    """Tell whether only words that lead a time stand before it in its sentence or clause."""
    clause = before.rsplit(";", 1)[-1]
    return _LEAD.match(clause) is not None or before.rstrip().endswith((",", ":"))


def _is_aside(state: State, drafts: list[Draft]) -> bool:
    """Tell whether a day in this sentence interrupts a report on a span of months.

    The day that opens a report is the day of all its stocks; a day after other figures is not.
    """
    return (
        state.clock.knows_flow
        and bool(drafts)
        and not flows(drafts[0])
        and sum(draft.period is not None for draft in state.history) > 1
    )


def _lasts(
    state: State, mention: Mention, begin: int, first_number: int, drafts: list[Draft]
) -> bool:
    """Tell whether a time goes on after its sentence: not in an aside, a day only at the start."""
    low = state.plain.low
    before = low[begin : mention.start]
    of_stock = _is_aside(state, drafts)
    if mention.shape in {"date", "dates"}:
        lead = re.sub(
            r"(?:\b(?:đến|tới|hết|cuối|thời điểm|ngày|tháng|từ)\b\s*|[\s(])+$", "", before
        )
        at_head = (
            not lead
            or lead.endswith(
                (",", "tính", "lũy kế", "biết", "báo cáo", "thấy", "-", ":", "kết quả")
            )
            or "từ đầu năm" in low[mention.start : mention.end]
        )
        if of_stock and mention.shape == "date":
            return False
        return at_head and mention.start < first_number
    if of_stock and mention.shape == "month" and mention.up_to and not mention.running:
        return False
    if (
        drafts
        and mention.up_to
        and re.search(r"\b(?:ước|dự kiến)\s+(?:tính\s+)?(?:đến|tới)\b[^,;]{0,12}$", before)
    ):
        return False  # `dư nợ đạt 36.804 tỷ đồng, ước đến cuối tháng 9 đạt 37.200 tỷ đồng`
    if mention.word == "trong tháng":
        return leads(before)
    if mention.shape == "rel" and drafts:
        return "nhiệm kỳ " in mention.word or (
            "năm nay" in mention.word and (leads(before) or state.clock.fallback is None)
        )
    reviewed = re.fullmatch(r"(\d{4})-(\d{4})", state.clock.current or "")
    if drafts and reviewed and mention.shape == "year" and not opens(before):
        return not int(reviewed[1]) <= (mention.year or 0) <= int(reviewed[2])
    if before.strip() in {"riêng", "riêng trong"}:
        return True
    older = mention.shape == "year" and (mention.year or 9999) < (state.clock.report_year or 0)
    if drafts and older and state.clock.document is not None and not leads(before):
        return False  # `chỉ số cải cách hành chính năm 2023 đạt ...` in a report on another time
    return (
        not re.search(r"(?:(?:trong đó|riêng|cùng kỳ)[^;]{0,25}|\([^);]{0,25})$", before)
        or not drafts
    )


def _looks_back(mention: Mention, opening: tuple[Mention, str]) -> bool:
    """`năm 2024 đạt 1.120 tỷ đồng, trong khi năm 2023 chỉ đạt 980`: the earlier year is an aside."""
    opened = last_year(opening[1])
    return (
        mention.shape == "year"
        and opening[0].shape != "span"
        and opened is not None
        and (mention.year or opened) < opened
    )


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
