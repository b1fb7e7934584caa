"""PDF files: the layer of text, page by page (ISO 32000), and tables told by their columns."""

import logging
from io import BytesIO

import pypdf
from pypdf import PageObject
from pypdf.errors import PdfReadError

from congtin.papers.encodings import mend_text
from congtin.papers.errors import PaperDamaged, PaperNotReadable, PaperTooLarge, PaperUnsafe
from congtin.papers.paper import Table, write_tables
from congtin.papers.printed import cut_printed

__all__ = ["read_pdf"]

_MOST_PAGES = 400
# What the library grumbles about in a sloppy file is of no use to anybody here.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(content: bytes) -> tuple[str, tuple[Table, ...]]:
    """The text with its tables as lines of cells, and the tables.

    Raises PaperError of all kinds; other errors mean that the file is damaged.
    """
    if b"%PDF-" not in content[:1024]:
        raise PaperDamaged("Tệp không phải tệp PDF, dù tên tệp viết như vậy.")
    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted and not _open(reader):
        raise PaperUnsafe("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    if len(reader.pages) > _MOST_PAGES:
        raise PaperTooLarge(f"Tệp có hơn {_MOST_PAGES} trang. Hãy tách phần cần đọc.")
    parts = [part for page in reader.pages for part in _read_page(page)]
    text = "\n".join(part if isinstance(part, str) else write_tables(part) for part in parts)
    if not text.strip():
        raise PaperNotReadable(
            "Tệp PDF không có lớp chữ (có thể là bản quét). Hãy dùng bản Word hoặc Excel gốc."
        )
    return mend_text(text), tuple(part for part in parts if isinstance(part, Table))


def _read_page(page: PageObject) -> list[str | Table]:
    """The lines as they are printed where they hold a table, else in the order of the file."""
    plain = page.extract_text()
    try:
        printed = page.extract_text(extraction_mode="layout")
    # The library lays out few fonts wrongly enough to fail; the plain text is there all the same.
    except (KeyError, ValueError, TypeError, IndexError, ZeroDivisionError, AttributeError):
        return [plain]
    parts = cut_printed(printed)
    return parts if any(isinstance(part, Table) for part in parts) else [plain]


def _open(reader: pypdf.PdfReader) -> bool:
    """Files that only forbid printing open with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except (PdfReadError, NotImplementedError, ImportError):
        return False
