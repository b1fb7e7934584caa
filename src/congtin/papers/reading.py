"""From a file's bytes to a paper: told by its name, checked by its content."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from congtin.papers.delimited import read_delimited
from congtin.papers.encodings import decode, mend
from congtin.papers.errors import (
    PaperDamaged,
    PaperError,
    PaperNotReadable,
    PaperTooLarge,
    PaperUnsafe,
)
from congtin.papers.paper import Cell, Paper, Row, Table, write_tables
from congtin.papers.portable import read_pdf
from congtin.papers.web_pages import read_web_page
from congtin.papers.word import read_word
from congtin.papers.workbooks import read_workbook
from congtin.vietnamese.folding import to_nfc
from congtin.vietnamese.formatting import format_number

__all__ = ["MAX_BYTES", "SUFFIXES", "read_paper"]

MAX_BYTES = 20 * 2**20
_Content = tuple[str, tuple[Table, ...]]
_LOOK_ALIKES = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})
_ADVICE = {
    ".xlsm": "Tệp .xlsm có macro nên không được nhận. Hãy lưu lại thành .xlsx.",
    ".docm": "Tệp .docm có macro nên không được nhận. Hãy lưu lại thành .docx.",
    ".xls": "Định dạng .xls đã cũ. Hãy mở tệp bằng Excel và lưu lại thành .xlsx.",
    ".doc": "Định dạng .doc đã cũ. Hãy mở tệp bằng Word và lưu lại thành .docx.",
    ".ods": "Hãy mở tệp .ods bằng LibreOffice và lưu lại thành .xlsx.",
    ".odt": "Hãy mở tệp .odt bằng LibreOffice và lưu lại thành .docx.",
}


def read_paper(content: bytes, *, name: str) -> Paper:
    """`name`: the file's name, whose ending says what it is.

    Text is as in the file (old alphabets apart); text of office files and pages, and cells, are
    composed Unicode. Raises PaperError.
    """
    suffix = PurePath(name).suffix.lower()
    reader = _READERS.get(suffix)
    if suffix in {".xlsm", ".docm"}:
        raise PaperUnsafe(_ADVICE[suffix])
    if reader is None:
        known = ", ".join(SUFFIXES)
        advice = _ADVICE.get(suffix, f"Các loại đọc được: {known}.")
        raise PaperNotReadable(f"Loại tệp này chưa đọc được. {advice}")
    if len(content) > MAX_BYTES:
        limit = format_number(MAX_BYTES // 2**20)
        raise PaperTooLarge(f"Tệp lớn hơn {limit} MB. Hãy bỏ bớt hình ảnh và trang không cần.")
    if not content.strip():
        raise PaperDamaged("Tệp trống, không có nội dung nào.")
    try:
        text, tables = reader(content)
    except PaperError:
        raise
    except RecursionError as problem:
        raise PaperDamaged("Tệp lồng nhau quá sâu, không đọc được.") from problem
    # The libraries raise errors of many families for a file that is cut or tampered with.
    except Exception as problem:
        raise PaperDamaged(
            "Tệp bị hỏng hoặc không đúng định dạng. Hãy mở tệp, lưu lại rồi tải lên lần nữa."
        ) from problem
    return Paper(name, text, tables)


def _read_plain(content: bytes) -> _Content:
    return decode(content), ()


def _read_csv(content: bytes) -> _Content:
    return _tidy_tables((read_delimited(decode(content), title=""),))


def _read_tsv(content: bytes) -> _Content:
    return _tidy_tables((read_delimited(decode(content), title="", tabs=True),))


def _read_workbook(content: bytes) -> _Content:
    return _tidy_tables(read_workbook(content))


def _read_word(content: bytes) -> _Content:
    text, tables = read_word(content)
    return _tidy(text.split("\n"), tables)


def _read_web_page(content: bytes) -> _Content:
    text, tables = read_web_page(content)
    return _tidy(text.split("\n"), tables)


def _read_pdf(content: bytes) -> _Content:
    text, tables = read_pdf(content)
    return to_nfc(text), _tidy_tables(tables)[1]


def _tidy(lines: list[str], tables: tuple[Table, ...]) -> _Content:
    mended = "\n".join(mend(lines))
    return to_nfc(mended).translate(_LOOK_ALIKES), _tidy_tables(tables)[1]


def _tidy_tables(tables: tuple[Table, ...]) -> _Content:
    """Cells may be typed with old fonts, of which the file's encoding tells nothing."""
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    mended = iter(mend([cell.text for cell in cells]))
    tidy = tuple(
        replace(
            table,
            rows=tuple(
                Row(
                    row.number,
                    tuple(_tidy_cell(cell, next(mended)) for cell in row.cells),
                    row.hidden,
                )
                for row in table.rows
            ),
        )
        for table in tables
    )
    return write_tables(*tidy), tidy


def _tidy_cell(cell: Cell, text: str) -> Cell:
    text = to_nfc(text).translate(_LOOK_ALIKES)
    return cell if text == cell.text else replace(cell, text=text)


_READERS: dict[str, Callable[[bytes], _Content]] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".csv": _read_csv,
    ".tsv": _read_tsv,
    ".html": _read_web_page,
    ".htm": _read_web_page,
    ".docx": _read_word,
    ".xlsx": _read_workbook,
    ".pdf": _read_pdf,
}
SUFFIXES = tuple(_READERS)
