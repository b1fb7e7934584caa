"""Numbers of rules: limits, conditions, rates, definitions, and bounds on what is counted."""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases, word_set

_CITING = phrases("refusals", "citing")
_RULING = phrases("refusals", "ruling")
_BOUNDING = phrases("refusals", "bounding")
_CONDITIONS = phrases("refusals", "conditions")
_FINES = phrases("refusals", "fines")
_LIMITS = phrases("refusals", "limits")
_DOSES = word_set("refusals", "doses")
_PER_TIME = word_set("refusals", "per_time")
_PARTING = word_set("refusals", "parting")
_BOUNDED = {"ge", "gt", "le", "lt"}
_COUNTS = {"count", "guess"}
_ROUND = {100, 1000, 10_000, 100_000}
_LONGEST_GAP = 6


def find_ruling(sentence: Sentence) -> str:
    """Say whether a sentence lays down a rule: `all` its numbers, or `bounds` only, or nothing."""
    if _CITING.match(sentence.low, 0, len(sentence.low)) is not None:
        return "all"
    found = ""
    for place, word in enumerate(sentence.low):
        if word in _RULE_WORDS:
            if _RULING.match(sentence.low, place, len(sentence.low)) is not None:
                return "all"
            if _BOUNDING.match(sentence.low, place, len(sentence.low)) is not None:
                found = "bounds"
    return found


_RULE_WORDS = _RULING.openers | _BOUNDING.openers


def is_bound(sentence: Sentence, quantity: Quantity) -> bool:
    """`từ 4.000.000 đồng đến 6.000.000 đồng`, `từ 1.000 người trở lên`."""
    return (
        quantity.comparator != "eq"
        or sentence.low[quantity.lead - 1 : quantity.lead] == ["từ"]
        or (sentence.low[quantity.lead - 1 : quantity.lead] == ["đến"])
    )


def find_limit(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """Limits and advice: `cấm xe trên 10 tấn`, `tốc độ 40 km/h`, `trong vòng 15 ngày`."""
    low, lead = sentence.low, quantity.lead
    close = low[max(0, lead - 3) : lead]
    if quantity.sort in {"measure", "guess", "count", "none"} and (
        close[-2:] == ["tốc", "độ"]
        or low[quantity.end : quantity.end + 2] == ["/", "h"]
        or _LIMITS.occurs(low, lead - 9, lead)
    ):
        return "rule"
    if close[-1:] == ["ngưỡng"] and close[-2:-1] in (["dưới"], ["trong"], ["với"], ["trên"]):
        return "rule"
    if close[-3:-1] == ["trong", "vòng"] or close[-2:] == ["trong", "vòng"]:
        return "rule"
    if quantity.unit == "tấn" and "xe" in close and quantity.comparator in {"gt", "lt"}:
        return "rule"
    return ""


def find_definition(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """`đủ 3 mũi`, `cứ 10 doanh nghiệp`, `2 buổi/ngày`, `trên 1 ha`, `trường hợp từ 5 ha trở lên`."""
    low, lead = sentence.low, quantity.lead
    close = low[max(0, lead - 3) : lead]
    if (close[-1:] == ["đủ"] and quantity.unit in _DOSES) or (
        "/" in quantity.unit
        and quantity.unit.rpartition("/")[2] in _PER_TIME
        and quantity.unit.partition("/")[0] in {"buổi", "lần", "ca", "lượt"}
    ):
        return "definition"
    if close[-1:] == ["cứ"] or (quantity.value == 1 and "mỗi" in low[max(0, lead - 9) : lead]):
        return "definition"  # `mỗi đồng chí phụ trách 1 địa bàn`
    if (
        quantity.unit == "tiêu chí"
        and "nhóm" in low[max(0, lead - 3) : lead]
        and low[quantity.end : quantity.end + 1] == ["có"]
    ):
        return "definition"  # `nhóm từ 15 đến 18 tiêu chí có 9 xã`
    if quantity.unit == "con/kg":
        return "definition"  # `tôm thẻ cỡ 100 con/kg`
    if quantity.unit == "khu vực" and close[-1:] == ["của"]:
        return "definition"
    if _is_one_of_each(low, quantity) or quantity.unit in {"nghìn dân", "vạn dân", "vạn"}:
        return "definition"
    if (
        quantity.sort == "money"
        and _FINES.match_back(low, 0, lead) is not None
        and low[quantity.end : quantity.end + 2] == ["đối", "với"]
    ):
        return "definition"
    if quantity.comparator in _BOUNDED and _bounds_a_case(sentence, quantity, following):
        return "definition"
    return ""


def _is_one_of_each(low: list[str], quantity: Quantity) -> bool:
    """`giá trị trên 1 ha canh tác`, `tính mỗi 1 hộ`, `112 bé trai/100 bé gái`."""
    if quantity.value in _ROUND and low[max(0, quantity.first - 1) : quantity.first] == ["/"]:
        return quantity.sort == "count" and quantity.total is None
    if (
        quantity.value != 1
        or quantity.in_words
        or quantity.sort not in {"measure", "count", "guess"}
    ):
        return False
    if low[quantity.lead - 1 : quantity.lead] in (["trên"], ["mỗi"], ["tính"]):
        return True
    bounded = quantity.lead < quantity.first and quantity.sort == "measure"
    return bounded and low[quantity.lead] == "trên"


def _bounds_a_case(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> bool:
    low, lead, end = sentence.low, quantity.lead, quantity.end
    if low[end : end + 2] == ["sẽ", "bị"]:
        return True  # `chủ đầu tư nào giải ngân dưới 50% sẽ bị điều chuyển vốn`
    if "thì" in low[end : end + 10] and quantity.sort in {"percent", "measure", "count"}:
        return True
    if low[lead - 1 : lead] == ["xã"] or (
        quantity.unit == "tiêu chí" and low[max(0, lead - 2) : lead - 1] == ["xã"]
    ):
        return True  # `xã dưới 10 tiêu chí`
    if _CONDITIONS.match_back(low, 0, lead) is not None:
        return True
    if following is None or low[end - 1] not in {"lên", "xuống"}:
        return False
    # `số xã đạt từ 10 tiêu chí trở lên là 37 xã`
    between = low[end : following.lead]
    return between[:1] in _VERBS and len(between) <= 3


_VERBS = (["là"], ["có"], ["đạt"], ["chiếm"], ["ước"], ["còn"])


def qualifies(sentence: Sentence, counted: Quantity, quantity: Quantity) -> bool:
    """`8 chủ đầu tư giải ngân dưới 30%`, `11 xã đạt từ 73 tạ/ha trở lên`: a bound on what is counted."""
    if counted.sort not in _COUNTS or counted.refused:
        return False
    between = sentence.low[counted.end : quantity.lead]
    if counted.unit in {"xã", "thôn", "huyện"} and quantity.unit == "tiêu chí":
        return between == ["đạt"] or between[:2] == ["đạt", "chuẩn"]  # `72 xã đạt 19 tiêu chí`
    if quantity.comparator not in _BOUNDED:
        return False
    return 0 < len(between) <= _LONGEST_GAP and not _PARTING & set(between)
