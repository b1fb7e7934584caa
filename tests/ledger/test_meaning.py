from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.ledger.meaning import Known, Sense, compare_values, is_thousandfold, tell_meaning
from congtin.ledger.progress import Stated

positive = st.decimals(min_value="0.001", max_value=10**9, places=3)


def stated(value, measure="tỷ đồng", **more):
    return Stated("2021", measure, value=None if value is None else Decimal(value), **more)


def known(value, measure="tỷ đồng"):
    return Known(stated(value, measure), shown=f"{value} {measure}", source="Báo Một, 19/12/2020")


def test_first_value_is_new():
    meaning = tell_meaning(stated("100"), known=[], last_year=known("90"))
    assert (meaning.sense, meaning.known) == (Sense.NEW, None)


@pytest.mark.parametrize(("value", "measure"), [("1.2", "tỷ đồng"), ("1200", "triệu đồng")])
def test_same_value_in_any_magnitude_is_the_same(value, measure):
    meaning = tell_meaning(stated(value, measure), known=[known("1.2")], last_year=None)
    assert meaning.sense == Sense.SAME
    assert meaning.sentence == "Khớp với giá trị đã có (Báo Một, 19/12/2020)."


def test_other_value_is_named_with_its_source():
    meaning = tell_meaning(stated("110"), known=[known("100")], last_year=None)
    assert meaning.sense == Sense.DIFFERENT
    assert meaning.sentence == "Khác với giá trị đã có: 100 tỷ đồng (Báo Một, 19/12/2020)."


def test_value_that_agrees_with_one_of_several_is_the_same():
    meaning = tell_meaning(stated("90"), known=[known("100"), known("90")], last_year=None)
    assert meaning.sense == Sense.SAME


@pytest.mark.parametrize("value", ["406890", "0.40689"])
def test_jump_of_a_thousand_is_told_before_anything_else(value):
    meaning = tell_meaning(stated(value), known=[known(value)], last_year=known("390.5"))
    assert meaning.sense == Sense.THOUSANDFOLD
    assert "390.5 tỷ đồng" in meaning.sentence


def test_thousandfold_is_never_the_same():
    """406,890 tỷ is four hundred and six, 406.890 tỷ four hundred thousand."""
    meaning = tell_meaning(stated("406890"), known=[known("406.890")], last_year=None)
    assert meaning.sense == Sense.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (stated("1"), stated(None, low=Decimal(1), high=Decimal(2))),
        (stated("1", "%"), stated("1", "tỷ đồng")),
    ],
)
def test_unlike_things_are_not_compared(one, other):
    assert compare_values(one, other) is None


@given(positive, positive)
def test_comparing_the_other_way_round_turns_the_sign(one, other):
    there = compare_values(stated(one), stated(other))
    assert there == -compare_values(stated(other), stated(one))


@given(positive)
def test_a_value_and_its_thousandfold_are_told_apart(value):
    assert is_thousandfold(stated(value * 1000), stated(value))
    assert is_thousandfold(stated(value), stated(value * 1000))
    assert not is_thousandfold(stated(value * 1000, "triệu đồng"), stated(value, "tỷ đồng"))


@pytest.mark.parametrize(("one", "other"), [("0", "100"), ("100", "0"), ("0", "0")])
def test_nothing_is_a_thousand_times_nothing(one, other):
    assert not is_thousandfold(stated(one), stated(other))
