import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.vietnamese.ordering import sort_key

words = st.text(alphabet="aăâbdđeêioôơuưy\u0300\u0309\u0303\u0301\u0323 AĂĐ1z\u4e2d")


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "u", "ư", "y"],
        ["la", "là", "lả", "lã", "lá", "lạ"],
        ["an", "ăn", "ân", "bá", "dạ", "đa"],
        ["Cát Bà", "Cát Hải", "Cầu Đất", "Dư Hàng", "Đằng Giang", "Đông Hải"],
        ["Phường 2", "Phường An Biên"],
        ["An", "An Biên", "An Dương"],
    ],
)
def test_letters_come_first_and_tones_second(ordered):
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=sort_key) == ordered


def test_tones_count_only_where_all_letters_are_alike():
    assert sorted(["lạ b", "la c", "là a"], key=sort_key) == ["là a", "lạ b", "la c"]


@given(words, words)
def test_only_equal_texts_are_equal_in_order(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.lists(words))
def test_order_does_not_depend_on_the_order_before(texts):
    ordered = sorted(texts, key=sort_key)
    shuffled = texts[::-1]
    assert sorted(shuffled, key=sort_key) == ordered
    assert all(sort_key(one) <= sort_key(other) for one, other in pairwise(ordered))


@given(words)
def test_decomposed_text_stands_where_composed_text_does(text):
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert sort_key(forms[0])[:2] == sort_key(forms[1])[:2]


@given(words)
def test_case_does_not_matter_to_letters_and_tones(text):
    assert sort_key(text.upper())[:2] == sort_key(text.lower())[:2]
