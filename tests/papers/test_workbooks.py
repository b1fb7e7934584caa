"""Excel: what stands in the cells, and where the file hides it."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.papers.making import (
    cache_value,
    make_long_workbook,
    make_word,
    make_workbook,
    rewrite_archive,
)

from congtin.papers import (
    Cell,
    PaperDamaged,
    PaperNotReadable,
    PaperTooLarge,
    PaperUnsafe,
    read_paper,
)


def read(content, name="ke-hoach.xlsx"):
    return read_paper(content, name=name)


def get_cells(content):
    [table] = read(content).tables
    return {cell.ref: cell for row in table.rows for cell in row.cells}


def test_cells_keep_text_number_and_place():
    content = make_workbook(["Chỉ tiêu", "KH 2025"], [], ["Thu ngân sách", 1223.771])
    [table] = read(content).tables
    assert table.title == "Sheet"
    assert [row.number for row in table.rows] == [1, 3]
    assert table.rows[1].cells == (
        Cell("A3", "Thu ngân sách", origin="A3"),
        Cell("B3", "1223,771", Decimal("1223.771"), origin="B3"),
    )


@pytest.mark.parametrize(
    ("value", "number_format", "text", "number"),
    [
        (406.89, "#,##0.000", "406,890", "406.890"),
        (1223771, "#,##0", "1.223.771", "1223771"),
        (0.1 + 0.2, "General", "0,3", "0.3"),
        (7.4, "0", "7,4", "7.4"),
        (0.956, "0.0%", "95,6%", "95.6"),
        (0.95, "0%", "95%", "95"),
        (2025, "General", "2025", "2025"),
        (-0.5, "General", "-0,5", "-0.5"),
        (1e15, "General", "1000000000000000", "1000000000000000"),
        (12, '0.0" tỷ"', "12,0", "12.0"),
        (12, "#,##0.00;[Red]-#,##0.00", "12,00", "12.00"),
    ],
)
def test_numbers_are_exact_and_written_as_the_sheet_shows_them(value, number_format, text, number):
    def change(sheet, _):
        sheet["A1"].number_format = number_format

    cell = get_cells(make_workbook([value], change=change))["A1"]
    assert (cell.text, str(cell.number)) == (text, number)


def test_a_number_kept_as_text_is_text():
    assert get_cells(make_workbook(["1.223,771"]))["A1"] == Cell("A1", "1.223,771", origin="A1")


def test_a_date_is_told_from_a_number():
    cell = get_cells(make_workbook([dt.date(2025, 2, 1)]))["A1"]
    assert (cell.text, cell.is_date, cell.number) == ("01/02/2025", True, None)


def test_a_merge_gives_its_value_to_all_its_cells():
    def change(sheet, _):
        sheet.merge_cells("A1:B2")

    cells = get_cells(make_workbook(["Chung", None, 1], [None, None, 2], change=change))
    assert {ref: (cell.text, cell.origin) for ref, cell in cells.items()} == {
        "A1": ("Chung", "A1"),
        "B1": ("Chung", "A1"),
        "C1": ("1", "C1"),
        "A2": ("Chung", "A1"),
        "B2": ("Chung", "A1"),
        "C2": ("2", "C2"),
    }


def test_what_a_merge_repeats_is_written_once():
    def change(sheet, _):
        sheet.merge_cells("A1:C1")

    content = make_workbook(["I. KINH TẾ"], ["Thu", "tỷ đồng", 5], change=change)
    assert read(content).text == "I. KINH TẾ\nThu\ttỷ đồng\t5"


def test_headings_over_two_rows_are_written_as_one_line():
    def change(sheet, _):
        for cells in ("A2:A3", "B2:C2", "A4:C4"):
            sheet.merge_cells(cells)

    content = make_workbook(
        ["BIỂU 1"],
        ["Chỉ tiêu", "Năm 2025"],
        [None, "KH", "TH"],
        ["I. KINH TẾ"],
        ["Thu", 5, 6],
        change=change,
    )
    assert read(content).text == (
        "BIỂU 1\nChỉ tiêu\tNăm 2025 KH\tNăm 2025 TH\n\tI. KINH TẾ\nThu\t5\t6"
    )


def test_a_merge_wider_than_its_row_is_told():
    def change(sheet, _):
        sheet.merge_cells("A1:D1")

    assert [*get_cells(make_workbook(["Tiêu đề"], change=change))] == ["A1", "B1", "C1", "D1"]


def test_hidden_rows_columns_and_sheets_are_read_and_marked():
    def change(sheet, book):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = book.create_sheet("Ẩn")
        other["A1"] = "x"
        other.sheet_state = "hidden"

    shown, other = read(make_workbook(["a", "b"], ["c", "d"], change=change)).tables
    assert [row.hidden for row in shown.rows] == [False, True]
    assert [cell.hidden for row in shown.rows for cell in row.cells] == [False, True, True, True]
    assert (shown.hidden, other.hidden) == (False, True)


def test_a_formula_gives_the_value_saved_with_it():
    content = cache_value(make_workbook([1, 2, "=A1+B1"]), "A1+B1", "3")
    assert get_cells(content)["C1"].number == Decimal(3)


def test_a_formula_that_nobody_counted_is_named():
    cell = get_cells(make_workbook([1, 2, "=A1+B1"]))["C1"]
    assert (cell.text, cell.problem) == (
        "",
        "Ô C1 chứa công thức chưa được tính. "
        "Hãy mở tệp bằng Excel hoặc LibreOffice, bấm lưu rồi tải lại.",
    )


def test_an_error_in_a_cell_is_named():
    assert get_cells(make_workbook(["#DIV/0!"]))["A1"].problem == "Ô A1 báo lỗi #DIV/0!."


def test_a_wrong_dimension_cuts_nothing_off():
    content = rewrite_archive(
        make_workbook(["a", "b"], ["c", "d"]),
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(
                b'<dimension ref="A1:B2"', b'<dimension ref="A1"'
            )
        },
    )
    assert len(get_cells(content)) == 4


def test_letters_typed_with_an_old_font_are_mended():
    content = make_workbook(["Tæng thu ng©n s¸ch trªn ®Þa bµn", "tû ®ång"])
    assert read(content).text == "Tổng thu ngân sách trên địa bàn\ttỷ đồng"


def test_the_look_alike_of_the_stroked_d_is_mended():
    assert read(make_workbook(["\u00d0ất ở mới"])).text == "Đất ở mới"


def test_an_empty_workbook_has_no_tables():
    assert read(make_workbook()).tables == ()


def test_more_rows_than_the_limit_are_refused():
    with pytest.raises(PaperTooLarge) as refusal:
        read(make_long_workbook(100_001))
    assert str(refusal.value) == "Tệp có hơn 20.000 dòng. Hãy chỉ giữ lại bảng cần nhập."


def test_a_cell_at_the_very_end_costs_nothing():
    def change(sheet, _):
        sheet["A1048576"] = "cuối"

    assert [*get_cells(make_workbook(["đầu"], change=change))] == ["A1", "A1048576"]


def test_merges_over_half_the_sheet_are_refused():
    merge = b'<mergeCells><mergeCell ref="A1:GR20000"/></mergeCells>'
    content = rewrite_archive(
        make_workbook(["x"]),
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(
                b"</sheetData>", b"</sheetData>" + merge
            )
        },
    )
    with pytest.raises(PaperTooLarge) as refusal:
        read(content)
    assert str(refusal.value) == "Tệp có quá nhiều ô gộp. Hãy bỏ gộp ô rồi tải lại."


def test_macros_are_refused_by_name_and_by_content():
    with_macro = rewrite_archive(make_workbook(["x"]), {}, add=[("xl/vbaProject.bin", b"macro")])
    with pytest.raises(PaperUnsafe) as by_content:
        read(with_macro)
    with pytest.raises(PaperUnsafe) as by_name:
        read(make_workbook(["x"]), name="ke-hoach.XLSM")
    assert str(by_content.value) == (
        "Tệp có macro nên không được nhận. Hãy lưu lại thành Excel (.xlsx) không có macro."
    )
    assert str(by_name.value) == "Tệp .xlsm có macro nên không được nhận. Hãy lưu lại thành .xlsx."


def test_an_archive_that_swells_is_refused():
    bomb = rewrite_archive(make_workbook(["x"]), {}, add=[("xl/media/a.bin", bytes(60 * 2**20))])
    with pytest.raises(PaperUnsafe) as refusal:
        read(bomb)
    assert str(refusal.value) == (
        "Tệp nén phình ra bất thường khi mở (kiểu «bom nén») nên không được nhận."
    )


def test_many_parts_that_together_are_too_large_are_refused():
    parts = [(f"xl/media/{number}.bin", bytes(3 * 2**20)) for number in range(30)]
    with pytest.raises(PaperTooLarge) as refusal:
        read(rewrite_archive(make_workbook(["x"]), {}, add=parts))
    assert str(refusal.value) == (
        "Tệp quá lớn khi giải nén (quá 80 MB). Hãy bỏ bớt hình ảnh và các trang không cần."
    )


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_the_xml_are_refused(part):
    def change(xml):
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        head, mark, rest = xml.partition(b"?>")
        return head + mark + bomb + rest if mark else bomb + xml

    with pytest.raises(PaperUnsafe) as refusal:
        read(rewrite_archive(make_workbook(["x"]), {part: change}))
    assert str(refusal.value) == "Tệp có khai báo thực thể XML bên trong nên không được nhận."


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 cut short",
        b"<html>not a workbook</html>",
        make_workbook(["x"])[:-200],
        rewrite_archive(make_workbook(["x"]), {"xl/worksheets/sheet1.xml": lambda xml: xml[:200]}),
        rewrite_archive(make_workbook(["x"]), {"xl/workbook.xml": lambda _: b"<a/>no sheets"}),
    ],
)
def test_a_broken_file_is_refused_with_one_sentence(content):
    with pytest.raises(PaperDamaged) as refusal:
        read(content)
    assert str(refusal.value).startswith("Tệp bị hỏng hoặc không")


def test_a_word_document_under_another_name_is_refused():
    with pytest.raises(PaperDamaged) as refusal:
        read(make_word("x"))
    assert str(refusal.value) == "Tệp không phải tệp Excel (.xlsx), dù tên tệp viết như vậy."


def test_old_office_files_and_locked_ones_are_refused():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    with pytest.raises(PaperNotReadable) as refusal:
        read(old)
    assert str(refusal.value) == (
        "Tệp thuộc định dạng Office cũ (.xls, .doc). Hãy mở tệp và lưu lại thành Excel (.xlsx)."
    )
    with pytest.raises(PaperUnsafe) as locked:
        read(old + "EncryptedPackage".encode("utf-16-le"))
    assert str(locked.value) == "Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại."
