import pytest

from congtin.wire.parsers import Heading, Picture, Prose, Quote, read_blocks
from congtin.wire.parsers.blocks import get_text
from congtin.wire.parsers.captions import split_caption

BASE = "https://bao.example/tin/a.html"


def read(html):
    return read_blocks(html, base=BASE)


@pytest.mark.parametrize(
    ("html", "prose"),
    [
        ("Một dòng", "<p>Một dòng</p>"),
        ("<p>A</p><p>B</p>", "<p>A</p><p>B</p>"),
        ("A<br><br>B<br>C", "<p>A</p><p>B<br>C</p>"),
        ("<div>A<div>B</div>C</div>", "<p>A</p><p>B</p><p>C</p>"),
        ("<b>A<p>B</p></b>", "<p><b>A</b></p><p>B</p>"),
        ("<p><strong>A</strong> <em>b</em></p>", "<p><b>A</b> <i>b</i></p>"),
        ("<ul><li>A</li><li><p>B</p></li></ul>", "<ul><li>A</li><li>B</li></ul>"),
        ("<ol><li>A</ol>", "<ol><li>A</li></ol>"),
        ("<p>m<sup>2</sup></p>", "<p>m<sup>2</sup></p>"),
        ("<p>&nbsp;</p><p>A</p><p></p>", "<p>A</p>"),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ("<table><tr><th>Chỉ tiêu</th><th>Kết quả</th></tr>"
         "<tr><td>Thu</td><td>10</td></tr></table>",
         "<p>Chỉ tiêu; Kết quả</p><p>Thu; 10</p>"),
        ("<p>KÕ ho¹ch n¨m 2020 ®¹t tèt</p>", "<p>Kế hoạch năm 2020 đạt tốt</p>"),
        ("<p>K&Otilde; ho&sup1;ch n&uml;m 2020 &reg;&sup1;t</p>", "<p>Kế hoạch năm 2020 đạt</p>"),
    ],
)  # fmt: skip
def test_prose(html, prose):
    assert read(html) == (Prose(prose),)


@pytest.mark.parametrize(
    ("html", "prose"),
    [
        ('<a href="/b?utm_source=x&id=1#top">B</a>', '<a href="https://bao.example/b?id=1">B</a>'),
        ('<a href="c.html">C</a>', '<a href="https://bao.example/tin/c.html">C</a>'),
        ('<a href="javascript:alert(1)">D</a>', "D"),
        ('<a href=" java\tscript:alert(1)">D</a>', "D"),
        ('<a href="data:text/html,x">D</a>', "D"),
        ('<a href="https://x.example/&quot;onmouseover=1">E</a>',
         '<a href="https://x.example/&quot;onmouseover=1">E</a>'),
        ("A<script>alert(1)</script>", "A"),
        ("A<style>p{}</style>", "A"),
        ("A<iframe src=//x></iframe>", "A"),
        ("A<svg onload=alert(1)><text>x</text></svg>", "A"),
        ("A<math><mtext><img src=x onerror=alert(1)></mtext></math>", "A"),
        ("A<form><input value=x><button>B</button></form>", "A"),
        ("A<object data=x>B</object><embed src=x>", "A"),
        ("A<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "A"),
        ("A<!-- <img src=x> --><![CDATA[x]]>", "A"),
        ('<span onclick="x()" style="background:url(//x)">A</span>', "A"),
        ("A<template><p>B</p></template>", "A"),
    ],
)  # fmt: skip
def test_nothing_that_acts_survives(html, prose):
    assert read(f"<p>{html}</p>")[0] == Prose(f"<p>{prose}</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img src="/a.jpg" alt="Hội nghị">'
        "<figcaption>Quang cảnh. (Ảnh: An)</figcaption></figure>",
        '<figure><picture><source srcset="/b.avif"><img src="/a.jpg" alt="Hội nghị"></picture>'
        "<figcaption><p>Quang cảnh. <em>Ảnh: An</em></p></figcaption></figure>",
        '<p class="Image"><img src="/a.jpg" alt="Hội nghị"><br>Quang cảnh. Ảnh: An</p>',
        '<p><img src="/a.jpg" alt="Hội nghị"></p><p class="Caption">Quang cảnh. Ảnh: An.</p>',
        '<p><img src="/a.jpg" alt="Hội nghị"></p><p><em>Quang cảnh. Ảnh: An</em></p>',
        '<table class="imgcenter"><tr><td><img src="/a.jpg" alt="Hội nghị"></td></tr>'
        "<tr><td>Quang cảnh. Ảnh: An</td></tr></table>",
        '<div class="wp-caption"><a href="/a-lon.jpg"><img data-src="/a.jpg" alt="Hội nghị" '
        'src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></a>'
        '<p class="wp-caption-text">Quang cảnh. Ảnh: An</p></div>',
        '<figure><img srcset="/nho.jpg 300w, /a.jpg 1200w, /to.jpg 4000w" alt="Hội nghị">'
        "<figcaption>Quang cảnh. Ảnh: An</figcaption></figure>",
    ],
)
def test_picture_with_its_caption_and_credit(html):
    picture = Picture("https://bao.example/a.jpg", "Quang cảnh", "Ảnh: An", "Hội nghị")
    assert read(html) == (picture,)


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/a.svg">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="/p.gif" width="1" height="1">',
        '<img src="https://stats.wordpress.com/g.gif?x=1">',
        '<img src="https://www.facebook.com/tr?id=1">',
        '<img src="https://bao.example/track/pixel.gif">',
        '<img src="file:///etc/passwd">',
        '<img src="/icon.png" width="16px">',
        "<img>",
    ],
)
def test_picture_that_is_not_taken(image):
    assert read(f"<p>A</p>{image}") == (Prose("<p>A</p>"),)


def test_headings_and_quotes_keep_their_order():
    html = (
        "<p>A</p><h2>Thu <i>ngân sách</i></h2><blockquote><p>Phải cố gắng.</p></blockquote><p>B</p>"
    )
    assert read(html) == (
        Prose("<p>A</p>"),
        Heading("Thu ngân sách"),
        Quote("Phải cố gắng."),
        Prose("<p>B</p>"),
    )


def test_same_picture_stands_once():
    assert len(read('<img src="/a.jpg"><img src="/a.jpg?utm_source=x">')) == 1


def test_deep_nesting_is_survived():
    assert read("<div>" * 5000 + "A" + "</div>" * 5000)[:1] in {(Prose("<p>A</p>"),), ()}


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Quang cảnh hội nghị. Ảnh: Đàm Thanh", "Quang cảnh hội nghị", "Ảnh: Đàm Thanh"),
        ("Quang cảnh (Ảnh: TTXVN)", "Quang cảnh", "Ảnh: TTXVN"),
        ("Quang cảnh - Nguồn: Internet", "Quang cảnh", "Nguồn: Internet"),
        ("Quang cảnh (Ảnh minh họa)", "Quang cảnh", "Ảnh minh họa"),
        ("Ảnh: An", "", "Ảnh: An"),
        ("Bức ảnh: một thời để nhớ về những ngày đầu thành lập, khi cả phường còn nghèo khó lắm, "
         "chưa có điện", None, None),
        ("Chỉ có chú thích", "Chỉ có chú thích", ""),
    ],
)  # fmt: skip
def test_caption_and_credit_are_told_apart(line, caption, credit):
    assert split_caption(line) == ((line, "") if caption is None else (caption, credit))


def test_words_of_a_block():
    assert get_text(Prose("<p>A <b>b</b></p><ul><li>C</li></ul>")) == "A b\nC"
    assert get_text(Picture("https://x.example/a.jpg", "Chú thích")) == "Chú thích"
