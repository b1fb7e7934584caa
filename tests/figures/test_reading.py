"""The main path: figures with all their fields, and what carries over a document."""

import doctest
import importlib
import pkgutil
from datetime import date
from decimal import Decimal

import pytest

from congtin import figures
from congtin.figures import Change, Share, read, to_dict


def only(text, **options):
    found = read(text, **options)
    assert len(found) == 1, [figure.surface for figure in found]
    return found[0]


def test_doctests():
    tried = 0
    for module in pkgutil.walk_packages(figures.__path__, "congtin.figures."):
        if not module.ispkg:
            result = doctest.testmod(importlib.import_module(module.name))
            assert result.failed == 0, module.name
            tried += result.attempted
    assert tried > 0


def test_amount_with_change_and_share():
    figure = only(
        "Năm 2024, thu ngân sách của huyện đạt 386,5 tỷ đồng, bằng 112% dự toán, tăng 9,4% so với cùng kỳ."
    )
    assert (figure.name, figure.value, figure.unit) == (
        "thu ngân sách",
        Decimal("386.5"),
        "tỷ đồng",
    )
    assert (figure.kind, figure.form, figure.period) == ("result", "level", "2024")
    assert figure.change == (Change("up", Decimal("9.4"), "%", "cùng kỳ"),)
    assert figure.share_of == (Share(Decimal(112), "%", "dự toán"),)


def test_only_a_movement_is_a_change():
    figure = only("Chỉ số sản xuất công nghiệp tháng 5/2022 giảm 3,2% so với tháng trước.")
    assert (figure.form, figure.period) == ("change", "2022-05")
    assert figure.change == (Change("down", Decimal("3.2"), "%", "tháng trước"),)


def test_only_a_share_is_a_share():
    figure = only("Thu nội địa đạt 36,6% dự toán.")
    assert (figure.form, figure.share_of) == ("share", (Share(Decimal("36.6"), "%", "dự toán"),))


def test_fraction_has_a_total():
    figure = only("Toàn huyện có 21/24 xã đạt chuẩn nông thôn mới.")
    assert (figure.surface, figure.value, figure.total) == ("21", 21, 24)
    assert figure.name == "xã đạt chuẩn nông thôn mới"


def test_part_knows_its_whole():
    whole, part = read("Tổng chi ngân sách 433,7 tỷ đồng, trong đó chi đầu tư 148,2 tỷ đồng.")
    assert part.parent == whole.name


def test_published_gives_the_year_of_a_month():
    text = "Thu ngân sách tháng 9 đạt 12 tỷ đồng."
    assert only(text).period == "XXXX-09"
    assert only(text, published=date(2025, 10, 2)).period == "2025-09"


def test_unit_is_the_scope_where_the_text_names_none():
    figure = only("Thu ngân sách đạt 12 tỷ đồng.", unit="phường Lê Chân")
    assert (figure.scope, figure.scope_in_text) == ("phường Lê Chân", False)


def test_time_of_a_title_carries_over():
    text = "KẾT QUẢ NĂM 2021\nThu ngân sách đạt 12 tỷ đồng.\nChi ngân sách 10 tỷ đồng."
    assert [figure.period for figure in read(text)] == ["2021", "2021"]


def test_targets_after_their_colon_carry_over_a_list():
    text = "Năm 2026, phấn đấu:\n- Thu ngân sách 12 tỷ đồng.\n- Hộ nghèo dưới 1%."
    assert [(figure.kind, figure.period) for figure in read(text)] == [("target", "2026")] * 2


def test_from_to_is_two_figures():
    text = "Tỷ lệ hộ nghèo giảm từ 5,6% năm 2016 xuống 1,8% năm 2020."
    assert [(figure.value, figure.period) for figure in read(text)] == [
        (Decimal("5.6"), "2016"),
        (Decimal("1.8"), "2020"),
    ]


def test_sentence_holds_the_figure():
    text = "Mở đầu không số. Thu ngân sách đạt 12 tỷ đồng. Kết."
    figure = only(text)
    assert text[figure.sentence_start : figure.sentence_end] == "Thu ngân sách đạt 12 tỷ đồng."


def test_rules_are_told():
    figure = only("Phấn đấu năm 2026 kết nạp 60 đảng viên.")
    assert any(rule.startswith("tên:") for rule in figure.because)
    assert any(rule.startswith("loại:") for rule in figure.because)
    assert 0 < figure.certainty <= 1


def test_dict_has_the_fields_of_the_schema():
    plain = to_dict(only("Thu ngân sách đạt 12,5 tỷ đồng, tăng 3%."))
    assert plain["value"] == 12.5
    assert plain["change"] == [{"direction": "up", "amount": 3, "unit": "%", "base": None}]
    assert {
        "start",
        "end",
        "surface",
        "name",
        "low",
        "high",
        "comparator",
        "unit",
        "kind",
        "form",
        "period",
        "share_of",
        "total",
        "scope",
        "parent",
    } <= set(plain)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Không có con số nào."])
def test_nothing_to_read(text):
    assert read(text) == []
