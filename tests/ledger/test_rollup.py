"""Adding units up, and refusing to."""

import datetime as dt
from decimal import Decimal

import pytest

from congtin.ledger.periods import read_span
from congtin.ledger.rollup import Member, Refusal, roll_up

_YEAR = read_span("2026")


def _member(name, value=None, measure="tỷ đồng", *, valid_from=None, valid_to=None, territory=""):
    number = None if value is None else Decimal(value)
    return Member(name, valid_from, valid_to, number, measure, territory)


def test_a_sum_converts_units_exactly_and_shows_its_coverage():
    rollup = roll_up(
        [_member("A", "1.2"), _member("B", "300.5", "triệu đồng"), _member("C")],
        span=_YEAR,
        sums=True,
        measure="tỷ đồng",
    )
    assert (rollup.total, rollup.counted, rollup.expected) == (Decimal("1.5005"), 2, 3)
    assert rollup.refusal is None
    assert rollup.sentence == "Cộng từ 2 trên 3 đơn vị."


@pytest.mark.parametrize(
    ("members", "sums", "refusal"),
    [
        ([_member("A", 1)], False, Refusal.DOES_NOT_SUM),
        ([_member("A", 1, valid_from=dt.date(2026, 7, 1))], True, Refusal.AREA_CHANGED),
        ([_member("A", 1, valid_to=dt.date(2026, 6, 30))], True, Refusal.AREA_CHANGED),
        ([_member("A", 1), _member("B", 1, "hộ")], True, Refusal.MEASURES_DIFFER),
        ([_member("A", 1), _member("B", 1, territory="cũ")], True, Refusal.TERRITORIES_DIFFER),
        ([_member("A"), _member("B")], True, Refusal.NO_VALUES),
    ],
)
def test_unlike_things_are_not_added(members, sums, refusal):
    rollup = roll_up(members, span=_YEAR, sums=sums, measure="tỷ đồng")
    assert (rollup.total, rollup.refusal) == (None, refusal)
    assert rollup.sentence


def test_units_that_began_on_the_first_day_are_the_same_all_year():
    rollup = roll_up(
        [_member("A", 2, valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2026, 12, 31))],
        span=_YEAR,
        sums=True,
        measure="",
    )
    assert rollup.total == 2
