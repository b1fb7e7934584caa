"""Alphabets from before Unicode: told apart, mended, or refused."""

import pytest
from tests.papers.making import to_1258, to_tcvn3, to_vni

from congtin.papers import PaperDamaged, PaperNotReadable
from congtin.papers.encodings import decode, mend, mend_text

TEXT = (
    "TT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2025\n"
    "1;Tổng thu ngân sách nhà nước trên địa bàn;tỷ đồng;1.223,771\n"
    "2;Số hộ nghèo;hộ;12\n"
    "3;Tỷ lệ người dân tham gia bảo hiểm y tế;%;95,5\n"
    "4;Đất ở, nhà ở xã hội, cây xanh; m²;1\n"
)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        to_1258(TEXT),
        to_tcvn3(TEXT).encode("cp1252"),
        to_vni(TEXT).encode("cp1252"),
        to_tcvn3(TEXT).encode(),
        to_vni(TEXT).encode(),
    ],
)
def test_one_text_in_every_alphabet(content):
    assert decode(content) == TEXT


@pytest.mark.parametrize(
    "content",
    [
        "Café à la crème, größer, Ærø".encode("latin-1"),
        "日本語の文章です".encode("shift_jis"),
        bytes(range(128, 256)),
    ],
)
def test_letters_that_make_no_vietnamese_are_refused(content):
    with pytest.raises(PaperNotReadable) as refusal:
        decode(content)
    assert str(refusal.value).startswith("Không nhận ra bảng mã chữ Việt của tệp. Hãy mở tệp")


def test_zeros_that_are_no_utf_16_are_no_text():
    with pytest.raises(PaperNotReadable) as refusal:
        decode(b"\0\0\0\x01binary\0\0")
    assert str(refusal.value).startswith("Tệp không phải văn bản.")


def test_a_broken_utf_16_names_the_byte():
    with pytest.raises(PaperDamaged) as refusal:
        decode(b"\xff\xfea\0\x00\xd8")
    assert str(refusal.value) == (
        "Tệp văn bản bị hỏng ở byte thứ 3 (mã utf-16-le). Hãy lưu lại tệp."
    )


@pytest.mark.parametrize(
    "text", ["Krông Búk, Đắk Lắk", "Nhà ở xã hội", "Bà Ba, cà phê, sò", "80 °C ± 2", "", "Nestlé"]
)
def test_text_that_needs_no_mending_is_left_alone(text):
    assert mend_text(text) == text


def test_one_old_cell_among_others_is_mended():
    assert mend(["Tổng thu", "Hoàn thành", to_tcvn3("Số hộ nghèo"), "12"]) == [
        "Tổng thu",
        "Hoàn thành",
        "Số hộ nghèo",
        "12",
    ]


def test_what_could_be_read_both_ways_follows_the_rest():
    strings = [
        to_tcvn3(text) for text in ("Số", "Tỷ lệ hộ nghèo", "Kế hoạch được giao", "Độ che phủ")
    ]
    assert strings[0] == "Sè"
    assert mend(strings) == ["Số", "Tỷ lệ hộ nghèo", "Kế hoạch được giao", "Độ che phủ"]


def test_capital_fonts_show_small_letters_as_capitals():
    """Typed in a capital font: letters with marks are the small ones' codes."""
    assert mend(["KÕ HO¹CH PH¸T TRIÓN", "I. Kinh tÕ"]) == ["KẾ HOẠCH PHÁT TRIỂN", "I. Kinh tế"]
