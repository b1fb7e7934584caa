"""Articles in JSON Lines: the documented schema, and lines that are none of it."""

import datetime as dt
import io
import json
import unicodedata

import pytest

from congtin.wire.moving.errors import SourceUnreadable
from congtin.wire.moving.json_lines import read_json_lines
from congtin.wire.moving.records import (
    Article,
    Attachment,
    Correction,
    Outlet,
    Paragraph,
    Picture,
    Record,
    Reference,
    Refusal,
)

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
WHOLE = {
    "id": "17",
    "address": "https://cu.example.vn/tin/hop-17.html",
    "headline": "Hội nghị tổng kết",
    "standfirst": "Sáng 18/12.",
    "body": '<p>Thu 10 tỷ.</p><img src="/a.jpg">',
    "published_at": "2020-12-19T15:00:00+07:00",
    "section": "Thời sự",
    "authors": ["Đàm Thanh"],
    "source": {"name": "Báo A", "address": "https://a.example.vn/"},
    "original_address": "https://a.example.vn/1",
    "original_date": "2020-12-18",
    "original_time": "09:30",
    "pictures": [{"address": "b.jpg", "caption": "Ảnh B", "credit": "Ảnh: An", "alt_text": "B"}],
    "attachments": [{"address": "/kh.pdf", "title": "Kế hoạch"}],
    "corrections": [{"date": "2020-12-20", "text": "Sửa số."}],
}


def read(*records, raw=b""):
    lines = b"".join(
        (r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode()) + b"\n"
        for r in records
    )
    return list(read_json_lines(io.BytesIO(lines + raw), base="https://cu.example.vn", now=NOW))


def read_refusal(record):
    (item,) = read(record)
    assert isinstance(item, Refusal), item
    return item.reason


def test_whole_article_is_read():
    (article,) = read(WHOLE)
    assert (article.row, article.key, article.headline) == (1, "17", "Hội nghị tổng kết")
    assert article.blocks == (
        Paragraph("<p>Thu 10 tỷ.</p>"),
        Picture("https://cu.example.vn/a.jpg"),
        Picture("https://cu.example.vn/tin/b.jpg", "Ảnh B", "Ảnh: An", "B"),
        Attachment("https://cu.example.vn/kh.pdf", "Kế hoạch"),
    )
    assert article.published_at.isoformat() == "2020-12-19T15:00:00+07:00"
    assert (article.original_date, article.original_time) == (dt.date(2020, 12, 18), dt.time(9, 30))
    assert article.source == Outlet("Báo A", "https://a.example.vn/")
    assert article.corrections == (Correction(dt.date(2020, 12, 20), "Sửa số."),)
    assert article.state == "live"


def test_blocks_and_records_are_read():
    portal, article = read(
        {"kind": "portal", "format": "congtin/1", "address": "https://b.example.vn"},
        {
            "kind": "article",
            "id": "1",
            "headline": "Tin",
            "published_at": "2020-01-01",
            "section": {"id": "4"},
            "body": [
                {"type": "paragraph", "html": "<p onclick=x>Một</p>", "key": "k1"},
                {"type": "picture", "picture": {"id": "9"}, "caption": "C", "key": "k2"},
            ],
        },
    )
    assert isinstance(portal, Record)
    assert article.section == Reference("4")
    assert article.blocks == (Paragraph("<p>Một</p>", "k1"), Picture(Reference("9"), "C", key="k2"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"headline": ""}, "bài không có tít."),
        ({"headline": " <b> </b> "}, "bài không có tít."),
        ({"headline": "x" * 2**20}, "tít dài 1.048.576 chữ; nhiều nhất 1.000 chữ."),
        ({"published_at": None}, "không có ngày đăng, hoặc ngày không đọc được."),
        ({"published_at": "32/13/2020"}, "không có ngày đăng, hoặc ngày không đọc được."),
        (
            {"published_at": "2099-01-01"},
            "ngày đăng 01/01/2099 không thể đúng; hãy sửa ngày ở cổng cũ.",
        ),
        (
            {"headline": "H\ufffdi"},
            "có chữ không đúng mã UTF-8; hãy xuất lại từ cổng cũ với mã UTF-8.",
        ),
        ({"body": 5.5}, "có trường sai kiểu dữ liệu (body)."),
        ({"authors": "An"}, "có trường sai kiểu dữ liệu (authors)."),
        ({"section": ["a"]}, "có trường sai kiểu dữ liệu (tên)."),
        ({"body": [{"type": "phim"}]}, "có trường sai kiểu dữ liệu (khối “phim”)."),
        ({"kind": "../x"}, "“kind” không phải tên một loại bản ghi."),
        ({"state": "xxx"}, "có trường sai kiểu dữ liệu ('xxx')."),
        ({"body": "x" * 4_000_001}, "thân bài dài 4,000,001 chữ, quá lớn để là một bài."),
    ],
)
def test_bad_article_is_refused_in_a_sentence(change, reason):
    assert read_refusal({**WHOLE, **change}) == reason


@pytest.mark.parametrize(
    "line",
    [b"{", b"[1]", b"null", b'{"a": NaN}', b"[" * 100_000, b'{"headline": "Tin'],
)
def test_line_that_is_no_object_is_refused(line):
    (item,) = read(line)
    assert isinstance(item, Refusal)
    assert "JSON" in item.reason


def test_the_rest_goes_on_after_a_bad_line():
    items = read(WHOLE, b"{", b"", {**WHOLE, "id": "18"})
    assert [type(item) for item in items] == [Article, Refusal, Article]
    assert [item.row for item in items] == [1, 2, 4]


def test_file_cut_off_in_a_line_gives_the_lines_before():
    items = read(WHOLE, raw=json.dumps(WHOLE).encode()[:80])
    assert [type(item) for item in items] == [Article, Refusal]
    assert items[1].key == "17"


def test_line_longer_than_memory_should_hold_is_passed_over():
    items = read(b'{"headline": "' + b"x" * (17 * 2**20) + b'"}', WHOLE)
    assert items[0] == Refusal(1, "", "dòng dài hơn 16 MB.")
    assert items[1].row == 2


def split_tones(text):
    """As windows-1258 has it: a letter with its hat or horn, then the tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for sign in text:
        marks = unicodedata.normalize("NFD", sign)
        bare = unicodedata.normalize("NFC", "".join(each for each in marks if each not in tones))
        parts.append(bare + "".join(each for each in marks if each in tones))
    return "".join(parts)


@pytest.mark.parametrize("alphabet", ["cp1258", "utf-8-sig"])
def test_other_alphabets_end_as_right_letters(alphabet):
    text = json.dumps(WHOLE, ensure_ascii=False)
    content = (split_tones(text) if alphabet == "cp1258" else text).encode(alphabet)
    (article,) = read_json_lines(io.BytesIO(content), now=NOW)
    assert article.headline == "Hội nghị tổng kết"


def test_headline_encoded_twice_is_read_right():
    (article,) = read({**WHOLE, "headline": "Há»™i nghá»‹"})
    assert article.headline == "Hội nghị"


def test_long_headline_is_cut_and_stands_in_full_in_the_text():
    headline = "Hội nghị " * 40
    (article,) = read({**WHOLE, "headline": headline})
    assert len(article.headline) <= 255
    assert article.headline.endswith("…")
    assert article.blocks[0] == Paragraph(f"<p><b>{headline.strip()}</b></p>")
    assert "tít hoặc sapo quá dài" in article.notices[0]


def test_file_of_utf_16_or_of_another_format_is_refused():
    with pytest.raises(SourceUnreadable, match="UTF-16"):
        list(read_json_lines(io.BytesIO("{}".encode("utf-16")), now=NOW))
    with pytest.raises(SourceUnreadable, match="congtin/9"):
        read({"kind": "portal", "format": "congtin/9"})
