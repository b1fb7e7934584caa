"""Writing a table as a workbook (ECMA-376, SpreadsheetML), in pieces while it is read.

Libraries at hand build the whole file before the first byte goes out, which takes a large table
half a minute within a request; this form needs the standard library alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.utils.datetime import to_excel

from congtin.portal.open_data.columns import LICENCE, Cell, Column, read_row, to_text

__all__ = ["write_workbook"]

_ROWS_AT_ONCE = 500
_MOST_ROWS = 1_048_575  # of a sheet, below its header
_LONGEST_CELL = 32_000
# What XML 1.0 (2.2) has no character for.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOLD, _DAY, _MOMENT = 1, 2, 3
_SMALL_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_KIND}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Số liệu" sheetId="1" r:id="rId1"/>'
        '<sheet name="Chú giải" sheetId="2" r:id="rId2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        '<numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="4">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ),
}
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)


class _Sink:
    """Where the archive is written to; what has come is taken out again and sent."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """The archive asks for it; there is nothing behind this sink."""

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def write_workbook(
    columns: tuple[Column, ...], things: Iterable[Any], *, title: str, source: str
) -> Iterator[bytes]:
    """A sheet of data and a sheet that explains its columns, in pieces of a file."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # written to only, and never sought in
        for name, text in _SMALL_PARTS.items():
            archive.writestr(_name_part(name), _HEAD + text)
        with archive.open(_name_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as part:
            for piece in _write_data(columns, things):
                part.write(piece.encode())
                yield sink.take()
        archive.writestr(
            _name_part("xl/worksheets/sheet2.xml"), _explain(columns, title=title, source=source)
        )
    yield sink.take()


def _name_part(name: str) -> ZipInfo:
    """With a day of its own: the same table gives the same bytes."""
    part = ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
    part.compress_type = ZIP_DEFLATED
    return part


def _write_data(columns: tuple[Column, ...], things: Iterable[Any]) -> Iterator[str]:
    rows = [f'{_HEAD}<worksheet xmlns="{_MAIN}">{_FROZEN}<sheetData>']
    rows.append(_write_row([column.title for column in columns], style=_BOLD))
    for number, thing in enumerate(things):
        if number >= _MOST_ROWS:
            break
        rows.append(_write_row(read_row(columns, thing).values()))
        if len(rows) >= _ROWS_AT_ONCE:
            yield "".join(rows)
            rows.clear()
    yield "".join([*rows, "</sheetData></worksheet>"])


def _explain(columns: tuple[Column, ...], *, title: str, source: str) -> str:
    rows = [
        _write_row([label, text], first=_BOLD)
        for label, text in (("Bảng", title), ("Nguồn", source), ("Giấy phép", LICENCE))
    ]
    rows.append("<row/>")
    rows.append(_write_row(("Cột", "Tên máy", "Kiểu", "Nghĩa"), style=_BOLD))
    rows += [
        _write_row((column.title, column.name, column.type, column.description))
        for column in columns
    ]
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _write_row(cells: Iterable[Cell], *, style: int = 0, first: int = 0) -> str:
    written = [
        _write_cell(cell, style or (first if place == 0 else 0)) for place, cell in enumerate(cells)
    ]
    return f"<row>{''.join(written)}</row>"


def _write_cell(cell: Cell, style: int) -> str:
    """Texts are written as texts: one that begins with "=" is no formula."""
    look = f' s="{style}"' if style else ""
    if cell is None:
        return f"<c{look}/>"
    if isinstance(cell, bool):
        return f'<c{look} t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | Decimal):
        return f"<c{look}><v>{to_text(cell)}</v></c>"
    if isinstance(cell, dt.datetime):
        return f'<c s="{_MOMENT}"><v>{to_excel(cell.replace(tzinfo=None))}</v></c>'
    if isinstance(cell, dt.date):
        return f'<c s="{_DAY}"><v>{to_excel(cell)}</v></c>'
    text = escape(_ILLEGAL.sub("", to_text(cell))[:_LONGEST_CELL])
    return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
