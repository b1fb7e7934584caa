"""A plan's cell as a number, a bound or a range: "≥ 95", "dưới 1", "7,5 - 8". Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from congtin.ledger.measures import read_measure
from congtin.papers import Cell
from congtin.vietnamese.numbers import Separators, parse_digits

__all__ = ["NoAmount", "StatedAmount", "find_surfaces", "read_amount", "read_share"]

_NOTHING = {"", "-", "–", "—", "x", "...", "…", "//", ".", "/", "*"}
_BEFORE = {
    word: comparator
    for comparator, words in {
        "ge": "≥ >= => từ|đạt từ|ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn",
        "gt": "> trên|đạt trên|hơn|lớn hơn|cao hơn",
        "le": "≤ <= =< không quá|không vượt quá|tối đa|nhiều nhất",
        "lt": "< dưới|còn dưới|giảm còn dưới|nhỏ hơn|thấp hơn",
        "approx": "~ khoảng|xấp xỉ|gần",
        "eq": "= đạt|còn|tăng|là|ước",
    }.items()
    for word in re.split(r"(?<=[=<>≥≤~]) |\|", words)
}
_AFTER = {"trở lên": "ge", "+": "ge", "trở xuống": "le", "trở lại": "le"}
_WORDS = "|".join(sorted(map(re.escape, _BEFORE), key=len, reverse=True))
_UNIT = r"(?!trở\ )[^\d\s+\u2013-](?:[^\d+\u2013-]|(?<=m)[23])*?"
_LONGEST = 80
_DIGITS = r"\d[\d.,]*\d|\d"
_AMOUNT = re.compile(
    rf"""
    (?P<before>{_WORDS})?\s*
    (?P<sign>[-\u2212])?\s*(?P<first>{_DIGITS})\s*(?P<unit>{_UNIT})?
    (?:\s*(?:-|\u2013|đến)\s*(?P<second>{_DIGITS})\s*(?P<second_unit>{_UNIT})?)?
    \s*(?P<after>trở\ lên|trở\ xuống|trở\ lại|\+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GAP = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_SURFACE = re.compile(_DIGITS)


class NoAmount(ValueError):
    """The cell's text is no amount; the sentence says why. `ref` where it is another cell."""

    def __init__(self, sentence: str, *, ref: str = "") -> None:
        super().__init__(sentence)
        self.ref = ref


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """A value with its comparator, or the two ends of a range, in `measure`."""

    measure: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: str = "eq"


def find_surfaces(text: str) -> Iterator[str]:
    """The numbers of a cell as written, for deciding on separators."""
    return (match[0] for match in _SURFACE.finditer(_GAP.sub("", text)))


def read_amount(cell: Cell, *, measure: str, separators: Separators) -> StatedAmount | None:
    """None for a cell that says there is nothing ("-", "x"). Raises NoAmount."""
    _refuse_unusable(cell)
    if cell.number is not None:
        return StatedAmount(
            _settle_unit("%" if cell.text.endswith("%") else "", measure), cell.number
        )
    text = _GAP.sub("", " ".join(cell.text.split()))
    if text.lower() in _NOTHING:
        return None
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise NoAmount(f"“{_shorten(text)}” không phải là số.")
    unit = _settle_unit(found["second_unit"] or found["unit"] or "", measure)
    first = parse_digits(found["first"], separators)
    if found["sign"]:
        first = -first
    if found["second"]:
        second = parse_digits(found["second"], separators)
        if second < first:
            raise NoAmount(f"khoảng “{_shorten(text)}” có đầu sau nhỏ hơn đầu trước.")
        return StatedAmount(unit, low=first, high=second, comparator="range")
    return StatedAmount(unit, first, comparator=_read_comparator(found))


def read_share(cell: Cell, *, separators: Separators) -> Decimal | None:
    """A percentage of the plan, with the four decimals that the ledger keeps. Raises NoAmount."""
    try:
        amount = read_amount(cell, measure="%", separators=separators)
    except NoAmount as problem:
        raise NoAmount(str(problem), ref=cell.ref) from problem
    if amount is None:
        return None
    if amount.value is None or amount.comparator not in {"eq", "approx"}:
        raise NoAmount(f"tỷ lệ “{_shorten(cell.text)}” không phải là một số.", ref=cell.ref)
    return amount.value if _count_decimals(amount.value) <= 4 else round(amount.value, 4)


def _refuse_unusable(cell: Cell) -> None:
    if cell.problem:
        raise NoAmount(cell.problem.removeprefix(f"Ô {cell.ref} "))
    if cell.is_date:
        raise NoAmount(
            f"là ngày tháng ({cell.text}), không phải số. "
            "Có thể Excel đã tự đổi; hãy định dạng lại ô thành số và gõ lại."
        )


def _read_comparator(found: re.Match[str]) -> str:
    after = (found["after"] or "").lower()
    return _AFTER.get(after) or _BEFORE.get((found["before"] or "=").lower(), "eq")


def _settle_unit(stated: str, measure: str) -> str:
    """A unit beside the number stands where the row has none, and must fit it where it has."""
    stated = stated.strip(" .;")
    if not stated or not measure:
        return stated or measure
    ours, theirs = read_measure(stated), read_measure(measure)
    if ours.factor == theirs.factor and (ours.base in theirs.base or theirs.base in ours.base):
        return measure
    raise NoAmount(f"đơn vị “{_shorten(stated)}” khác đơn vị tính của dòng ({measure}).")


def _count_decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
