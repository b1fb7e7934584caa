import re
import unicodedata
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.portal.making import SENTENCE
from tests.portal.markup import check

from congtin.portal.marking import Mark, mark_figures, mark_pieces


def make_mark(quotation=SENTENCE, surface="1.223,771", *, name="a", **fields):
    fields.setdefault("offset", quotation.index(surface))
    return Mark(id=name, quotation=quotation, surface=surface, href="/x/", **fields)


def strip_marks(html):
    html = re.sub(r'<mark class="figure"(?: id="[^"]*")?>(?:<a href="/x/"[^>]*>)?', "\ue000", html)
    html = re.sub(r'<span id="[^"]*"></span>', "", html)
    return html.replace("\ue000", "").replace("</a></mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>{}</p>", "1.223,771"),
        ("<p>Trước đó. {} Sau đó.</p>", "1.223,771"),
    ],
)
def test_only_the_number_is_wrapped(html, expected):
    marked = mark_figures(html.format(SENTENCE), [make_mark()])
    found = re.search(r'<mark class="figure" id="a"><a href="/x/">(.*?)</a></mark>', marked)
    assert found[1] == expected


def test_the_unit_of_measure_is_wrapped_where_it_follows():
    marked = mark_figures(f"<p>{SENTENCE}</p>", [make_mark(measure="tỷ đồng")])
    assert ">1.223,771 tỷ đồng</a></mark>, tăng" in marked


def test_another_unit_is_left_alone():
    marked = mark_figures(f"<p>{SENTENCE}</p>", [make_mark(measure="triệu USD")])
    assert ">1.223,771</a></mark> tỷ đồng" in marked


@pytest.mark.parametrize(
    "html",
    [
        "<p>Quận <b>phấn đấu</b> thu <i>1.223,771</i> tỷ đồng, tăng 10%.</p>",
        "<p>Quận phấn&nbsp;đấu thu 1.223,771&#160;tỷ đồng,\n  tăng 10%.</p>",
        f"<p>{unicodedata.normalize('NFD', SENTENCE)}</p>",
        '<p>Quận phấn đấu <a href="/khac/">thu 1.223,771 tỷ đồng</a>, tăng 10%.</p>',
        "<p>Quận phấn đấu thu 1.22<b>3,771</b> tỷ đồng, tăng 10%.</p>",
        "<p>Quận ph\u00adấn đấu thu 1.223,\u200b771 tỷ đồng, tăng 10%.</p>",
        "<ul><li>Khác</li><li>Quận phấn đấu thu 1.223,771 tỷ đồng, tăng 10%.</li></ul>",
        '<p title="a>b">x</p><p>Quận phấn đấu thu 1.223,771 tỷ đồng, tăng 10%.</p>',
    ],
)
def test_the_sentence_is_found_across_markup_and_spellings_of_the_same_text(html):
    marked = mark_figures(html, [make_mark()])
    assert 'id="a"' in marked
    assert strip_marks(marked) == html
    check(marked)


def test_a_quotation_is_not_found_across_paragraphs():
    html = "<p>Quận phấn đấu thu</p><p>1.223,771 tỷ đồng, tăng 10%.</p>"
    assert mark_figures(html, [make_mark()]) == html


@pytest.mark.parametrize("tag", ["script", "style", "svg", "textarea"])
def test_what_is_not_text_is_not_marked(tag):
    html = f"<{tag}>{SENTENCE}</{tag}>"
    assert mark_figures(html, [make_mark()]) == html


def test_a_number_inside_a_link_gets_no_second_link():
    marked = mark_figures('<p>Thu <a href="/k/">10 tỷ</a>.</p>', [make_mark("Thu 10 tỷ.", "10")])
    assert marked == '<p>Thu <a href="/k/"><mark class="figure" id="a">10</mark> tỷ</a>.</p>'


def test_the_same_number_twice_in_a_sentence_is_told_apart_by_its_place():
    said = "Từ 10 lên 10 tỷ."
    marked = mark_figures(f"<p>{said}</p>", [make_mark(said, "10", offset=10)])
    assert marked.index("<mark") == marked.index("lên ") + 4


def test_a_repeated_sentence_takes_the_place_where_it_was_read():
    pieces = [f"<p>{SENTENCE}</p>", f"<p>Khác.</p><p>{SENTENCE}</p>"]
    place = len(SENTENCE) + 2 + len("Khác.") + 2
    marked = mark_pieces(pieces, [make_mark(place=place)])
    assert marked.pieces[0] == pieces[0]
    assert 'id="a"' in marked.pieces[1]


def test_without_a_place_marks_of_a_repeated_sentence_go_one_by_one():
    marks = [make_mark(name="a"), make_mark(name="b")]
    marked = mark_figures(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>", marks)
    assert marked.index('id="a"') < marked.index("</p><p>") < marked.index('id="b"')


def test_two_figures_of_one_sentence_are_both_marked_whatever_their_order():
    marks = [make_mark(surface="10", name="b", measure="%"), make_mark(name="a")]
    marked = mark_figures(f"<p>{SENTENCE}</p>", marks)
    assert marked.count("<mark") == 2
    check(marked)


def test_two_values_of_one_number_share_its_mark_and_keep_their_anchors():
    marked = mark_figures(f"<p>{SENTENCE}</p>", [make_mark(name="a"), make_mark(name="b")])
    assert marked.count("<mark") == 1
    assert '<span id="b"></span><mark class="figure" id="a">' in marked


def test_neighbouring_figures_nest_soundly():
    said = "Thu 10%20 tỷ."
    marks = [make_mark(said, "20", name="b"), make_mark(said, "10", name="a", measure="%")]
    check(mark_figures(f"<p>{said}</p>", marks))


def test_placed_names_only_the_marks_that_found_their_sentence():
    marks = [make_mark(name="a"), make_mark("Câu đã bị sửa 5.", "5", name="b")]
    assert mark_pieces([f"<p>{SENTENCE}</p>"], marks).placed == {"a"}


def test_address_and_label_are_escaped():
    mark = Mark("a", "Thu 10.", 4, "10", '/x/?a="><script>', label='"<b>')
    assert "<script>" not in mark_figures("<p>Thu 10.</p>", [mark])
    assert 'title="&quot;&lt;b&gt;"' in mark_figures("<p>Thu 10.</p>", [mark])


words = st.text(st.sampled_from("aáàăđƠ 123.,%&<>\"'\u00a0\u0301\u200b\n"), min_size=1, max_size=12)
inline = st.sampled_from(["b", "i", "strong", "a", "sup"])
pieces = st.one_of(
    words.map(escape),
    st.tuples(inline, words).map(lambda each: f"<{each[0]}>{escape(each[1])}</{each[0]}>"),
    st.sampled_from(["&nbsp;", "&amp;", "&#8239;", "<br>", "<!-- x -->"]),
)
paragraphs = st.lists(pieces, min_size=1, max_size=6).map(lambda each: f"<p>{''.join(each)}</p>")
bodies = st.lists(paragraphs, min_size=1, max_size=3).map("".join)


def plain_text(html):
    return unescape(re.sub(r"<!--.*?-->|<[^>]+>", "", html))


@st.composite
def bodies_with_marks(draw):
    """A body and marks quoting parts of its own text, or anything."""
    body = draw(bodies)
    text = plain_text(body)
    marks = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, max(0, len(text) - 1)))
        quotation = text[start : start + draw(st.integers(1, 20))] or "x"
        offset = draw(st.integers(0, len(quotation) - 1))
        surface = quotation[offset : offset + draw(st.integers(1, 5))]
        marks.append(Mark(f"m{number}", quotation, offset, surface, "/x/", measure=draw(words)))
    return body, marks


@given(bodies_with_marks())
def test_the_given_html_is_kept_to_the_letter_and_stays_sound(case):
    body, marks = case
    marked = mark_figures(body, marks)
    assert strip_marks(marked) == body
    check(marked)


@given(st.text(max_size=60), st.text(min_size=1, max_size=8))
def test_no_text_at_all_makes_it_fail(html, surface):
    mark_figures(html, [Mark("a", html or "x", 0, surface, "/x/")])


@given(st.lists(words, min_size=1, max_size=4), st.integers(0, 999))
def test_a_sentence_that_is_there_is_found(parts, number):
    text = " ".join([*parts, str(number), "tỷ"])
    offset = len(" ".join(parts)) + 1
    mark = Mark("a", text, offset, str(number), "/x/")
    assert mark_pieces([f"<p>{escape(text)}</p>"], [mark]).placed == {"a"}
