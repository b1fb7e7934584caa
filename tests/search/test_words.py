import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.search.words import clean, join_pairs, list_codes, list_terms, split_words
from congtin.vietnamese.folding import fold


def bare(text):
    return [word.bare for word in split_words(clean(text))]


def marked(text):
    return [word.marked for word in split_words(clean(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quận Lê Chân, ĐẤT ở", ["quan", "le", "chan", "dat", "o"]),
        ("thu 1.223,771 tỷ đồng", ["thu", "1223,771", "ty", "dong"]),
        ("tăng 10% so với 2021.", ["tang", "10", "so", "voi", "2021"]),
        ("Đô thị-Giải phóng", ["do", "thi", "giai", "phong"]),
        ("COVID-19", ["covid", "19"]),
        ("", []),
    ],
)
def test_text_is_its_bare_words(text, words):
    assert bare(text) == words


@pytest.mark.parametrize(
    "written", ["1.223,771", "1223,771", "1,223.771", "1.223,7710", "1223.771"]
)
def test_a_number_is_one_word_whichever_way_it_is_written(written):
    assert bare(written) == ["1223,771"]


@pytest.mark.parametrize(
    ("written", "word"),
    [("12.500", "12500"), ("406,890", "406,89"), ("15,0", "15"), ("2021", "2021"), ("007", "007")],
)
def test_dots_are_thousands_and_idle_zeros_are_dropped(written, word):
    assert bare(written) == [word]


def test_decomposed_text_and_both_places_of_the_tone_mark_read_the_same():
    assert marked(unicodedata.normalize("NFD", "Hoà Bình")) == marked("hòa bình")
    assert marked("Thuỷ Nguyên") == marked("Thủy Nguyên")
    assert marked("hòa") != marked("hóa")


def test_soft_hyphens_do_not_split_a_word():
    assert bare("ngân\u00ad sá\u00adch") == ["ngan", "sach"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nghị quyết 28-NQ/TU", ["#28-nq/tu", "#28-nq"]),
        ("154/2016/NQ-HĐND", ["#154/2016/nq-hdnd", "#154/2016", "#154/2016/nq"]),
        ("ngày 19/12/2020", ["#19/12/2020", "#19/12"]),
        ("QĐ-UBND", []),
        ("Covid-19.", ["#covid-19"]),
    ],
)
def test_codes_and_their_beginnings(text, codes):
    assert list(list_codes(text)) == codes


def test_pairs_are_neighbours_in_their_order():
    words = split_words("lê chân hải")
    assert join_pairs(words, marked=False) == ["le_chan", "chan_hai"]
    assert join_pairs(words, marked=True) == [
        f"{words[0].marked}_{words[1].marked}",
        f"{words[1].marked}_{words[2].marked}",
    ]


def test_terms_are_bare_marked_and_pairs_of_both():
    words = split_words("đô thị")
    assert list_terms(words) == [
        *("do", "thi"),
        *(words[0].marked, words[1].marked),
        *join_pairs(words, marked=False),
        *join_pairs(words, marked=True),
    ]
    assert list_terms([]) == []


@given(st.text(alphabet="aăâđeêoôơuưyáàảãạ ÁẤĐỘbcgh,.-", max_size=40))
def test_bare_words_are_those_of_the_one_fold(text):
    assert bare(text) == [word.bare for word in split_words(fold(text))]
