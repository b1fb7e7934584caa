"""Tables of plans as offices write them, and what is read out of them."""

from decimal import Decimal

import pytest
from tests.papers.making import cache_value, make_word, make_workbook

from congtin.ledger.plan_amounts import NoAmount, StatedAmount, read_amount
from congtin.ledger.plan_files import MAX_ROWS, PlanFileError, read_plan
from congtin.papers import Cell, read_paper
from congtin.vietnamese.numbers import Separators


def read(content, name="ke-hoach.xlsx", *, period="2025", kind="result"):
    content = content.encode() if isinstance(content, str) else content
    return read_plan(read_paper(content, name=name), period=period, kind=kind)


def read_csv(*lines, **more):
    return read("\n".join(lines), "ke-hoach.csv", **more)


def tell(plan):
    """Rows as (name, measure, values), values as (kind, period, ref, number, share)."""
    return [
        (
            row.name,
            row.measure,
            [
                (
                    value.kind,
                    value.period,
                    value.ref,
                    None if value.amount is None else str(value.amount.value),
                    None if value.attainment is None else str(value.attainment),
                )
                for value in row.values
            ],
        )
        for row in plan.rows
    ]


def get_columns(*headings, period="2025", kind="result"):
    """What each column after name and measure was taken for."""
    line = ";".join(["Chỉ tiêu", "ĐVT", *headings])
    values = ";".join(["Thu ngân sách", "tỷ đồng", *("1" for _ in headings)])
    row = read_csv(line, values, period=period, kind=kind).rows[0]
    return [(value.kind, value.period, value.set_by) for value in row.values]


def test_the_usual_table_is_read():
    plan = read_csv(
        "TT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2025;Thực hiện năm 2025;% so KH",
        "1;Tổng thu ngân sách;tỷ đồng;1.223,771;1.300,5;106,3",
        "2;Số hộ nghèo;hộ;12;10;",
    )
    assert tell(plan) == [
        (
            "Tổng thu ngân sách",
            "tỷ đồng",
            [
                ("target", "2025", "D2", "1223.771", None),
                ("result", "2025", "E2", "1300.5", "106.3"),
            ],
        ),
        (
            "Số hộ nghèo",
            "hộ",
            [("target", "2025", "D3", "12", None), ("result", "2025", "E3", "10", None)],
        ),
    ]


def test_a_heading_over_two_rows_and_several_years():
    def merge(sheet, _):
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:I1"):
            sheet.merge_cells(cells)

    plan = read(
        make_workbook(
            ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024", None, "Năm 2025", None, "So sánh (%)"],
            [None, None, None, "KH", "TH", "KH", "Ước TH", "TH 2024/KH 2024", "ƯTH/KH 2025"],
            ["A", "B", "C", 1, 2, 3, 4, "5=2/1", "6=4/3"],
            [1, "Thu ngân sách", "tỷ đồng", 90, 95, 100, 104, 105.5, 104],
            change=merge,
        )
    )
    assert tell(plan) == [
        (
            "Thu ngân sách",
            "tỷ đồng",
            [("target", "2025", "F4", "100", None), ("estimate", "2025", "G4", "104", "104")],
        )
    ]
    assert plan.headings == (
        "Cột F “Năm 2025, KH”: mức đề ra, năm 2025",
        "Cột G “Năm 2025, Ước TH”: kết quả ước, năm 2025",
        "Cột I “So sánh (%), ƯTH/KH 2025”: % so với kế hoạch",
    )


def test_a_heading_over_two_rows_without_merges():
    plan = read_csv(
        "TT;Chỉ tiêu;ĐVT;Kế hoạch năm 2025;;Thực hiện",
        ";;;Thành phố giao;Quận giao;6 tháng",
        "1;Thu ngân sách;tỷ đồng;100;120;60",
    )
    assert [(value.set_by, value.period) for value in plan.rows[0].values] == [
        ("Thành phố", "2025"),
        ("Quận", "2025"),
        ("", "2025-M01..06"),
    ]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Kế hoạch năm 2025", ("target", "2025", "")),
        ("KH2025", ("target", "2025", "")),
        ("Dự toán 2025", ("target", "2025", "")),
        ("Chỉ tiêu giao năm 2025", ("target", "2025", "")),
        ("Kế hoạch năm 2025 HĐND phường giao", ("target", "2025", "HĐND phường")),
        ("Thực hiện năm 2025", ("result", "2025", "")),
        ("Kết quả thực hiện kế hoạch 2025", ("result", "2025", "")),
        ("Ước thực hiện cả năm 2025", ("estimate", "2025", "")),
        ("ƯTH 2025", ("estimate", "2025", "")),
        ("Thực hiện 6 tháng đầu năm 2025", ("result", "2025-M01..06", "")),
        ("TH 9 tháng", ("result", "2025-M01..09", "")),
        ("Thực hiện 12 tháng", ("result", "2025", "")),
        ("TH quý I/2025", ("result", "2025-Q1", "")),
        ("Thực hiện tháng 10/2025", ("result", "2025-10", "")),
        ("Thực hiện đến 30/6/2025", ("result", "2025-M01..06", "")),
        ("Thực hiện đến 15/11/2025", ("result", "2025-11-15", "")),
        ("Thực hiện đến 31/12", ("result", "2025", "")),
    ],
)
def test_a_heading_tells_kind_period_and_who(heading, found):
    assert get_columns(heading) == [found]


@pytest.mark.parametrize(
    "heading",
    [
        "Thực hiện năm 2024",
        "KH 2026",
        "Thực hiện cùng kỳ",
        "So sánh với cùng kỳ (%)",
        "Tốc độ tăng (%)",
        "Tăng/giảm",
        "KH 2025/ƯTH 2024 (%)",
        "Ghi chú",
        "Cơ quan chủ trì",
        "Kế hoạch 2021-2025",
    ],
)
def test_a_heading_of_something_else_is_not_read(heading):
    assert get_columns("KH 2025", heading) == [("target", "2025", "")]


def test_a_report_of_six_months_holds_the_years_plan():
    assert get_columns("Kế hoạch", "Thực hiện", "Cả năm ước TH", period="2025-M01..06") == [
        ("target", "2025", ""),
        ("result", "2025-M01..06", ""),
        ("estimate", "2025", ""),
    ]


def test_a_plan_of_a_term():
    assert get_columns("Mục tiêu đến năm 2030", period="2025-2030") == [("target", "2025-2030", "")]


def test_the_officer_says_what_results_are():
    assert get_columns("Thực hiện", kind="estimate") == [("estimate", "2025", "")]


def test_sections_parts_and_their_measures():
    def merge(sheet, _):
        sheet.merge_cells("A2:D2")

    plan = read(
        make_workbook(
            ["TT", "Chỉ tiêu", "Đơn vị tính", "KH 2025"],
            ["I. KINH TẾ"],
            [1, "Tổng thu ngân sách", "tỷ đồng", 100],
            [None, "Trong đó: Thu nội địa", None, 80],
            [None, "- Thu từ đất", '"', 20],
            ["II", "XÃ HỘI"],
            [2, "Tỷ lệ hộ nghèo (%)", None, 1.5],
            change=merge,
        )
    )
    assert [(row.section, row.parent, row.name, row.measure) for row in plan.rows] == [
        ("KINH TẾ", "", "Tổng thu ngân sách", "tỷ đồng"),
        ("KINH TẾ", "Tổng thu ngân sách", "Thu nội địa", "tỷ đồng"),
        ("KINH TẾ", "Tổng thu ngân sách", "Thu từ đất", "tỷ đồng"),
        ("XÃ HỘI", "", "Tỷ lệ hộ nghèo", "%"),
    ]


def test_a_measure_above_the_table_holds_for_all_rows():
    plan = read(
        make_word("Biểu 1 (ĐVT: triệu đồng)", [["Nội dung", "KH 2025"], ["Chi", "12,5"]]), "a.docx"
    )
    assert plan.rows[0].measure == "triệu đồng"


def test_numbers_as_text_are_read_in_the_light_of_their_neighbours():
    rows = ["Thu;tỷ đồng;2,356.7", "Chi;tỷ đồng;1,250", "Vốn;tỷ đồng;41.25"]
    plan = read_csv("Chỉ tiêu;ĐVT;KH 2025", *rows)
    assert [row.values[0].amount.value for row in plan.rows] == [
        Decimal("2356.7"),
        Decimal(1250),
        Decimal("41.25"),
    ]


def test_excels_numbers_have_no_noise():
    content = cache_value(
        make_workbook(["Chỉ tiêu", "ĐVT", "KH 2025"], ["Thu", "tỷ đồng", "=C9"]),
        "C9",
        "1223.7710000000002",
    )
    assert read(content).rows[0].values[0].amount.value == Decimal("1223.771")


def test_a_fraction_is_a_share_when_the_arithmetic_says_so():
    plan = read_csv(
        "Chỉ tiêu;ĐVT;KH;TH;TH/KH", "Thu;tỷ đồng;100;95,6;0,956", "Chi;tỷ đồng;50;51;102"
    )
    assert [row.values[1].attainment for row in plan.rows] == [Decimal("95.600"), Decimal(102)]


def test_a_share_alone_is_a_result():
    plan = read_csv("Chỉ tiêu;ĐVT;KH;TH;% KH", "Thu;tỷ đồng;100;;95,6")
    assert tell(plan)[0][2][1] == ("result", "2025", "D2", None, "95.6")


def test_a_merged_value_holds_for_its_rows_and_a_merged_heading_for_none():
    def merge(sheet, _):
        sheet.merge_cells("C2:C3")
        sheet.merge_cells("A4:C4")

    plan = read(
        make_workbook(
            ["Chỉ tiêu", "ĐVT", "KH 2025"],
            ["Thu", "%", 5],
            ["Chi", "%"],
            ["II. Chỉ tiêu xã hội"],
            ["Hộ nghèo", "%", 1],
            change=merge,
        )
    )
    assert [(row.name, str(row.values[0].amount.value)) for row in plan.rows] == [
        ("Thu", "5"),
        ("Chi", "5"),
        ("Hộ nghèo", "1"),
    ]


def test_hidden_rows_and_columns_are_marked():
    def hide(sheet, _):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["D"].hidden = True

    rows = [["Thu", "%", 1, 2], ["Chi", "%", 3, 4]]
    plan = read(make_workbook(["Chỉ tiêu", "ĐVT", "KH 2025", "TH 2025"], *rows, change=hide))
    assert [row.hidden for row in plan.rows] == [True, False]
    assert [value.hidden for value in plan.rows[1].values] == [False, True]


def test_a_heading_repeated_on_every_page_is_no_row():
    plan = read_csv("Chỉ tiêu;ĐVT;KH 2025", "Thu;%;1", "Chỉ tiêu;ĐVT;KH 2025", "Chi;%;2")
    assert [row.name for row in plan.rows] == ["Thu", "Chi"]


def test_two_sheets_are_named_in_the_rows():
    def add(_, book):
        other = book.create_sheet("Xã hội")
        other.append(["Chỉ tiêu", "ĐVT", "KH 2025"])
        other.append(["Hộ nghèo", "%", "một ít"])

    plan = read(make_workbook(["Chỉ tiêu", "ĐVT", "KH 2025"], ["Thu", "%", 1], change=add))
    assert [row.place for row in plan.rows] == ["Dòng 2, trang “Sheet”", "Dòng 2, trang “Xã hội”"]


def test_rows_without_a_number_are_counted():
    assert read_csv("Chỉ tiêu;ĐVT;KH 2025", "Thu;%;1", "Chi;%;", "Vốn;%;x").empty_rows == 2


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("Đạt chuẩn", "“Đạt chuẩn” không phải là số."),
        ("12 người", "đơn vị “người” khác đơn vị tính của dòng (tỷ đồng)."),
        ("12 triệu đồng", "đơn vị “triệu đồng” khác đơn vị tính của dòng (tỷ đồng)."),
        ("12 đồng", "đơn vị “đồng” khác đơn vị tính của dòng (tỷ đồng)."),
        ("8 - 7,5", "khoảng “8 - 7,5” có đầu sau nhỏ hơn đầu trước."),
        ("1/2", "“1/2” không phải là số."),
        ("(12)", "“(12)” không phải là số."),
        (
            "0,1234567",
            "số có quá nhiều chữ số. Sổ giữ nhiều nhất 15 chữ số, 6 chữ số sau dấu phẩy; "
            "hãy làm tròn trong tệp.",
        ),
        ("9" * 5000, f"“{'9' * 57}…” không phải là số."),
    ],
)
def test_a_wrong_cell_is_named_and_spoils_its_row_only(value, problem):
    plan = read_csv("TT;Chỉ tiêu;ĐVT;KH 2025", f"1;Thu;tỷ đồng;{value}", "2;Chi;tỷ đồng;5")
    assert [row.problems for row in plan.rows] == [(f"Dòng 2, ô D2: {problem}",), ()]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (
            "=A1+1",
            "chứa công thức chưa được tính. "
            "Hãy mở tệp bằng Excel hoặc LibreOffice, bấm lưu rồi tải lại.",
        ),
        ("#REF!", "báo lỗi #REF!."),
    ],
)
def test_a_formula_without_a_value_is_named(value, problem):
    plan = read(make_workbook(["TT", "Chỉ tiêu", "ĐVT", "KH 2025"], [1, "Thu", "tỷ đồng", value]))
    assert plan.rows[0].problems == (f"Dòng 2, ô D2: {problem}",)


def test_a_number_that_excel_made_a_date_is_named():
    def change(sheet, _):
        sheet["C2"].number_format = "dd/mm/yyyy"

    plan = read(make_workbook(["Chỉ tiêu", "ĐVT", "KH 2025"], ["Thu", "%", 45000], change=change))
    assert plan.rows[0].problems[0].startswith("Dòng 2, ô C2: là ngày tháng (15/03/2023)")


def test_a_wrong_share_names_its_own_cell():
    plan = read_csv("Chỉ tiêu;ĐVT;KH;TH;% KH", "Thu;tỷ đồng;100;95;vượt")
    assert plan.rows[0].problems == ("Dòng 2, ô E2: “vượt” không phải là số.",)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["a;b", "1;2"], "Không thấy bảng kế hoạch trong tệp."),
        (["Chỉ tiêu;ĐVT", "Thu;%"], "Không thấy bảng kế hoạch trong tệp."),
        (
            ["Chỉ tiêu;ĐVT;KH 2024", "Thu;%;1"],
            "Tệp không có cột số liệu nào của kỳ 2025. Các cột có: “KH 2024”.",
        ),
        (["Chỉ tiêu;ĐVT;KH 2025", "Thu;%;"], "Bảng kế hoạch trong tệp chưa có số liệu nào"),
        (
            ["Chỉ tiêu;KH 2025;Kế hoạch 2025", "Thu;1;2"],
            "Hai cột cùng một nghĩa: “KH 2025” (cột B) và “Kế hoạch 2025” (cột C).",
        ),
        (
            ["Chỉ tiêu;ĐVT;KH 2025", *(f"Thu {n};%;1" for n in range(MAX_ROWS + 1))],
            "Bảng có 201 dòng chỉ tiêu. Mỗi lần nhập được nhiều nhất 200 dòng, hãy tách tệp.",
        ),
    ],
)
def test_a_file_without_a_plan_is_refused(lines, sentence):
    with pytest.raises(PlanFileError) as refusal:
        read_csv(*lines)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "measure", "stated"),
    [
        ("95", "%", StatedAmount("%", Decimal(95))),
        ("95%", "", StatedAmount("%", Decimal(95))),
        ("≥ 95", "%", StatedAmount("%", Decimal(95), comparator="ge")),
        (">=95%", "%", StatedAmount("%", Decimal(95), comparator="ge")),
        ("từ 95% trở lên", "%", StatedAmount("%", Decimal(95), comparator="ge")),
        ("95 trở lên", "%", StatedAmount("%", Decimal(95), comparator="ge")),
        ("tối thiểu 95", "%", StatedAmount("%", Decimal(95), comparator="ge")),
        ("trên 95%", "%", StatedAmount("%", Decimal(95), comparator="gt")),
        ("> 95", "%", StatedAmount("%", Decimal(95), comparator="gt")),
        ("dưới 1", "%", StatedAmount("%", Decimal(1), comparator="lt")),
        ("<1", "%", StatedAmount("%", Decimal(1), comparator="lt")),
        ("không quá 1,5", "%", StatedAmount("%", Decimal("1.5"), comparator="le")),
        ("≤ 1,5%", "%", StatedAmount("%", Decimal("1.5"), comparator="le")),
        ("5 trở xuống", "vụ", StatedAmount("vụ", Decimal(5), comparator="le")),
        ("khoảng 7.500", "người", StatedAmount("người", Decimal(7500), comparator="approx")),
        ("7,5-8", "%", StatedAmount("%", None, Decimal("7.5"), Decimal(8), "range")),
        ("7,5% – 8%", "%", StatedAmount("%", None, Decimal("7.5"), Decimal(8), "range")),
        ("từ 7,5 đến 8", "%", StatedAmount("%", None, Decimal("7.5"), Decimal(8), "range")),
        ("-0,5", "%", StatedAmount("%", Decimal("-0.5"))),
        ("1 223,771", "tỷ đồng", StatedAmount("tỷ đồng", Decimal("1223.771"))),
        ("406,890", "tỷ đồng", StatedAmount("tỷ đồng", Decimal("406.890"))),
        ("12 tỷ", "tỷ đồng", StatedAmount("tỷ đồng", Decimal(12))),
        ("15 m2", "m2", StatedAmount("m2", Decimal(15))),
        ("12", "", StatedAmount("", Decimal(12))),
        ("-", "%", None),
        ("x", "%", None),
        ("…", "%", None),
    ],
)
def test_amounts_as_offices_write_them(text, measure, stated):
    cell = Cell("D7", text)
    assert read_amount(cell, measure=measure, separators=Separators.DECIMAL_COMMA) == stated


@pytest.mark.parametrize("text", ["Đạt", "12/12 xã", "1-2-3", "abc 12", "12 13", "≥", "%"])
def test_other_texts_are_no_amounts(text):
    with pytest.raises(NoAmount):
        read_amount(Cell("D7", text), measure="", separators=Separators.DECIMAL_COMMA)
