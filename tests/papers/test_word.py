"""Word: paragraphs and tables in their order."""

import pytest
from docx.oxml import OxmlElement
from tests.papers.making import make_word, rewrite_archive

from congtin.papers import PaperDamaged, PaperUnsafe, read_paper

ROWS = [["TT", "Chỉ tiêu", "KH 2025"], ["1", "Thu ngân sách", "1.223,771"]]


def read(content):
    return read_paper(content, name="ke-hoach.docx")


def test_text_and_tables_stand_in_their_order():
    paper = read(make_word("Kế hoạch năm 2025", "Biểu 1", ROWS, "Nơi nhận:"))
    assert paper.text == (
        "Kế hoạch năm 2025\nBiểu 1\nTT\tChỉ tiêu\tKH 2025\n1\tThu ngân sách\t1.223,771\nNơi nhận:"
    )
    [table] = paper.tables
    assert table.title == "Biểu 1"
    assert [[cell.ref for cell in row.cells] for row in table.rows] == [
        ["A1", "B1", "C1"],
        ["A2", "B2", "C2"],
    ]


def test_merged_cells_repeat_their_value():
    def merge(document):
        [table] = document.tables
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))

    [table] = read(make_word([["TT", "Năm 2025", ""], ["", "KH", "TH"]], change=merge)).tables
    assert [[(cell.text, cell.origin) for cell in row.cells] for row in table.rows] == [
        [("TT", "A1"), ("Năm 2025", "B1"), ("Năm 2025", "B1")],
        [("TT", "A1"), ("KH", "B2"), ("TH", "C2")],
    ]


def test_tracked_changes_count_as_accepted():
    def track(document):
        paragraph = document.paragraphs[0]._element
        for name, text_name, text in (("w:ins", "w:t", " 2025"), ("w:del", "w:delText", " 2024")):
            change, run, part = (OxmlElement(each) for each in (name, "w:r", text_name))
            part.text = text
            run.append(part)
            change.append(run)
            paragraph.append(change)

    assert read(make_word("Kế hoạch năm", change=track)).text == "Kế hoạch năm 2025"


def test_content_controls_are_read():
    def wrap(document):
        body, paragraph = document.element.body, document.paragraphs[0]._element
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        body.replace(paragraph, control)
        content.append(paragraph)

    assert read(make_word("Trong khung", change=wrap)).text == "Trong khung"


def test_hidden_rows_are_marked():
    def hide(document):
        row = document.tables[0].rows[1]._tr
        row.get_or_add_trPr().append(OxmlElement("w:hidden"))

    [table] = read(make_word(ROWS, change=hide)).tables
    assert [row.hidden for row in table.rows] == [False, True]


def test_old_fonts_are_mended():
    assert read(make_word("KÕ ho¹ch ph¸t triÓn kinh tÕ - x· héi n¨m 2025")).text == (
        "Kế hoạch phát triển kinh tế - xã hội năm 2025"
    )


def test_macros_and_broken_files_are_refused():
    with pytest.raises(PaperUnsafe):
        read(rewrite_archive(make_word("x"), {}, add=[("word/vbaProject.bin", b"macro")]))
    with pytest.raises(PaperDamaged) as refusal:
        read(rewrite_archive(make_word("x"), {"word/document.xml": lambda xml: xml[:-30]}))
    assert str(refusal.value) == (
        "Tệp bị hỏng hoặc không đúng định dạng. Hãy mở tệp, lưu lại rồi tải lên lần nữa."
    )


def test_entities_are_refused():
    def change(xml):
        head, mark, rest = xml.partition(b"?>")
        bomb = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        return head + mark + bomb + rest.replace(b"<w:t>x</w:t>", b"<w:t>&a;</w:t>")

    with pytest.raises(PaperUnsafe):
        read(rewrite_archive(make_word("x"), {"word/document.xml": change}))
