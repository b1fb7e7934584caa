"""NukeViet's dump: bodies and rows joined, sections and outlets named, copies passed over."""

import datetime as dt
import gzip

import pytest

from congtin.wire.moving.errors import SourceUnreadable
from congtin.wire.moving.nukeviet import read_nukeviet
from congtin.wire.moving.records import (
    Article,
    Attachment,
    Heading,
    Notice,
    Outlet,
    Paragraph,
    Picture,
    Refusal,
)

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
SITE = "https://phuongcu.example.vn"
INSERT = "INSERT INTO "
DETAIL = "INSERT INTO `nv4_vi_news_detail` (`id`,`bodyhtml`,`sourcetext`,`files`) VALUES "
ROW = "(`id`,`catid`,`author`,`sourceid`,`publtime`,`exptime`,`edittime`,`status`,`title`,`alias`,\
`hometext`,`homeimgfile`,`homeimgalt`,`homeimgthumb`)"
CATS = "INSERT INTO `nv4_vi_news_cat` (`catid`,`title`,`alias`) VALUES (1,'Thời sự','thoi-su');\n"
SOURCES = (
    "INSERT INTO `nv4_vi_news_sources` (`sourceid`,`title`,`link`) VALUES "
    "(2,'Báo A','https://a.example.vn');\n"
)


def detail(number, body="<p>Thu 10 tỷ.</p>", source="", files=""):
    return f"{DETAIL}({number},'{body}','{source}','{files}');\n"


def row(
    number, *, title="Hội nghị", status=1, published=1608364800, ends=0, outlet=0, table="rows"
):
    return (
        f"{INSERT}`nv4_vi_news_{table}` {ROW} VALUES ({number},1,'Đàm Thanh',{outlet},"
        f"{published},{ends},{published},{status},'{title}','Hoi-nghi-{number}','Sáng nay.',"
        f"'2020_12/a.jpg','Ảnh',1);\n"
    )


def read(tmp_path, text, name="old.sql"):
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return read_nukeviet(path, address=SITE, now=NOW)


def read_articles(tmp_path, text):
    return [item for item in read(tmp_path, text) if isinstance(item, Article)]


def test_article_is_put_together_from_its_tables(tmp_path):
    body = '<h2>Kết quả</h2><p>Thu <strong>10</strong> tỷ.</p><img src=\\"/uploads/news/b.png\\">'
    text = row(5, outlet=2, table="1") + CATS
    text += detail(5, body, "https://a.example.vn/tin-1", "kh.pdf") + row(5, outlet=2) + SOURCES
    (article,) = read_articles(tmp_path, text)
    assert (article.key, article.headline, article.standfirst) == (
        "news:5",
        "Hội nghị",
        "Sáng nay.",
    )
    assert (article.section, article.slug, article.authors) == (
        "Thời sự",
        "hoi-nghi-5",
        ("Đàm Thanh",),
    )
    assert article.published_at.isoformat() == "2020-12-19T15:00:00+07:00"
    assert article.source == Outlet("Báo A", "https://a.example.vn")
    assert article.original_address == "https://a.example.vn/tin-1"
    assert article.address == f"{SITE}/news/thoi-su/Hoi-nghi-5-5.html"
    assert article.other_addresses == (
        "/vi/news/thoi-su/Hoi-nghi-5-5.html",
        "/thoi-su/Hoi-nghi-5-5.html",
        "/vi/thoi-su/Hoi-nghi-5-5.html",
        "/index.php?language=vi&nv=news&op=thoi-su/Hoi-nghi-5-5",
        "/index.php?nv=news&op=thoi-su/Hoi-nghi-5-5",
    )
    assert article.lead == Picture(f"{SITE}/uploads/news/2020_12/a.jpg", alt_text="Ảnh")
    assert article.blocks == (
        Heading("Kết quả"),
        Paragraph("<p>Thu <b>10</b> tỷ.</p>"),
        Picture(f"{SITE}/uploads/news/b.png"),
        Attachment(f"{SITE}/uploads/news/kh.pdf", "kh.pdf"),
    )


def test_articles_come_by_their_time(tmp_path):
    text = CATS + "".join(map(detail, (1, 2, 3)))
    text += (
        row(1, published=1608364802) + row(2, published=1608364801) + row(3, published=1608364803)
    )
    assert [a.key for a in read_articles(tmp_path, text)] == ["news:2", "news:1", "news:3"]


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "live"),
        ({"status": 2}, "draft"),
        ({"status": 0}, "draft"),
        ({"status": 3}, "draft"),
        ({"ends": 1608364900}, "draft"),
        ({"ends": 4102444800}, "live"),
    ],
)
def test_only_what_is_published_there_is_published_here(tmp_path, more, state):
    (article,) = read_articles(tmp_path, CATS + detail(1) + row(1, **more))
    assert article.state == state


def test_name_in_the_field_of_the_source_is_the_outlet(tmp_path):
    (article,) = read_articles(tmp_path, CATS + detail(1, source="TTXVN") + row(1))
    assert article.source == Outlet("TTXVN")
    assert article.original_address == ""


def test_text_encoded_twice_is_read_right(tmp_path):
    text = CATS + detail(1) + row(1, title="Há»™i nghá»‹")
    assert read_articles(tmp_path, text)[0].headline == "Hội nghị"


def test_bad_rows_are_refused_and_the_rest_goes_on(tmp_path):
    text = CATS + detail(1) + detail(3) + row(1, title="") + row(2) + row(3, published=99)
    assert [item.reason for item in read(tmp_path, text) if isinstance(item, Refusal)] == [
        "không có ngày đăng, hoặc ngày không đọc được.",
        "bài không có tít.",
        "không có thân bài trong bảng detail.",
    ]


def test_packed_dump_and_other_languages(tmp_path):
    text = CATS + detail(1) + row(1) + (detail(1) + row(1)).replace("_vi_", "_en_")
    items = list(read(tmp_path, text, "old.sql.gz"))
    assert [type(item) for item in items[1:]] == [Article, Notice]
    assert items[2].text == "2 bảng của ngôn ngữ khác không chuyển"


def test_dump_cut_off_gives_what_is_whole(tmp_path):
    stream = read(tmp_path, CATS + detail(1) + row(1) + row(2)[:-30])
    next(stream)
    assert next(stream).key == "news:1"
    with pytest.raises(SourceUnreadable, match="cắt ngang"):
        list(stream)


@pytest.mark.parametrize(
    "text", ["", "không phải SQL", "INSERT INTO `wp_posts` (`id`) VALUES (1);"]
)
def test_dump_without_news_is_refused(tmp_path, text):
    with pytest.raises(SourceUnreadable, match="Không thấy bảng tin nào"):
        list(read(tmp_path, text))


def test_damaged_package_is_refused(tmp_path):
    path = tmp_path / "old.sql.gz"
    path.write_bytes(gzip.compress(b"x" * 10_000)[:40])
    with pytest.raises(SourceUnreadable, match="Không đọc được tệp"):
        list(read_nukeviet(path, address=SITE, now=NOW))
