"""WordPress's export: posts of both editors, the media library, and files that are broken."""

import datetime as dt
from pathlib import Path

import pytest

from congtin.wire.moving.errors import SourceUnreadable
from congtin.wire.moving.records import (
    Article,
    Attachment,
    Notice,
    Paragraph,
    Picture,
    Record,
    Refusal,
)
from congtin.wire.moving.wordpress import read_wordpress
from congtin.wire.moving.wordpress_markup import render_markup

DATA = Path(__file__).parent / "data"
NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
UPLOADS = "https://phuongcu.example.vn/wp-content/uploads/2020/12"


@pytest.fixture(scope="module")
def items():
    return list(read_wordpress(DATA / "wordpress.xml", now=NOW))


@pytest.fixture(scope="module")
def articles(items):
    return {item.key: item for item in items if isinstance(item, Article)}


def read(tmp_path, content, **more):
    path = tmp_path / "old.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_wordpress(path, now=NOW, **more)


def test_portal_posts_and_refusals_come_in_their_order(items):
    assert [(type(item).__name__, item.row, item.key) for item in items] == [
        ("Record", 0, ""),
        ("Article", 1, "11"),
        ("Article", 2, "12"),
        ("Article", 3, "13"),
        ("Refusal", 4, "14"),
        ("Refusal", 5, "15"),
        ("Refusal", 6, "16"),
        ("Notice", 0, ""),
    ]
    assert items[0].fields == {"address": "https://phuongcu.example.vn"}
    assert [item.reason for item in items if isinstance(item, Refusal)] == [
        "bài không có tít.",
        "không có ngày đăng, hoặc ngày không đọc được.",
        "bài riêng tư hoặc có mật khẩu.",
    ]
    assert items[-1] == Notice(0, "", "1 mục loại “page” không phải bài viết, không chuyển")


def test_post_of_the_classic_editor_is_read(articles):
    post = articles["11"]
    assert post.headline == "Hội nghị tổng kết & khen thưởng"
    assert post.standfirst == "Phường tổng kết năm."
    assert post.published_at.isoformat() == "2020-12-19T15:00:00+07:00"
    assert post.changed_at.isoformat() == "2020-12-20T08:00:00+07:00"
    assert (post.slug, post.section, post.authors) == (
        "hoi-nghi-tong-ket",
        "Thời sự",
        ("Đàm Thanh",),
    )
    assert post.address == "https://phuongcu.example.vn/2020/12/hoi-nghi-tong-ket/"
    assert post.other_addresses == ("https://phuongcu.example.vn/?p=11", "/?p=11")
    assert post.lead == Picture(f"{UPLOADS}/khen.png", alt_text="Trao bằng khen")
    assert post.blocks == (
        Paragraph("<p>Chiều 18/12, phường tổ chức hội nghị.<br/>Thu 10 tỷ đồng.</p>"),
        Picture(f"{UPLOADS}/hop.jpg", "Quang cảnh hội nghị.", "Ảnh: Đàm Thanh", "Hội trường"),
        Paragraph(
            "<p><b>Kết luận</b>, xem "
            '<a href="https://phuongcu.example.vn/2020/12/ke-hoach/">kế hoạch</a>.</p>'
        ),
        Picture(f"{UPLOADS}/hop.jpg", "Trong hội trường", alt_text="Người ngồi họp"),
        Picture(f"{UPLOADS}/khen.png"),
        Paragraph("<p>Trong cột.</p>"),
    )


def test_post_of_the_block_editor_is_read(articles):
    post = articles["12"]
    assert post.section == ""
    assert post.blocks == (
        Paragraph("<p>Nội dung kế hoạch.</p>"),
        Attachment(f"{UPLOADS}/ke-hoach.pdf", "Kế hoạch"),
        Paragraph("<p>https://www.youtube.com/watch?v=1</p>"),
    )


def test_draft_stays_a_draft(articles):
    assert articles["13"].state == "draft"


def test_pages_come_when_asked_for(tmp_path):
    items = read_wordpress(DATA / "wordpress.xml", now=NOW, types=frozenset({"page"}))
    assert [item.key for item in items if isinstance(item, Article)] == ["17"]


@pytest.mark.parametrize("share", [0.5, 0.55, 0.8])
def test_file_cut_off_gives_what_is_whole_and_says_where_it_ends(tmp_path, share):
    content = (DATA / "wordpress.xml").read_bytes()
    stream = read(tmp_path, content[: int(len(content) * share)])
    assert isinstance(next(stream), Record)
    assert next(stream).key == "11"
    with pytest.raises(SourceUnreadable, match=r"hỏng hoặc bị cắt ngang ở dòng \d+"):
        list(stream)


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<rss><channel><item><title>&b;</title></item></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss><channel><item><title>&a;</title></item></channel></rss>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_entities_are_refused(tmp_path, text):
    with pytest.raises(SourceUnreadable, match="thực thể XML"):
        list(read(tmp_path, text))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "hỏng hoặc bị cắt ngang"),
        (b"\x00\x01\x02PK", "hỏng hoặc bị cắt ngang"),
        (b"<html><body>404</body></html>", "không phải bản xuất của WordPress"),
        (b"<rss><channel><item><title>RSS</title></item></channel></rss>", "không phải bản xuất"),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', "klingon"),
        (b'<?xml version="1.0" encoding="zlib"?><rss/>', "zlib"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path, content, sentence):
    with pytest.raises(SourceUnreadable, match=sentence):
        list(read(tmp_path, content))


def test_signs_that_xml_forbids_do_no_harm(tmp_path):
    content = (DATA / "wordpress.xml").read_bytes()
    dirty = content.replace("Nội dung kế hoạch.".encode(), "Nội\x0b dung\x08 kế hoạch.".encode())
    articles = [item for item in read(tmp_path, dirty) if isinstance(item, Article)]
    assert articles[1].blocks[0] == Paragraph("<p>Nội dung kế hoạch.</p>")


def test_wrong_bytes_cost_only_the_post_that_has_them(tmp_path):
    content = (DATA / "wordpress.xml").read_bytes()
    dirty = content.replace("Kế hoạch năm 2021".encode(), b"K\xe9 ho\xa1ch")
    items = list(read(tmp_path, dirty))
    assert [item.key for item in items if isinstance(item, Article)] == ["11", "13"]
    assert items[2].reason == "có chữ không đúng mã UTF-8; hãy xuất lại từ cổng cũ với mã UTF-8."


@pytest.mark.parametrize("alphabet", ["utf-16", "utf-8-sig"])
def test_encoding_is_told_by_its_mark(tmp_path, alphabet):
    text = (DATA / "wordpress.xml").read_text(encoding="utf-8")
    items = list(read(tmp_path, text.encode(alphabet)))
    assert items[1].headline == "Hội nghị tổng kết & khen thưởng"


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("Một\n\nHai\nBa", "<p>Một</p>\n<p>Hai<br/>Ba</p>"),
        ("<p>Một</p>\n\n<h2>Hai</h2>", "<p>Một</p>\n<h2>Hai</h2>"),
        ("[embed]https://a.vn/x[/embed]", '<p><a href="https://a.vn/x">https://a.vn/x</a></p>'),
        (
            '[video mp4="https://a.vn/x.mp4"][/video]',
            '<p><a href="https://a.vn/x.mp4">https://a.vn/x.mp4</a></p>',
        ),
        ("Ghi chú [1] và [sic].", "<p>Ghi chú [1] và [sic].</p>"),
        ("[caption]không có ảnh[/caption]", "<p>không có ảnh</p>"),
        ('[gallery ids="99,x"]', ""),
    ],
)
def test_markup_of_wordpress_becomes_html(content, html):
    assert render_markup(content, lambda number: None) == html
