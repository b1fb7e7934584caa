import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from congtin.portal.templatetags import vietnamese_text

# 08:00 in Greenwich is 15:00 in Hà Nội
MOMENT = dt.datetime(2020, 12, 19, 8, 0, tzinfo=dt.UTC)


def test_moments_are_told_in_vietnams_time_whatever_the_current_zone():
    with timezone.override("America/New_York"):
        assert vietnamese_text.weekday_moment_vi(MOMENT) == "Thứ Bảy, 19/12/2020 15:00"
        assert vietnamese_text.moment_vi(MOMENT) == "19/12/2020 15:00"
        assert vietnamese_text.machine_moment(MOMENT) == "2020-12-19T15:00:00+07:00"


def test_a_moment_late_in_greenwich_is_the_next_day_in_vietnam():
    late = dt.datetime(2020, 12, 18, 20, 0, tzinfo=dt.UTC)
    assert vietnamese_text.weekday_vi(late) == "Thứ Bảy, 19/12/2020"
    assert vietnamese_text.date_vi(late) == "19/12/2020"


def test_whole_numbers_have_no_decimals():
    assert vietnamese_text.number_vi(261_854) == "261.854"
    assert vietnamese_text.number_vi(vietnamese_text.normalize(Decimal("11.9000"))) == "11,9"


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("2020-10-20", "20/10/2020"),
        ("2020-Q3", "quý III năm 2020"),
        ("2021", "năm 2021"),
        ("", ""),
    ],
)
def test_a_day_is_shown_as_exactly_as_it_is_stated(stated, shown):
    assert vietnamese_text.stated_day(stated) == shown


def test_what_is_missing_is_left_out():
    assert vietnamese_text.date_vi(None) == vietnamese_text.number_vi(None) == ""
