"""Which time a text speaks of: its mentions of years, months, quarters, terms and days.

The written forms are those of section 2.6 of the schema. A mention without a year takes it from
the document's clock.
"""

from __future__ import annotations

import re
from dataclasses import replace

from congtin.figures.context.mentions import SHAPES, Mention
from congtin.figures.vocabulary import begin_with_letter
from congtin.vietnamese.dates import MONTH_WORDS

_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"

_DASH = r"\s*(?:-|–|—|đến|tới)\s*(?:năm\s+)?"

_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một)?)"

_MONTHS = "|".join(word.replace(" ", r"\s+") for word in sorted(MONTH_WORDS, key=len, reverse=True))

_OF_YEAR = rf"(?:\s*(?:/|-|\.|của\s+năm|trong\s+năm|năm)?\s*(?P<{{0}}>{_YEAR}))"

_PART_OF_DAY = r"(?:rạng\s+sáng|sáng|trưa|chiều|tối|đêm)"

_THIS_YEAR = r"năm\s+(?:nay|này|ngoái|trước)"

_MENTION = re.compile(
    rf"""
    # 1 a span of days: `từ 1/1 đến 15/6/2021`, `từ đêm 28/9 đến 1/10`, `từ ngày 7 đến 19/10`,
    # `30/4 - 1/5/2024`, `từ đầu năm đến 15/6/2021`
    (?P<days>\b(?:(?:từ\s+)?(?:{_PART_OF_DAY}\s+)?(?:ngày\s+)?(?P<d1>\d{{1,2}})/(?P<m1>\d{{1,2}})(?:/(?P<y1>{_YEAR}))?
        |từ\s+(?P<jan>đầu\s+năm)|từ\s+(?:ngày\s+)?(?P<d0>\d{{1,2}})(?=\s*(?:-|–|đến)\s*(?:ngày\s+)?\d{{1,2}}/))
        \s*(?:-|–|đến(?:\s+hết)?)\s*(?:{_PART_OF_DAY}\s+)?(?:ngày\s+)?
        (?P<d2>\d{{1,2}})/(?P<m2>\d{{1,2}})(?:/(?P<y2>{_YEAR}))?(?!/?\d))
    # 2 a day: `đến 30/9/2023`, `tính đến ngày 15 tháng 9 năm 2025`
    |(?P<day>\b(?:ngày\s+)?(?P<d3>\d{{1,2}})\s?[/]\s?(?P<m3>\d{{1,2}})(?:\s?[/]\s?(?P<y3>{_YEAR}))?(?![/\d]|\s+(?!tháng)(?:chỉ|hộ|xã|thôn|dự|tiêu))
        |\b(?:ngày\s+)?(?P<d5>\d{{1,2}})[.-](?P<m5>\d{{1,2}})[.-](?P<y5>{_YEAR})
        |\bngày\s+(?P<d4>\d{{1,2}})\s+tháng\s+(?P<m4>\d{{1,2}})(?:\s+năm\s+(?P<y4>{_YEAR}))?)
    # 3 a span of years: `giai đoạn 2021-2025`, `nhiệm kỳ 2020 - 2025`, `năm học 2024-2025`
    |(?P<span>\b(?:(?:năm\s+học|niên\s+khóa|giai\s+đoạn|thời\s+kỳ|các\s+năm|trong\s+\d\s+năm|\d\s+năm|năm)\s+\(?)?(?P<s1>{_YEAR}){_DASH}(?P<s2>{_YEAR}|\d\d\b(?![.,/%]\d)))
    # 4 the first months: `9 tháng đầu năm 2025`, `6T/2020`, `sáu tháng đầu năm nay`, `9 tháng qua`
    |(?P<months>\b(?P<n>{_COUNT})\s*(?:tháng|t(?=[\s/](?:đầu|năm|{_YEAR})))(?:\s+(?P<side>đầu|cuối|còn\s+lại|tiếp\s+theo|tới|qua)(?:\s+(?:của\s+)?năm)?)?(?:{_OF_YEAR.format("y6")}|\s+(?:của\s+)?(?P<of>{_THIS_YEAR}|nay))?(?!\s*/\s*\d))
    # 5 a month: `tháng 9/2025`, `tháng Chín`, `T9/2025`
    |(?P<month>\b(?:tháng\s+(?P<mm>\d{{1,2}}(?=\.20\d\d(?!\d))|\d{{1,2}}(?![\d.,]\d|%)|{_MONTHS})\b|t(?P<tm>\d{{1,2}})(?=/))(?:\s*(?:/|-|\.)\s*(?P<y7>{_YEAR})|\s+(?:của\s+)?năm\s+(?P<y7b>{_YEAR})|\s+(?:của\s+)?(?P<of7>{_THIS_YEAR}))?)
    # 6 a quarter: `quý III/2025`
    |(?P<quarter>\bqu[ýí]\s+(?P<q>iv|i{{1,3}}|[1-4]|một|hai|ba|tư|bốn)\b(?:{_OF_YEAR.format("y8")}|\s+(?:của\s+)?(?P<of8>{_THIS_YEAR}))?)
    # 7 half a year
    |(?P<half>\bnửa\s+(?P<h>đầu|cuối)(?:\s+của)?\s+năm{_OF_YEAR.format("y9")}?)
    # 8 a year: `năm 2025`, `vụ Đông 2020`, `kế hoạch 2025`
    |(?P<year>\b(?:năm|vụ\s+\w+(?:[\s-]+\w+)?|niên\s+vụ|tết(?:\s+(?:nguyên\s+đán|[^\W\d_]+\s+(?:tý|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi))){{0,2}}|kh|th|kế\s+hoạch|dự\s+toán|thực\s+hiện|mục\s+tiêu)\s+(?P<y10>{_YEAR})(?!\s*[.,]\d|{_DASH}(?:19|20)\d\d|\s?[-–]\s?\d\d\b))
    # 8b what has flowed since January: `tính từ đầu năm`, `từ đầu năm đến nay`
    |(?P<since>\b(?:(?:tính\s+)?từ\s+đầu\s+năm(?:\s+(?:đến|tới)\s+nay|(?=\s*,|\s+(?!đến|tới|(?:19|20)\d\d)))|đầu\s+năm\s+(?:đến|tới)\s+nay|(?:lũy|luỹ)\s+kế(?=\s+(?:đạt|là|được|thu|chi|có|\d+[.,]\d|\d+\s+(?!tháng)))))
    # 9 a year by its place: `năm nay`, `năm tới`
    |(?P<rel>\b(?:năm\s+(?:nay|tới|sau|ngoái|trước|qua|này)|cả\s+năm(?!\s+học)|trong\s+năm(?!\s+học)|trong\s+tháng(?!\s+(?:\d|này|trước|qua|tới|sau|cùng|{_MONTHS}))|(?:\d{{1,2}}|mấy|những|hai|ba|năm)\s+(?:năm|tháng)\s+(?:qua|gần đây|trở lại đây|liên tiếp|liền|tới)|(?:đến|ước|vào|dự\s+kiến)\s+(?:cuối|hết)\s+năm(?!\s+(?:học|ngoái|trước|nay|tới|sau))|tháng\s+(?:này|trước|qua)|qu[ýí]\s+(?:này|trước)|từ\s+đầu\s+nhiệm\s+kỳ\s+(?:đến|tới)\s+nay|đầu\s+nhiệm\s+kỳ|(?:cuối|hết)\s+nhiệm\s+kỳ(?:\s+(?:qua|vừa\s+qua|tới|mới|này))?|(?:trong\s+|cả\s+)?nhiệm\s+kỳ(?:\s+(?:qua|vừa\s+qua|trước|tới|mới|này))?)\b(?!\s+(?:này\s+)?(?:19|20)\d\d))
    # 10 a bare year, which speaks of time only in a few places
    |(?P<bare>\b(?P<y11>{_YEAR})(?![\d.,]\d|\s*[%/]))
    """,
    re.VERBOSE,
)

# Where a mention may begin: trying the long pattern at every letter would cost most of the time.
_TRIGGER_WORDS = (
    "năm", "tháng", "quý", "quí", "ngày", "từ(?= ngày| đầu| \\d| đêm| sáng| chiều| tối| rạng)", "nửa", "niên", "tết", "kh ", "th ", "t\\d",
    r"v(?<!nhiệm v)(?<!dịch v)(?<!phục v)ụ", "kế(?= hoạch)", "dự(?= toán)", "thực(?= hiện)", "mục(?= tiêu)",
    "lũy(?= kế)", "luỹ(?= kế)", "cả(?= năm| nhiệm)", "trong(?= năm| tháng| nhiệm| \\d)", "cuối", "hết",
    *(f"{word}(?= cuối năm| hết năm)" for word in ("đến", "ước", "vào", "dự kiến")), "tính(?= từ)", "đầu(?= nhiệm| năm)", "nhiệm(?= kỳ)",
    "giai(?= đoạn)", "thời(?= kỳ)", "các(?= năm)", "mấy", "những", "một", "hai", "ba", "bốn", "sáu", "bảy",
    "tám", "chín", "mười",
)  # fmt: skip

_TRIGGER = re.compile(
    "|".join(rf"{digit}(?:(?<![\w.,/-]{digit})|(?<=[-–/(]{digit}))" for digit in "0123456789")
    + "|"
    + begin_with_letter(_TRIGGER_WORDS)
)

_UP_TO = re.compile(
    r"(?:đến|tới|hết|thời điểm|cuối)(?:\s+(?:\d{1,2}\s?(?:h|giờ)\s?(?:\d{1,2})?(?:\s?phút)?|sáng|trưa|chiều|tối|cuối|hết|thời điểm|ngày|nay|tháng|thời gian)){0,3}[\s(,]*$"
)

_BASE_BEFORE = re.compile(
    r"(?:\bso với|\bso|\bcùng kỳ|\bcùng thời điểm|\bcùng vụ|\bcùng tháng|\bhơn|(?<!\w)(?<!, )với(?! (?:số|tổng|mức|giá|kim|doanh|diện|sản|lượng|tỷ)\b))\s+(?:[^\W\d]+\s+){0,6}$"
)

_NO_BASE = re.compile(
    r"\b(?:tăng|giảm|đạt|cùng kỳ năm|tính|lũy kế)\s*$"
    r"|(?:^|[,;:.(]|\b(?:trong|sau|qua))\s*hơn\s+$"  # `hơn 10 tháng qua`
)

_SPAN = re.compile(rf"\b({_YEAR})\s*[-–]\s*({_YEAR})")

_NAMED_TERM = re.compile(
    r"(?:chuẩn|chương trình|đề án|nghị quyết|kế hoạch|dự án|tiêu chí|quy định|(?<!xã )hội|đảng bộ|khóa|đại hội|hđnd|ubnd|ủy|ủy viên|chiến lược|quy hoạch|mttq|phong trào)\b[^,;:.()]{0,60}$"
)

# `kết quả 5 năm thực hiện nghị quyết đại hội, nhiệm kỳ 2020-2025` reviews the term.
_REVIEW_OF = re.compile(
    r"\b(?:kết quả|tổng kết|sơ kết|nhìn lại|đánh giá|kiểm điểm|sau|qua|\d+ năm)\b[^.;\n]{0,30}?"
    r"\b(?:thực hiện|triển khai)\b[^.;\n]*$"
)

_TERM_OF_BODY = re.compile(
    r"(?:[,(–-]|khóa\s+\S+|lần thứ\s+\S+|(?:hđnd|ubnd|đảng bộ|đại biểu|thành viên|đảng ủy|ủy viên)[^,;.:]{0,30})\s*nhiệm kỳ\s*\(?$"
)

# `sau hơn 5 tháng vận hành` tells how long, not when.
_LASTING = re.compile(
    r"\b(?:sau|trong vòng|thời hạn|thời gian|kéo dài|suốt)\s+(?:hơn|gần|trên|khoảng)?\s*$"
)

_RUNNING = re.compile(
    r"(?:lũy kế|luỹ kế|cộng dồn|tính chung|chung|từ đầu năm)\s*(?:đến)?(?:\s+hết)?\s*$"
)

_TERM = re.compile(rf"(?:nhiệm kỳ|khóa \w+)\D{{0,25}}?({_YEAR})\s*[-–]\s*({_YEAR})")

_CONGRESS = re.compile(
    rf"đại hội(?! (?:đồng|thể thao))[^.;\n]{{0,80}}?nhiệm kỳ\s*({_YEAR})\s*[-–]\s*({_YEAR})"
)

_PAPER_OF = re.compile(r"(?:nghị quyết|chào mừng|sau|theo|văn kiện|tiến tới) [^.;\n]{0,20}$")


def find_mentions(low: str, start: int, end: int) -> list[Mention]:
    """Find the mentions of time in a span of the clean lower-case text."""
    found: list[Mention] = []
    place = start
    for trigger in _TRIGGER.finditer(low, start, end):
        if trigger.start() < place:
            continue
        match = _MENTION.match(low, trigger.start(), end)
        if match is not None:
            place = match.end()
            mention = _mention(low, start, match)
            if mention is not None:
                found.append(mention)
    return _share_years(low, found)


def find_term(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the term of a congress or council."""
    match = _TERM.search(low, start, end)
    return (int(match[1]), int(match[2])) if match else None


def find_congress(low: str, end: int) -> tuple[int, int] | None:
    """Find the term that the congress a text reports on opens."""
    terms = [
        (int(match[1]), int(match[2]))
        for match in _CONGRESS.finditer(low, 0, end)
        if not _PAPER_OF.search(low[max(0, match.start() - 30) : match.start()])
    ]
    return max(terms, default=None)


def find_spans(low: str) -> set[tuple[int, int]]:
    """Find all spans of years: `2021-2025`."""
    pairs = ((int(match[1]), int(match[2])) for match in _SPAN.finditer(low))
    return {(first, last) for first, last in pairs if first < last <= first + 10}


def _mention(low: str, begin: int, match: re.Match[str]) -> Mention | None:
    before = low[max(begin, match.start() - 60) : match.start()]
    shape = match.lastgroup or ""
    for name in (
        "days",
        "day",
        "span",
        "months",
        "month",
        "quarter",
        "half",
        "since",
        "year",
        "rel",
        "bare",
    ):
        if match[name] is not None:
            shape = name
            break
    compared = bool(_BASE_BEFORE.search(before)) and not _NO_BASE.search(before)
    up_to = bool(_UP_TO.search(before))
    running = bool(_RUNNING.search(before))
    made = SHAPES[shape](match, up_to)
    if made is None:
        return None
    speaks = made.speaks
    if (
        shape == "span"
        and not _REVIEW_OF.search(low, max(begin, match.start() - 110), match.start())
        and (
            _TERM_OF_BODY.search(before)  # `đại biểu HĐND các cấp, nhiệm kỳ 2021-2026`
            or (
                _NAMED_TERM.search(before)
                and not re.search(r"(?:kế hoạch|mục tiêu)\s+(?:\d+ năm\s+)?$", before)
            )
        )
    ):
        speaks = False
    if shape == "months" and _LASTING.search(before) and match["side"] in {None, "qua"}:
        speaks = match["y6"] is not None
    if shape in {"year", "months", "span"} and re.search(
        r"(?:nghị quyết|quyết định|luật|kết luận|giá so sánh)\s*$", before
    ):
        speaks = False
    if shape in {"days", "day"} and _EXPLAINED.search(before):
        speaks = False  # `trong quý (từ 15/12 đến 14/3)` only explains
    return replace(made, compared=compared, up_to=up_to, running=running, speaks=speaks)


# `trong quý (từ 15/12 đến 14/3)`, `4 tháng đầu năm (tính đến ngày 5/5)`: the day only explains.
_EXPLAINED = re.compile(
    r"(?:quý|tháng|kỳ|năm)\s*(?:\S+\s*){0,3}\((?:tính\s+)?(?:(?:đến|tới|từ)\s+)?(?:hết\s+)?(?:ngày\s+)?$"
)


def _share_years(low: str, mentions: list[Mention]) -> list[Mention]:
    """Let `tháng 9 và 9 tháng năm 2025` and `tháng 9, tháng 10/2025` share the year said last."""
    for index in range(len(mentions) - 2, -1, -1):
        here, following = mentions[index], mentions[index + 1]
        if (
            here.year is None
            and here.shape in {"month", "months", "quarter"}
            and following.year is not None
        ):
            between = low[here.end : following.start].strip()
            if between in {"và", ",", "-", "–", "&", "; "} and following.shape != "span":
                mentions[index] = replace(here, year=following.year)
    return mentions
