"""Numbers with units, ranges, fractions, words and bounds."""

from decimal import Decimal

import pytest

from congtin.figures.numbers.quantities import read_quantities
from congtin.figures.text.plain import clean
from congtin.figures.text.sentences import tokenize
from congtin.vietnamese.numbers import Separators


def quantities(text):
    plain = clean(text)
    return read_quantities(tokenize(plain, 0, len(plain.text)), set(), Separators.DECIMAL_COMMA)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("đạt 1.223,771 tỷ đồng", "1223.771", "tỷ đồng"),
        ("gần 19 ngàn tỷ", "19", "nghìn tỷ đồng"),
        ("chi 842 tr.đ/hộ", "842", "triệu đồng/hộ"),
        ("đạt 152 tạ/ha", "152", "tạ/ha"),
        ("thu nhập 75 triệu đồng/người/năm", "75", "triệu đồng/người/năm"),
        ("tử vong 11,4‰", "11.4", "‰"),
        ("đóng góp 0,04 điểm phần trăm", "0.04", "điểm %"),
        ("có 312 nghìn lượt khách", "312", "nghìn lượt khách"),
        ("luân chuyển 21.870 triệu tấn.km", "21870", "triệu tấn.km"),
        ("thu 4 tỷ 650 triệu đồng", "4650000000", "đồng"),
        ("ủng hộ hai tỷ ba trăm triệu đồng", "2300000000", "đồng"),
        ("gấp đôi", "2", "lần"),
        ("gấp rưỡi", "1.5", "lần"),
        ("hai phần ba", "66.67", "%"),
        ("một nửa", "50", "%"),
        ("hiến 61.400 m² đất", "61400", "m2"),
        ("đạt 3. 412 tỷ đồng", "3412", "tỷ đồng"),
    ],
)
def test_value_and_unit(text, value, unit):
    [quantity] = quantities(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("tăng 12,5 - 13,5%/năm", "12.5", "13.5", "%/năm"),
        ("từ 10 đến 12%", "10", "12", "%"),
        ("12,4% đến 13,2%", "12.4", "13.2", "%"),
        ("kết nạp 5 - 6 đảng viên", "5", "6", "đảng viên"),
        ("đạt 300-350 triệu tấn", "300", "350", "triệu tấn"),
    ],
)
def test_range(text, low, high, unit):
    [quantity] = quantities(text)
    assert (quantity.value, quantity.low, quantity.high) == (None, Decimal(low), Decimal(high))
    assert (quantity.comparator, quantity.unit) == ("range", unit)


@pytest.mark.parametrize(
    ("text", "total"),
    [("66/112 thôn", 112), ("14 trong số 20 dự án", 20), ("3,15/3,0 triệu lượt", 3)],
)
def test_fraction(text, total):
    assert quantities(text)[0].total == total


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("đạt 5%", "eq"), ("trên 5%", "gt"), (">5%", "gt"), ("dưới 5%", "lt"), ("< 5%", "lt"),
        ("ít nhất 5%", "ge"), ("5% trở lên", "ge"), ("≥ 5%", "ge"), ("không quá 5%", "le"), ("≤5%", "le"),
        ("khoảng 5%", "approx"), ("gần 5%", "approx"), ("hơn 5 tỷ đồng", "approx"), ("cao hơn 5%", "eq"),
    ],
)  # fmt: skip
def test_bound(text, comparator):
    assert quantities(text)[0].comparator == comparator
