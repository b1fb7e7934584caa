"""Numbers that are no figures: dates, labels, ranks, votes, definitions (section 2.2 of the schema)."""

from __future__ import annotations

import re

from congtin.figures.quantity import Quantity
from congtin.figures.sentences import Sentence
from congtin.figures.vocabulary import phrases, word_set

_STRONG = phrases("refusals", "strong")
_WEAK = phrases("refusals", "weak")
_TIMES = word_set("refusals", "times")
_MEETING = phrases("refusals", "meeting")
_POINTING = word_set("refusals", "pointing")
_SORTS = word_set("refusals", "sorts")
_DOING = phrases("verbs", "doing")
_ASIDES = phrases("refusals", "asides")
_TRIFLES = word_set("refusals", "trifles")
_PAPER = phrases("counts", "paper")
_SETTING_OUT = {
    "thông",
    "xác",
    "đề",
    "đặt",
    "gồm",
    "với",
    "nêu",
    "giao",
    "trên",
    "tập",
    "triển",
    "thực",
    "theo",
}
# Label nouns that a counted thing may follow all the same: `trong năm 12 dự án`.
_MAY_PRECEDE = {
    "năm",
    "tháng",
    "ngày",
    "quý",
    "lượt",
    "kỳ",
    "vụ",
    "ban",
    "đội",
    "tin",
    "ca",
    "nhà",
    "trường",
    "mức",
    "tập",
    "giải",
    "viện",
    "vùng",
    "án",
    "trình",
    "việc",
    "phiên",
}
_BEFORE_SO = {
    "tổng",
    "trong",
    "một",
    "thiểu",
    "dân",
    "chỉ",
    "hệ",
    "đa",
    "doanh",
    "tham",
    "trị",
    "nhân",
    "cấp",
    "ẩn",
}
# A sentence that lays down a rule; its bounds are no figures.
_NORMATIVE = re.compile(
    r"\b(?:được coi là|bị phạt|mức phạt|phải có quy mô|được xét công nhận|thì được|thì thuộc|là hộ có|là hộ gia đình có|là doanh nghiệp có|được xác định là)\b"
)
# `0236.3.821.821`, `1900.9011`
_PHONE = re.compile(r"0\d{1,3}(?:\.\d{1,4}){1,4}|1[89]00\.?\d{4,6}")
_MEASURED = {"money", "percent", "points", "times", "measure"}


_SCHOOL = 4  # `trường cấp 3`

# What a party does with its members: they are counted in comrades.
_PARTY_ACTS = (
    ["khiển", "trách"],
    ["cảnh", "cáo"],
    ["cách", "chức"],
    ["khai", "trừ"],
    ["kỷ", "luật"],
    ["quy", "hoạch"],
    ["bổ", "nhiệm"],
    ["luân", "chuyển"],
    ["điều", "động"],
    ["bồi", "dưỡng"],
)


def refuse(sentence: Sentence, quantities: list[Quantity]) -> None:
    """Mark the quantities that are no figures with the reason, in place."""
    rules = _NORMATIVE.search(" ".join(sentence.low)) is not None if quantities else False
    for index, quantity in enumerate(quantities):
        if rules and (
            quantity.comparator != "eq" or sentence.low[quantity.lead - 1 : quantity.lead] == ["từ"]
        ):
            quantity.refused = "definition"
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        quantity.refused = quantity.refused or _reason(sentence, quantity, index, following)
        if (
            index
            and not quantity.refused
            and _continues_labels(sentence, quantities[index - 1], quantity)
        ):
            quantity.refused = "label"
        if (
            index
            and not quantity.refused
            and _continues_meeting(sentence, quantities[index - 1], quantity)
        ):
            quantity.refused = "meeting"
        if index and not quantity.refused and _qualifies(sentence, quantities[index - 1], quantity):
            quantity.refused = "definition"
        if quantity.refused == "vote":
            _refuse_vote_share(sentence, following)


def _reason(sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None) -> str:
    for rule in (
        _is_rule,
        _is_glued,
        _is_label,
        _is_time,
        _is_sort,
        _is_meeting,
        _is_pointer,
        _is_paper,
        _is_definition,
    ):
        if reason := rule(sentence, quantity, index, following):
            return reason
    return ""


def _is_rule(sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None) -> str:
    """Limits, advice and the course of a meeting: `cấm xe trên 10 tấn`, `nghe 6 báo cáo`."""
    low, lead = sentence.low, quantity.lead
    near = low[max(0, lead - 9) : lead]
    if quantity.sort in {"measure", "guess", "count", "none"} and (
        "cấm" in near
        or ("cáo" in near and "khuyến" in near)
        or near[-2:] == ["tốc", "độ"]
        or low[quantity.end : quantity.end + 2] == ["/", "h"]
    ):
        return "rule"
    close = low[max(0, lead - 3) : lead]
    if quantity.sort in {"measure", "money", "none"} and any(
        _ASIDES.match(low, place, lead) for place in range(max(0, lead - 6), lead)
    ):
        return "aside"
    noun = quantity.unit if quantity.sort == "count" else quantity.unit.split(" ")[0]
    if quantity.sort in {"count", "guess"} and (noun in _TRIFLES or quantity.unit in _TRIFLES):
        return "aside"
    if quantity.unit == "điểm" and close[-1:] in (["cộng"], ["trừ"]):
        return "aside"
    if close[-2:] in (["1", "trong"], ["một", "trong"]):
        return "pointer"
    if close[-1:] == ["cứ"] or (quantity.value == 1 and "mỗi" in near):
        return "definition"  # `cứ 10 doanh nghiệp`, `mỗi đồng chí phụ trách 1 địa bàn`
    if close[-3:-1] == ["trong", "vòng"] or close[-2:] == ["trong", "vòng"]:
        return "rule"
    if quantity.unit.split(" ")[0] == "km" and "cự" in low[:lead]:
        return "aside"
    if {"tranh", "điều"} & set(low[quantity.end : quantity.end + 1]) and low[
        quantity.end : quantity.end + 2
    ] in (["tranh", "tài"], ["điều", "hành"]):
        return "meeting"
    if quantity.unit == "khu vực" and close[-1:] == ["của"]:
        return "definition"
    if (
        quantity.unit == "thành viên"
        and {"đoàn", "ban", "hội"} & set(low[max(0, lead - 7) : lead])
        and "gồm" in close
    ):
        return "meeting"
    if quantity.sort in {"count", "guess"}:
        if close[-1:] in (["nghe"], ["xét"], ["thảo"], ["dự"]) or close[-2:] in (
            ["đại", "diện"],
            ["thông", "qua"],
            ["xem", "xét"],
            ["thảo", "luận"],
            ["làm", "việc"],
            ["tham", "dự"],
            ["việc", "với"],
            ["việc", "tại"],
        ):
            return "meeting"
        if quantity.total is None and low[quantity.first - 1 : quantity.first] in (
            ["“"],
            ['"'],
            ["'"],
            ["‘"],
        ):
            return "slogan"
    if (
        close[-1:] == ["đủ"] and quantity.unit in {"mũi", "liều", "tiêu chí", "buổi", "mũi tiêm"}
    ) or quantity.unit in {"buổi/ngày", "lần/ngày", "ca/ngày"}:
        return "definition"
    tail = low[quantity.stop : quantity.end + 6]
    if quantity.sort == "percent" and {"đại", "biểu"} <= set(tail):
        return "vote"
    if quantity.unit.startswith("phiếu") or (
        quantity.unit == "bản" and low[lead - 1 : lead] == ["("]
    ):
        return "vote"
    if quantity.unit == "tấn" and "xe" in close and quantity.comparator in {"gt", "lt"}:
        return "rule"
    if quantity.comparator in {"gt", "ge", "lt", "le"}:
        if "thì" in low[quantity.end : quantity.end + 10] and quantity.sort in {
            "percent",
            "measure",
            "count",
        }:
            return "definition"
        if (quantity.unit == "tiêu chí" and close[-2:-1] == ["xã"]) or low[lead - 1 : lead] == [
            "xã"
        ]:
            return "definition"
    if (
        quantity.sort == "count"
        and quantity.total is None
        and (
            low[:lead] == ["trong"]
            or low[max(0, lead - 2) : lead] in ([",", "trong"], [";", "trong"], [".", "trong"])
        )
    ):
        return "whole"
    if (
        (quantity.total is not None or quantity.in_words)
        and {"thành", "viên"} <= set(tail)
        and {"tổng"} & set(tail)
    ):
        return "vote"
    return ""


def _is_glued(
    sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None
) -> str:
    """`E5`, `5G`, `COVID-19`, `28-NQ/TU`, `12+300`, `8h30`, and the number of a list item."""
    low, starts, ends = sentence.low, sentence.starts, sentence.ends
    first, stop = quantity.first, quantity.stop
    if (
        first <= 1
        and low[first].isdecimal()
        and len(low[first]) <= 2
        and quantity.sort in {"none", "guess"}
    ) and (stop == len(low) or low[stop] in {".", ")", "/", "-", "–"}):
        return "list"
    if _is_list_number(sentence, quantity):
        return "list"
    before_touches = first > 0 and ends[first - 1] == starts[first]
    if (
        before_touches
        and low[first - 1].isalpha()
        and low[first - 1]
        not in {
            "tăng",
            "giảm",
            "đạt",
            "là",
            "còn",
            "trên",
            "có",
            "bằng",
            "chiếm",
            "từ",
            "đến",
            "gần",
            "hơn",
            "dưới",
            "khoảng",
            "được",
        }
    ):
        return "glued"
    if (
        before_touches
        and low[first - 1] in {"-", "/", ".", "–", "_", "#", "@", "+", ":"}
        and first > 1
        and not quantity.sign
    ):
        touches_twice = ends[first - 2] == starts[first - 1]
        two_counts = low[first - 1] == "/" and low[first - 2].isalpha() and quantity.sort == "count"
        if (
            touches_twice
            and not two_counts
            and (low[first - 1] not in {"-", "–"} or quantity.sort in {"none", "guess"})
            and low[first - 2] not in {"(", ":"}
        ):
            return "glued"
    if stop < len(low) and starts[stop] == ends[stop - 1] and quantity.total is None:
        sign = low[stop]
        after = low[stop + 1] if stop + 1 < len(low) and starts[stop + 1] == ends[stop] else ""
        if sign in {"-", "–", "/", "+", "_", ":"} and after and quantity.sort in {"none", "guess"}:
            return "glued"
        if sign.isalpha() and quantity.sort in {"none", "guess"}:
            return "glued"
        if sign == "." and after.isdecimal():
            return "glued"
    if len(low[first]) > 4 and low[first].isdecimal() and low[first][0] == "0":
        return "glued"
    if quantity.sort in {"none", "guess"} and _PHONE.fullmatch(low[first]):
        return "phone"
    if quantity.sort == "none" and low[max(0, first - 4) : first - 1][-2:] == ["truy", "cập"]:
        return "hits"
    return ""


def _is_list_number(sentence: Sentence, quantity: Quantity) -> bool:
    """`I. Về kinh tế (11 chỉ tiêu) 1. Tốc độ tăng`: the list went on in one line."""
    low, first, stop = sentence.low, quantity.first, quantity.stop
    return (
        quantity.sort == "none"
        and low[first].isdecimal()
        and len(low[first]) <= 2
        and first > 0
        and stop + 1 < len(low)
        and low[stop] == "."
        and sentence.starts[stop + 1] > sentence.ends[stop]
        and sentence.is_capital(stop + 1)
        and low[first - 1] in {")", ".", ";", ":"}
    )


def _is_label(
    sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None
) -> str:
    low, lead = sentence.low, quantity.first
    if (
        quantity.sort == "none"
        and quantity.total is None
        and low[quantity.stop : quantity.stop + 1]
        and low[quantity.stop][0].isdecimal()
    ):
        return "label"  # `Nậm Pồng 2 74 hộ`
    if quantity.lead < quantity.first or lead == 0:
        return ""
    strong = _STRONG.match_back(low, 0, lead)
    if (
        low[lead - 1] == "trước"
        and lead > 1
        and low[lead - 2] in {"năm", "tháng", "quý", "kỳ", "vụ", "tuần"}
    ):
        return ""  # `tăng so với tháng trước 5,2%`
    if strong is not None and quantity.total is None:
        word = low[strong[1]]
        if (
            (
                word
                in {
                    "trước",
                    "mục",
                    "xếp",
                    "đứng",
                    "mã",
                    "vị",
                    "bảng",
                    "biểu",
                    "lúc",
                    "hồi",
                    "chương",
                    "khoản",
                    "trang",
                    "điều",
                    "kỳ",
                    "hạng",
                }
                or len(low[strong[1] : lead]) == 1
            )
            and quantity.sort in _MEASURED
            and word != "trước"
        ):
            return "" if word not in {"thứ", "khóa"} else "label"
        return "label"
    doing = _DOING.match_back(low, max(0, lead - 4), lead)
    if doing is not None and lead - doing[1] > 1:
        return ""  # `nâng cấp 196 nhà văn hóa`
    if strong is not None and low[lead - 1] == "thứ":
        return "label"
    weak = _WEAK.match_back(low, 0, lead)
    if weak is None or quantity.total is not None or quantity.in_words:
        return ""
    if quantity.sort in _MEASURED or quantity.comparator == "range":
        return ""
    first = weak[1]
    if first and low[first - 1][0].isdecimal():
        return ""  # the label noun is itself counted: `5 lớp 120 học sinh`
    if quantity.sort == "count" and low[lead - 1] in _MAY_PRECEDE:
        return ""
    if low[lead - 1] == "cấp" and quantity.sort == "count" and (quantity.value or 0) > _SCHOOL:
        return ""  # `cấp 312 giấy chứng nhận`
    if low[first : first + 1] == ["số"] and low[first - 1 : first] == ["thiểu"]:
        return ""
    if low[first] == "số" and quantity.sort == "count" and lead - first == 1:
        return "" if first and low[first - 1] in _BEFORE_SO else "label"
    # `điểm bình quân thi vào lớp 10 là 7,43`: a decimal is no label
    return "" if "," in low[lead] or "." in low[lead] else "label"


def _is_time(sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None) -> str:
    low, size = sentence.low, len(sentence.low)
    stop = quantity.stop
    word = low[stop] if stop < size else ""
    if word in {"tuổi"}:
        return (
            ""
            if "thọ" in low[max(0, quantity.lead - 8) : quantity.lead]
            or "bình" in low[max(0, quantity.lead - 6) : quantity.lead]
            else "definition"
        )
    if word in _TIMES and quantity.sort != "times" and "công" not in low[stop : stop + 2]:
        return "time"
    if (
        quantity.sort == "none"
        and quantity.total is None
        and low[quantity.first].isdecimal()
        and 1900 <= int(low[quantity.first][:9]) <= 2100
    ):
        return "year"
    if word in {"'", "’", "h"}:
        return "time"
    return ""


def _is_sort(sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None) -> str:
    stop = quantity.stop
    if stop < len(sentence.low) and sentence.low[stop] in _SORTS:
        return "sort"
    before = sentence.low[max(0, quantity.lead - 3) : quantity.lead]
    if (
        quantity.value == 1
        and quantity.sort in {"measure", "count", "guess"}
        and not quantity.in_words
    ) and (
        (before and before[-1] in {"trên", "mỗi", "tính"})
        or (
            quantity.lead < quantity.first
            and quantity.sort == "measure"
            and sentence.low[quantity.lead] == "trên"
        )
    ):
        return "definition"
    if quantity.unit in {"nghìn dân", "vạn dân", "vạn"}:
        return "definition"
    return ""


def _is_meeting(
    sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None
) -> str:
    low = sentence.low
    hit = _MEETING.match(low, quantity.stop, len(low))
    if quantity.total is not None:
        place = quantity.end - 1
        if quantity.unit in {"đại biểu", "phiếu", "ý kiến"} or low[place] == "phiếu":
            return "vote"
        return ""
    if hit is None:
        return ""
    word = low[quantity.stop]
    near = low[max(0, quantity.lead - 6) : quantity.lead]
    if word == "đồng" and set(near) & {"bầu", "chấp", "thường", "dự"}:
        return "vote"
    if word == "đồng" and (
        near[-1:] in (["vượt"], ["tăng"], ["giảm"])
        or set(near) & {"kết", "đảng"}
        or any(near[place : place + 2] in _PARTY_ACTS for place in range(len(near) - 1))
    ):
        return ""
    return "vote"


def _refuse_vote_share(sentence: Sentence, following: Quantity | None) -> None:
    if (
        following is not None
        and following.sort == "percent"
        and sentence.low[following.lead - 1] in {"(", "đạt", "chiếm", ","}
    ):
        following.refused = "vote"


def _is_pointer(
    sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None
) -> str:
    """`ba đối tác này`, `hai con số`."""
    low = sentence.low
    if quantity.sort not in {"count", "guess"}:
        return ""
    for place in range(quantity.end, min(len(low), quantity.end + 3)):
        if low[place] in {",", ".", ";"}:
            break
        if low[place] in {"này", "nêu"} or (
            low[place] == "trên" and place + 1 < len(low) and low[place + 1] in {",", ".", "đây"}
        ):
            return "pointer"
    if low[quantity.stop : quantity.stop + 2] == ["con", "số"]:
        return "pointer"
    return ""


def _is_paper(
    sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None
) -> str:
    """How many goals or tasks a paper sets out: `thông qua 16 chỉ tiêu`, `3 đột phá`."""
    low = sentence.low
    if quantity.total is not None or quantity.sort not in {"count", "guess", "none", "measure"}:
        return ""
    before = low[max(0, quantity.lead - 4) : quantity.lead]
    if quantity.sort != "measure" and _PAPER.match(low, quantity.stop, len(low)) is not None:
        word = low[quantity.stop]
        done = {"hoàn", "đạt", "vượt", "chưa", "không", "đã"}
        after = set(low[quantity.end : quantity.end + 6])
        if (
            word == "chương"
            and low[quantity.stop : quantity.stop + 2] == ["chương", "trình"]
            and before
            and before[-1] in {"chức", "dựng"}
        ):
            return ""
        if word == "nhóm" and {"nhiệm", "giải", "vấn"} & set(
            low[quantity.stop : quantity.stop + 3]
        ):
            return "paper"
        if word in {"nhóm", "ngày", "điểm", "phần", "phiên", "khoản", "buổi", "bước"}:
            return (
                ""
                if quantity.sort == "count"
                and word in {"điểm", "phần", "phiên", "nhóm", "buổi", "khoản"}
                and "giải" not in after
                else "paper"
            )
        return "" if after & done or done & set(before) - {"đã"} else "paper"
    if low[quantity.stop : quantity.stop + 2] == ["chỉ", "tiêu"]:
        after = set(low[quantity.end : quantity.end + 7])
        if _SETTING_OUT & set(before) and not (after & {"hoàn", "đạt", "vượt", "chưa"}):
            return "paper"
        if not ({"hoàn", "đạt", "vượt", "chưa", "không"} & (after | set(before))):
            return "paper"
    return ""


def _continues_labels(sentence: Sentence, label: Quantity, quantity: Quantity) -> bool:
    """`các phường 1, 3 và 5`: what follows a label in its list is one."""
    if (
        label.refused != "label"
        or not (quantity.sort in {"none", "guess"} or quantity.unit == label.unit)
        or quantity.total is not None
    ):
        return False
    return sentence.low[label.stop : quantity.lead] in ([","], ["và"], [";"], ["hoặc"], ["-"])


def _continues_meeting(sentence: Sentence, before: Quantity, quantity: Quantity) -> bool:
    """`xem xét 22 báo cáo, 9 tờ trình, thảo luận tại 4 tổ`: the list of a meeting goes on."""
    if before.refused != "meeting" or quantity.sort not in {"count", "guess"}:
        return False
    between = sentence.low[before.end : quantity.lead]
    return len(between) <= 5 and not set(between) & {";", ".", ":", "có", "đạt", "còn"}


def _qualifies(sentence: Sentence, counted: Quantity, quantity: Quantity) -> bool:
    """`8 chủ đầu tư giải ngân dưới 30%`, `11 xã đạt từ 73 tạ/ha trở lên`: a bound on what is counted."""
    low = sentence.low
    if (
        counted.sort not in {"count", "guess"}
        or counted.refused
        or quantity.comparator not in {"ge", "gt", "le", "lt"}
    ):
        return False
    between = low[counted.end : quantity.lead]
    return 0 < len(between) <= 6 and not set(between) & {
        ",",
        ";",
        "(",
        ")",
        ":",
        ".",
        "và",
        "với",
        "trị",
        "cho",
    }


def _is_definition(
    sentence: Sentence, quantity: Quantity, index: int, following: Quantity | None
) -> str:
    """`số xã đạt từ 10 tiêu chí trở lên là 37 xã`, `8 chủ đầu tư giải ngân dưới 30%`."""
    low = sentence.low
    bounded = quantity.comparator in {"ge", "gt", "lt", "le"}
    if bounded and following is not None and low[quantity.end - 1] in {"lên", "xuống"}:
        between = low[quantity.end : following.lead]
        if (
            between[:1] in (["là"], ["có"], ["đạt"], ["chiếm"], ["ước"], ["còn"])
            and len(between) <= 3
        ):
            return "definition"
    if low[quantity.first - 1 : quantity.first] == ["dưới"] and low[
        quantity.stop : quantity.stop + 1
    ] == ["tuổi"]:
        return "definition"
    del index
    return ""
