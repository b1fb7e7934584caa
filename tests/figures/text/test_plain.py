"""Cleaning keeps the way back to the given text, whatever the script."""

import unicodedata

import pytest

from congtin.figures.text.plain import clean


@pytest.mark.parametrize(
    "text", ["thu 7 tỷ đồng", "7 긜", "ক 5 কো", "đạt 12,5% độ che phủ", "ạđ 3 hộ"]
)
def test_composed_and_decomposed_text_are_one(text):
    composed = unicodedata.normalize("NFC", text)
    assert clean(unicodedata.normalize("NFD", text)).text == composed == clean(composed).text


def test_a_span_leads_back_to_the_decomposed_text():
    given = unicodedata.normalize("NFD", "tỷ lệ hộ nghèo đạt 0,9%")
    plain = clean(given)
    start, end = plain.back(plain.text.index("0,9"), plain.text.index("%"))
    assert given[start:end] == "0,9"
