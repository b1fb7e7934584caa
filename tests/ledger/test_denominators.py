"""One result, two denominators (the plan of the unit, the plan set by the level above)."""

from decimal import Decimal

import pytest

from congtin.ledger.denominators import pick_attainment

_BOTH = [(Decimal(128), "kế hoạch HĐND quận giao"), (Decimal(141), "kế hoạch thành phố giao")]


@pytest.mark.parametrize(
    ("set_by", "stated", "share"),
    [
        ("Quận ủy Lê Chân", _BOTH, 128),
        ("UBND thành phố Hải Phòng", _BOTH, 141),
        ("HĐND thành phố Hải Phòng", [(Decimal(98), "dự toán Trung ương giao")], None),
        ("Quận ủy Lê Chân", [(Decimal("62.7"), "kế hoạch thành phố giao")], None),
        ("Quận ủy Lê Chân", [(Decimal(100), "kế hoạch năm")], 100),
        ("", [(Decimal(105), "kế hoạch thành phố giao")], 105),
        ("Quận ủy Lê Chân", [], None),
    ],
)
def test_a_share_goes_with_the_target_of_the_body_that_it_names(set_by, stated, share):
    picked = pick_attainment(set_by, stated)
    assert (picked[0] if picked else None) == share
