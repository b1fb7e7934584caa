from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.ledger.matching import Candidate, Match, Matcher

CANDIDATES = [
    Candidate(1, ("tong thu ngan sach nha nuoc tren dia ban", "thu ngan sach"), "tỷ đồng"),
    Candidate(2, ("thu noi dia",), "tỷ đồng"),
    Candidate(3, ("tong chi ngan sach dia phuong",), "tỷ đồng"),
    Candidate(4, ("ty le ho ngheo",), "%"),
    Candidate(5, ("so ho ngheo", "ho ngheo"), "hộ"),
    Candidate(6, ("tong san pham tren dia ban", "grdp"), "tỷ đồng"),
    Candidate(7, ("toc do tang tong san pham", "toc do tang grdp"), "%"),
    Candidate(8, ("gia tri san xuat cong nghiep",), "tỷ đồng"),
    Candidate(9, ("so ho ngheo giam",), "hộ"),
]


@pytest.fixture(scope="module")
def matcher():
    return Matcher(CANDIDATES)


@pytest.mark.parametrize(
    ("name", "measure", "pk"),
    [
        ("thu ngân sách", "tỷ đồng", 1),
        ("Thu ngân sách nhà nước trên địa bàn", "triệu đồng", 1),
        ("thu nội địa", "tỷ đồng", 2),
        ("THU NOI DIA", "tỷ đồng", 2),
        ("hộ nghèo", "hộ", 5),
        ("tỷ lệ hộ nghèo", "%", 4),
        ("giá trị sản xuất công nghiệp do quận quản lý", "tỷ đồng", 8),
    ],
)
def test_name_finds_its_indicator(matcher, name, measure, pk):
    assert matcher.find(name, measure=measure).pk == pk


def test_very_name_with_a_fitting_measure_is_certain(matcher):
    assert matcher.find("thu nội địa", measure="tỷ đồng") == Match(2, Decimal("1.00"))


def test_unfitting_measure_makes_it_less_certain(matcher):
    assert matcher.find("thu nội địa", measure="hộ") == Match(2, Decimal("0.70"))


@pytest.mark.parametrize(
    ("name", "measure", "movement", "pk"),
    [
        ("GRDP", "%", "up", 7),
        ("GRDP", "tỷ đồng", None, 6),
        ("số hộ nghèo", "hộ", "down", 9),
        ("tốc độ tăng GRDP", "%", "up", 7),
    ],
)
def test_movement_means_the_indicator_of_the_movement(matcher, name, measure, movement, pk):
    assert matcher.find(name, measure=measure, movement=movement).pk == pk


@pytest.mark.parametrize("name", ["", "lễ hội hoa phượng đỏ", "trên địa bàn"])
def test_name_that_is_near_to_none_finds_none(matcher, name):
    assert matcher.find(name, measure="") is None


def test_empty_registry_finds_none():
    assert Matcher([]).find("thu ngân sách", measure="tỷ đồng") is None


@given(st.text(alphabet="thu nosagcđịê", max_size=40), st.sampled_from(["", "%", "tỷ đồng", "hộ"]))
def test_certainty_lies_between_nought_and_one(name, measure):
    match = Matcher(CANDIDATES).find(name, measure=measure)
    assert match is None or 0 < match.certainty <= 1
