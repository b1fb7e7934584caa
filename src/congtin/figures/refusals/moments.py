"""Numbers of time: durations, years, ages, minutes."""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import word_set

_TIMES = word_set("refusals", "times")
_MAN_DAYS = (["ngày", "công"], ["công"], ["giờ", "công"])
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def find_moment(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """`10 ngày`, `năm 2024`, `8h`, `trẻ 6 tuổi`; life expectancy is a figure."""
    low, stop = sentence.low, quantity.stop
    word = low[stop] if stop < len(low) else ""
    if word == "tuổi":
        return "" if _is_mean_age(low, quantity.lead) else "definition"
    if word in _TIMES and quantity.sort != "times" and low[stop : stop + 2] not in _MAN_DAYS:
        return "time"
    if _is_year(low, quantity):
        return "year"
    return "time" if word in {"'", "’", "h"} else ""


def _is_mean_age(low: list[str], lead: int) -> bool:
    """`tuổi thọ`, `tuổi bình quân`; not `hưởng thọ 63 tuổi`."""
    near = " ".join(low[max(0, lead - 8) : lead])
    return "tuổi thọ" in near or "bình quân" in near or "trung bình" in near


def _is_year(low: list[str], quantity: Quantity) -> bool:
    number = low[quantity.first]
    return (
        quantity.sort == "none"
        and quantity.total is None
        and number.isdecimal()
        and _FIRST_YEAR <= int(number[:9]) <= _LAST_YEAR
    )
