"""Movements and shares that join a figure's lists."""

from decimal import Decimal

import pytest

from congtin.figures import read


def items(text):
    figure = read(text)[0]
    changes = [(item.direction, item.amount, item.unit, item.base) for item in figure.change]
    return changes, [(item.amount, item.unit, item.of) for item in figure.share_of]


@pytest.mark.parametrize(
    ("tail", "changes", "shares"),
    [
        ("tăng 5%", [("up", 5, "%", None)], []),
        ("vượt 6,4% kế hoạch", [("up", Decimal("6.4"), "%", "kế hoạch")], []),
        ("thấp hơn 3% so với cùng kỳ", [("down", 3, "%", "cùng kỳ")], []),
        ("bằng 93,6% so với cùng kỳ", [], [(Decimal("93.6"), "%", "cùng kỳ")]),
        ("gấp 1,7 lần cùng kỳ", [], [(Decimal("1.7"), "lần", "cùng kỳ")]),
        ("gấp đôi năm trước", [], [(2, "lần", "năm trước")]),
        ("tăng 2,3 lần so với năm 2017", [("up", Decimal("2.3"), "lần", "năm 2017")], []),
        ("hoàn thành 84% kế hoạch năm", [], [(84, "%", "kế hoạch năm")]),
        ("tăng 2 tỷ đồng so với đầu năm (+8,2%)", [("up", 2, "tỷ đồng", "đầu năm"), ("up", Decimal("8.2"), "%", "đầu năm")], []),
        ("tăng 2% so với tháng trước và tăng 9% so với cùng kỳ", [("up", 2, "%", "tháng trước"), ("up", 9, "%", "cùng kỳ")], []),
        ("cao hơn vụ xuân năm ngoái 0,8%", [("up", Decimal("0.8"), "%", "vụ xuân năm ngoái")], []),
        ("bằng 99,1% vụ mùa năm trước", [], [(Decimal("99.1"), "%", "vụ mùa năm trước")]),
    ],
)  # fmt: skip
def test_tail_of_an_amount(tail, changes, shares):
    found_changes, found_shares = items(f"Thu ngân sách đạt 30 tỷ đồng, {tail}.")
    assert [item[:3] for item in found_changes] == [item[:3] for item in changes]
    assert [item[3] for item in found_changes] == [item[3] for item in changes]
    assert found_shares == shares


def test_movements_in_amounts_find_their_figures():
    accidents, dead = read(
        "Xảy ra 14 vụ tai nạn giao thông, làm 9 người chết; so với cùng kỳ tăng 2 vụ, giảm 3 người chết."
    )
    assert [(item.direction, item.amount) for item in accidents.change] == [("up", 2)]
    assert [(item.direction, item.amount) for item in dead.change] == [("down", 3)]


def test_respective_movements_are_dealt_out():
    found = read(
        "Phường An Khê thu 41 tỷ đồng, phường Bình Minh 36 tỷ đồng, vượt kế hoạch lần lượt 11% và 9%."
    )
    assert [figure.change[0].amount for figure in found] == [11, 9]


def test_time_of_its_own_makes_a_figure():
    month, months = read("Tháng 5/2022 xuất khẩu tăng 3%; 5 tháng tăng 7%.")
    assert (month.period, months.period) == ("2022-05", "2022-M01..05")


@pytest.mark.parametrize(
    ("text", "changes", "shares"),
    [
        ("Thu ngân sách xã đều vượt chỉ tiêu, đạt 164% kế hoạch.", [], [(164, "%", "kế hoạch")]),
        ("Chỉ số tồn kho so với tháng trước và cùng kỳ tăng lần lượt 3,2% và 14,6%.", [("up", Decimal("3.2"), "%", "tháng trước"), ("up", Decimal("14.6"), "%", "cùng kỳ")], []),
        ("Phạm pháp hình sự giảm 9 vụ (15,5%).", [("down", 9, "vụ", None), ("down", Decimal("15.5"), "%", None)], []),
        ("Xuất khẩu quý 1/2020 giảm 12% và tiếp tục giảm 8,5% trong quý 2/2020.", [("down", 12, "%", None)], []),
        ("Tỷ lệ tham gia BHXH so với lực lượng lao động 38,2%.", [], []),
        ("Thi hành kỷ luật 14 đảng viên (khiển trách 9, cảnh cáo 5), tăng 3 trường hợp.", [("up", 3, "trường hợp", None)], []),
        ("Kết nạp 14 đảng viên, vượt 2 đồng chí so với chỉ tiêu.", [("up", 2, "đồng chí", "chỉ tiêu")], []),
        ("Có 26 giáo viên, nhân viên được khen, tỷ lệ 31%.", [], [(31, "%", None)]),
        ("Bán lẻ so với cùng kỳ: huyện Vạn Hòa tăng 18%; huyện Lâm Sơn tăng 9%.", [("up", 18, "%", None)], []),
    ],
)  # fmt: skip
def test_items_of_a_bare_movement(text, changes, shares):
    assert items(text) == (changes, shares)


def test_counts_beside_a_movement_move_too():
    first, second = read("Huyện giảm 5 phòng, 7 đầu mối.")
    assert [item.direction for item in (*first.change, *second.change)] == ["down", "down"]
