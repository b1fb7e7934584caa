"""Dates, quarters and months as texts write them."""

import doctest
from datetime import date

import pytest

from congtin.vietnamese import dates
from congtin.vietnamese.dates import read_date, read_month, read_quarter


def test_doctests():
    assert doctest.testmod(dates).failed == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thứ Bảy, 19/12/2020 15:00", date(2020, 12, 19)),
        ("ngày 08 tháng 12 năm 2023", date(2023, 12, 8)),
        ("18-7-2018", date(2018, 7, 18)),
        ("31/02/2020 rồi 01/03/2020", date(2020, 3, 1)),
    ],
)
def test_first_possible_day_is_read(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["", "tháng 9/2025", "28-NQ/TU", "1234/5678/2020"])
def test_no_day_gives_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(("word", "quarter"), [("III", 3), ("iv", 4), ("2", 2), ("V", None)])
def test_quarter(word, quarter):
    assert read_quarter(word) == quarter


@pytest.mark.parametrize(("word", "month"), [("09", 9), ("Chín", 9), ("13", None), ("xuân", None)])
def test_month(word, month):
    assert read_month(word) == month
