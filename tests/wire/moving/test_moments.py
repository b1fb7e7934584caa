"""Dates of old portals, Vietnam's time where none is said."""

import datetime as dt

import pytest

from congtin.wire.moving.errors import ArticleRefused
from congtin.wire.moving.moments import check_moment, read_moment

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-12-19 15:00:00", "2020-12-19T15:00:00+07:00"),
        ("2020-12-19T08:00:00Z", "2020-12-19T08:00:00+00:00"),
        ("Sat, 19 Dec 2020 08:00:00 +0000", "2020-12-19T08:00:00+00:00"),
        ("1608364800", "2020-12-19T15:00:00+07:00"),
        ("Thứ Bảy, 19/12/2020 15:00 (GMT+7)", "2020-12-19T15:00:00+07:00"),
        ("19/12/2020", "2020-12-19T00:00:00+07:00"),
        ("15h30, ngày 19 tháng 12 năm 2020", "2020-12-19T15:30:00+07:00"),
    ],
)
def test_moment_is_read(text, moment):
    assert read_moment(text).isoformat() == moment


@pytest.mark.parametrize(
    "text", ["", None, "0000-00-00 00:00:00", "hôm qua", "32/13/2020", "9" * 300, True]
)
def test_no_moment_is_none(text):
    assert read_moment(text) is None


@pytest.mark.parametrize("text", ["1820-01-01", "2099-01-01", "2026-03-04"])
def test_absurd_date_is_refused(text):
    with pytest.raises(ArticleRefused, match="không thể đúng"):
        check_moment(read_moment(text), now=NOW)


@pytest.mark.parametrize("text", ["1975-04-30", "2026-03-02 23:00"])
def test_possible_date_is_taken(text):
    check_moment(read_moment(text), now=NOW)
