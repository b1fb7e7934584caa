"""Numbers that are part of a sign: codes, list numbers, telephone numbers, page hits."""

from __future__ import annotations

import re

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases, word_set

_HITS = phrases("refusals", "hits")
_TOUCHING = word_set("refusals", "touching")
_LOOSE = {"none", "guess"}  # sorts without a unit of their own
_LINKS = frozenset("-–/+_:")
_LINKS_BEFORE = frozenset("-/.–_#@+:")
_MOST_LIST_DIGITS = 2
_CODE_DIGITS = 4  # a longer number with a nought in front is a code
# `0236.3.821.821`, `1900.9011`
_PHONE = re.compile(r"0\d{1,3}(?:\.\d{1,4}){1,4}|1[89]00\.?\d{4,6}")


def find_code(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """`E5`, `5G`, `COVID-19`, `28-NQ/TU`, `12+300`, `8h30`, and the number of a list item."""
    number = sentence.low[quantity.first]
    if _opens_sentence(sentence, quantity) or _is_list_number(sentence, quantity):
        return "list"
    if _is_glued_before(sentence, quantity) or _is_glued_after(sentence, quantity):
        return "glued"
    if len(number) > _CODE_DIGITS and number.isdecimal() and number[0] == "0":
        return "glued"
    if _is_size(sentence.low, quantity) or _is_note(sentence.low, quantity):
        return "glued"
    if quantity.sort in _LOOSE and _PHONE.fullmatch(number):
        return "phone"
    if quantity.sort == "none" and _is_page_hit(sentence.low, quantity):
        return "hits"
    return ""


def _opens_sentence(sentence: Sentence, quantity: Quantity) -> bool:
    low, first, stop = sentence.low, quantity.first, quantity.stop
    return (
        first <= 1
        and low[first].isdecimal()
        and len(low[first]) <= _MOST_LIST_DIGITS
        and quantity.sort in _LOOSE
        and (stop == len(low) or low[stop] in {".", ")", "/", "-", "–"})
    )


def _is_list_number(sentence: Sentence, quantity: Quantity) -> bool:
    """`I. Về kinh tế (11 chỉ tiêu) 1. Tốc độ tăng`: the list went on in one line."""
    low, first, stop = sentence.low, quantity.first, quantity.stop
    return (
        quantity.sort == "none"
        and low[first].isdecimal()
        and len(low[first]) <= _MOST_LIST_DIGITS
        and first > 0
        and stop + 1 < len(low)
        and low[stop] == "."
        and sentence.starts[stop + 1] > sentence.ends[stop]
        and sentence.is_capital(stop + 1)
        and low[first - 1] in {")", ".", ";", ":"}
    )


def _is_glued_before(sentence: Sentence, quantity: Quantity) -> bool:
    low, starts, ends = sentence.low, sentence.starts, sentence.ends
    first = quantity.first
    if first == 0 or ends[first - 1] != starts[first]:
        return False
    sign = low[first - 1]
    if sign.isalpha():
        return sign not in _TOUCHING
    if sign not in _LINKS_BEFORE or first == 1 or quantity.sign:
        return False
    before = low[first - 2]
    if ends[first - 2] != starts[first - 1] or before in {"(", ":"}:
        return False
    if sign == "/" and before.isalpha() and quantity.sort == "count":
        return False  # `24 vụ/39 đối tượng`
    return sign not in {"-", "–"} or quantity.sort in _LOOSE


def _is_glued_after(sentence: Sentence, quantity: Quantity) -> bool:
    low, starts, ends = sentence.low, sentence.starts, sentence.ends
    stop = quantity.stop
    if stop >= len(low) or starts[stop] != ends[stop - 1] or quantity.total is not None:
        return False
    sign = low[stop]
    after = low[stop + 1] if stop + 1 < len(low) and starts[stop + 1] == ends[stop] else ""
    if sign == ".":
        return after.isdecimal()
    return quantity.sort in _LOOSE and (sign.isalpha() or (sign in _LINKS and after != ""))


def _is_size(low: list[str], quantity: Quantity) -> bool:
    """`khổ 19 x 27 cm`: one of two sides."""
    first, stop = quantity.first, quantity.stop
    if low[stop : stop + 1] == ["x"] and low[stop + 1 : stop + 2]:
        return low[stop + 1][0].isdecimal()
    return first > 1 and low[first - 1] == "x" and low[first - 2][0].isdecimal()


def _is_note(low: list[str], quantity: Quantity) -> bool:
    """`3711 người,[1]`: a note of a paper or an encyclopedia."""
    return low[quantity.first - 1 : quantity.first] == ["["] and low[
        quantity.stop : quantity.stop + 1
    ] == ["]"]


def _is_page_hit(low: list[str], quantity: Quantity) -> bool:
    """`Lượt truy cập hôm nay: 2.417`, `Đánh giá: 4,5/5`: a colon and two words at most between."""
    place = quantity.first
    if low[place - 1 : place] == [":"]:
        place -= 1
    return any(
        _HITS.match_back(low, 0, stop) is not None for stop in range(place, max(0, place - 3), -1)
    )
