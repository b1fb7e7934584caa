"""Numbers that are the name of a thing: documents, terms, phases, ranks, roads, wards, houses."""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases, word_set

_STRONG = phrases("refusals", "strong")
_WEAK = phrases("refusals", "weak")
_DOING = phrases("verbs", "doing")
_MAY_MEASURE = word_set("refusals", "may_measure")
_MAY_PRECEDE = word_set("refusals", "may_precede")
_BEFORE_SO = word_set("refusals", "before_so")
_STREETS = word_set("refusals", "streets")
_RATED = word_set("refusals", "rated")
_MEASURED = {"money", "percent", "points", "times", "measure"}
_LAST_TIMES = {"năm", "tháng", "quý", "kỳ", "vụ", "tuần"}
_NAME_DIGITS = 2
_SCHOOL = 4  # `trường cấp 3`
_OF_ALL = (["trong"], ["trong", "tổng", "số"], ["trên"], ["/"])
_JOINS = ([","], ["và"], [";"], ["hoặc"], ["-"])


def find_label(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """`khóa XXII`, `Nghị quyết 12`, `quốc lộ 10`, `đứng thứ 3`, `trạm 110 kV`, `45 đường Lê Lợi`."""
    low, lead = sentence.low, quantity.lead
    if (
        _runs_into_number(low, quantity)
        or quantity.unit in _RATED
        or _is_address(sentence, quantity)
    ):
        return "label"
    if lead < quantity.first or lead == 0:
        return ""
    if _ends_proper_name(sentence, quantity):
        return "label"
    if low[lead - 1] == "trước" and lead > 1 and low[lead - 2] in _LAST_TIMES:
        return ""  # `tăng so với tháng trước 5,2%`
    strong = _STRONG.match_back(low, 0, lead)
    if strong is not None and quantity.total is None:
        return "" if _is_measured(low, quantity, strong[1]) else "label"
    doing = _DOING.match_back(low, max(0, lead - 4), lead)
    if doing is not None and lead - doing[1] > 1:
        return ""  # `nâng cấp 196 nhà văn hóa`
    if strong is not None and low[lead - 1] == "thứ":
        return "label"
    return _find_weak(low, quantity)


def continues_label(sentence: Sentence, label: Quantity, quantity: Quantity) -> bool:
    """`các phường 1, 3 và 5`: what follows a label in its list is one."""
    if label.refused != "label" or quantity.total is not None:
        return False
    between = sentence.low[label.stop : quantity.lead]
    if between in _OF_ALL and sentence.low[label.first - 1] == "thứ":
        return True  # `đứng thứ 4 trong 9 giải`
    if quantity.sort not in {"none", "guess"} and quantity.unit != label.unit:
        return False
    return between in _JOINS


def _runs_into_number(low: list[str], quantity: Quantity) -> bool:
    """`Nậm Pồng 2 74 hộ`."""
    after = low[quantity.stop : quantity.stop + 1]
    return (
        quantity.sort == "none"
        and quantity.total is None
        and bool(after)
        and after[0][0].isdecimal()
    )


def _ends_proper_name(sentence: Sentence, quantity: Quantity) -> bool:
    """`KCN Quế Võ 2 (270 ha)`: the number of a name of two capitals, with its size behind it."""
    first, stop = quantity.first, quantity.stop
    return (
        quantity.sort == "none"
        and quantity.total is None
        and len(sentence.low[first]) <= _NAME_DIGITS
        and sentence.low[stop : stop + 1] == ["("]
        and first > 1
        and sentence.is_capital(first - 1)
        and sentence.is_capital(first - 2)
    )


def _is_address(sentence: Sentence, quantity: Quantity) -> bool:
    """`nhà riêng số 45/12 đường Hùng Vương`: a street that is named is not counted."""
    place = quantity.end
    return (
        quantity.sort == "count"
        and quantity.unit in _STREETS
        and place < len(sentence.low)
        and sentence.is_capital(place)
        and sentence.low[quantity.lead - 1 : quantity.lead]
        in (["số"], ["nhà"], [":"], ["("], [","])
    )


def _is_measured(low: list[str], quantity: Quantity, first: int) -> bool:
    """`xếp 3 tấn hàng`, `lúc 5 tỷ đồng`: with a unit of measure these words label nothing."""
    word = low[first]
    return (
        quantity.sort in _MEASURED
        and word not in {"trước", "thứ", "khóa"}
        and (word in _MAY_MEASURE or quantity.lead - first == 1)
    )


def _find_weak(low: list[str], quantity: Quantity) -> str:
    lead = quantity.lead
    weak = _WEAK.match_back(low, 0, lead)
    if weak is None or quantity.total is not None or quantity.in_words:
        return ""
    if quantity.sort in _MEASURED or quantity.comparator == "range":
        return ""
    first = weak[1]
    if first and low[first - 1][0].isdecimal() and low[first] != "số":
        return ""  # the label noun is itself counted: `5 lớp 120 học sinh`
    if low[first] == "số" and low[first - 1 : first] == ["thiểu"]:
        return ""
    if quantity.sort == "count" and _may_count(low, quantity, first):
        return ""
    # `điểm bình quân thi vào lớp 10 là 7,43`: a decimal is no label
    return "" if "," in low[lead] or "." in low[lead] else "label"


def _may_count(low: list[str], quantity: Quantity, first: int) -> bool:
    last = low[quantity.lead - 1]
    if last in _MAY_PRECEDE:
        return True
    if last == "cấp" and (quantity.value or 0) > _SCHOOL:
        return True  # `cấp 312 giấy chứng nhận`
    return last == "số" and first == quantity.lead - 1 and low[first - 1 : first] in _SO_PAIRS


_SO_PAIRS = [[word] for word in _BEFORE_SO]
