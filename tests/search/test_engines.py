"""What every index has to do, whoever does it."""

import datetime as dt

import pytest
from tests.search.fake_opensearch import FakeOpenSearch
from tests.search.making import STATE, fill, make_document

from congtin.search.documents import Kind, State
from congtin.search.engine import NoIndexYet
from congtin.search.opensearch import OpenSearchIndex
from congtin.search.question import Order, loosen, read_question
from congtin.search.tantivy_index import TantivyIndex


@pytest.fixture(params=["tantivy", "opensearch"])
def engine(request, tmp_path):
    if request.param == "tantivy":
        return TantivyIndex(tmp_path)
    return OpenSearchIndex("http://search/congtin", client=FakeOpenSearch().make_client())


def find(engine, text, **filters):
    return [hit.title for hit in engine.find(read_question(text, **filters)).hits]


def test_reading_says_that_there_is_no_index_yet(engine):
    with pytest.raises(NoIndexYet):
        engine.find(read_question("a"))
    with pytest.raises(NoIndexYet):
        engine.read_state()


@pytest.mark.parametrize(
    "text",
    ["lê chân", "LE CHAN", "Lê Chân", "quan le chan ngan sach", '"le chan"', "28-nq/tu", "28-NQ"],
)
def test_every_way_of_typing_finds_the_article(engine, text):
    fill(engine, make_document(1, "Tin", "Quận Lê Chân: ngân sách theo Nghị quyết 28-NQ/TU"))
    assert find(engine, text) == ["Tin"]


@pytest.mark.parametrize("text", ["lê chăn hải", "28-NQ/HU", '"chân lê"', "ngân sách"])
def test_what_is_not_there_is_not_found(engine, text):
    fill(engine, make_document(1, "Tin", "Quận Lê Chân theo Nghị quyết 28-NQ/TU"))
    assert find(engine, text) == []


def test_right_marks_go_first_then_the_phrase_then_the_words(engine):
    fill(
        engine,
        make_document(1, "Words", "Chân của bà Lê"),
        make_document(2, "Other marks", "lẻ chẵn " * 9),
        make_document(3, "Right", "ở quận Lê Chân năm nay, " + "việc khác " * 50),
        make_document(4, "Other words", "chẵn và lẻ"),
    )
    assert find(engine, "lê chân") == ["Right", "Other marks", "Words", "Other words"]


def test_title_goes_before_text(engine):
    fill(
        engine,
        make_document(1, "Tin", "ngân sách " * 20),
        make_document(2, "Ngân sách năm nay và những việc khác của quận", "Không."),
    )
    assert find(engine, "ngân sách")[0].startswith("Ngân sách năm nay")


def test_all_words_have_to_be_there_unless_most_are_enough(engine):
    fill(engine, make_document(1, "Tin", "thu ngân sách"))
    question = read_question("thu ngân sách xã")
    assert engine.find(question).total == 0
    assert engine.find(loosen(question)).total == 1


def test_newest_first_by_the_day(engine):
    days = {"Giữa": 2020, "Mới": 2022, "Cũ": 2018}
    fill(
        engine,
        *(
            make_document(number, title, "họp", day=dt.date(year, 5, 1))
            for number, (title, year) in enumerate(days.items())
        ),
    )
    assert find(engine, "họp", order=Order.NEWEST) == ["Mới", "Giữa", "Cũ"]


@pytest.fixture
def filed(engine):
    return fill(
        engine,
        make_document(
            1, "A", "họp", section="thoi-su", units=("le-chan", "hai-an"), day=dt.date(2020, 1, 1)
        ),
        make_document(
            2,
            "B",
            "họp",
            section="kinh-te",
            units=("le-chan",),
            source="bao",
            day=dt.date(2021, 6, 1),
        ),
        make_document(3, "C", "họp", kind=Kind.UNIT),
    )


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"section": "thoi-su"}, ["A"]),
        ({"unit": "le-chan"}, ["A", "B"]),
        ({"source": "bao"}, ["B"]),
        ({"kind": Kind.UNIT}, ["C"]),
        ({"since": dt.date(2020, 1, 1), "until": dt.date(2020, 1, 1)}, ["A"]),
        ({"since": dt.date(2020, 1, 2)}, ["B"]),
        ({"until": dt.date(2019, 12, 31)}, []),
        ({"section": "thoi-su", "source": "bao"}, []),
    ],
)
def test_filters_leave_what_they_name(filed, filters, titles):
    assert sorted(find(filed, "họp", **filters)) == titles


def test_counts_say_how_hits_fall_under_the_filters(filed):
    found = filed.find(read_question("họp"))
    assert found.total == 3
    assert dict(found.counts["section"]) == {"thoi-su": 1, "kinh-te": 1}
    assert found.counts["unit"][0] == ("le-chan", 2)
    assert dict(found.counts["year"]) == {"2020": 1, "2021": 1, "0": 1}


def test_kinds_are_counted_whatever_kind_is_chosen(filed):
    found = filed.find(read_question("họp", kind=Kind.UNIT))
    assert (found.total, dict(found.counts["kind"])) == (1, {"bai-viet": 2, "don-vi": 1})


def test_pages_follow_one_another_without_repeating(engine):
    fill(engine, *(make_document(number, f"Tin {number}", "họp bàn") for number in range(25)))
    pages = [find(engine, "họp bàn", page=page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({title for page in pages for title in page}) == 25


def test_state_is_kept_with_the_documents(engine):
    state = State(position=7, seen=(8, 9), written_at=dt.datetime(2026, 5, 1, 7, 30, tzinfo=dt.UTC))
    fill(engine, make_document(1, "Một"))
    engine.write([], state=state)
    assert engine.read_state() == state


def test_units_are_found_by_their_names(engine):
    fill(
        engine, make_document(1, "Quận Lê Chân", kind=Kind.UNIT, names=("quan le chan", "le chan"))
    )
    assert [hit.title for hit in engine.find_units(["le chan", "an bien"])] == ["Quận Lê Chân"]
    assert engine.find_units(["chan"]) == []


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("le ch", ["Quận Lê Chân", "Lê Chân thu vượt"]),
        ("lê chân th", ["Lê Chân thu vượt"]),
        ("zz", []),
    ],
)
def test_unfinished_words_are_suggested_units_first(engine, typed, titles):
    fill(
        engine,
        make_document(1, "Lê Chân thu vượt"),
        make_document(2, "Quận Lê Chân", kind=Kind.UNIT),
    )
    assert [hit.title for hit in engine.suggest(read_question(typed), limit=5)] == titles


def test_a_document_written_again_takes_the_place_of_the_old_one(engine):
    fill(engine, make_document(1, "Cũ", "họp"), make_document(2, "Khác", "họp"))
    engine.write([make_document(1, "Mới", "họp")], gone=["bai-viet:2"], state=STATE)
    assert find(engine, "họp") == ["Mới"]
    assert engine.count() == 1


def test_an_index_built_anew_takes_the_place_of_the_old_one(engine):
    fill(engine, make_document(1, "Cũ", "họp"))
    fill(engine, make_document(2, "Mới", "họp"))
    assert find(engine, "họp") == ["Mới"]


def test_terms_are_counted_by_the_documents_that_have_them(engine):
    fill(engine, make_document(1, "Lê Chân", "lê"), make_document(2, "Lê Lợi"))
    assert engine.count_terms(["le", "le_chan", "khong"]) == [2, 1, 0]
