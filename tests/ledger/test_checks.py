"""What is told about an article's figures before it is published."""

import datetime as dt
from decimal import Decimal

import pytest

from congtin import figures
from congtin.ledger.checks import Checked, find_oddities
from congtin.ledger.meaning import Known, Meaning, Sense
from congtin.ledger.progress import Stated

_TODAY = dt.date(2026, 3, 1)


def _check(text, *, period="2025", meaning=None, target=None, last_year=None):
    checked = [
        Checked(
            figure=figure,
            sentence=text[figure.sentence_start : figure.sentence_end],
            period=period,
            meaning=meaning,
            target=target,
            last_year=last_year,
        )
        for figure in figures.read(text, published=_TODAY)
    ]
    return [(finding.rule, finding.text) for finding in find_oddities(checked, today=_TODAY)]


def _stated(value, measure="tỷ đồng"):
    return Stated(period="2025", measure=measure, value=Decimal(value))


def test_a_sound_sentence_is_let_through():
    text = "Năm 2025, thu ngân sách đạt 95 tỷ đồng, bằng 95% kế hoạch."
    assert _check(text, target=_stated(100)) == []


def test_a_share_of_plan_that_the_ledger_does_not_bear_out():
    text = "Năm 2025, thu ngân sách đạt 95 tỷ đồng, bằng 99% kế hoạch."
    assert _check(text, target=_stated(100)) == [
        ("plan-share", "Câu viết 99%, tính ra 95,0%. Sổ ghi mức đề ra 100 tỷ đồng.")
    ]


def test_a_ratio_written_as_a_rise():
    text = "Năm 2025, thu ngân sách đạt 108 tỷ đồng, tăng 108% so với cùng kỳ năm trước."
    [(rule, sentence)] = _check(text, last_year=_stated(100))
    assert rule == "ratio"
    assert "bằng 108%" in sentence


def test_a_true_rise_is_no_ratio():
    text = "Năm 2025, thu ngân sách đạt 208 tỷ đồng, tăng 108% so với cùng kỳ năm trước."
    assert _check(text, last_year=_stated(100)) == []


def test_parts_that_exceed_their_whole():
    text = (
        "Năm 2025, tổng thu ngân sách đạt 100 tỷ đồng, trong đó: thu nội địa 80 tỷ đồng, "
        "thu từ hoạt động xuất nhập khẩu 45 tỷ đồng."
    )
    assert ("parts", "Các phần cộng lại là 125 tỷ đồng, lớn hơn tổng 100 tỷ đồng.") in _check(text)


def test_a_result_of_a_period_that_has_not_come():
    text = "Thu ngân sách đạt 95 tỷ đồng."
    [(rule, _)] = _check(text, period="2027")
    assert rule == "future"


@pytest.mark.parametrize("sense", [Sense.DIFFERENT, Sense.THOUSANDFOLD])
def test_what_the_ledger_says_otherwise_is_told(sense):
    meaning = Meaning(sense, "Khác với giá trị đã có.", Known(_stated(1), "1 tỷ đồng", "Báo A"))
    found = _check("Thu ngân sách đạt 95 tỷ đồng.", meaning=meaning)
    assert found == [(sense.value, "Khác với giá trị đã có.")]


def test_a_finding_keeps_its_key_while_rule_and_sentence_stay():
    text = "Năm 2025, thu ngân sách đạt 95 tỷ đồng, bằng 99% kế hoạch."
    one, other = (
        find_oddities(
            [
                Checked(
                    figure=figures.read(text)[0],
                    sentence=text,
                    period="2025",
                    target=_stated(goal),
                )
            ],
            today=_TODAY,
        )
        for goal in (100, 101)
    )
    assert one[0].key == other[0].key
    assert one[0].text != other[0].text
