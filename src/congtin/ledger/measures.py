"""Units of measure: a magnitude and a base, converted exactly."""

import re
from dataclasses import dataclass
from decimal import Decimal

from congtin.vietnamese.folding import to_nfc

__all__ = ["Measure", "convert", "is_kept_exactly", "read_measure"]

_MAGNITUDES = {
    "nghìn": Decimal(10) ** 3,
    "ngàn": Decimal(10) ** 3,
    "triệu": Decimal(10) ** 6,
    "tỷ": Decimal(10) ** 9,
    "tỉ": Decimal(10) ** 9,
}
_SPELLINGS = {"đ": "đồng", "vnđ": "đồng", "m²": "m2", "km²": "km2", "": ""}
# SQLite keeps numbers in eight bytes: more significant digits would come back changed.
_MOST_DIGITS, _MOST_DECIMALS = 15, 6
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Measure:
    """`factor` times `base`: "nghìn tỷ đồng" is 10^12 "đồng"."""

    factor: Decimal
    base: str


def read_measure(text: str) -> Measure:
    """
    >>> read_measure("nghìn tỷ đồng")
    Measure(factor=Decimal('1000000000000'), base='đồng')
    """
    words = _SPACES.sub(" ", to_nfc(text).casefold()).strip().split(" ")
    factor = Decimal(1)
    while len(words) > 1 and words[0] in _MAGNITUDES:
        factor *= _MAGNITUDES[words.pop(0)]
    base = " ".join(words)
    if base in _MAGNITUDES:
        return Measure(factor * _MAGNITUDES[base], "đồng" if base in {"tỷ", "tỉ"} else "")
    return Measure(factor, _SPELLINGS.get(base, base))


def convert(value: Decimal, *, from_: str, to: str) -> Decimal | None:
    """The value in another unit of measure; None where the two measure different things.

    >>> convert(Decimal("1.2"), from_="tỷ đồng", to="triệu đồng")
    Decimal('1200.0')
    """
    source, wanted = read_measure(from_), read_measure(to)
    if not _is_same_base(source.base, wanted.base):
        return None
    return value if source.factor == wanted.factor else value * source.factor / wanted.factor


def is_kept_exactly(value: Decimal) -> bool:
    """Whether the ledger can hold the number without changing a digit of it.

    >>> is_kept_exactly(Decimal("1223.771")), is_kept_exactly(Decimal("0.0000001"))
    (True, False)
    """
    if not value.is_finite():
        return False
    _, digits, exponent = value.normalize().as_tuple()
    return len(digits) <= _MOST_DIGITS and -_MOST_DECIMALS <= int(exponent) <= _MOST_DIGITS - len(
        digits
    )


def _is_same_base(one: str, other: str) -> bool:
    """Equal, or a count noun and its longer form ("hộ", "hộ nghèo")."""
    if one == other:
        return True
    return bool(one and other) and (one.startswith(f"{other} ") or other.startswith(f"{one} "))
