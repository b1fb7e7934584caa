"""What confirming a figure would mean: new, the same, different, a thousandfold. Pure.

A jump of a thousand against last year is nearly always a misread separator or magnitude
("406,890 tỷ" for "406.890 tỷ"), so it is told before anything else.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from congtin.ledger.measures import convert
from congtin.ledger.progress import Stated

__all__ = ["Known", "Meaning", "Sense", "compare_values", "is_thousandfold", "tell_meaning"]

_THOUSANDFOLD = (Decimal(500), Decimal(2000))


class Sense(StrEnum):
    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"
    THOUSANDFOLD = "thousandfold"


@dataclass(frozen=True, slots=True)
class Known:
    """A value of the ledger: as stated, as shown, and who vouches for it since when."""

    stated: Stated
    shown: str
    source: str
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """`sentence` is for the editor; `known` is the value that it speaks of."""

    sense: Sense
    sentence: str
    known: Known | None = None


def tell_meaning(stated: Stated, *, known: list[Known], last_year: Known | None) -> Meaning:
    """`known`: the values in use for the same indicator, unit, period and kind."""
    if last_year is not None and is_thousandfold(stated, last_year.stated):
        return Meaning(
            Sense.THOUSANDFOLD,
            f"Chênh khoảng 1000 lần so với năm trước: {last_year.shown} ({last_year.source}). "
            "Xem lại dấu chấm, dấu phẩy và đơn vị tính.",
            last_year,
        )
    for each in known:
        if compare_values(stated, each.stated) == 0:
            return Meaning(Sense.SAME, f"Khớp với giá trị đã có ({each.source}).", each)
    comparable = [each for each in known if compare_values(stated, each.stated) is not None]
    if comparable:
        first = comparable[0]
        return Meaning(
            Sense.DIFFERENT, f"Khác với giá trị đã có: {first.shown} ({first.source}).", first
        )
    return Meaning(Sense.NEW, "Mới: sổ chưa có giá trị này.")


def compare_values(one: Stated, other: Stated) -> int | None:
    """-1, 0 or 1 after units of measure are converted; None where they cannot be compared."""
    pairs = [(one.value, other.value), (one.low, other.low), (one.high, other.high)]
    if any((ours is None) != (theirs is None) for ours, theirs in pairs):
        return None
    for ours, theirs in pairs:
        if ours is None or theirs is None:
            continue
        converted = convert(ours, from_=one.measure, to=other.measure)
        if converted is None:
            return None
        if converted != theirs:
            return 1 if converted > theirs else -1
    return 0


def is_thousandfold(one: Stated, other: Stated) -> bool:
    """Whether one value is some thousand times the other, units of measure converted."""
    if not one.value or not other.value:
        return False
    converted = convert(one.value, from_=one.measure, to=other.measure)
    if not converted:
        return False
    ratio = abs(converted / other.value)
    least, most = _THOUSANDFOLD
    return least <= ratio <= most or least <= 1 / ratio <= most
