"""Tables in a text, and tables handed over as rows."""

from decimal import Decimal

import pytest

from congtin.figures import read, read_table

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
