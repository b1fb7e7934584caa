"""What confirming a figure would mean."""

from decimal import Decimal

import pytest

from congtin.ledger.meaning import Known, Sense, compare_values, is_thousandfold, tell_meaning
from congtin.ledger.progress import Stated


def _stated(value, measure="tỷ đồng", period="2021"):
    return Stated(period=period, measure=measure, value=Decimal(value))


def _known(value, measure="tỷ đồng", period="2021"):
    return Known(_stated(value, measure, period), f"{value} {measure}", "Báo A, 01/01/2021")


def test_nothing_known_is_new():
    assert tell_meaning(_stated("5"), known=[], last_year=None).sense is Sense.NEW


def test_the_same_value_in_another_unit_of_measure_is_the_same():
    meaning = tell_meaning(_stated("1.2"), known=[_known("1200", "triệu đồng")], last_year=None)
    assert meaning.sense is Sense.SAME
    assert meaning.sentence == "Khớp với giá trị đã có (Báo A, 01/01/2021)."


def test_a_different_value_names_the_one_in_use():
    meaning = tell_meaning(_stated("5"), known=[_known("6")], last_year=None)
    assert meaning.sense is Sense.DIFFERENT
    assert meaning.sentence == "Khác với giá trị đã có: 6 tỷ đồng (Báo A, 01/01/2021)."


@pytest.mark.parametrize("value", ["406890", "0.00040689"])
def test_a_thousandfold_jump_against_last_year_is_told_first(value):
    last_year = _known("390", period="2020") if value == "406890" else _known("0.4", period="2020")
    meaning = tell_meaning(_stated(value), known=[_known(value)], last_year=last_year)
    assert meaning.sense is Sense.THOUSANDFOLD


def test_a_tenfold_rise_is_no_misread_separator():
    assert not is_thousandfold(_stated("4000"), _stated("400"))


def test_values_that_measure_different_things_are_not_compared():
    assert compare_values(_stated("5"), _stated("5", "hộ")) is None
    assert tell_meaning(_stated("95", "%"), known=[_known("5")], last_year=None).sense is Sense.NEW
