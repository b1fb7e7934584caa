"""Times as the schema writes them."""

import pytest

from congtin.figures import read
from congtin.figures.context.clock import Clock
from congtin.figures.context.periods import find_mentions


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("năm 2025", "2025"),
        ("cả năm 2023", "2023"),
        ("tháng 9/2025", "2025-09"),
        ("tháng 10 năm 2021", "2021-10"),
        ("quý iii/2025", "2025-Q3"),
        ("đến hết quý iii/2025", "2025-M01..09"),
        ("9 tháng năm 2020", "2020-M01..09"),
        ("sáu tháng đầu năm 2023", "2023-M01..06"),
        ("6 tháng cuối năm 2023", "2023-M07..12"),
        ("6t/2020", "2020-M01..06"),
        ("nửa đầu năm 2022", "2022-M01..06"),
        ("giai đoạn 2021 - 2025", "2021-2025"),
        ("năm học 2022-2023", "2022-2023"),
        ("đến 30/9/2023", "2023-09-30"),
        ("từ đầu năm đến 15/6/2021", "2021-01-01..2021-06-15"),
        ("kỳ nghỉ 30/4 - 1/5/2024", "2024-04-30..2024-05-01"),
        ("vụ đông 2020", "2020"),
    ],
)
def test_mention_is_written(text, written):
    clock = Clock()
    assert [clock.write(mention) for mention in find_mentions(text, 0, len(text))] == [written]


@pytest.mark.parametrize(("text", "written"), [("tháng 9", "XXXX-09"), ("9 tháng", "XXXX-M01..09")])
def test_unknown_year_is_told(text, written):
    [mention] = find_mentions(text, 0, len(text))
    assert Clock().write(mention) == written
    assert Clock(report_year=2024).write(mention) == written.replace("XXXX", "2024")


def test_year_said_last_is_shared():
    text = "tháng 9 và 9 tháng năm 2025"
    clock = Clock()
    assert [clock.write(mention) for mention in find_mentions(text, 0, len(text))] == [
        "2025-09",
        "2025-M01..09",
    ]


@pytest.mark.parametrize(
    "text",
    ["so với năm 2017", "so với tháng 5/2016", "chuẩn nghèo giai đoạn 2022-2025", "ngày 3/7/2025"],
)
def test_what_dates_no_figure(text):
    assert not [
        mention
        for mention in find_mentions(text, 0, len(text))
        if mention.speaks and not mention.compared
    ]


@pytest.mark.parametrize("text", ["8/12 khoản thu", "66/112 thôn", "đạt 14/19 tiêu chí"])
def test_fraction_is_no_day(text):
    assert find_mentions(text, 0, len(text)) == []


@pytest.mark.parametrize("words", ["tính chung ", "ước tính ", "bà cho biết "])
def test_words_that_lead_a_time_take_no_time_to_try(words):
    # Each is also two words: trying all ways to part them would double with every repetition.
    assert len(read(words * 60 + "X năm 2024 thu 5 tỷ đồng.")) == 1
