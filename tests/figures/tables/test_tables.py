"""Tables in a text, and tables handed over as rows."""

import unicodedata
from decimal import Decimal

import pytest

from congtin.figures import join_parts, read, read_parts, read_table

HEADER = ["TT", "Chỉ tiêu", "ĐVT", "KH 2022", "TH 2022"]
ROWS = [
    ["1", "Tổng đàn lợn", "con", "18.500", "19.240"],
    ["2", "Sản lượng thủy sản", "tấn", "4.100", "4.065,5"],
]
EXPECTED = [
    ("Tổng đàn lợn", Decimal(18500), "con", "target", "2022"),
    ("Tổng đàn lợn", Decimal(19240), "con", "result", "2022"),
    ("Sản lượng thủy sản", Decimal(4100), "tấn", "target", "2022"),
    ("Sản lượng thủy sản", Decimal("4065.5"), "tấn", "result", "2022"),
]


def shown(figures):
    return [
        (figure.name, figure.value, figure.unit, figure.kind, figure.period) for figure in figures
    ]


@pytest.mark.parametrize(
    "cell_mark",
    [" ", "\t", " | ", "\n", "\n\n"],
    ids=["blanks", "tabs", "pipes", "lines", "blank lines"],
)
def test_one_table_in_every_dress(cell_mark):
    row_mark = cell_mark if "\n" in cell_mark else "\n"
    text = row_mark.join(cell_mark.join(row) for row in [HEADER, *ROWS])
    assert shown(read(text)) == EXPECTED


def test_rows_handed_over():
    assert shown(read_table([HEADER, *ROWS])) == EXPECTED


def test_offsets_of_rows_are_those_of_the_joined_text():
    text = "\n".join("\t".join(row) for row in [HEADER, *ROWS])
    assert [text[figure.start : figure.end] for figure in read_table([HEADER, *ROWS])] == [
        "18.500",
        "19.240",
        "4.100",
        "4.065,5",
    ]


def test_no_rows():
    assert read_table([]) == []


def test_unit_in_a_row_label():
    found = read(
        "Chỉ tiêu\n2019\n2020\nSố hộ nghèo (hộ)\n1.204\n986\nĐường cứng hóa (km)\n88,6\n97,1"
    )
    assert [(figure.name, figure.unit, figure.period) for figure in found[:2]] == [
        ("Số hộ nghèo", "hộ", "2019"),
        ("Số hộ nghèo", "hộ", "2020"),
    ]


def test_comparison_column_joins_the_value():
    found = read(
        "Cảng | Sản lượng 2023 (nghìn TEU) | So 2022 (%)\nKhu vực A | 2.145 | 96,4\nCộng | 2.145 | 96,4"
    )
    assert [(figure.unit, figure.share_of[0].amount) for figure in found] == [
        ("nghìn TEU", Decimal("96.4"))
    ] * 2


def test_unit_of_a_caption():
    found = read(
        "Bảng 1: Thu ngân sách các xã (đơn vị: triệu đồng)\nĐơn vị | 2021 | 2022\nXã A | 120 | 140\nXã B | 100 | 90"
    )
    assert {figure.unit for figure in found} == {"triệu đồng"}
    assert found[0].scope == "Xã A"


def test_caption_rows_name_time_and_unit():
    rows = [
        ["Biểu 2: Kết quả thu ngân sách năm 2024", "", ""],
        ["Đơn vị tính: tỷ đồng", "", ""],
        ["Nội dung", "Dự toán", "Thực hiện"],
        ["A", "1", "2"],
        ["Thu nội địa", "386,5", "402,1"],
    ]
    assert shown(read_table(rows)) == [
        ("Thu nội địa", Decimal("386.5"), "tỷ đồng", "target", "2024"),
        ("Thu nội địa", Decimal("402.1"), "tỷ đồng", "result", "2024"),
    ]


def test_title_above_names_time_and_unit():
    rows = [["Xã", "Số hộ nghèo"], ["Xã A", "41"], ["Xã B", "37"]]
    found = read_table(rows, title="Kết quả rà soát hộ nghèo năm 2023")
    assert [(figure.period, figure.scope, figure.unit) for figure in found] == [
        ("2023", "Xã A", "hộ nghèo"),
        ("2023", "Xã B", "hộ nghèo"),
    ]


def test_offsets_hold_in_decomposed_cells():
    rows = [["Chỉ tiêu", "Năm 2024"], ["Thu ngân sách (tỷ đồng)", "12,5"]]
    decomposed = [[unicodedata.normalize("NFD", cell) for cell in row] for row in rows]
    [figure] = read_table(decomposed)
    assert join_parts([decomposed])[figure.start : figure.end] == "12,5"


def test_header_of_two_rows_with_merges():
    rows = [
        ["", "Sản lượng", "Sản lượng", "Tăng, giảm", "Tăng, giảm"],
        ["", "2023", "2024", "Tuyệt đối", "Tương đối (%)"],
        ["Lúa", "125,4", "128,1", "2,7", "2,15"],
    ]
    first, second = read_table(rows, title="Đơn vị tính: nghìn tấn")
    assert (first.name, first.period, first.change) == ("Sản lượng lúa", "2023", ())
    assert [(item.amount, item.unit) for item in second.change] == [
        (Decimal("2.7"), "nghìn tấn"),
        (Decimal("2.15"), "%"),
    ]


def test_column_of_comparison_measures_the_figure_of_its_time():
    found = read(
        "Chỉ tiêu | Tháng 9/2023 | 9 tháng năm 2023 | Tháng 9/2023 so với cùng kỳ (%)\n"
        "Doanh thu (tỷ đồng) | 140,8 | 1.346,3 | 139,1\nLượt khách (lượt) | 12 | 120 | 98"
    )
    assert [len(figure.share_of) for figure in found] == [1, 0, 1, 0]


def test_missing_value_leaves_its_comparison_out():
    found = read("Lĩnh vực | Vốn (tỷ đồng) | Giải ngân | Tỷ lệ (%)\nA | 12 | 9 | 75\nB | 2 | - | 0")
    assert [(figure.value, len(figure.share_of)) for figure in found] == [(12, 0), (9, 1), (2, 0)]


def test_part_ditto_and_spaced_thousands():
    found = read(
        'Chỉ tiêu\tĐVT\tNăm 2023\nTổng mức bán lẻ\tTỷ đồng\t8 120,5\nTrong đó: Tư nhân\t"\t5.300'
    )
    assert [(figure.value, figure.unit, figure.parent) for figure in found] == [
        (Decimal("8120.5"), "tỷ đồng", None),
        (Decimal(5300), "tỷ đồng", "Tổng mức bán lẻ"),
    ]


def test_goals_by_year_with_range_and_bound():
    found = read(
        "MỤC TIÊU ĐẾN NĂM 2030\nChỉ tiêu|ĐVT|Năm 2030\nTốc độ tăng|%|11-12\nNước sạch|%|≥ 98"
    )
    assert [(figure.kind, figure.comparator, figure.low) for figure in found] == [
        ("target", "range", 11),
        ("target", "ge", None),
    ]


def test_price_takes_the_measure_of_its_row():
    found = read(
        "Mặt hàng | ĐVT | Giá (đồng) | Tăng, giảm so với tuần trước\nGạo | kg | 16.500 | -300\nUrê | bao | 540.000 | 0"
    )
    assert [
        (figure.unit, figure.change[0].direction, figure.change[0].amount) for figure in found
    ] == [
        ("đồng/kg", "down", 300),
        ("đồng/bao", "same", 0),
    ]


def test_prose_tells_the_time_of_a_table_after_it():
    parts = [
        "Năm 2022, xã đã hoàn thành kế hoạch.",
        [["Chỉ tiêu", "Kết quả"], ["Số hộ nghèo", "41"]],
    ]
    [figure] = read_parts(parts)
    assert (figure.period, figure.unit) == ("2022", "hộ nghèo")
    assert join_parts(parts)[figure.start : figure.end] == "41"


def test_rows_without_a_header():
    assert [figure.value for figure in read("Lúa\t5\nNgô\t7\nLạc\t9")] == [5, 7, 9]
