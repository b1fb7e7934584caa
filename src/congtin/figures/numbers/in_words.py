"""Numbers written in words: `hai tỷ ba trăm triệu đồng`, `một nửa`, `gấp đôi`."""

from __future__ import annotations

from decimal import Decimal

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.numbers.units import match_unit
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases
from congtin.vietnamese.numbers import parse_words

_MADE = phrases("verbs", "doing", "being")

_MULTIPLES = {
    "đôi": Decimal(2),
    "rưỡi": Decimal("1.5"),
    "hai": Decimal(2),
    "ba": Decimal(3),
    "bốn": Decimal(4),
    "năm": Decimal(5),
}


def read_words(sentence: Sentence, index: int, taken: set[int]) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    if (
        index
        and low[index - 1] in {"gấp", "tăng", "bằng"}
        and low[index] in _MULTIPLES
        and (low[index] in {"đôi", "rưỡi"} or low[index + 1 : index + 2] == ["lần"])
    ):
        value = _MULTIPLES[low[index]]
        stop = index + 1
        end = stop + 1 if low[stop : stop + 1] == ["lần"] else stop
        return Quantity(index, stop, index, end, value, None, None, "lần", "times", in_words=True)
    if low[index] in {"đôi", "rưỡi"} or low[index - 1 : index] in (["ngã"], ["thứ"]):
        return None
    if low[index : index + 2] == ["một", "nửa"]:
        return Quantity(
            index,
            index + 2,
            index,
            index + 2,
            Decimal(50),
            None,
            None,
            "%",
            "percent",
            in_words=True,
        )
    if low[index + 1 : index + 3] == ["phần", "ba"] or low[index + 1 : index + 3] in (
        ["phần", "tư"],
        ["phần", "năm"],
    ):
        top = parse_words(low, index)
        bottom = {"ba": 3, "tư": 4, "năm": 5}[low[index + 2]]
        if top and top[0] < bottom:
            value = round(top[0] * 100 / bottom, 2)
            return Quantity(
                index, index + 3, index, index + 3, value, None, None, "%", "percent", in_words=True
            )
    read = parse_words(low, index)
    if read is None or any(place in taken for place in range(index, read[1])):
        return None
    value, stop = read
    if low[stop - 1] in {"tỷ", "triệu", "nghìn", "ngàn", "vạn"} and stop - index == 1:
        return None
    unit = match_unit(low, stop, size)
    if unit is None:
        return None
    if value == 1 and (unit.sort not in {"money", "percent"} or unit.text == "đồng"):
        return None  # `không đòi một đồng`
    if unit.bare:
        return None
    if low[index] == "năm" and stop - index == 1:
        return None
    if (
        unit.sort == "count"
        and stop - index == 1
        and not _is_counted_in_words(low, index, unit.end, size)
    ):
        return None
    return Quantity(
        index, stop, index, unit.end, value, None, None, unit.text, unit.sort, in_words=True
    )


def _is_counted_in_words(low: list[str], index: int, end: int, size: int) -> bool:
    """`xây mới ba nhà` counts; `ba đối tác này`, `ngã ba đường`, `hai bên` do not."""
    previous = low[index - 1] if index else ""
    if previous in {
        "ngã",
        "thứ",
        "tháng",
        "cả",
        "mỗi",
        "những",
        "các",
        "giữa",
        "với",
        "trong",
        "của",
        "ở",
        "tại",
        "cho",
        "từ",
        "theo",
        "quý",
    }:
        return False
    after = low[end : min(size, end + 6)]
    if any(word in {"chưa", "đều", "vượt", "giảm", "tăng", "hoàn"} for word in after[:4]) and (
        index == 0 or previous in {".", ";", ",", "và", "còn", "có"}
    ):
        return True
    return (
        index > 0
        and _MADE.match_back(low, max(0, index - 4), index) is not None
        and previous not in {"là", "đạt", "tăng", "giảm", "thực", "hiện"}
    )
