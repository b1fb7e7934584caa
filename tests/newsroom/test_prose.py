import json
import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.newsroom.blocks import ArticleBody
from congtin.newsroom.prose import read_prose, read_stored_body, split_paragraphs


def write(*blocks, title="Tít", standfirst=""):
    body = ArticleBody().to_python([{"type": kind, "value": value} for kind, value in blocks])
    return SimpleNamespace(title=title, standfirst=standfirst, body=body)


def test_headline_standfirst_and_body_are_parted_by_empty_lines():
    article = write(
        ("paragraph", "<p>Một.</p><p>Hai.</p>"), ("heading", "Phần sau"), standfirst="Sapo."
    )
    assert read_prose(article) == "Tít\n\nSapo.\n\nMột.\n\nHai.\n\nPhần sau"


def test_empty_parts_leave_no_line():
    assert read_prose(write(("paragraph", "<p></p><p> </p>"), ("heading", ""))) == "Tít"


def test_quotation_is_read_and_its_speaker_is_not():
    article = write(("quote", {"text": "Thu 10 tỷ.", "attribution": "Ông An, năm 2021"}))
    assert read_prose(article) == "Tít\n\nThu 10 tỷ."


def test_decomposed_text_is_read_composed():
    text = "Thu ngân sách đạt 10 tỷ đồng."
    decomposed = unicodedata.normalize("NFD", text)
    article = write(("paragraph", f"<p>{decomposed}</p>"), title=decomposed, standfirst=decomposed)
    assert read_prose(article) == "\n\n".join([text] * 3)


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>Thu &gt; chi &amp; nợ&nbsp;0</p>", ["Thu > chi & nợ\u00a00"]),
        ("<p>T&#7893;ng thu</p>", ["Tổng thu"]),
        ("<p>Thu <b>10</b> <i>tỷ</i></p>", ["Thu 10 tỷ"]),
        ('<p>Theo <a href="https://x.example/?a=1&amp;b=2">báo</a></p>', ["Theo báo"]),
        ("<ul><li>thu</li><li>chi</li></ul>", ["thu", "chi"]),
        ("<ol><li><p>thu</p></li></ol>", ["thu"]),
        ("<p>Một.<br/>Hai.</p>", ["Một.", "Hai."]),
        ("<p>Một.<br>Hai.</p>", ["Một.", "Hai."]),
        ("<h2>Đầu</h2><blockquote>Trích</blockquote>", ["Đầu", "Trích"]),
        ("<p>m<sup>2</sup></p>", ["m2"]),
        ("chữ trần", ["chữ trần"]),
        ("<p>bỏ dở", ["bỏ dở"]),
        ("", []),
    ],
)
def test_rich_text_gives_its_paragraphs(html, paragraphs):
    assert split_paragraphs(html) == paragraphs


@given(st.lists(st.text(alphabet="aâđ 1<&>;\u00a0", min_size=1).filter(str.strip), max_size=5))
def test_what_is_escaped_comes_back_as_it_was(texts):
    escaped = [
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts
    ]
    assert split_paragraphs("".join(f"<p>{text}</p>" for text in escaped)) == texts


@pytest.mark.parametrize(
    "blocks",
    [
        [("paragraph", "<p>Thu <b>10</b> tỷ &amp; chi</p><ul><li>một</li><li>hai</li></ul>")],
        [("paragraph", "<p>Một.<br/>Hai.</p>"), ("heading", "Phần sau")],
        [("quote", {"text": "Thu 10 tỷ.", "attribution": "Ông An"}), ("paragraph", "<p></p>")],
        [("paragraph", unicodedata.normalize("NFD", "<p>Ngân sách</p>"))],
    ],
)
def test_stored_body_reads_as_the_article_does(blocks):
    stored = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    assert ["Tít", *read_stored_body(stored)] == read_prose(write(*blocks)).split("\n\n")
