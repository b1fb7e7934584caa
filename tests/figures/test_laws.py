"""Laws that hold for every text: places, forms of Unicode, no memory, whole paragraphs, numbers."""

import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtin.figures import join_parts, read, read_parts
from congtin.vietnamese.numbers import parse_digits

CORPUS = Path(__file__).parent.parent / "corpus" / "develop"
TEXTS = [json.loads(file.read_text("utf-8"))["text"] for file in sorted(CORPUS.glob("*.json"))]

PIECES = st.sampled_from(
    ["thu ngân sách", "hộ nghèo", "đạt", "tăng", "giảm", "bằng", "chiếm", "gấp", "so với", "cùng kỳ", "năm 2024", "tháng 9", "9 tháng",
     "trong đó", "lần lượt", "từ", "đến", "còn", "phấn đấu", "ước", "trên", "không quá", "trở lên", "kế hoạch", "người", "vụ", "hộ",
     "tỷ đồng", "%", "ha", "điểm %", "lần", "1.223,771", "12,5", "7", "66/112", "8-10", "một nửa", "mười lăm", "(", ")", ",", ";", ":", ".", "\n",
     "\t", "|", "-", "+", "\r\n", "\u00a0", "\u00ad", "\u200b", "Ð", "²", "٣", "TT", "ĐVT", "KH 2025"]
)  # fmt: skip
PHRASES = st.lists(PIECES, max_size=40).map(" ".join)
ANYTHING = st.one_of(PHRASES, st.text(max_size=200), st.sampled_from(TEXTS))


def facts(figures):
    return [
        (
            figure.name,
            figure.value,
            figure.low,
            figure.high,
            figure.unit,
            figure.kind,
            figure.form,
            figure.period,
            figure.change,
            figure.share_of,
            figure.total,
        )
        for figure in figures
    ]


@settings(max_examples=300, deadline=None)
@given(ANYTHING)
def test_span_slices_back_to_its_surface(text):
    for figure in read(text):
        assert text[figure.start : figure.end] == figure.surface
        assert (
            figure.sentence_start <= figure.start < figure.end <= figure.sentence_end <= len(text)
        )


@settings(max_examples=200, deadline=None)
@given(st.one_of(PHRASES, st.sampled_from(TEXTS)))
def test_decomposed_letters_read_as_composed(text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert facts(read(decomposed)) == facts(read(composed))
    for figure in read(decomposed):
        assert decomposed[figure.start : figure.end] == figure.surface


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.one_of(PIECES, PHRASES), max_size=5), max_size=6), PHRASES)
def test_figures_of_cells_slice_back_to_their_surface(rows, prose):
    for parts in ([rows], [prose, rows], [rows, prose, rows]):
        text = join_parts(parts)
        for figure in read_parts(parts):
            assert text[figure.start : figure.end] == figure.surface


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_reading_has_no_memory(first, second):
    alone = read(second)
    read(first)
    assert read(second) == alone


@pytest.mark.parametrize("text", TEXTS)
def test_whole_paragraphs_keep_their_figures(text):
    head, found, _ = text.partition("\n\n")
    if not found:
        return
    alone = [(figure.start, figure.value, figure.unit) for figure in read(head)]
    together = {(figure.start, figure.value, figure.unit) for figure in read(text)}
    assert set(alone) <= together


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_number_prints_back_to_itself(number):
    whole, _, decimals = f"{number:.3f}".partition(".")
    surface = f"{int(whole):,}".replace(",", ".") + f",{decimals}"
    assert parse_digits(surface) == Decimal(f"{whole}.{decimals}")


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_invisible_marks_change_nothing(mark):
    text = "Năm 2024, thu ngân sách đạt 1.223,771 tỷ đồng, tăng 10%."
    spoiled = text.replace("s", f"s{mark}").replace("3,7", f"3{mark},7")
    assert facts(read(spoiled)) == facts(read(text))
    [figure] = read(spoiled)
    assert spoiled[figure.start : figure.end] == figure.surface


@pytest.mark.parametrize(
    ("old", "new"), [("\u0111", "\u00f0"), (" ", "\u00a0"), ("\n", "\r\n"), ("hòa", "hoà")]
)
def test_dresses_of_one_text_read_alike(old, new):
    text = "Kết quả năm 2024\nBê tông hóa 3,6 km đường; thu 12 tỷ đồng, đạt 95% dự toán."
    assert [fact[1:] for fact in facts(read(text.replace(old, new)))] == [
        fact[1:] for fact in facts(read(text))
    ]
