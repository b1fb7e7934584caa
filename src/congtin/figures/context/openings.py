"""What the head of a document tells before its first sentence is read."""

from __future__ import annotations

import re
from datetime import date

from congtin.figures.context import kinds
from congtin.figures.context.clock import Clock
from congtin.figures.context.mentions import Mention
from congtin.figures.context.periods import find_congress, find_mentions, find_spans, find_term
from congtin.figures.context.scopes import find_places
from congtin.figures.context.state import State
from congtin.figures.text.plain import Plain
from congtin.vietnamese.dates import DATE, read_date
from congtin.vietnamese.numbers import guess_separators

_NUMBER = re.compile(r"(?<!\d)\d+(?:[.,]\d+)+")


_TITLE_LINES = 14


_LONG_LINE = 260


_YEAR_REVIEW = re.compile(
    r"(?:tổng kết|kết quả|đánh giá|báo cáo)\b[^.;\n]{0,60}\bnăm\b(?!\s*(?:19|20)\d\d|\s+(?:học|tới|sau))"
)


_RESOLVES = re.compile(
    r"nghị quyết[^.;\n]{0,40}ngày\s+\d{1,2}/1[12]/((?:19|20)\d\d)[^.;\n]{0,30}(?:xác định|quyết nghị|giao|thông qua)"
)


_LEADS = re.compile(r"(?:đến|tới|tầm nhìn|hướng đến|trước)\s*(?:hết\s+|cuối\s+)?$")


_SAID = 12_000  # how far into a text its times are looked through before it is read


def open_document(plain: Plain, published: date | None, unit: str | None) -> State:
    """Learn from the whole text and its head what the first sentence already needs."""
    surfaces = (match[0] for match in _NUMBER.finditer(plain.text, 0, 200_000))
    clock = Clock(
        terms=frozenset(find_spans(plain.low[:100_000])), term=find_term(plain.low, 0, 20_000)
    )
    said = find_mentions(plain.low, 0, min(len(plain.low), _SAID))
    dated = published or _find_dateline(plain.low[:1500])
    if dated is not None:
        clock.report_year, clock.report_month, clock.spoken_in = dated.year, dated.month, dated.year
        if published is None:
            _learn_newer_year(plain, said, clock)
    _learn_title(plain, said, clock)
    _learn_congress(plain, clock)
    if clock.report_year is None:
        _learn_first_year(plain, said, clock)
    if clock.report_month is None:
        _learn_month(said, clock)
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


def _learn_month(mentions: list[Mention], clock: Clock) -> None:
    """Take the last month up to which the text adds up, for what `từ đầu năm` leaves open."""
    said = [
        mention
        for mention in mentions
        if mention.speaks and not mention.compared and mention.year in {None, clock.report_year}
    ]
    months = [mention.last for mention in said if mention.shape == "months" and mention.first == 1]
    days = [mention.last for mention in said if mention.shape == "date" and mention.up_to]
    clock.report_month = max(months or days, default=None)


_HEAD = 900  # how far into a text the meeting stands that it reports on


def _learn_congress(plain: Plain, clock: Clock) -> None:
    """A congress closes one term and opens the next: its results are those of the closed one."""
    term = find_congress(plain.low, _HEAD)
    if term is None or not term[0] - 1 <= (clock.report_year or term[0]) <= term[0]:
        return
    clock.term, clock.opens_term = term, True
    if clock.report_year is None:
        clock.report_year = term[0]
    if clock.spoken_in is None:
        clock.spoken_in = clock.report_year


_DATELINE = re.compile(
    r"(?:luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|tờ trình|công văn|đến|hết|trước|hạn|hiệu lực|thành lập|giấy phép)\b[^.;\n]{0,40}$"
)


def _find_dateline(low: str) -> date | None:
    """Find the latest day of a document's head that is none of a cited paper or a deadline."""
    days = []
    for match in DATE.finditer(low):
        if not _DATELINE.search(
            low[max(0, match.start() - 60) : match.start()]
        ) or _RESOLVES.search(low[max(0, match.start() - 60) : match.end() + 40]):
            found = read_date(match[0])
            if found is not None and found.year >= 1990:
                days.append(found)
    return max(days, default=None)


def _learn_title(plain: Plain, said: list[Mention], clock: Clock) -> None:
    """Take the document's period from its first lines."""
    start = 0
    for _ in range(_TITLE_LINES):
        end = plain.low.find("\n", start)
        end = len(plain.low) if end < 0 else end
        line = plain.low[start:end].strip()
        alone = start == 0 and end == len(plain.low)
        if end - start > _LONG_LINE or (line.endswith(".") and (alone or len(line) > 90)):
            return
        if _SUB_ITEM.match(line):
            return
        if line and not line.startswith(("căn cứ", "điều", "(trình", "xét")):
            found = find_mentions(plain.low, start, end)
            for mention in found:
                if (
                    mention.compared
                    or not mention.speaks
                    or mention.shape in {"date", "dates", "rel"}
                ):
                    continue
                if mention.year is None and clock.report_year is None:
                    _learn_first_year(plain, said, clock)
                ahead = (
                    _LEADS.search(plain.low[max(0, mention.start - 20) : mention.start]) is not None
                )
                following = next(
                    (
                        other
                        for other in found
                        if other.start > mention.end and other.shape == "months"
                    ),
                    None,
                )
                spoken = mention
                if mention.shape == "quarter" and following is not None:
                    spoken = following  # `quý II và 6 tháng`: the report adds up
                if _sets_aims(plain, start, end, spoken, clock):
                    clock.report_year = clock.spoken_in = (mention.year or 0) - 1
                    clock.document, clock.aim = str(clock.report_year), str(mention.year)
                    return
                written = clock.write(spoken)
                if written is None:
                    continue
                clock.document = written
                if ahead:
                    return
                if mention.year is not None and mention.shape in {"month", "months", "quarter"}:
                    clock.spoken_in = max(clock.spoken_in or 0, mention.year)
                if (
                    mention.year is not None
                    and mention.shape != "span"
                    and (clock.spoken_in is None or mention.year <= clock.spoken_in)
                ):
                    clock.report_year = mention.year
                if mention.shape == "month":
                    clock.report_month = mention.first
                return
        start = end + 1
        if start >= len(plain.low):
            return


_SUB_ITEM = re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s")  # `2.1. Không còn hộ nghèo vào năm 2028`
_AIMS_BEFORE = re.compile(
    r"(?:thông qua|thống nhất|triển khai|đề ra|đặt|quyết nghị|bàn|xác định|giao|quyết định|ban hành)\b"
    r"[^.;:|]{0,60}\b(?:mục tiêu|nhiệm vụ|phương hướng|chỉ tiêu|kế hoạch|dự toán)\b[^.;:|]{0,50}$"
)
_DONE_BEFORE = re.compile(r"(?:kết quả|thực hiện|hoàn thành|tổng kết|sơ kết|đánh giá|vượt|đạt)\b")
_EARLY = 3  # the last month in which a meeting still sets the aims of its own year


def _sets_aims(plain: Plain, start: int, end: int, mention: Mention, clock: Clock) -> bool:
    """Tell whether a headline reports that next year's aims were set: its body reviews this year."""
    if mention.shape != "year" or kinds.is_plan_title(plain.text[start:end].strip()):
        return False
    before = plain.low[start : mention.start]
    if not _AIMS_BEFORE.search(before) or _DONE_BEFORE.search(before):
        return False
    return (
        clock.spoken_in is None
        or (mention.year or 0) > clock.spoken_in
        or (mention.year == clock.spoken_in and (clock.report_month or 12) <= _EARLY)
    )


_CITED = re.compile(
    r"(?:luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|thành lập|xây dựng từ|khởi công|sinh)\b[^.;\n]{0,60}$"
)


_SETS_AFTER = re.compile(
    r"[^.\n]{0,70}\b(?:phấn đấu|mục tiêu|chỉ tiêu|dự kiến|sẽ|kế hoạch|quyết tâm|tiếp tục|tập trung)\b"
)


_REACHED_AFTER = re.compile(
    r",?\s*(?:toàn \w+ )?(?:còn|chỉ còn|có|đã|tăng lên|giảm còn|giảm xuống)\b"
)
_GOAL = re.compile(r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|sẽ|kế hoạch|quyết tâm)\b[^.]*$")
# `tăng 5% so với cùng kỳ năm 2018` is told in 2019.
_SAME_MONTHS = re.compile(r"cùng kỳ (?:năm )?(20\d\d)(?!\d|\s?[-–])")
_SEASON = re.compile(r"(?:vụ|năm học|niên)\s")


def _learn_first_year(
    plain: Plain, said: list[Mention], clock: Clock, *, only_running: bool = False
) -> None:
    """Take the year of the newest month or day, else of the newest year that is no goal."""
    running: list[int] = []
    years: list[int] = []
    goals: list[int] = []
    seasons: list[int] = []
    for mention in said:
        if (
            mention.shape == "span"
            and mention.speaks
            and _SEASON.search(plain.low, mention.start - 20, mention.end)
        ):
            seasons.append(mention.until_year or 0)
        if (
            mention.year is None
            or mention.compared
            or mention.shape == "span"
            or not (mention.speaks or mention.shape == "date")
        ):
            continue
        before = plain.low[max(0, mention.start - 80) : mention.start]
        if _CITED.search(before):
            continue
        if (
            _LEADS.search(before)
            and not re.search(r"tính\s+đến\s*(?:hết|cuối)?\s*$|vào cuối\s*$", before)
            and mention.shape == "year"
            and not (_REACHED_AFTER.match(plain.low, mention.end) and not _GOAL.search(before))
        ):
            continue
        if mention.shape == "year" and (
            _SETS_AFTER.match(plain.low, mention.end)
            or re.search(
                r"(?:phấn đấu|mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ)[^.;]{0,30}$", before
            )
        ):
            goals.append(mention.year)
        elif mention.shape == "year":
            years.append(mention.year)
        elif not (mention.shape == "date" and mention.up_to):
            running.append(mention.year)
        else:
            years.append(mention.year)
    if only_running:
        clock.report_year = max(running, default=None)
    elif running or years:
        clock.report_year = max(running or years)
    elif seasons:
        clock.report_year = max(seasons)
    elif not only_running and (told := _SAME_MONTHS.findall(plain.low, 0, _SAID)):
        clock.report_year = max(map(int, told)) + 1
    elif goals:
        clock.report_year = min(goals) - (
            1 if "năm qua" in plain.low or "năm tới" in plain.low else 0
        )


def _learn_newer_year(plain: Plain, said: list[Mention], clock: Clock) -> None:
    """A month of a later year tells that the day found was none of the writing."""
    newer = Clock()
    _learn_first_year(plain, said, newer, only_running=True)
    if newer.report_year is not None and (clock.report_year or 0) < newer.report_year:
        clock.report_year = clock.spoken_in = newer.report_year


_PLACES = 1200  # how far into a text the area stands that it is about
_GENERAL = re.compile(
    r"(?<!\w)(?<!các )(?<!cấp )(?<!khối )(?<!những )(?<!\d )(?<!, )"
    r"(?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã(?! hội)|cả nước|toàn quốc)(?!\w|,| và | ủy\b)",
    re.IGNORECASE,
)


def _learn_scope(state: State, *, published: bool) -> None:
    """Take the area from the title, else from the first area named."""
    if published:
        state.scope_fixed = True
        return
    text = state.plain.text
    proper = [
        place
        for place in find_places(text, 0, min(len(text), _PLACES))
        if place.proper and not place.beside
    ]
    if proper:
        state.scope, state.scope_fixed = proper[0].name, True
        return
    general = _GENERAL.search(text, 0, _PLACES)
    if general:
        state.scope = general[0]
