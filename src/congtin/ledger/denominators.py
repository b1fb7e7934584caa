"""Which plan a stated share is a share of: the unit's own, or the one set by the level above. Pure.

"Thu ngân sách đạt 128% kế hoạch HĐND quận giao, 141% kế hoạch thành phố giao" are two denominators
of one result; each goes with the target of the body that it names, and with no other.
"""

from collections.abc import Iterable
from decimal import Decimal

from congtin.vietnamese.folding import fold

__all__ = ["pick_attainment"]

_TIERS = {
    "centre": ("trung uong", "chinh phu", "thu tuong", "quoc hoi"),
    "province": ("thanh pho", "tinh", "thanh uy", "tinh uy"),
    "local": ("quan", "huyen", "phuong", "xa", "quan uy", "huyen uy", "dang uy", "thi xa"),
}


def pick_attainment(
    set_by: str, stated: Iterable[tuple[Decimal, str]]
) -> tuple[Decimal, str] | None:
    """The share whose base names the tier that set the target; a base that names none fits any.

    >>> pick_attainment("Quận ủy A", [(Decimal(141), "kế hoạch thành phố giao")])
    >>> pick_attainment("Quận ủy A", [(Decimal(128), "kế hoạch HĐND quận giao")])
    (Decimal('128'), 'kế hoạch HĐND quận giao')
    """
    setter = _find_tier(set_by)
    unnamed = None
    for share, base in stated:
        tier = _find_tier(base)
        if tier is not None and tier == setter:
            return share, base
        if unnamed is None and (tier is None or setter is None):
            unnamed = share, base
    return unnamed


def _find_tier(text: str) -> str | None:
    words = f" {fold(text)} "
    for tier, names in _TIERS.items():
        if any(f" {name} " in words for name in names):
            return tier
    return None
