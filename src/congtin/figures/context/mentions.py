"""One mention of a time, made from the words that were matched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from congtin.figures.vocabulary import TOKEN, phrases
from congtin.vietnamese.dates import read_month, read_quarter

_DATE_BEFORE = re.compile(
    r"(?:ngày|đến|từ|hết|sáng|chiều|tối|trưa|đêm|hôm|vào|trước|sau|tới|dịp|lễ|nay|qua|mùng|hạn|thời điểm|phiên|dịch|-|–|và|,|\(|kỷ niệm|khánh|trong)\s*$"
)


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


SHAPES = {
    "days": _days, "day": _day, "span": _span, "months": _months, "month": _month,
    "quarter": _quarter, "half": _half, "since": _since, "year": _year, "rel": _relative, "bare": _bare,
}  # fmt: skip


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12
