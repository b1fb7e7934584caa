import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.ledger.anchoring import Anchor, Found, Loss, find_again

SENTENCE = "Thu ngân sách năm 2021 đạt 1.223,771 tỷ đồng."
SURFACE = "1.223,771"


def anchor(text=SENTENCE, quotation=SENTENCE, surface=SURFACE):
    offset = quotation.index(surface)
    return Anchor(quotation, surface, offset, text.index(quotation) + offset)


def test_unchanged_sentence_is_found_where_it_is():
    text = f"Tít\n\n{SENTENCE} Câu sau."
    there = anchor(text)
    assert find_again(there, text) == Found(SENTENCE, there.offset, there.start)


def test_sentence_that_moved_is_found_at_its_new_place():
    text = f"Tít mới dài hơn\n\nThêm một câu. {SENTENCE}"
    found = find_again(anchor(), text)
    assert text[found.start : found.start + len(SURFACE)] == SURFACE


def test_nearest_of_two_like_sentences_is_meant():
    text = f"{SENTENCE}\n\nXen giữa.\n\n{SENTENCE}"
    second = text.rindex(SENTENCE) + SENTENCE.index(SURFACE)
    there = Anchor(SENTENCE, SURFACE, SENTENCE.index(SURFACE), second - 3)
    assert find_again(there, text).start == second


def test_reworded_sentence_that_still_states_the_number_is_found():
    reworded = "Tổng thu ngân sách năm 2021 của quận đạt 1.223,771 tỷ đồng."
    text = f"Tít\n\n{reworded}"
    found = find_again(anchor(), text)
    assert found == Found(reworded, reworded.index(SURFACE), text.index(SURFACE))


def test_changed_number_is_told_from_a_sentence_that_is_gone():
    changed = SENTENCE.replace(SURFACE, "1.300")
    assert find_again(anchor(), changed) is Loss.NUMBER_CHANGED
    assert find_again(anchor(), "Hội nghị bàn việc khác hẳn.") is Loss.SENTENCE_GONE


@pytest.mark.parametrize("longer", ["11.223,771", "1.223,7715", "1.223,771.000", "2.1.223,771"])
def test_number_inside_a_longer_one_is_another_number(longer):
    assert find_again(anchor(), SENTENCE.replace(SURFACE, longer)) is Loss.NUMBER_CHANGED


def test_empty_text_has_nothing():
    assert find_again(anchor(), "") is Loss.SENTENCE_GONE


@given(st.text(alphabet="aă .\n1", max_size=60), st.text(alphabet="aă .\n1", max_size=60))
def test_what_is_found_is_the_number_and_stands_in_its_sentence(before, after):
    text = f"{before}\n{SENTENCE}\n{after}"
    found = find_again(anchor(), text)
    assert text[found.start : found.start + len(SURFACE)] == SURFACE
    assert text[found.start - found.offset :].startswith(found.quotation)
