"""The empty table that plan officers may fill in: what plan_files reads without any doubt."""

import csv
from io import BytesIO, StringIO

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

__all__ = ["write_csv", "write_workbook"]

_WIDTHS = (6, 52, 14, 20, 22, 20, 32)
_EXAMPLE = "Ví dụ, hãy sửa hoặc xóa dòng này"


def write_workbook(year: int) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = f"Kế hoạch {year}"
    for row in _make_rows(year):
        sheet.append(row)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        heading = sheet.cell(1, column)
        heading.font = Font(bold=True)
        heading.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(year: int) -> bytes:
    """With the mark and the separator by which a Vietnamese Excel opens it rightly."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in _make_rows(year):
        writer.writerow(
            [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row]
        )
    return out.getvalue().encode("utf-8-sig")


def _make_rows(year: int) -> list[list[str | int | float | None]]:
    return [
        [
            "TT",
            "Chỉ tiêu",
            "Đơn vị tính",
            f"Kế hoạch năm {year}",
            f"Thực hiện năm {year}",
            "% so với kế hoạch",
            "Ghi chú",
        ],
        [1, "Tổng thu ngân sách nhà nước trên địa bàn", "tỷ đồng", 100, 105.2, 105.2, _EXAMPLE],
        [2, "Tỷ lệ hộ nghèo", "%", "dưới 1", 0.8, None, _EXAMPLE],
    ]
