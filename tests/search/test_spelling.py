import pytest

from congtin.search.spelling import correct, list_spellings

WRITTEN = {
    "ngan": 90,
    "sach": 80,
    "ngan_sach": 70,
    "chinh": 50,
    "trang": 40,
    "chang": 9,
    "chinh_trang": 30,
    "trang_do": 12,
    "do_thi": 60,
    "do": 70,
    "thi": 70,
}


def count_terms(terms):
    return [WRITTEN.get(term, 0) for term in terms]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["ngan", "sahc"], ["ngan", "sach"]),
        (["nghan", "sach"], ["ngan", "sach"]),
        (["chinh", "chang", "do", "thi"], ["chinh", "trang", "do", "thi"]),
        (["ngann"], ["ngan"]),
    ],
)
def test_slips_and_words_that_sound_alike_are_mended(typed, meant):
    assert correct(typed, count_terms) == meant


@pytest.mark.parametrize("typed", [["ngan", "sach"], ["do", "thi"], ["2021"], ["zzzzzz"]])
def test_what_is_written_so_or_unlike_anything_stays(typed):
    assert correct(typed, count_terms) is None


def test_spellings_that_sound_alike_come_first():
    spellings = list_spellings("xo")
    assert spellings.index("so") < spellings.index("xoa")
    assert "xo" not in spellings
