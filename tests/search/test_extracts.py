import pytest
from tests.search.making import make_document

from congtin.search.engine import dump_hit, load_hit
from congtin.search.extracts import make_pointer
from congtin.search.question import read_question


def show(pieces):
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in pieces)


def mark(question, text):
    return show(make_pointer(read_question(question)).mark(text))


def extract(question, text):
    hit = load_hit(dump_hit(make_document(1, "Tít", text)))
    return show(make_pointer(read_question(question)).extract(hit))


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("le chan", "Quận Lê Chân họp", "Quận [Lê Chân] họp"),
        ("lê", "Lệ phí ở Lê Chân", "Lệ phí ở [Lê] Chân"),
        ("le", "Lệ phí ở Lê Chân", "[Lệ] phí ở [Lê] Chân"),
        ("lễ", "Quận Lê Chân", "Quận [Lê] Chân"),
        ("1223,771", "thu 1.223,771 tỷ", "thu [1.223,771] tỷ"),
        ("28-nq/tu", "Nghị quyết 28-NQ/TU", "Nghị quyết [28-NQ/TU]"),
        ("chan", "Lê Chân, chánh án", "Lê [Chân], chánh án"),
        ("hoà", "Hòa Bình", "[Hòa] Bình"),
        ("(a+)+", "a (b)", "[a] (b)"),
    ],
)
def test_words_are_marked_as_whole_words(question, text, marked):
    assert mark(question, text) == marked


def test_extract_is_the_sentence_with_the_words_together():
    text = "Chân trời mới. " * 20 + "Quận Lê Chân thu vượt kế hoạch. " + "Việc khác. " * 40
    shown = extract("lê chân", text)
    assert shown.startswith("… Quận [Lê Chân] thu vượt kế hoạch.")
    assert shown.endswith(" …")
    assert len(shown) < 300


def test_extract_is_the_beginning_where_only_the_title_has_the_words():
    assert extract("khác", "Một đoạn ngắn.") == "Một đoạn ngắn."
