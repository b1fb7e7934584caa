"""What a movement or share is measured against: the words after it, or before it."""

from __future__ import annotations

from decimal import Decimal

from congtin.figures.drafts import Modifier
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.vocabulary import phrases

_PLAN = phrases("bases", "plan")
_PAST = phrases("bases", "past")
_NOUNS = phrases("bases", "nouns")
_COMPARE = phrases("bases", "compare")
_ENDS = {",", ";", ":", "(", ")", ".", "…", "”", "-", "–", "|"}
_VERBS = {
    "tăng",
    "giảm",
    "vượt",
    "chiếm",
    "đạt",
    "gấp",
    "trong",
    "nhưng",
    "và",
    "do",
    "nhờ",
    "là",
    "song",
    "còn",
    "nâng",
    "đưa",
    "ước",
    "góp",
    "qua",
}
_LONGEST = 14  # tokens of a base


def find_base(low: list[str], begin: int, stop: int) -> tuple[str, int, int] | None:
    """Read the base that follows a number: its sort (plan, past, whole, compare), first and end.

    A base ends at a separator or at the verb of the next movement; `và` goes on only where no
    verb follows.
    """
    if begin >= stop:
        return None
    compare = _COMPARE.match(low, begin, stop)
    first = begin
    if compare is not None and low[begin] != "với":
        sort, first = "compare", compare[1]
        if low[begin : begin + 3] == ["so", "cùng", "kỳ"]:
            first = begin + 1
    elif _PLAN.match(low, begin, stop):
        sort = "whole" if low[begin] in {"tổng", "nguồn", "vốn", "số"} else "plan"
    elif _PAST.match(low, begin, stop) or _is_dated(low, begin, stop):
        sort = "past"
    elif _NOUNS.match(low, begin, stop):
        sort = "noun"
    else:
        return None
    end = first
    while end < stop and end - first < _LONGEST:
        word = low[end]
        if word in _ENDS and not (word in {"-", "–"} and end + 1 < stop and low[end + 1].isalpha()):
            break
        if word in _VERBS and end > first:
            if (
                word == "và"
                and end + 1 < stop
                and low[end + 1] not in _VERBS
                and not low[end + 1][0].isdecimal()
                and sort in {"noun", "whole"}
            ):
                end += 1
                continue
            if word == "giảm" and low[end - 1] == "thực":
                end += 1
                continue
            break
        end += 1
    return (sort, first, end) if end > first else None


def _is_dated(low: list[str], begin: int, stop: int) -> bool:
    """`bằng 99,1% vụ mùa năm trước`: a noun that soon says the time before."""
    for place in range(begin, min(stop, begin + 6)):
        if low[place] in _ENDS or low[place] in _VERBS:
            return False
        if low[place : place + 2] in (["năm", "trước"], ["năm", "ngoái"], ["cùng", "kỳ"]):
            return place > begin
    return False


def make(
    kind: str, direction: str, quantity: Quantity, base: str | None, unit: str | None = None
) -> Modifier:
    """Make a modifier of a quantity."""
    amount: Decimal | tuple[Decimal, Decimal]
    if quantity.value is None:
        amount = (quantity.low or Decimal(0), quantity.high or Decimal(0))
    else:
        amount = quantity.value
    return Modifier(kind, direction, amount, unit or quantity.unit, base)
