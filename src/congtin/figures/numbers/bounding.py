"""Words that bound a number: before it, or after it and its unit (2.4)."""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases

_BEFORE = phrases("bounds", "before")


_AFTER = phrases("bounds", "after")


_COMPARATIVES = {
    "cao",
    "thấp",
    "nhiều",
    "ít",
    "lớn",
    "nhỏ",
    "nhanh",
    "chậm",
    "kém",
    "dài",
    "nhỉnh",
    "sớm",
    "muộn",
}


def add_bounds(sentence: Sentence, quantity: Quantity, begin: int) -> None:
    low, size = sentence.low, len(sentence.low)
    first = quantity.first
    if (
        first - 1 > begin
        and low[first - 1] in {"+", "-", "–"}
        and low[first - 2] == "("
        and quantity.comparator != "range"
    ) or (
        first > begin
        and low[first - 1] in {"+", "-", "–"}
        and (
            quantity.sort in {"percent", "points", "none", "times"}
            and sentence.starts[first] == sentence.ends[first - 1]
            and (first < 2 or low[first - 2] in {"(", ":", ",", "|", "\t"})
        )
    ):
        quantity.sign = low[first - 1]
        first -= 1
    if first - 1 > begin and low[first - 1] == "từ":
        hit = _BEFORE.match_back(low, begin, first - 1)
    else:
        hit = None
    hit = hit or _BEFORE.match_back(low, begin, first)
    if hit is not None and low[hit[1]] == "hơn" and hit[1] and low[hit[1] - 1] in _COMPARATIVES:
        hit = None  # `cao hơn 8,5%`: the verb of a movement
    if hit is not None:
        quantity.lead = hit[1]
        if quantity.comparator == "eq":
            quantity.comparator = hit[0]
    else:
        quantity.lead = first
    after = _AFTER.match(low, quantity.end, size)
    if after is not None:
        quantity.end = after[1]
        if quantity.comparator in {"eq", "approx"}:
            quantity.comparator = after[0]
    elif quantity.comparator in {"eq"}:
        # `90% chi bộ ... trở lên`: the bound may stand after the thing counted
        for place in range(quantity.end, min(size - 1, quantity.end + 14)):
            if low[place] in {",", ";", ".", "(", ":"} or low[place][0].isdecimal():
                break
            late = _AFTER.match(low, place, size)
            if (
                late is not None
                and quantity.sort in {"percent", "count", "guess", "measure"}
                and low[place - 1]
                not in {"nhiệm", "vụ", "loại", "khá", "tốt", "mức", "bậc", "cấp", "độ", "học"}
            ):
                quantity.comparator = late[0]
                break
