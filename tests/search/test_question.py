import datetime as dt

import pytest

from congtin.search.documents import Kind
from congtin.search.question import LONGEST, loosen, read_question


def runs(question):
    return [[word.bare for word in run] for run in question.runs]


def test_words_stand_together_and_codes_and_quotations_apart():
    question = read_question("Lê Chân “ngân sách” theo 28-NQ/TU năm 2021")
    assert runs(question) == [["le", "chan"], ["theo"], ["nam", "2021"]]
    assert [[word.bare for word in phrase] for phrase in question.phrases] == [["ngan", "sach"]]
    assert question.codes == ("#28-nq/tu",)


@pytest.mark.parametrize("text", ["", "   ", "!!! ---", '""', "\x00\x00"])
def test_nothing_to_find_is_empty(text):
    assert read_question(text).is_empty


@pytest.mark.parametrize(
    ("text", "has_marks"), [("le chan", False), ("Lê chan", True), ("1.223,771", False)]
)
def test_marks_are_noticed(text, has_marks):
    assert read_question(text).has_marks is has_marks


def test_long_text_is_cut():
    question = read_question("ngân sách " * 100)
    assert len(question.text) <= LONGEST
    assert len(question.words) == 16


def test_unprintable_characters_are_space():
    assert read_question("lê\x00chân\n").text == "lê chân"


def test_filters_are_taken_over():
    question = read_question("a b", kind=Kind.UNIT, since=dt.date(2021, 1, 1), page=3)
    assert (question.kind, question.since, question.first) == (Kind.UNIT, dt.date(2021, 1, 1), 20)


def test_looser_question_wants_two_words_of_three_and_takes_codes_apart():
    looser = loosen(read_question("thu ngân sách"))
    assert (looser.enough, runs(looser)) == (2, [["thu", "ngan", "sach"]])
    looser = loosen(read_question("nghị quyết 28-NQ/TU"))
    assert (looser.codes, runs(looser), looser.enough) == (
        (),
        [["nghi", "quyet"], ["28", "nq", "tu"]],
        4,
    )


def test_one_word_cannot_be_loosened():
    assert loosen(read_question("ngân")) is None
