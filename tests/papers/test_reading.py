"""Which files are read at all, and what is said of the others."""

import contextlib

import pypdf
import pytest
from tests.papers.making import make_pdf, make_workbook, save

from congtin.papers import (
    PaperDamaged,
    PaperError,
    PaperNotReadable,
    PaperTooLarge,
    PaperUnsafe,
    read_paper,
    reading,
)


def test_plain_text_is_given_as_it_is():
    text = "Kế hoạch\r\nnăm  2025\n"
    assert read_paper(text.encode(), name="a.txt").text == text


def test_the_text_layer_of_a_pdf_is_read():
    assert read_paper(make_pdf("Thu 1.223,771", "Chi 604,570"), name="a.pdf").text == (
        "Thu 1.223,771\nChi 604,570"
    )


def test_a_scanned_pdf_is_refused():
    with pytest.raises(PaperNotReadable) as refusal:
        read_paper(make_pdf(), name="a.pdf")
    assert str(refusal.value) == (
        "Tệp PDF không có lớp chữ (có thể là bản quét). Hãy dùng bản Word hoặc Excel gốc."
    )


def test_a_locked_pdf_is_refused():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("mat-khau", algorithm="RC4-128")

    class _Out:
        def save(self, out):
            writer.write(out)

    with pytest.raises(PaperUnsafe) as refusal:
        read_paper(save(_Out()), name="a.pdf")
    assert str(refusal.value) == "Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại."


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.xlsx", "a.docx", "a.pdf", "a.html"])
@pytest.mark.parametrize("content", [b"", b"  \n\n "])
def test_an_empty_file_is_said_to_be_empty(name, content):
    with pytest.raises(PaperDamaged) as refusal:
        read_paper(content, name=name)
    assert str(refusal.value) == "Tệp trống, không có nội dung nào."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.xls", "Định dạng .xls đã cũ. Hãy mở tệp bằng Excel và lưu lại thành .xlsx."),
        (
            "a.zip",
            "Các loại đọc được: .txt, .md, .csv, .tsv, .html, .htm, .docx, .xlsx, .pdf.",
        ),
        (
            "tep",
            "Các loại đọc được: .txt, .md, .csv, .tsv, .html, .htm, .docx, .xlsx, .pdf.",
        ),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(name, sentence):
    with pytest.raises(PaperNotReadable) as refusal:
        read_paper(b"x", name=name)
    assert str(refusal.value) == f"Loại tệp này chưa đọc được. {sentence}"


def test_a_file_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 2**20)
    with pytest.raises(PaperTooLarge) as refusal:
        read_paper(bytes(2**20 + 1), name="a.txt")
    assert str(refusal.value) == "Tệp lớn hơn 1 MB. Hãy bỏ bớt hình ảnh và trang không cần."


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.pdf"])
def test_a_file_cut_anywhere_raises_nothing_but_a_refusal(name):
    whole = make_pdf("Thu 100") if name.endswith("pdf") else make_workbook(["Thu", 100])
    for end in range(10, len(whole), max(1, len(whole) // 25)):
        with contextlib.suppress(PaperError):
            read_paper(whole[:end], name=name)
