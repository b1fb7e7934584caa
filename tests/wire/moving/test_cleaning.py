"""Bodies of old portals into blocks: what is kept, what becomes text, what goes."""

import pytest

from congtin.wire.moving.cleaning import clean_body, clean_link, clean_rich, clean_text
from congtin.wire.moving.records import Attachment, Heading, Paragraph, Picture, Quote

BASE = "https://cu.example.vn/tin/hop.html"


def clean(html):
    return clean_body(html, base=BASE)[0]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (
            "<p>Thu <strong>10</strong> <em>tỷ</em></p>",
            [Paragraph("<p>Thu <b>10</b> <i>tỷ</i></p>")],
        ),
        ("<div>Một<p>Hai</p>Ba</div>", [Paragraph(f"<p>{w}</p>") for w in ("Một", "Hai", "Ba")]),
        ("Một<br><br>Hai<br>Ba", [Paragraph("<p>Một</p>"), Paragraph("<p>Hai<br/>Ba</p>")]),
        ("<p>3 &lt; 5 &amp; 2</p>", [Paragraph("<p>3 &lt; 5 &amp; 2</p>")]),
        ("<p>&nbsp;</p><p><br></p>", []),
        ("<h2>Kết quả</h2>", [Heading("Kết quả")]),
        ("<h3>" + "x" * 161 + "</h3>", [Paragraph(f"<p><b>{'x' * 161}</b></p>")]),
        (
            "<blockquote><p>Làm ngay.</p><cite>Ông A</cite></blockquote>",
            [Quote("Làm ngay.", "Ông A")],
        ),
        (
            "<ul><li>một<ul><li>hai</li></ul></li><li>ba</li></ul>",
            [Paragraph("<ul><li>một</li><li>hai</li><li>ba</li></ul>")],
        ),
        (
            "<table><tr><th>Chỉ tiêu</th><th>Số</th></tr><tr><td>Thu</td><td>10</td></tr></table>",
            [Paragraph("<p>Chỉ tiêu | Số</p>"), Paragraph("<p>Thu | 10</p>")],
        ),
        (
            '<table class="image"><tr><td><img src="/a.jpg"></td></tr>'
            "<tr><td>Hội nghị. Ảnh: Đàm Thanh</td></tr></table>",
            [Picture("https://cu.example.vn/a.jpg", "Hội nghị.", "Ảnh: Đàm Thanh")],
        ),
        (
            '<figure><a href="/a.jpg"><img src="/a-300x200.jpg" alt="Họp"></a>'
            "<figcaption>Quang cảnh</figcaption></figure>",
            [Picture("https://cu.example.vn/a.jpg", "Quang cảnh", alt_text="Họp")],
        ),
        (
            '<figure><figure><img src="/1.jpg"><figcaption>Một</figcaption></figure>'
            '<figure><img src="/2.jpg"><figcaption>Hai</figcaption></figure></figure>',
            [
                Picture("https://cu.example.vn/1.jpg", "Một"),
                Picture("https://cu.example.vn/2.jpg", "Hai"),
            ],
        ),
        (
            '<p><a href="../tep/kh.pdf">Kế hoạch</a></p>',
            [Attachment("https://cu.example.vn/tep/kh.pdf", "Kế hoạch")],
        ),
        (
            '<p>Xem <a href="/tep/kh.pdf">kế hoạch</a>.</p>',
            [Paragraph('<p>Xem <a href="https://cu.example.vn/tep/kh.pdf">kế hoạch</a>.</p>')],
        ),
        ('<p>Ảnh<img src="/p.gif" width="1" height="1"></p>', [Paragraph("<p>Ảnh</p>")]),
        (
            '<iframe src="https://www.youtube.com/embed/x"></iframe>',
            [
                Paragraph(
                    '<p><a href="https://www.youtube.com/embed/x">'
                    "https://www.youtube.com/embed/x</a></p>"
                )
            ],
        ),
    ],
)
def test_html_becomes_blocks(html, blocks):
    assert clean(html) == blocks


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>Tin</p>",
        '<a href="javascript:alert(1)">Tin</a>',
        '<a href="data:text/html,<script>alert(1)</script>">Tin</a>',
        '<img src="javascript:alert(1)">',
        "<svg><script>alert(1)</script></svg>",
        '<p style="background:url(javascript:alert(1))">Tin</p>',
        "<style>p{background:url(javascript:alert(1))}</style>",
        '<form action="javascript:alert(1)"><button>x</button></form>',
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
        '<a href="https://x.example.vn/&quot;onmouseover=&quot;alert(1)">Tin</a>',
    ],
)
def test_nothing_that_runs_is_left(html):
    text = "".join(str(block) for block in clean(html))
    assert "javascript" not in text
    assert "<script" not in text
    assert 'onmouseover="' not in text
    assert "onerror" not in text
    assert "onclick" not in text


def test_table_and_frame_are_told_of():
    html = '<table><tr><td>a</td></tr><tr><td>b</td></tr></table><iframe src="/x"></iframe>'
    assert clean_body(html, base=BASE)[1] == [
        "bảng thành các dòng chữ",
        "phim, âm thanh hoặc khung nhúng thành liên kết",
    ]


def test_deep_nesting_is_survived():
    assert clean("<div>" * 3000 + "Tin" + "</div>" * 3000) in ([Paragraph("<p>Tin</p>")], [])


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/a?utm_medium=x&id=1", "https://cu.example.vn/a?id=1"),
        ("mailto:ubnd@example.vn", "mailto:ubnd@example.vn"),
        ("ftp://cu.example.vn/a", ""),
        ("https://[::1", ""),
        ("#muc", "https://cu.example.vn/tin/hop.html#muc"),
    ],
)
def test_links_are_absolute_and_of_known_schemes(address, link):
    assert clean_link(address, base=BASE) == link


def test_own_rich_text_stays_to_the_letter():
    html = '<p data-block-key="a1">Xem <a linktype="page" id="12">tin</a><br/>và &quot;x&quot;</p>'
    assert clean_rich(html.replace("&quot;", '"')) == html.replace("&quot;", '"')
    assert clean_rich('<p onclick="x">a</p>') == "<p>a</p>"


def test_text_is_composed_and_has_one_space():
    assert clean_text("Hô\u0323i  nghi\u0323 <b>x</b>&nbsp;y") == "Hội nghị x y"
