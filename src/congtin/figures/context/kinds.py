"""Whether a figure is a target, a result or an estimate (section 2.5 of the schema)."""

from __future__ import annotations

import re

from congtin.figures.vocabulary import read_words


def _any(key: str) -> str:
    """Write the words under a key of the vocabulary as alternatives, the longest first."""
    return "|".join(sorted(_WORDS[key], key=len, reverse=True))


_WORDS: dict[str, list[str]] = read_words("kinds")
_NOUNS = frozenset(_WORDS["plan"])
_TARGET_VERB = re.compile(
    rf"(?<!\w)(?:{_any('goal')}|{_any('plan')}"
    rf"|(?:{_any('ahead')}) tới(?! nay)"
    # `phải hoàn thành`, `yêu cầu đến 30/6 giải ngân 60%`: an order that names a measure
    r"|phải(?= (?:[^\W\d]+ ){0,4}(?:ít nhất|tối thiểu|không dưới|vượt mốc|hoàn thành|bảo đảm|hết(?= \d)|xong|dứt điểm))"
    r"|(?:yêu cầu|đề nghị)(?= (?:[^\W\d]+ ){0,8}(?:ít nhất |tối thiểu |hoàn thành "
    r"|(?:đến|trước|hết) [^;.]{0,30}(?:giải ngân|hoàn thành|đạt)))"
    # `Giao Ban Quản lý dự án trước ngày 15/8 hoàn thành`, `phải chi trả hết`: orders
    r"|(?:(?<=\n)|(?<=[.;:] ))giao(?= [^;.:\d]{3,60} (?:trước|hết|đến) (?:ngày )?\d)"
    r"|đề xuất(?= (?:tăng|nâng|giảm) )"
    r")(?!\w)"
)
_BASE_BEFORE = re.compile(
    r"(?:%|‰|lần|so với|so|vượt|đạt|bằng|hoàn thành|theo|thực hiện|cùng|hết|với|của|các|chiếm|tổng|lần|trên|tổng số|\d|hai|ba|đúng|trong|từ|giao|chương trình|mức|điều chỉnh|vốn|nguồn|sở|bộ|ngành|phòng|ban|chậm|ngoài|phục vụ|vì|nhằm|gắn với)\s*$"
)
_SETS = re.compile(
    r"(?:đề ra|đặt ra|đưa ra|các|những|một số|nhiều|với|giao|như|và|có|là|theo|xác định|thực hiện|xây dựng|lập)\s*(?:các\s+|một số\s+|những\s+|\d+\s+)?$"
)
_BY_YEAR = re.compile(
    r"(?<!\w)(?:đến năm\s+(20\d\d)|đến (?:cuối|hết) nhiệm kỳ|tầm nhìn đến)(?!\w|\s*,?\s*đã)"
)
_ESTIMATE = re.compile(
    r"(?<!\w)(?<!hơn )(?<!với )(?<!vượt )(?<!như )(?<!theo )(?<!bằng )"
    rf"(?:{_any('guess')})(?!\w)"
)
# `nhiều chỉ tiêu tăng cao so với cùng kỳ:` tells results.
_REVIEWED = re.compile(
    r"[^:;.]{0,60}\b(?:tăng(?! trưởng| bình| thu| thêm)|đạt cao|đạt khá|đạt và vượt|vượt|hoàn thành|đã đạt|đều|nhiệm kỳ qua|năm qua|kết quả)\b"
)
_HEAD_ESTIMATE = re.compile(rf"^[\s\-–+*•\d.)]*(?:theo\s+)?(?:số liệu\s+)?(?:{_any('guess')})\b")
_HEADING_TARGET = re.compile(f"(?:{_any('goal_heading')})")
_HEADING_RESULT = re.compile(f"(?:{_any('result_heading')})")
_REACHED = re.compile(
    r"(?<!\w)(?<!chứng )(?<!thôn )(?<!đổi )(?:"
    r"(?:mới|chỉ) (?:đạt|hoàn thành|thực hiện|có|giải ngân|thu)"
    rf"|đã (?!{_any('no_deed')})\w+"
    r"|đến nay|đạt và vượt(?! (?:[^\W\d]+ )?\d)|thực tế"
    r"|(?:(?<=[.;,:] )|(?<=\n))hiện(?= (?:tỷ|tỉ|số|tổng|toàn|trên|địa|cả|mức|giá|thu|diện|bình|dân)\b)"
    r"|hiện (?:có|đạt|còn)|hiện(?: nay| tại)?, (?:\w+ ){1,4}(?:có|còn|đạt)"
    r")(?!\w)"
)


# A plan's own number: `chưa đạt mục tiêu 9,5%`, `được giao kế hoạch 1.415 tỷ`.
_PLAN_NUMBER = re.compile(
    r"(?<!\w)(?:chưa đạt|không đạt|được giao|giao)\s+(?:so với\s+)?(?:các\s+)?"
    r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)(?:\s+(?:vốn|thu|đề ra|năm|là|được giao|giao))*\s+(?:(?:trên|dưới|khoảng|từ)\s+)?(?=\d)"
    r"|so (?:với )?(?:kế hoạch|dự toán|chỉ tiêu)(?: năm)? \((?:là )?(?=\d)(?![\d.,]+\s?[%/])"
    r"|(?<!\w)trong khi (?:mục tiêu|chỉ tiêu|yêu cầu|kế hoạch|dự toán)[^;.,]{0,60}?\s(?=\d)(?!(?:19|20)\d\d\s)"
    r"|(?<!\w)tổng (?:kế hoạch|dự toán)\s[^;.\d]{0,60}(?:năm 20\d\d[^;.\d]{0,50})?\s(?:là|khoảng|đạt)\s(?=\d)"
)
_PLAN_TITLE = re.compile(
    r"^[\s\-–+*•]*(?:[ivx\d]+[.)]\s*)?(?:(?:về|v/v|một số|các|những|hệ thống|dự thảo)\s+)*(?:\d+\s+)?"
    r"(?:nghị quyết|kế hoạch|chỉ tiêu|mục tiêu|phương hướng|dự toán|nhiệm vụ|quyết định)"
)


def is_plan_title(title: str) -> bool:
    """Tell the title of a plan or resolution from the headline of a report on one."""
    return title.isupper() or _PLAN_TITLE.match(title.lower()) is not None


# `Theo kế hoạch, năm 2024 toàn tỉnh giảm 2,5% hộ nghèo`
_AS_PLANNED = re.compile(
    r"[\s\-–+*•]*theo (?:kế hoạch|chỉ tiêu|dự toán|phương án)(?: [^,;.\d]{1,30})?,"
)
_SETS_NO_NUMBER = re.compile(r"[^;:\d]*;")


def target_marks(
    low: str, start: int, end: int, spoken_in: int | None, term_end: int | None
) -> list[int]:
    """Give the offsets of the words in a sentence that turn what follows into targets.

    `spoken_in` is the year of the text: `đến năm 2030` sets a target only after it; `term_end` is
    the last year of the term that the sentence speaks of.
    """
    marks = []
    for match in _TARGET_VERB.finditer(low, start, end):
        word = match[0]
        before = low[max(start, match.start() - 30) : match.start()]
        after = low[match.end() : match.end() + 70]
        if word in _NOUNS and not _noun_sets(
            word, before, after, at_start=not before.strip(" -–+*•.)1234567890")
        ):
            continue
        if re.search(r"(?:so với|vượt|đạt)\s+(?:\w+\s+){0,2}$", before) and word in {
            "phấn đấu",
            "đề ra",
            "đặt ra",
        }:
            continue
        if word in _NOUNS and _SETS_NO_NUMBER.match(low, match.end(), end):
            continue  # `theo hướng phục vụ mục tiêu chuyển đổi cơ cấu; trong đó dư nợ là 18 tỷ`
        if before.rstrip().endswith(("trong khi", "chưa đạt", "không đạt")):
            continue
        if word == "quyết tâm" and before.endswith("với "):
            continue  # `đã phát huy nội lực, với quyết tâm cao nhất`
        if word == "sẽ" and "thông báo" in after:
            continue
        marks.append(match.start())
    planned = _AS_PLANNED.match(low, start, end)
    if planned:
        marks.append(planned.start())
    for match in _BY_YEAR.finditer(low, start, end):
        if match[1] is None and spoken_in is None and not marks:
            continue  # the end of a term that may be past
        if not re.search(
            r"(?:tính|kế|so với|từ)\s*$", low[max(start, match.start() - 10) : match.start()]
        ) and (spoken_in is None or int(match[1] or term_end or 9999) > spoken_in):
            marks.append(match.start())
    return sorted(marks)


def plan_numbers(low: str, start: int, end: int) -> set[int]:
    """Give the offsets of single numbers that a plan sets within a report of results."""
    return {match.end() for match in _PLAN_NUMBER.finditer(low, start, end)}


def estimate_marks(low: str, start: int, end: int) -> list[int]:
    """Give the offsets of `ước`, `dự kiến` and the like."""
    return [match.start() for match in _ESTIMATE.finditer(low, start, end)]


def result_marks(low: str, start: int, end: int) -> list[int]:
    """Give the offsets of the words that turn what follows back into results."""
    return [
        match.start()
        for match in _REACHED.finditer(low, start, end)
        if not low.startswith("(", match.start() - 1)  # `(đã trừ 10% tiết kiệm)` is a remark
    ]


def opens_with_estimate(low: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with `Ước tính` and the like, which holds for all of it."""
    return _HEAD_ESTIMATE.match(low[start : min(end, start + 40)]) is not None


def heading_kind(low: str) -> str | None:
    """Tell what a heading announces: target, result or nothing."""
    target = _HEADING_TARGET.search(low)
    result = _HEADING_RESULT.search(low)
    if target and result:
        return "result" if result.start() < target.start() else "target"
    if target:
        return "target"
    return "result" if result else None


def _noun_sets(word: str, before: str, after: str, *, at_start: bool) -> bool:
    if word == "chỉ tiêu" and _REVIEWED.match(after):
        return False
    if word == "xác định":
        return bool(
            re.match(r"\s*(?:\d+\s+)?(?:chỉ tiêu|mục tiêu|các chỉ tiêu|các mục tiêu|:)|\s*:", after)
        )
    if word in {"đề ra", "đặt ra"}:
        return bool(
            re.match(
                r"\s*(?:\d+\s+|các\s+|một số\s+|những\s+)?(?:mục tiêu|chỉ tiêu|cho|:|là|đến)", after
            )
        )
    if (
        word == "kế hoạch"
        and re.match(r"\s*(?:số|phát triển|tổ chức|triển khai|này|\d+[-/]|hóa|đầu tư)", after)
        and not re.match(r"\s*phát triển", after)
    ):
        return False
    if at_start and word == "mục tiêu":
        return not re.match(r"\s*(?:\S+\s+){0,4}(?:hoàn thành|đã|vượt)", after)
    if at_start:
        return bool(re.match(r"\s*(?:\S+\s*){0,6}", after)) and not re.match(
            r"\s*(?:\S+\s+){0,4}(?:hoàn thành|đã|đạt|vượt)", after
        )
    if before.rstrip().endswith((",", ";", ":", "(", "-", "–")):
        return not re.match(r"\s*(?:hoàn thành|đã|đạt|vượt)", after)
    if _BASE_BEFORE.search(before):
        return bool(
            re.search(r"(?:đặt|đề ra|giao|đưa ra|với|một số|những)\s+(?:các\s+)?$", before)
        ) and not re.search(r"so với\s+$", before)
    return bool(_SETS.search(before)) or word in {"mục tiêu", "phương hướng"}
