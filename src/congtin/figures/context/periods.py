"""Which time a text speaks of: its mentions of years, months, quarters, terms and days.

The written forms are those of section 2.6 of the schema. A mention without a year takes it from
the document's clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from congtin.figures.vocabulary import TOKEN, begin_with_letter, phrases
from congtin.vietnamese.dates import MONTH_WORDS, read_month, read_quarter

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
_DATE_BEFORE = re.compile(
    r"(?:ngày|đến|từ|hết|sáng|chiều|tối|trưa|đêm|hôm|vào|trước|sau|tới|dịp|lễ|nay|qua|mùng|hạn|thời điểm|phiên|dịch|-|–|và|,|\(|kỷ niệm|khánh|trong)\s*$"
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


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a time; offsets are those of the clean text.

    `speaks` is false for a day on which something was held or signed, and for a bare year: those
    help to complete other mentions but date no figure.
    """

    start: int
    end: int
    shape: str  # year span month months quarter date dates last-of-term term rel
    year: int | None
    first: int = 0
    last: int = 0
    until_year: int | None = None
    day: int = 0
    day_from: int = 0
    compared: bool = False
    speaks: bool = True
    up_to: bool = False
    running: bool = False
    word: str = ""


_COUNTS = phrases("counts", "nouns")


def match_count(words: list[str]) -> bool:
    """Tell whether words begin with a noun that is counted."""
    return (
        bool(words)
        and words[0] not in {"hội", "ban", "ngành", "sở", "phòng", "đoàn"}
        and _COUNTS.match(words, 0, len(words)) is not None
    )


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
    made = _SHAPES[shape](match, up_to)
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


def _of_year(text: str | None) -> str:
    return " ".join((text or "").split())


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _days(match: re.Match[str], up_to: bool) -> Mention | None:
    year = _int(match["y2"]) or _int(match["y1"])
    day, month = int(match["d2"]), int(match["m2"])
    day_from, month_from = (1, 1)
    if not match["jan"]:
        day_from, month_from = int(match["d0"] or match["d1"]), int(match["m1"] or month)
    if not (_is_day(day, month) and _is_day(day_from, month_from)):
        return None
    if year is not None and year - (_int(match["y1"]) or year) > 1:
        return None  # an anniversary: `(3/2/1930 - 3/2/2024)`
    return Mention(
        match.start(),
        match.end(),
        "dates",
        year,
        month_from,
        month,
        _int(match["y1"]),
        day,
        day_from,
    )


def _day(match: re.Match[str], up_to: bool) -> Mention | None:
    day = int(match["d3"] or match["d4"] or match["d5"])
    month = int(match["m3"] or match["m4"] or match["m5"])
    year = _int(match["y3"] or match["y4"] or match["y5"])
    if not _is_day(day, month):
        return None
    if match["d3"] and match.string[match.end() : match.end() + 1] == "%":
        return None
    if match["d3"] and year is None and not match[0].startswith("ngày"):
        before = match.string[max(0, match.start() - 20) : match.start()]
        if not _DATE_BEFORE.search(before) or _is_counted(match.string, match.end()):
            return None
    traded = _TRADED.search(match.string, max(0, match.start() - 30), match.start())
    return Mention(
        match.start(), match.end(), "date", year, 0, month, day=day, speaks=up_to or bool(traded)
    )


# What happened on one day: `trong ngày 17/10 có 2.400 hộ bị ngập`; prices are those of a day:
# `trong phiên giao dịch 18/8, giá gạo là 628 USD/tấn`.
_TRADED = re.compile(
    r"\bphiên\s+(?:giao dịch\s+)?(?:ngày\s+)?$|(?:^|[,;.])\s*(?:chỉ |tính )?(?:riêng )?trong\s+$"
)


def _is_counted(low: str, place: int) -> bool:
    """`8/12 khoản thu`: a counted noun follows, so it is a fraction and no day."""
    words = TOKEN.findall(low[place : place + 30])
    return words[:2] not in (["giải", "ngân"], ["giải", "quyết"]) and match_count(words)


def _span(match: re.Match[str], up_to: bool) -> Mention | None:
    first = int(match["s1"])
    last = int(match["s2"]) if len(match["s2"]) > 2 else first // 100 * 100 + int(match["s2"])
    if not first < last <= first + 40:
        return None
    return Mention(match.start(), match.end(), "span", first, until_year=last)


def _months(match: re.Match[str], up_to: bool) -> Mention | None:
    count = read_month(match["n"])
    if count is None or (count == 1 and match["side"] is None):
        return None
    side = " ".join((match["side"] or "").split())
    first, last = (13 - count, 12) if side in {"cuối", "còn lại"} else (1, count)
    return Mention(
        match.start(), match.end(), "months", _int(match["y6"]), first, last,
        running=True, word=_of_year(match["of"]), speaks=side not in {"tới", "tiếp theo"},
    )  # fmt: skip


def _month(match: re.Match[str], up_to: bool) -> Mention | None:
    month = read_month(match["mm"] or match["tm"])
    if month is None:
        return None
    return Mention(
        match.start(), match.end(), "month", _int(match["y7"] or match["y7b"]), month, month,
        word=_of_year(match["of7"]),
    )  # fmt: skip


def _quarter(match: re.Match[str], up_to: bool) -> Mention | None:
    quarter = read_quarter(match["q"])
    if quarter is None:
        return None
    return Mention(
        match.start(), match.end(), "quarter", _int(match["y8"]), quarter, quarter,
        word=_of_year(match["of8"]),
    )  # fmt: skip


def _half(match: re.Match[str], up_to: bool) -> Mention | None:
    first, last = (1, 6) if match["h"] == "đầu" else (7, 12)
    return Mention(match.start(), match.end(), "months", _int(match["y9"]), first, last)


def _since(match: re.Match[str], up_to: bool) -> Mention | None:
    return Mention(match.start(), match.end(), "since", None, running=True, word=match["since"])


def _year(match: re.Match[str], up_to: bool) -> Mention | None:
    if _TO_NOW.match(match.string, match.end()) and match.string.endswith(
        "từ ", max(0, match.start() - 3), match.start()
    ):
        return Mention(match.start(), match.end(), "onwards", int(match["y10"]))
    return Mention(match.start(), match.end(), "year", int(match["y10"]))


_TO_NOW = re.compile(r"\s+(?:đến|tới)\s+nay\b")


def _relative(match: re.Match[str], up_to: bool) -> Mention | None:
    word = " ".join(match["rel"].split())
    compared = word == "nhiệm kỳ" or (  # `dấu ấn một nhiệm kỳ`
        word.endswith(("ngoái", "trước"))
        and _OPENS_CLAUSE.search(match.string, max(0, match.start() - 3), match.start()) is None
    )
    return Mention(match.start(), match.end(), "rel", None, speaks=not compared, word=word)


# `năm ngoái kim ngạch đạt 1,9 tỷ USD`, where nothing is compared
_OPENS_CLAUSE = re.compile(r"(?:^|[.;,:\n])\s*$")


def _bare(match: re.Match[str], up_to: bool) -> Mention | None:
    return Mention(match.start(), match.end(), "year", int(match["y11"]), speaks=up_to)


_SHAPES = {
    "days": _days, "day": _day, "span": _span, "months": _months, "month": _month,
    "quarter": _quarter, "half": _half, "since": _since, "year": _year, "rel": _relative, "bare": _bare,
}  # fmt: skip


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


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
