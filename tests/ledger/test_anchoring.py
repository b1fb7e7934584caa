"""Quotations found again after an edit, as the W3C selectors mean it."""

from congtin.ledger.anchoring import Anchor, Found, Loss, find_again

_SENTENCE = "Năm 2026, phường phấn đấu thu 512,4 tỷ đồng; kết nạp 64 đảng viên."
_TEXT = f"Tít\n\n{_SENTENCE}\n\nMột câu khác."
_ANCHOR = Anchor(_SENTENCE, "512,4", _SENTENCE.index("512,4"), _TEXT.index("512,4"))


def test_an_unchanged_sentence_is_found_where_it_moved():
    text = f"Thêm một đoạn ở đầu.\n\n{_TEXT}"
    assert find_again(_ANCHOR, text) == Found(_SENTENCE, _ANCHOR.offset, text.index("512,4"))


def test_the_nearest_of_two_equal_sentences_is_meant():
    text = f"{_TEXT}\n\n{_SENTENCE}"
    assert find_again(_ANCHOR, text).start == _ANCHOR.start
    later = Anchor(_SENTENCE, "512,4", _ANCHOR.offset, len(text) - 30)
    assert find_again(later, text).start == text.rindex("512,4")


def test_an_edited_sentence_with_the_same_number_is_followed():
    text = _TEXT.replace("phường phấn đấu", "phường Lê Chân phấn đấu")
    found = find_again(_ANCHOR, text)
    assert found.start == text.index("512,4")
    assert found.quotation[found.offset :].startswith("512,4 tỷ đồng")


def test_a_changed_number_is_told_from_a_lost_sentence():
    assert find_again(_ANCHOR, _TEXT.replace("512,4", "530")) == Loss.NUMBER_CHANGED
    assert find_again(_ANCHOR, "Tít\n\nMột câu khác, có 512,4.") == Loss.SENTENCE_GONE


def test_a_longer_number_is_not_the_number():
    assert find_again(_ANCHOR, _TEXT.replace("512,4", "1.512,4")) == Loss.NUMBER_CHANGED
    assert find_again(_ANCHOR, _TEXT.replace("512,4", "512,45")) == Loss.NUMBER_CHANGED
