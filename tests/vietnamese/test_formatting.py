import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from congtin.vietnamese.formatting import (
    format_date,
    format_datetime,
    format_number,
    format_period,
    trim_zeros,
)
from congtin.vietnamese.numbers import parse_digits

numbers = st.decimals(
    min_value=0, max_value=10**15, allow_nan=False, allow_infinity=False, places=6
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1223.771"), "1.223,771"),
        (Decimal("406.890"), "406,890"),
        (Decimal(0), "0"),
        (7500, "7.500"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("1E+6"), "1.000.000"),
        (Decimal("1234567.89"), "1.234.567,89"),
    ],
)
def test_dots_part_thousands_and_a_comma_the_decimals(value, text):
    assert format_number(value) == text


@given(numbers)
def test_what_is_written_is_read_back(value):
    assert parse_digits(format_number(value)) == value


@given(st.integers(min_value=0, max_value=10**15))
def test_whole_numbers_are_read_back(value):
    assert parse_digits(format_number(value)) == value


@given(numbers, st.integers(min_value=0, max_value=6))
def test_decimals_are_kept_as_given(value, places):
    text = format_number(value.quantize(Decimal(1).scaleb(-places)))
    assert len(text.partition(",")[2]) == places


@pytest.mark.parametrize(
    ("value", "trimmed"),
    [("406.890000", "406.89"), ("100.000000", "100"), ("0.000000", "0"), ("-1.50", "-1.5")],
)
def test_idle_zeros_are_trimmed(value, trimmed):
    assert str(trim_zeros(Decimal(value))) == trimmed


@given(numbers)
def test_trimming_changes_no_value(value):
    assert trim_zeros(value) == value


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2020, 12, 19), "Thứ Bảy, 19/12/2020"),
        (dt.date(2020, 12, 20), "Chủ Nhật, 20/12/2020"),
        (dt.date(2020, 12, 21), "Thứ Hai, 21/12/2020"),
    ],
)
def test_date_with_its_weekday(day, text):
    assert format_date(day, weekday=True) == text


def test_date_alone_has_two_digits_for_day_and_month():
    assert format_date(dt.date(2021, 3, 5)) == "05/03/2021"


def test_moment_ends_with_its_clock():
    moment = dt.datetime(2020, 12, 19, 15, 0)  # noqa: DTZ001  (the wall clock is what is formatted)
    assert format_datetime(moment) == "Thứ Bảy, 19/12/2020 15:00"
    assert format_datetime(moment, weekday=False) == "19/12/2020 15:00"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2021", "năm 2021"),
        ("2020-2025", "giai đoạn 2020-2025"),
        ("2021-Q3", "quý III năm 2021"),
        ("2021-H1", "6 tháng đầu năm 2021"),
        ("2021-H2", "6 tháng cuối năm 2021"),
        ("2021-M01..09", "9 tháng đầu năm 2021"),
        ("2021-M04..06", "tháng 4 đến tháng 6 năm 2021"),
        ("2021-06", "tháng 6/2021"),
        ("2021-06-30", "đến ngày 30/06/2021"),
        ("sau này", "sau này"),
        ("2021-X", "2021-X"),
    ],
)
def test_period_in_words(period, words):
    assert format_period(period) == words


@given(st.text(alphabet="0123456789-MQH.²", max_size=14))
@example("2021-M..")
@example("2021-M01..02..03")
@example("2021-²²")
def test_any_text_gets_some_words(period):
    assert isinstance(format_period(period), str)
