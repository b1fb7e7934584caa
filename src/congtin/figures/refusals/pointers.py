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
    listed = low[quantity.stop : quantity.stop + 2] == ["trong", "số"] and quantity.total
    if low[quantity.stop : quantity.stop + 1] and low[quantity.stop] in _SORTS and not listed:
        return "sort"
    if _is_vulgar(low, quantity):
        return "whole"
    if low[quantity.first - 1 : quantity.first] == ["cả"] and _is_both(quantity):
        return "pointer"
    if quantity.sort == "guess" and _is_quoted(low, quantity):
        return "slogan"
    if quantity.unit == "%" and low[quantity.end : quantity.end + 1] == ["tấm"]:
        return "sort"  # `gạo 5% tấm`
    if quantity.sort not in _COUNTS:
        return ""
    if quantity.total is None and low[quantity.first - 1 : quantity.first] in _QUOTES:
        return "slogan"
    if quantity.sort == "count" and quantity.total is None and _opens_with_whole(low, lead):
        return "whole"
    return "pointer" if _points_back(low, quantity) else ""


_BOTH = 3  # `cả hai`, `cả ba`: those just spoken of
_PLACES = {"địa phương", "tỉnh", "huyện", "xã", "phường", "thành phố"}


def _is_both(quantity: Quantity) -> bool:
    """`giải phóng mặt bằng cho cả 2 địa phương`: the places were named before."""
    return (quantity.value or 0) <= _BOTH and quantity.unit in _PLACES


def _is_quoted(low: list[str], quantity: Quantity) -> bool:
    """`“5 không, 3 sạch”`: a saying of numbers in quotation marks."""
    before = low[max(0, quantity.first - _SAYING) : quantity.first]
    after = low[quantity.stop : quantity.stop + _SAYING]
    opened = max((place for place, word in enumerate(before) if word in _MARKS), default=-1)
    closed = next((place for place, word in enumerate(after) if word in _MARKS), -1)
    return opened >= 0 and closed >= 0 and any(word[0].isdecimal() for word in before[opened:])


_SAYING = 7  # tokens of a saying on each side of its number
_MARKS = {"“", "”", '"'}


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
