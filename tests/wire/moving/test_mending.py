"""Letters that were encoded twice, or lost."""

import pytest

from congtin.wire.moving.errors import ArticleRefused
from congtin.wire.moving.mending import check_letters, mend_double

TEXTS = ["Hội nghị tổng kết năm 2020 của quận Lê Chân", "Đẩy mạnh quản lý đô thị", "Ước đạt 93,6%"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("alphabet", ["cp1252", "latin-1"])
def test_text_encoded_twice_is_read_right(text, alphabet):
    twice = text.encode().decode(alphabet, errors="ignore")
    if twice.encode(alphabet) == text.encode():
        assert mend_double(twice) == text


@pytest.mark.parametrize("text", [*TEXTS, "Ngày 8/3 – “hoa”", "Ả Rập Á – Âu", "Café à la Ấn"])
def test_right_text_is_left_alone(text):
    assert mend_double(text) == text
    check_letters(text)


@pytest.mark.parametrize("text", ["H\ufffdi nghị", "Há»™i nghá»‹ \u0141 Ã\u00a0"])
def test_lost_letters_are_refused(text):
    with pytest.raises(ArticleRefused):
        check_letters(text)
