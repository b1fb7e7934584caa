"""Adding the units of an area up, or refusing to, with the reason. Pure.

A ward of today may be made of parts of several old ones, a rate does not add up, and a sum over
half the units is not the whole: each of these is said instead of a number that looks right.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from congtin.ledger.measures import convert
from congtin.ledger.periods import Span

__all__ = ["Member", "Refusal", "Rollup", "roll_up"]


class Refusal(StrEnum):
    DOES_NOT_SUM = "does-not-sum"
    AREA_CHANGED = "area-changed"
    MEASURES_DIFFER = "measures-differ"
    TERRITORIES_DIFFER = "territories-differ"
    NO_VALUES = "no-values"


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of the area with its span of being and, where it is known, its value."""

    name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    value: Decimal | None = None
    measure: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Rollup:
    """`total` in `measure` over `counted` of `expected` units; or a refusal with its sentence."""

    expected: int
    counted: int
    total: Decimal | None = None
    measure: str = ""
    refusal: Refusal | None = None
    sentence: str = ""


def roll_up(members: Sequence[Member], *, span: Span, sums: bool, measure: str) -> Rollup:
    """The sum over the members that have a value, with its coverage.

    `sums`: whether parts of an area may be added for this indicator; `measure`: the unit of
    measure of the total, else that of the first value.
    """
    known = [member for member in members if member.value is not None]
    if not sums:
        return _refuse(
            members, known, Refusal.DOES_NOT_SUM, "Tỷ lệ và chỉ số của các đơn vị không cộng được."
        )
    changed = [member for member in members if _changed_within(member, span)]
    if changed:
        names = ", ".join(member.name for member in changed[:3])
        more = f" và {len(changed) - 3} đơn vị khác" if len(changed) > 3 else ""
        return _refuse(
            members,
            known,
            Refusal.AREA_CHANGED,
            f"Trong kỳ này địa giới thay đổi: {names}{more}. Cộng lại sẽ so những vùng khác nhau.",
        )
    if not known:
        return _refuse(members, known, Refusal.NO_VALUES, "Chưa đơn vị nào có số liệu.")
    if len({member.territory for member in known}) > 1:
        return _refuse(
            members, known, Refusal.TERRITORIES_DIFFER, "Số liệu theo những địa giới khác nhau."
        )
    wanted = measure or known[0].measure
    total = Decimal(0)
    for member in known:
        value = convert(member.value or Decimal(0), from_=member.measure, to=wanted)
        if value is None:
            return _refuse(
                members,
                known,
                Refusal.MEASURES_DIFFER,
                f"{member.name} tính bằng {member.measure}, nơi khác tính bằng {wanted}.",
            )
        total += value
    return Rollup(
        expected=len(members),
        counted=len(known),
        total=total,
        measure=wanted,
        sentence=f"Cộng từ {len(known)} trên {len(members)} đơn vị.",
    )


def _changed_within(member: Member, span: Span) -> bool:
    """Whether the unit began after the period's first day or ended before its last."""
    began = member.valid_from is not None and span.first < member.valid_from <= span.last
    ended = member.valid_to is not None and span.first <= member.valid_to < span.last
    return began or ended


def _refuse(
    members: Sequence[Member], known: Sequence[Member], refusal: Refusal, sentence: str
) -> Rollup:
    return Rollup(len(members), len(known), refusal=refusal, sentence=sentence)
