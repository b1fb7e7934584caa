from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.ledger.measures import Measure, convert, is_kept_exactly, read_measure

magnitudes = st.sampled_from(["", "nghìn ", "triệu ", "tỷ ", "nghìn tỷ "])
values = st.decimals(
    min_value=-(10**18), max_value=10**18, places=6, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("đồng", Measure(Decimal(1), "đồng")),
        ("triệu đồng", Measure(Decimal(10) ** 6, "đồng")),
        ("Tỷ  Đồng", Measure(Decimal(10) ** 9, "đồng")),
        ("tỉ đ", Measure(Decimal(10) ** 9, "đồng")),
        ("nghìn tỷ đồng", Measure(Decimal(10) ** 12, "đồng")),
        ("tỷ", Measure(Decimal(10) ** 9, "đồng")),
        ("triệu USD", Measure(Decimal(10) ** 6, "usd")),
        ("nghìn lượt khách", Measure(Decimal(10) ** 3, "lượt khách")),
        ("m²", Measure(Decimal(1), "m2")),
        ("triệu đồng/người/năm", Measure(Decimal(10) ** 6, "đồng/người/năm")),
        ("%", Measure(Decimal(1), "%")),
        ("", Measure(Decimal(1), "")),
    ],
)
def test_measure_is_a_magnitude_and_a_base(text, measure):
    assert read_measure(text) == measure


@pytest.mark.parametrize(
    ("value", "from_", "to", "converted"),
    [
        ("1.2", "tỷ đồng", "triệu đồng", "1200"),
        ("406.890", "tỷ đồng", "đồng", "406890000000"),
        ("406890", "triệu đồng", "tỷ đồng", "406.89"),
        ("3", "nghìn tỷ đồng", "tỷ đồng", "3000"),
        ("155", "hộ", "hộ nghèo", "155"),
        ("7.5", "nghìn lượt người", "lượt người", "7500"),
    ],
)
def test_magnitudes_are_multiplied_out(value, from_, to, converted):
    assert convert(Decimal(value), from_=from_, to=to) == Decimal(converted)


@pytest.mark.parametrize(
    ("from_", "to"),
    [
        ("tỷ đồng", "triệu USD"),
        ("tỷ đồng", "%"),
        ("%", "điểm %"),
        ("triệu đồng", "triệu đồng/người"),
        ("hộ", "hộp"),
        ("hộp", "hộ"),
        ("ha", ""),
    ],
)
def test_unlike_measures_do_not_convert(from_, to):
    assert convert(Decimal(1), from_=from_, to=to) is None


@given(values, magnitudes, magnitudes)
def test_conversion_is_exact_and_reversible(value, one, other):
    there = convert(value, from_=f"{one}đồng", to=f"{other}đồng")
    assert convert(there, from_=f"{other}đồng", to=f"{one}đồng") == value


@given(values, values, magnitudes, magnitudes)
def test_conversion_keeps_the_order(one, two, from_, to):
    converted = [convert(each, from_=f"{from_}đồng", to=f"{to}đồng") for each in (one, two)]
    assert (one < two) == (converted[0] < converted[1])


@given(values)
def test_a_thousand_times_more_is_never_equal(value):
    """406,890 and 406.890 read alike: they must not count as the same value."""
    thousandfold = convert(value, from_="nghìn tỷ đồng", to="tỷ đồng")
    assert (thousandfold == value) == (value == 0)


@pytest.mark.parametrize(
    ("value", "is_kept"),
    [
        ("406.890", True),
        ("999999999.999999", True),
        ("999999999999999", True),
        ("1E+14", True),
        ("0", True),
        ("-0.000001", True),
        ("1000000000000000", False),
        ("1234567890.1234567", False),
        ("0.0000001", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_only_what_comes_back_unchanged_is_kept(value, is_kept):
    assert is_kept_exactly(Decimal(value)) is is_kept
