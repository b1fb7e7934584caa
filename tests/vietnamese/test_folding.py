import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from congtin.vietnamese.folding import fold, fold_in_place, slugify, to_nfc

# Letters with their marks in every order that keyboards and old fonts make, and some plain text.
texts = (
    st.text(alphabet=st.sampled_from("aăâđĐ\u00d0\u00f0ếƯợIİßk \t\u0301\u0323\u200b-0")) | st.text()
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Quận Lê Chân", "quan le chan"),
        ("ĐẤT Ở", "dat o"),
        ("\u00d0ất \u00f0ai", "dat dai"),  # eth for đ
        ("hòa bình", "hoa binh"),
        ("hoà bình", "hoa binh"),
        ("ưỡn ẹo, 12,5%", "uon eo, 12,5%"),
        ("  hai\u00a0 ba\n", "hai ba"),
        ("Hải\u200bPhòng\u00ad", "haiphong"),
        ("", ""),
    ],
)
def test_marks_case_and_white_space_go(text, folded):
    assert fold(text) == folded


@given(texts)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_decomposed_text_folds_as_composed_text_does(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(texts)
def test_nothing_is_left_to_strip(text):
    folded = fold(text)
    assert not any(unicodedata.combining(char) for char in folded)
    assert folded == folded.strip()
    assert "đ" not in folded


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đẩy mạnh quản lý", "day-manh-quan-ly"),
        ("Hồ Sen - Cầu Rào 2", "ho-sen-cau-rao-2"),
        ("“Thu ngân sách” đạt 1.223,771 tỷ!", "thu-ngan-sach-dat-1-223-771-ty"),
        ("...", ""),
    ],
)
def test_slug_joins_folded_words(text, slug):
    assert slugify(text) == slug


def test_slug_is_cut_between_words():
    assert slugify("giải phóng mặt bằng", max_length=12) == "giai-phong"


def test_slug_of_one_long_word_is_cut_inside_it():
    assert slugify("a" * 20, max_length=5) == "aaaaa"


@given(texts, st.integers(min_value=1, max_value=30))
@example("giai phong", 10)
def test_slug_fits_and_has_no_stray_hyphen(text, length):
    slug = slugify(text, max_length=length)
    assert len(slug) <= length
    assert slug == slug.strip("-")
    assert "--" not in slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(texts)
def test_slug_of_a_slug_is_itself(text):
    assert slugify(slugify(text)) == slugify(text)


def test_composed_form_is_kept():
    assert to_nfc(unicodedata.normalize("NFD", "Lê Chân")) == "Lê Chân"


@given(texts)
def test_folded_in_place_every_letter_stays_where_it_was(text):
    composed = to_nfc(text)
    assert len(fold_in_place(composed)) == len(composed)


@given(st.text(alphabet="aăâđĐếƯợAZ z09,.-\u00d0"))
def test_folded_in_place_vietnamese_reads_as_fold_has_it(text):
    assert " ".join(fold_in_place(to_nfc(text)).split()) == fold(text)
