import datetime as dt
import unicodedata

import pytest

from congtin.wire.parsers import Moment, read_dateline, read_moment

NOW = dt.datetime(2026, 11, 28, 5, 0, tzinfo=dt.UTC)  # noon in Vietnam
AT_THREE = Moment(dt.date(2020, 12, 19), dt.time(15, 0))
DAY = Moment(dt.date(2020, 12, 19))


@pytest.mark.parametrize(
    "text",
    [
        "Thứ Bảy, 19/12/2020 15:00",
        "Thứ bảy, 19/12/2020, 15:00 (GMT+7)",
        "Thứ Bảy, ngày 19/12/2020 - 15:00",
        "15:00 19/12/2020",
        "15:00 | 19/12/2020",
        "15h00 ngày 19/12/2020",
        "15 giờ 00 phút, ngày 19 tháng 12 năm 2020",
        "19-12-2020 15:00:00",
        "19.12.2020 15:00",
        "19/12/2020 3:00:00 CH",
        "19/12/2020 3:00 PM",
        "12/19/2020 3:00:00 PM",
        "Cập nhật lúc 15:00, 19/12/2020",
        "Đăng ngày 19 Tháng 12, 2020 15:00",
        "19 Thg 12 2020 15:00",
        "Sat, 19 Dec 2020 15:00:00 +0700",
        "Sat, 19 Dec 2020 08:00:00 GMT",
        "Sat, 19 Dec 2020 08:00:00 Z",
        "Sat, 19 Dec 2020 15:00:00",
        "Sat, 19 Dec 2020 15:00:00 GMT+7",
        "Sat, 19 Dec 2020 15:00:00 GMT+0700",
        "19 Dec 20 15:00 +0700",
        "Dec 19, 2020 15:00",
        "2020-12-19T15:00:00+07:00",
        "2020-12-19T15:00:00+0700",
        "2020-12-19T08:00:00Z",
        "2020-12-19T08:00:00.000Z",
        "2020-12-19 15:00:00",
        "2020-12-19 15:00 (GMT+7)",
        "1608364800",
        "1608364800000",
    ],
)
def test_moment_in_all_its_ways(text):
    assert read_moment(text, now=NOW) == AT_THREE


def test_decomposed_letters_are_read():
    text = unicodedata.normalize("NFD", "Thứ Bảy, ngày 19 tháng 12 năm 2020, 15 giờ 00 phút")
    assert read_moment(text, now=NOW) == AT_THREE


@pytest.mark.parametrize(
    "text",
    [
        "19/12/2020",
        "Thứ Bảy, ngày 19 tháng 12 năm 2020",
        "Tháng Mười Hai 19, 2020",
        "2020-12-19",
        "12/19/2020",
        "Sat, 19 Dec 2020",
    ],
)
def test_day_without_a_time(text):
    assert read_moment(text, now=NOW) == DAY


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("30 phút trước", Moment(dt.date(2026, 11, 28), dt.time(11, 30))),
        ("13 giờ trước", Moment(dt.date(2026, 11, 27), dt.time(23, 0))),
        ("2 ngày trước", Moment(dt.date(2026, 11, 26))),
        ("Hôm qua, 15:30", Moment(dt.date(2026, 11, 27), dt.time(15, 30))),
        ("19/12/2020 12:05 SA", Moment(dt.date(2020, 12, 19), dt.time(0, 5))),
        ("2020-12-19T22:00:00Z", Moment(dt.date(2020, 12, 20), dt.time(5, 0))),
        ("05/03/2026 08:05", Moment(dt.date(2026, 3, 5), dt.time(8, 5))),
        ("12/10/2026 08:05", Moment(dt.date(2026, 10, 12), dt.time(8, 5))),
        # The twelfth of December is still to come, so a server wrote the month first.
        ("11/12/2026 8:05", Moment(dt.date(2026, 11, 12), dt.time(8, 5))),
    ],
)
def test_moment_that_hangs_on_the_day_it_is_read(text, moment):
    assert read_moment(text, now=NOW) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hải Phòng",
        "32/13/2020",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00",
        "2099-01-01T00:00:00Z",
        "31/02/2020 10:00",
        "tỷ lệ 12/19",
        "2020-12-19T99:99:00Z",
    ],
)
def test_what_is_no_moment(text):
    assert read_moment(text, now=NOW) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Chiều 18/12, UBND quận tổ chức hội nghị", dt.date(2020, 12, 18)),
        ("Sáng ngày 3/1, tại phường", dt.date(2021, 1, 3)),
        ("Ngày 18/12/2019, quận", dt.date(2019, 12, 18)),
        ("(HPĐT) - Tối 18-12, tại nhà hát", dt.date(2020, 12, 18)),
        ("Chiều 31/2, họp", None),
        ("Đạt 18/12 chỉ tiêu", None),
    ],
)
def test_day_of_the_dateline(text, day):
    assert read_dateline(text, by=dt.date(2021, 1, 5)) == day
