"""`congtin figures`: files, folders, standard input, forms, and what cannot be read."""

import csv
import io
import json
import subprocess
import sys
import time

import docx
import openpyxl
import pytest
from tests.papers.making import make_pdf_of_cells

from congtin.config.commands.figures import main

TEXT = "Năm 2024, thu ngân sách đạt 386,5 tỷ đồng, tăng 9% so với cùng kỳ.\n"
PAGE = (
    "<html><head><title>x</title></head><body><h1>Năm 2024</h1><table><tr><th>Chỉ tiêu</th>"
    "<th>ĐVT</th><th>KH 2024</th></tr><tr><td>Thu ngân sách</td><td>tỷ đồng</td><td>100</td>"
    "</tr></table></body></html>"
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_one_file_gives_a_list(report, capsys):
    assert main([str(report), "--format", "json"]) == 0
    [figure] = json.loads(capsys.readouterr().out)
    assert (figure["surface"], figure["unit"], figure["period"]) == ("386,5", "tỷ đồng", "2024")


def test_folder_gives_documents_by_name(report, capsys):
    (report.parent / "empty.md").write_text("Không có số.", "utf-8")
    assert main([str(report.parent), "--format", "json"]) == 0
    assert {name: len(found) for name, found in json.loads(capsys.readouterr().out).items()} == {
        "report": 1,
        "empty": 0,
    }


def test_csv_has_a_row_per_figure(report, capsys):
    assert main([str(report), "--format", "csv"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["doc_id"], row["value"], row["change"]) == ("report", "386.5", "+9 % (cùng kỳ)")


def test_table_is_for_people(report, capsys):
    assert main([str(report)]) == 0
    assert "386,5 tỷ đồng" in capsys.readouterr().out


def test_explain_marks_the_figure_in_its_sentence(report, capsys):
    assert main([str(report), "--explain"]) == 0
    out = capsys.readouterr().out
    assert "⟦386,5⟧" in out
    assert "tên:" in out


def test_unreadable_files_are_told_and_the_others_read(report, capsys):
    bad = report.parent / "bad.txt"
    bad.write_bytes(b"\x81\xff\x41 5%")
    assert main([str(bad), str(report.parent / "none.txt"), str(report), "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert len(captured.err.strip().splitlines()) == 2
    assert "UTF-8" in captured.err
    assert len(json.loads(captured.out)["report"]) == 1


def test_published_and_unit_are_used(tmp_path, capsys):
    path = tmp_path / "month.txt"
    path.write_text("Thu ngân sách tháng 9 đạt 12 tỷ đồng.", "utf-8")
    assert main([str(path), "--format", "json", "--published", "2025-10-02", "--unit", "xã A"]) == 0
    [figure] = json.loads(capsys.readouterr().out)
    assert (figure["period"], figure["scope"]) == ("2025-09", "xã A")


def test_standard_input_and_quick_start():
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "congtin.config.commands.figures", "-", "--format", "json"],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
    )
    assert time.perf_counter() - started < 3  # a loaded machine; alone it takes a tenth of a second
    assert len(json.loads(done.stdout)) == 1


def test_no_django_is_loaded():
    program = (
        "import sys, congtin.config.commands.figures;"
        "print('django' in sys.modules, 'rich' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_tables_of_pages(tmp_path, capsys):
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    assert main([str(path), "--format", "json"]) == 0
    assert [
        (figure["value"], figure["kind"], figure["period"])
        for figure in json.loads(capsys.readouterr().out)
    ] == [(100, "target", "2024")]


def test_tables_of_word_files(tmp_path, capsys):
    document = docx.Document()
    table = document.add_table(2, 3)
    for row, cells in zip(
        table.rows,
        (("Chỉ tiêu", "ĐVT", "TH 2024"), ("Thu ngân sách", "tỷ đồng", "120,5")),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    assert main([str(tmp_path / "a.docx"), "--format", "json"]) == 0
    assert [figure["value"] for figure in json.loads(capsys.readouterr().out)] == [120.5]


def test_sheets_of_workbooks(tmp_path, capsys):
    book = openpyxl.Workbook()
    for row in (("Chỉ tiêu", "ĐVT", "TH 2024"), ("Thu ngân sách", "tỷ đồng", 120.5)):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert main([str(tmp_path / "a.xlsx"), "--format", "json"]) == 0
    assert [figure["value"] for figure in json.loads(capsys.readouterr().out)] == [120.5]


def test_broken_files_are_told(tmp_path, capsys):
    for name in ("a.docx", "a.xlsx", "a.pdf"):
        (tmp_path / name).write_bytes(b"not what the ending says")
    assert main([str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) >= 3


def test_broken_pdf_gets_one_sentence_and_no_notes_of_its_library(tmp_path):
    file = tmp_path / "hong.pdf"
    file.write_bytes(b"not a page anywhere" * 300)
    done = subprocess.run(
        [sys.executable, "-m", "congtin.config.command", "figures", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr == f"Tệp “{file}” không phải tệp PDF, dù tên tệp viết như vậy.\n"


def test_text_in_an_old_alphabet_is_read(tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes("N¨m 2024, thu ng©n s¸ch ®¹t 12 tû ®ång.".encode("cp1252"))
    assert main([str(tmp_path / "a.txt"), "--format", "json"]) == 0
    [figure] = json.loads(capsys.readouterr().out)
    assert (figure["name"], figure["unit"]) == ("thu ngân sách", "tỷ đồng")


def test_tables_of_text_files(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("Chỉ tiêu;ĐVT;TH 2024\nThu ngân sách;tỷ đồng;120,5\n", "utf-8")
    assert main([str(tmp_path / "a.csv"), "--format", "json"]) == 0
    assert [figure["value"] for figure in json.loads(capsys.readouterr().out)] == [120.5]


# A caption, a header of two rows with merges, a row that numbers the columns, and a column that
# measures the results.
CAPTION = "Biểu 02: Kết quả thu ngân sách năm 2024"
UNIT = "Đơn vị tính: tỷ đồng"
HEADS = [
    ["TT", "Chỉ tiêu", "Năm 2024", "", "So với cùng kỳ năm trước (%)"],
    ["", "", "Kế hoạch", "Ước thực hiện", ""],
    ["A", "B", "1", "2", "3"],
]
BODY = [
    ["1", "Thu nội địa", "386,5", "402,1", "108,2"],
    ["2", "Thu hải quan", "12", "9,75", "81,3"],
]
EXPECTED = [
    ("Thu nội địa", 386.5, "tỷ đồng", "target", "2024", []),
    ("Thu nội địa", 402.1, "tỷ đồng", "estimate", "2024", [108.2]),
    ("Thu hải quan", 12, "tỷ đồng", "target", "2024", []),
    ("Thu hải quan", 9.75, "tỷ đồng", "estimate", "2024", [81.3]),
]


def read_file(path, capsys):
    assert main([str(path), "--format", "json"]) == 0
    return [
        (
            figure["name"],
            figure["value"],
            figure["unit"],
            figure["kind"],
            figure["period"],
            [share["amount"] for share in figure["share_of"]],
        )
        for figure in json.loads(capsys.readouterr().out)
    ]


def test_merged_headers_of_word_files(tmp_path, capsys):
    document = docx.Document()
    document.add_paragraph(CAPTION)
    document.add_paragraph(UNIT)
    table = document.add_table(0, 5)
    for texts in [*HEADS, *BODY]:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    document.save(str(tmp_path / "a.docx"))
    assert read_file(tmp_path / "a.docx", capsys) == EXPECTED


def test_merged_headers_and_title_rows_of_sheets(tmp_path, capsys):
    book = openpyxl.Workbook()
    sheet = book.active
    for texts in [[CAPTION], [UNIT], *HEADS]:
        sheet.append([text or None for text in texts])
    for texts in BODY:
        sheet.append([*texts[:2], *(float(text.replace(",", ".")) for text in texts[2:])])
    for span in ("A1:E1", "A2:E2", "C3:D3", "A3:A4", "B3:B4", "E3:E4"):
        sheet.merge_cells(span)
    book.save(tmp_path / "a.xlsx")
    assert read_file(tmp_path / "a.xlsx", capsys) == EXPECTED


def test_merged_headers_of_pages(tmp_path, capsys):
    page = (
        f"<html><body><p>{CAPTION}</p><table><caption>{UNIT}</caption>"
        "<tr><th rowspan=2>TT</th><th rowspan=2>Chỉ tiêu</th><th colspan=2>Năm 2024</th>"
        "<th rowspan=2>So với cùng kỳ năm trước (%)</th></tr>"
        "<tr><th>Kế hoạch</th><th>Ước thực hiện</th></tr>"
        + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>" for texts in BODY)
        + "</table></body></html>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert read_file(tmp_path / "a.html", capsys) == EXPECTED


def test_table_that_lays_out_prose_is_read_as_prose(tmp_path, capsys):
    page = (
        f"<table><tr><td>Mục</td><td>{TEXT * 6}</td></tr><tr><td>1</td><td>Hết.</td></tr></table>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert len(read_file(tmp_path / "a.html", capsys)) == 6


def test_tables_of_pdf_files(tmp_path, capsys):
    rows = [
        [(60, CAPTION)],
        [(60, "Đơn vị tính: tỷ đồng")],
        [(60, "Chỉ tiêu"), (250, "Kế hoạch"), (340, "Ước thực hiện"), (450, "So với KH (%)")],
        *([(60, texts[1]), (270, texts[2]), (360, texts[3]), (470, texts[4])] for texts in BODY),
        [(60, "Ngoài ra, huyện đã hỗ trợ 15 hộ nghèo.")],
    ]
    (tmp_path / "a.pdf").write_bytes(make_pdf_of_cells(*rows))
    assert read_file(tmp_path / "a.pdf", capsys)[:4] == EXPECTED


def test_folders_within_folders_and_one_name_in_three_of_them(tmp_path, capsys):
    for name in ("a", "b", "c"):
        (tmp_path / "year" / name).mkdir(parents=True)
        (tmp_path / "year" / name / "report.txt").write_text(TEXT, "utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "report.txt").write_text(TEXT, "utf-8")
    assert main([str(tmp_path), "--format", "json"]) == 0
    assert [*json.loads(capsys.readouterr().out)] == [
        "report",
        "report.txt",
        str(tmp_path / "year" / "c" / "report.txt"),
    ]


def test_every_form_explains(report, capsys):
    assert main([str(report), "--explain", "--format", "json"]) == 0
    [figure] = json.loads(capsys.readouterr().out)
    assert "⟦386,5⟧ tỷ đồng" in figure["sentence"]
    assert main([str(report), "--explain", "--format", "csv"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert "⟦386,5⟧ tỷ đồng" in row["sentence"]
    assert "tên:" in row["because"]


def test_progress_is_shown_to_people_alone(report, capsys, monkeypatch):
    (report.parent / "other.txt").write_text(TEXT, "utf-8")
    assert main([str(report.parent)]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main([str(report.parent)]) == 0
    assert "1/2 tệp" in capsys.readouterr().err
