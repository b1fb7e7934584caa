"""States that say zero: figures where they are aimed at, and nothing where they are told."""

import pytest

from congtin.figures import read


@pytest.mark.parametrize(
    ("text", "surface", "name", "unit"),
    [
        ("Phấn đấu đến năm 2025, xã không còn hộ nghèo.", "không còn", "hộ nghèo", "hộ"),
        ("Phường phấn đấu xóa xong nhà tạm trong năm 2025.", "xóa xong", "nhà tạm", "nhà"),
        ("Phấn đấu không để xảy ra vụ cháy lớn.", "không để xảy ra", "vụ cháy lớn", "vụ"),
    ],
)
def test_aimed_at_is_zero(text, surface, name, unit):
    [figure] = read(text)
    assert (figure.surface, figure.name, figure.unit) == (surface, name, unit)
    assert (figure.value, figure.kind) == (0, "target")
    assert figure.note == "trạng thái “không còn” đọc là 0"


@pytest.mark.parametrize(
    "text",
    [
        "Trên địa bàn không còn hộ nghèo theo chuẩn thành phố.",
        "Trong kỳ không xảy ra vụ cháy nào.",
        "Phấn đấu không để công việc gián đoạn.",
        "Từ nay sẽ không còn lo thiếu nước.",
    ],
)
def test_told_or_not_countable_is_no_figure(text):
    assert read(text) == []


def test_state_that_qualifies_a_count_leaves_the_count():
    [figure] = read("Số xã không còn hộ nghèo phấn đấu đạt 12 xã.")
    assert (figure.surface, figure.name) == ("12", "Số xã không còn hộ nghèo")
