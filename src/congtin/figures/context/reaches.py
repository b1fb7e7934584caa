"""How far a time reaches from where it stands (2.6).

From nothing to everything: a base (`so với năm 2020`) dates no figure; a time right behind a number
or in brackets dates that number; the day of a stock, an earlier year of a comparison and an
estimate for a later day date their clause; a time that opens a sentence goes on over the paragraph,
one that opens a paragraph over the next ones too, until a heading or another time.
"""

from __future__ import annotations

import re

from congtin.figures.context.clock import Clock, last_year
from congtin.figures.context.mentions import Mention
from congtin.figures.drafts import Draft

# Possessive, since some words are also two: `tính chung`, `ước tính`.
_LEAD = re.compile(
    r"^[\s\-–+*•\d.)\"“(]*(?:[a-zđ]\)\s*)?"
    r"(?:(?:báo cáo|thông tin|đồng chí|ông|bà|đại diện)[^,;]{0,90} (?:cho biết|cho thấy|cho hay|nêu rõ|nêu),?\s*)?"
    r"(?:(?>trong|tính|đến|hết|riêng|kết thúc|lũy kế|tính chung|ước|theo [^,]{0,60},|cụ thể,|nhìn lại|bước vào|sau|qua|về|kết quả|chung|từ|vào|cả|tới|bình quân|cho|ước tính|dự kiến|đồng thời|bên cạnh đó|cùng với đó|phấn đấu|và|cuối|đầu|cũng|nhiệm kỳ|kỳ|thời gian|thời điểm|ngày|ngay)[\s,]*+)*+$"
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


def speaks(clock: Clock, mention: Mention) -> str | None:
    """Write a mention that dates figures, else give nothing."""
    if mention.compared or not mention.speaks:
        return None
    return clock.write(mention)


def opens(before: str) -> bool:
    """Tell whether only words that lead a time stand before it in its sentence."""
    return _LEAD.match(before) is not None


def leads(before: str) -> bool:
    """Tell whether only words that lead a time stand before it in its sentence or clause."""
    clause = before.rsplit(";", 1)[-1]
    return _LEAD.match(clause) is not None or before.rstrip().endswith((",", ":"))


def _is_aside(clock: Clock, drafts: list[Draft], told: int) -> bool:
    """Tell whether a day in this sentence interrupts a report on a span of months.

    The day that opens a report is the day of all its stocks; a day after other figures is not.
    """
    return clock.knows_flow and bool(drafts) and not flows(drafts[0]) and told > 1


def lasts(
    clock: Clock,
    low: str,
    mention: Mention,
    begin: int,
    first_number: int,
    drafts: list[Draft],
    told: int,
) -> bool:
    """Tell whether a time goes on after its sentence; `told` counts the dated figures before it."""
    before = low[begin : mention.start]
    aside = _is_aside(clock, drafts, told)
    if mention.shape in {"date", "dates"}:
        if aside and mention.shape == "date":
            return False
        heads = _HEADS_DAY.search(_TO_A_DAY.sub("", before)) is not None
        since = "từ đầu năm" in low[mention.start : mention.end]
        return (heads or since) and mention.start < first_number
    if mention.word == "trong tháng":
        return leads(before)
    if not drafts:
        return True
    if aside and mention.shape == "month" and mention.up_to and not mention.running:
        return False
    if mention.up_to and _GUESSED_TO.search(before):
        return False  # `dư nợ đạt 36.804 tỷ đồng, ước đến cuối tháng 9 đạt 37.200 tỷ đồng`
    if mention.shape == "rel":
        this_year = "năm nay" in mention.word and (leads(before) or clock.fallback is None)
        return "nhiệm kỳ " in mention.word or this_year
    reviewed = re.fullmatch(r"(\d{4})-(\d{4})", clock.current or "")
    if reviewed and mention.shape == "year" and not opens(before):
        return not int(reviewed[1]) <= (mention.year or 0) <= int(reviewed[2])
    if before.strip() in {"riêng", "riêng trong"}:
        return True
    older = mention.shape == "year" and (mention.year or 9999) < (clock.report_year or 0)
    if older and clock.document is not None and not leads(before):
        return False  # `chỉ số cải cách hành chính năm 2023 đạt ...` in a report on another time
    return _ASIDE_BEFORE.search(before) is None


_TO_A_DAY = re.compile(r"(?:\b(?:đến|tới|hết|cuối|thời điểm|ngày|tháng|từ)\b\s*|[\s(])+$")
_HEADS_DAY = re.compile(r"(?:^|,|-|:|tính|lũy kế|biết|báo cáo|thấy|kết quả)$")
_GUESSED_TO = re.compile(r"\b(?:ước|dự kiến)\s+(?:tính\s+)?(?:đến|tới)\b[^,;]{0,12}$")
_ASIDE_BEFORE = re.compile(r"(?:(?:trong đó|riêng|cùng kỳ)[^;]{0,25}|\([^);]{0,25})$")


def looks_back(mention: Mention, opening: tuple[Mention, str]) -> bool:
    """`năm 2024 đạt 1.120 tỷ đồng, trong khi năm 2023 chỉ đạt 980`: the earlier year is an aside."""
    opened = last_year(opening[1])
    return (
        mention.shape == "year"
        and opening[0].shape != "span"
        and opened is not None
        and (mention.year or opened) < opened
    )
