"""Numbers that point back, quote or sort: `ba đối tác này`, `hai con số`, `OCOP 3 sao`, `“6 rõ”`."""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import word_set

_SORTS = word_set("refusals", "sorts")
_QUOTES = (["“"], ['"'], ["'"], ["‘"])
_COUNTS = {"count", "guess"}
_LARGEST_PART = 10  # a larger denominator counts things
_REACH = 3  # tokens after a counted noun


def find_pointer(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """Give `pointer`, `sort`, `slogan` or `whole` for what counts nothing of its own."""
    low, lead = sentence.low, quantity.lead
    if low[max(0, lead - 2) : lead] in (["1", "trong"], ["một", "trong"]):
        return "pointer"
    if low[quantity.stop : quantity.stop + 1] and low[quantity.stop] in _SORTS:
        return "sort"
    if _is_vulgar(low, quantity):
        return "whole"
    if quantity.unit == "%" and low[quantity.end : quantity.end + 1] == ["tấm"]:
        return "sort"  # `gạo 5% tấm`
    if quantity.sort not in _COUNTS:
        return ""
    if quantity.total is None and low[quantity.first - 1 : quantity.first] in _QUOTES:
        return "slogan"
    if quantity.sort == "count" and quantity.total is None and _opens_with_whole(low, lead):
        return "whole"
    return "pointer" if _points_back(low, quantity) else ""


def _is_vulgar(low: list[str], quantity: Quantity) -> bool:
    """`bằng 1/3 diện tích của tỉnh`: a fraction of a size, which counts nothing."""
    return (
        quantity.total is not None
        and quantity.sort in {"guess", "none"}
        and quantity.total <= _LARGEST_PART
        and low[quantity.first - 1 : quantity.first]
        in (["bằng"], ["chiếm"], ["gần"], ["hơn"], ["khoảng"], ["quá"])
    )


def _opens_with_whole(low: list[str], lead: int) -> bool:
    """`Trong 15 xã, có 9 xã …`: what is told of follows."""
    return low[:lead] == ["trong"] or low[max(0, lead - 2) : lead] in (
        [",", "trong"],
        [";", "trong"],
        [".", "trong"],
    )


def _points_back(low: list[str], quantity: Quantity) -> bool:
    if low[quantity.stop : quantity.stop + 2] == ["con", "số"]:
        return True
    for place in range(quantity.end, min(len(low), quantity.end + _REACH)):
        if low[place] in {",", ".", ";"}:
            return False
        if low[place] in {"này", "nêu"}:
            return True
        if low[place] == "trên" and low[place + 1 : place + 2] in ([","], ["."], ["đây"]):
            return True
    return False
