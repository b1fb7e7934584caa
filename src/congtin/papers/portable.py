"""PDF files: the layer of text, page by page (ISO 32000). Tables come out as lines of text."""

import logging
from io import BytesIO

import pypdf
from pypdf.errors import PdfReadError

from congtin.papers.encodings import mend_text
from congtin.papers.errors import PaperDamaged, PaperNotReadable, PaperTooLarge, PaperUnsafe

__all__ = ["read_pdf"]

_MOST_PAGES = 400
# What the library grumbles about in a sloppy file is of no use to anybody here.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(content: bytes) -> str:
    """Raises PaperError of all kinds; other errors mean that the file is damaged."""
    if b"%PDF-" not in content[:1024]:
        raise PaperDamaged("Tệp không phải tệp PDF, dù tên tệp viết như vậy.")
    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted and not _open(reader):
        raise PaperUnsafe("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    if len(reader.pages) > _MOST_PAGES:
        raise PaperTooLarge(f"Tệp có hơn {_MOST_PAGES} trang. Hãy tách phần cần đọc.")
    text = "\n".join(page.extract_text() for page in reader.pages)
    if not text.strip():
        raise PaperNotReadable(
            "Tệp PDF không có lớp chữ (có thể là bản quét). Hãy dùng bản Word hoặc Excel gốc."
        )
    return mend_text(text)


def _open(reader: pypdf.PdfReader) -> bool:
    """Files that only forbid printing open with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except (PdfReadError, NotImplementedError, ImportError):
        return False
