import unicodedata

import pytest

from congtin.vietnamese.tones import settle_tones


@pytest.mark.parametrize(
    ("old", "new"),
    [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("ủy", "uỷ"), ("qúy", "quý")],
)
def test_both_places_of_the_tone_mark_are_one(old, new):
    assert settle_tones(old) == settle_tones(new)


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hóa"), ("lê", "le"), ("chân", "chăn"), ("đa", "da"), ("mả", "mã")]
)
def test_other_marks_keep_words_apart(one, other):
    assert settle_tones(one) != settle_tones(other)


def test_decomposed_and_composed_are_one():
    assert settle_tones(unicodedata.normalize("NFD", "thuỷ")) == settle_tones("thủy")
