"""Numbers in digits and words."""

import doctest
from decimal import Decimal

import pytest

from congtin.vietnamese import numbers
from congtin.vietnamese.numbers import Separators, guess_separators, parse_digits, parse_words


def test_doctests():
    assert doctest.testmod(numbers).failed == 0


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("7", "7"),
        ("1.223,771", "1223.771"),
        ("9.846.312.500", "9846312500"),
        ("2,356.7", "2356.7"),
        ("406,890", "406.890"),
        ("1.487", "1487"),
        ("12.5", "12.5"),
        ("0.180", "0.180"),
        ("3. 412", "3412"),
    ],
)
def test_one_surface_has_one_value(surface, value):
    assert parse_digits(surface) == Decimal(value)


@pytest.mark.parametrize(
    ("surface", "separators", "value"),
    [
        ("1,506", Separators.DECIMAL_DOT, "1506"),
        ("1.250", Separators.DECIMAL_DOT, "1.250"),
        ("1.250", Separators.MIXED, "1250"),
        ("1.250", Separators.DECIMAL_COMMA, "1250"),
    ],
)
def test_habit_decides_what_groups_leave_open(surface, separators, value):
    assert parse_digits(surface, separators) == Decimal(value)


@pytest.mark.parametrize(
    ("surfaces", "separators"),
    [
        ([], Separators.DECIMAL_COMMA),
        (["12,5", "1.250"], Separators.DECIMAL_COMMA),
        (["412.6", "33.1", "1,506"], Separators.DECIMAL_DOT),
        (["1.250", "12.5", "2.2"], Separators.MIXED),
    ],
)
def test_habit_is_told_from_neighbours(surfaces, separators):
    assert guess_separators(surfaces) is separators


@pytest.mark.parametrize(
    ("words", "value", "end"),
    [
        ("ba nhà", 3, 1),
        ("mười lăm hộ", 15, 2),
        ("hai mươi mốt xã", 21, 3),
        ("một trăm linh năm thôn", 105, 4),
        ("hai tỷ ba trăm triệu đồng", 2_300_000_000, 5),
        ("mười năm qua", 10, 1),
    ],
)
def test_words_are_read_as_far_as_they_are_a_number(words, value, end):
    assert parse_words(words.split()) == (Decimal(value), end)


def test_other_words_are_no_number():
    assert parse_words(["hộ", "nghèo"]) is None
