import datetime as dt
import doctest

import pytest
from tests.wire.making import SENTENCES

from congtin.wire.decide import Story, compare, make_bands, scheduling, sketches

DAY = dt.date(2020, 12, 19)
TEXT = " ".join(SENTENCES)
HEADLINE = "Quận Lê Chân tổng kết nhiệm vụ năm 2020"
STORY = Story(HEADLINE, TEXT, DAY)
REWRITTEN = (
    "Năm 2020, tổng thu ngân sách trên địa bàn quận đạt 1.223,771 tỷ đồng, bằng 110% kế hoạch "
    "thành phố giao. Tại hội nghị, đồng chí Bí thư Quận ủy đề nghị các phường tập trung giải "
    "phóng mặt bằng các dự án trọng điểm, bảo đảm tiến độ đề ra trong năm 2021. Hội nghị đã "
    "thông qua nghị quyết về phát triển kinh tế - xã hội, quốc phòng - an ninh với 9 chỉ tiêu "
    "chủ yếu, trong đó thu ngân sách tăng 8,5%. Trên địa bàn quận hiện có 15 phường, hơn "
    "230.000 dân, tỷ lệ hộ nghèo còn 0,35%."
)


def share_a_band(one, other):
    bands = [set(make_bands(headline=each.headline, text=each.text)) for each in (one, other)]
    return bool(bands[0] & bands[1])


@pytest.mark.parametrize(
    "other",
    [
        Story(HEADLINE, TEXT, DAY),
        Story("Lê Chân: thu ngân sách vượt kế hoạch", REWRITTEN, DAY),
        Story("Lê Chân tổng kết năm", " ".join(SENTENCES[:3]), DAY + dt.timedelta(days=2)),
        Story(HEADLINE.upper(), TEXT.replace("\u00f2a", "o\u00e0"), None),
    ],
)
def test_same_story_also_when_lightly_rewritten(other):
    assert compare(STORY, other).is_same
    assert share_a_band(STORY, other)


@pytest.mark.parametrize(
    "other",
    [
        # The report of another month after the same pattern.
        Story(HEADLINE.replace("2020", "2019"),
              TEXT.replace("2020", "2019").replace("1.223,771", "987,5").replace("110", "104")
              .replace("2021", "2020").replace("8,5", "7,1").replace("0,35", "0,5")
              .replace("230.000", "228.000"), DAY),
        Story(HEADLINE, TEXT, DAY - dt.timedelta(days=30)),
        Story("Thời tiết ngày mai", "Trời nhiều mây, có mưa rào rải rác và dông vài nơi.", DAY),
    ],
)  # fmt: skip
def test_other_story(other):
    assert not compare(STORY, other).is_same


def test_report_after_one_pattern_is_told_to_be_alike():
    other = Story(HEADLINE, TEXT.replace("1.223,771", "1").replace("110", "2"), DAY)
    assert compare(STORY, other).percent > 50


def test_short_line_is_the_same_by_its_headline():
    assert compare(STORY, Story(HEADLINE, "", DAY)).is_same
    assert share_a_band(STORY, Story(HEADLINE, "", DAY))


def test_empty_stories_are_not_alike():
    assert compare(Story("", ""), Story("", "")).percent in {0, 100}
    assert make_bands(headline="", text="") == []


def test_bands_fit_the_database_and_stay_the_same():
    bands = make_bands(headline=HEADLINE, text=TEXT)
    assert bands == make_bands(headline=HEADLINE, text=TEXT)
    assert len(bands) == sketches.BANDS + 1
    assert all(0 <= band < 2**63 for band in bands)


def test_examples_in_the_docstrings_hold():
    assert [doctest.testmod(each).failed for each in (sketches, scheduling)] == [0, 0]
