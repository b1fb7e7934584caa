"""What carries over a document: its time, its kind of figures, its area (sections 2.5 and 2.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from congtin.figures import kinds
from congtin.figures.drafts import Draft
from congtin.figures.periods import Clock, Mention, find_mentions, find_spans, find_term
from congtin.figures.plain import Plain
from congtin.figures.scopes import Place, find_places
from congtin.vietnamese.dates import DATE, read_date
from congtin.vietnamese.numbers import Separators, guess_separators

_NUMBER = re.compile(r"(?<!\d)\d+(?:[.,]\d+)+")
_LIST_ITEM = re.compile(r"\s*(?:[-–+*•►]|\d{1,2}[.)]|[a-zđ]\))\s")
_TITLE_LINES = 14
_LONG_LINE = 260
_YEAR_REVIEW = re.compile(r"(?:tổng kết|kết quả|đánh giá|báo cáo)\b[^.;\n]{0,60}\bnăm\b(?!\s*(?:19|20)\d\d|\s+(?:học|tới|sau))")
_RESOLVES = re.compile(r"nghị quyết[^.;\n]{0,40}ngày\s+\d{1,2}/1[12]/((?:19|20)\d\d)[^.;\n]{0,30}(?:xác định|quyết nghị|giao|thông qua)")
_CAPTION_UNIT = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s*:?\s*([^\n.;)]{1,30})", re.IGNORECASE)
_LEADS = re.compile(r"(?:đến|tới|tầm nhìn|hướng đến|trước)\s*(?:hết\s+|cuối\s+)?$")


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


def open_document(plain: Plain, published: date | None, unit: str | None) -> State:
    """Learn from the whole text and its head what the first sentence already needs."""
    surfaces = (match[0] for match in _NUMBER.finditer(plain.text, 0, 200_000))
    clock = Clock(terms=frozenset(find_spans(plain.low[:100_000])), term=find_term(plain.low, 0, 20_000))
    dated = published or _find_dateline(plain.low[:1500])
    if dated is not None:
        clock.report_year, clock.report_month, clock.spoken_in = dated.year, dated.month, dated.year
    _learn_title(plain, clock)
    if clock.report_year is None:
        _learn_first_year(plain, clock)
    if clock.document is None and clock.report_year is not None:
        resolved = _RESOLVES.search(plain.low, 0, 3000)
        if resolved:
            clock.document = str(int(resolved[1]) + 1)
            clock.spoken_in = int(resolved[1])
        elif dated is not None and _YEAR_REVIEW.search(plain.low, 0, 1500):
            clock.document = str(clock.report_year)
    state = State(plain, guess_separators(surfaces), clock)
    state.scope, state.scope_in_text = unit, unit is None or unit in plain.text
    _learn_scope(state, published=unit is not None)
    return state


def open_paragraph(state: State, start: int, end: int) -> None:
    """Let go of what held for the last paragraph only."""
    clock = state.clock
    item = _LIST_ITEM.match(state.plain.text, start, end) is not None
    if not (state.listing and item) and (clock.section or clock.document) and not clock.sticky:
        clock.current = None
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
    spans = [mention.until_year for mention in mentions if mention.shape == "span" and mention.speaks]
    if spans:
        return spans[-1]
    current = re.fullmatch(r"\d{4}-(\d{4})", state.clock.current or "")
    if current:
        return int(current[1])
    return state.clock.term[1] if state.clock.term else None


def carry_over(state: State, begin: int, stop: int, mentions: list[Mention], places: list[Place], marks: list[int], drafts: list[Draft], first_number: int, *, opens: bool) -> None:
    """Keep what a sentence says of time, kind and area for those after it."""
    clock, plain = state.clock, state.plain
    low = plain.low[begin:stop].strip()
    is_heading = opens and not drafts and len(low) < 200 and not low.endswith((".", ";", ","))  # noqa: PLR2004 - a line
    opens_list = low.endswith((":", "như sau", "sau đây"))
    spoken = [(mention, written) for mention in mentions if (written := speaks(clock, mention)) is not None]
    lasting = [written for mention, written in spoken if _lasts(state, mention, begin, first_number, drafts=bool(drafts))]
    if is_heading:
        clock.sticky = False
    if lasting:
        clock.current = lasting[-1] if drafts else lasting[0]
        flowing = drafts[0].period if drafts else None
        if flowing and "-M01.." in flowing and re.fullmatch(r"(?:\d{4}|XXXX)-\d\d", clock.current) and flowing[-2:] == clock.current[-2:]:
            clock.current = flowing  # `tính đến hết tháng 8` spoke of what has flowed
        clock.sticky = any( (mention.up_to or mention.shape == "dates") for mention, written in spoken)
        if is_heading or (opens_list and not drafts):
            clock.section = lasting[0]
    if opens_list:
        state.listing = True
        if drafts and re.search(r"(?:trong đó|gồm|cụ thể|chia ra)\s*:?$", low.rstrip(":").rstrip()):
            state.whole = drafts[0]
    if is_heading or (opens_list and not drafts):
        found = kinds.heading_kind(low)
        if found is not None:
            state.section_kind = found
    if marks and not drafts and opens_list:
        state.section_kind = "target"
    if is_heading:
        state.caption = plain.text[begin:stop].strip()
    if drafts:
        state.aiming = drafts[-1].kind == "target" and bool(marks or state.aiming)
    for place in places:
        if _is_same_unit(place.name, state.scope):
            continue
        if place.leads or (place.proper and not state.scope_fixed):
            state.scope, state.scope_in_text = place.name, True


def _lasts(state: State, mention: Mention, begin: int, first_number: int, *, drafts: bool) -> bool:
    """Tell whether a time goes on after its sentence: not in an aside, a day only at the start."""
    low = state.plain.low
    before = low[begin : mention.start]
    if mention.shape in {"date", "dates"}:
        return mention.start < first_number  # noqa: PLR2004
    if mention.shape == "rel" and drafts:
        return False
    if before.strip() in {"riêng", "riêng trong"}:
        return True
    return not re.search(r"(?:trong đó|riêng|cùng kỳ|\()[^;]{0,25}$", before) or not drafts


def set_periods(state: State, low: str, spans: list[tuple[int, int]], drafts: list[Draft], mentions: list[Mention], based: list[tuple[int, int]], begin: int) -> None:
    """Date the drafts of a sentence; `spans` are the offsets of their numbers with units."""
    clock = state.clock
    spoken = [
        (mention, written)
        for mention in mentions
        if (written := speaks(clock, mention)) is not None and not any(first <= mention.start < last for first, last in based)
    ]
    last_year = term_end(state, mentions)
    spoken = [
        (mention, str(last_year) if last_year and mention.word.startswith(("cuối nhiệm", "hết nhiệm")) else written)
        for mention, written in spoken
    ]
    for draft, (number_start, number_end) in zip(drafts, spans, strict=True):
        own = before = None
        for mention, written in spoken:
            if mention.end <= number_start:
                before = (mention, written)
            elif own is None and number_end <= mention.start < number_end + 40 and _belongs(low, number_end, mention):
                own = (mention, written)
        chosen = own or before
        if chosen is not None:
            draft.period = _of_flow(draft, *chosen)
            draft.because.append("kỳ: nêu trong câu")
    _look_ahead(low, spans, drafts, spoken)
    for draft in drafts:
        if draft.period is not None:
            continue
        draft.period = clock.fallback
        if draft.period is not None:
            draft.because.append("kỳ: theo câu trước hoặc tiêu đề")
    _average_over_terms(state, low, spans, drafts, begin)
    for draft in drafts:
        if draft.year_before and draft.period and draft.period[:4].isdecimal():
            draft.period = f"{int(draft.period[:4]) - 1}{draft.period[4:]}"


def _belongs(low: str, number_end: int, mention: Mention) -> bool:
    """A time right after a number is the number's own: `5,6% năm 2016`."""
    between = low[number_end : mention.start].strip()
    follows = low[mention.end : mention.end + 12].strip()
    if between not in {"", "vào", "trong", "như", "của", "vào cuối", "cuối", "(", "đến", "vào hết", "ở", "tính đến", "đến hết", "vào năm"}:
        return False
    return not follows.startswith((":", "là", "đạt", "ước", "tăng", "giảm", "phấn", "có", "thu", "dự"))


_FLOW = re.compile(r"(?:giải ngân|thu |chi |thu$|chi$|kim ngạch|doanh thu|xuất khẩu|nhập khẩu|tổng mức|huy động|cấp mới|khách|sản lượng|thành lập mới|tạo việc làm|giải quyết)")


def _of_flow(draft: Draft, mention: Mention, written: str) -> str:
    """What flows up to the end of a month has flowed since January: `đến hết tháng 8, giải ngân`."""
    if not mention.up_to or not _FLOW.search(draft.name.lower()):
        return written
    year = written[:4]
    if mention.shape == "month":
        return f"{year}-M01..{mention.first:02d}"
    return written


def _look_ahead(low: str, spans: list[tuple[int, int]], drafts: list[Draft], spoken: list[tuple[Mention, str]]) -> None:
    """`... là những con số nổi bật của huyện trong năm 2023`: the time stands last."""
    if not spoken or not drafts or any(draft.period for draft in drafts):
        return
    mention, written = spoken[0]
    if mention.start < spans[-1][1]:
        return
    before = low[max(0, mention.start - 12) : mention.start].strip()
    if not before.endswith(("đến", "kế hoạch", "dự toán", "trước", "từ")):
        for draft in drafts:
            draft.period = written


def _average_over_terms(state: State, low: str, spans: list[tuple[int, int]], drafts: list[Draft], begin: int) -> None:
    """Yearly averages over a term belong to the term; `từ A lên B` to its first and last year."""
    ends = {last: first for first, last in state.clock.terms}
    yearly = False
    previous = 0
    for index, (draft, (start, stop)) in enumerate(zip(drafts, spans, strict=True)):
        clause = low[previous or begin : start]
        yearly = (yearly and ";" not in clause) or bool(re.search(r"(?:mỗi|hằng|hàng) năm|bình quân", clause)) and "người" not in clause
        unit = draft.unit or draft.quantity.unit
        per_year = unit.endswith("/năm") and draft.quantity.sort != "money"
        average = per_year or (yearly and (draft.form == "change" or re.search(r"(?:mỗi|hằng|hàng) năm", clause) or draft.quantity.sort != "money"))
        period = draft.period or ""
        if average and period.isdecimal() and int(period) in ends and (per_year or not re.search(r"(?:đến|vào|cuối) (?:cuối )?năm", clause)):
            draft.period = f"{ends[int(period)]}-{period}"
        if re.fullmatch(r"\d{4}-\d{4}", period):
            if draft.cue.word in {"từ", "tăng từ", "giảm từ", "nâng từ"} and index + 1 < len(drafts) and drafts[index + 1].name == draft.name:
                draft.period = period[:4]
            elif draft.cue.word in {"còn", "giảm còn", "xuống", "xuống còn", "giảm xuống", "giảm xuống còn", "lên", "tăng lên", "nâng lên", "lên tới", "lên đến"}:
                draft.period = period[5:]
        previous = stop


def set_kinds(state: State, low: str, begin: int, stop: int, spans: list[tuple[int, int]], clauses: list[int], drafts: list[Draft], marks: list[int]) -> None:
    """Say of each draft whether it is a target, a result or an estimate."""
    clock = state.clock
    estimates = kinds.estimate_marks(low, begin, stop)
    whole = kinds.opens_with_estimate(low, begin, stop)
    reached = kinds.result_marks(low, begin, stop)
    previous_end = begin
    for draft, (number, number_end), clause in zip(drafts, spans, clauses, strict=True):
        mark = max((mark for mark in marks if mark < number), default=-1)
        past = max((place for place in reached if place < number), default=-1)
        near = any(max(previous_end, min(clause, number)) - 25 <= place < number and place >= previous_end for place in estimates)
        year = _last_year(draft.period)
        told = draft.period != clock.document or state.section_kind == "target" or "kỳ: nêu trong câu" in draft.because
        future = clock.spoken_in is not None and year is not None and year > clock.spoken_in and told
        ahead = told and clock.spoken_in is None and clock.report_year is not None and year is not None and year > clock.report_year
        section = state.section_kind == "target" and not (year is not None and clock.spoken_in is not None and year < clock.spoken_in) and past < 0
        later = _starts_after(draft.period, clock.document)
        goes_on = state.aiming and past < 0 and not (year is not None and clock.spoken_in is not None and year < clock.spoken_in)
        if draft.kind == "target" or later or goes_on or mark > past or future or ahead or (section and mark >= past):
            draft.kind = "target"
            draft.because.append("loại: chỉ tiêu, theo từ báo mục tiêu, tiêu đề hoặc kỳ tương lai")
        elif near or whole or (draft.parent is not None and draft.parent.kind == "estimate"):
            draft.kind = "estimate"
            draft.because.append("loại: ước tính")
        previous_end = number_end


_MONTHS = re.compile(r"(?:(\d{4})|XXXX)-(?:M?(\d\d)(?:\.\.(\d\d))?|Q([1-4]))")


def _starts_after(period: str | None, document: str | None) -> bool:
    """`ba tháng cuối năm` in a report of nine months speaks of what is to come."""
    here, report = _MONTHS.fullmatch(period or ""), _MONTHS.fullmatch(document or "")
    if here is None or report is None or here[1] != report[1]:
        return False
    first = int(here[2]) if here[2] else int(here[4]) * 3 - 2
    last = int(report[3] or report[2]) if report[2] else int(report[4]) * 3
    return first > last


def _last_year(period: str | None) -> int | None:
    if not period:
        return None
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", period)
    return int(years[-1]) if years else None


def set_scopes(state: State, spans: list[tuple[int, int]], drafts: list[Draft], places: list[Place]) -> None:
    """Say of each draft whose figure it is."""
    for draft, (number, _) in zip(drafts, spans, strict=True):
        named = [place for place in places if place.end <= number and (place.leads or place.proper)]
        late = [place for place in places if place.start >= number and place.leads]
        if draft.place:
            draft.scope = draft.place
        elif named and _is_same_unit(named[-1].name, state.scope):
            draft.scope, draft.scope_in_text = state.scope, state.scope_in_text
        elif named:
            draft.scope = named[-1].name
        elif late and state.scope is None:
            draft.scope = late[0].name
        else:
            draft.scope, draft.scope_in_text = state.scope, state.scope_in_text


def _is_same_unit(name: str, scope: str | None) -> bool:
    """`quận` after `Quận Lê Chân` is that district."""
    bare = name.lower().removeprefix("toàn ")
    return scope is not None and scope.lower() != bare and scope.lower().startswith(bare + " ")


def caption_unit(state: State) -> str:
    """Give the unit that the line before a table names for all of it."""
    match = _CAPTION_UNIT.search(state.caption)
    return match[1].strip(" )") if match else ""


_DATELINE = re.compile(r"(?:luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|tờ trình|công văn|đến|hết|trước|hạn|hiệu lực|thành lập|giấy phép)\b[^.;\n]{0,40}$")


def _find_dateline(low: str) -> date | None:
    """Find the latest day of a document's head that is none of a cited paper or a deadline."""
    days = []
    for match in DATE.finditer(low):
        if not _DATELINE.search(low[max(0, match.start() - 60) : match.start()]) or _RESOLVES.search(low[max(0, match.start() - 60) : match.end() + 40]):
            found = read_date(match[0])
            if found is not None and found.year >= 1990:  # noqa: PLR2004 - older days are history
                days.append(found)
    return max(days, default=None)


def _learn_title(plain: Plain, clock: Clock) -> None:
    """Take the document's period from its first lines."""
    start = 0
    for _ in range(_TITLE_LINES):
        end = plain.low.find("\n", start)
        end = len(plain.low) if end < 0 else end
        line = plain.low[start:end].strip()
        if end - start > _LONG_LINE or (line.endswith(".") and len(line) > 90):  # noqa: PLR2004 - prose begins
            return
        if line and not line.startswith(("căn cứ", "điều", "(trình", "xét")):
            found = find_mentions(plain.low, start, end)
            for mention in found:
                if mention.compared or not mention.speaks or mention.shape in {"date", "dates", "rel"}:
                    continue
                if mention.year is None and clock.report_year is None:
                    _learn_first_year(plain, clock)
                ahead = _LEADS.search(plain.low[max(0, mention.start - 20) : mention.start]) is not None
                following = next((other for other in found if other.start > mention.end and other.shape == "months"), None)
                if mention.shape == "quarter" and following is not None:
                    mention = following  # `quý II và 6 tháng`: the report adds up
                written = clock.write(mention)
                if written is None:
                    continue
                clock.document = written
                if ahead:
                    return
                if mention.year is not None and mention.shape in {"month", "months", "quarter"}:
                    clock.spoken_in = max(clock.spoken_in or 0, mention.year)
                if mention.year is not None and mention.shape != "span" and (clock.spoken_in is None or mention.year <= clock.spoken_in):
                    clock.report_year = mention.year
                if mention.shape == "month":
                    clock.report_month = mention.first
                return
        start = end + 1
        if start >= len(plain.low):
            return


_CITED = re.compile(r"(?:luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|thành lập|xây dựng từ|khởi công|sinh)\b[^.;\n]{0,60}$")
_SETS_AFTER = re.compile(r"[^.\n]{0,70}\b(?:phấn đấu|mục tiêu|chỉ tiêu|dự kiến|sẽ|kế hoạch|quyết tâm|tiếp tục|tập trung)\b")


def _learn_first_year(plain: Plain, clock: Clock) -> None:
    """Take the year of the newest month or day, else of the newest year that is no goal."""
    running: list[int] = []
    years: list[int] = []
    goals: list[int] = []
    for mention in find_mentions(plain.low, 0, min(len(plain.low), 12_000)):
        if mention.year is None or mention.compared or mention.shape == "span" or not (mention.speaks or mention.shape == "date"):
            continue
        before = plain.low[max(0, mention.start - 80) : mention.start]
        if _CITED.search(before):
            continue
        if _LEADS.search(before) and not re.search(r"tính\s+đến\s*(?:hết|cuối)?\s*$|vào cuối\s*$", before) and mention.shape == "year":
            continue
        if mention.shape == "year" and (_SETS_AFTER.match(plain.low, mention.end) or re.search(r"(?:phấn đấu|mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ)[^.;]{0,30}$", before)):
            goals.append(mention.year)
        elif mention.shape == "year":
            years.append(mention.year)
        elif not (mention.shape == "date" and mention.up_to):
            running.append(mention.year)
        else:
            years.append(mention.year)
    if running or years:
        clock.report_year = max(running or years)
    elif goals:
        clock.report_year = min(goals) - (1 if "năm qua" in plain.low or "năm tới" in plain.low else 0)


def _learn_scope(state: State, *, published: bool) -> None:
    """Take the area from the title, else from the first area named."""
    if published:
        state.scope_fixed = True
        return
    text = state.plain.text
    head = text[: min(len(text), 1200)]
    proper = [place for place in find_places(text, 0, len(head)) if place.proper]
    if proper:
        state.scope = proper[0].name
        state.scope_fixed = True
