"""Files as text for the figure reader: plain text, Markdown, HTML, Word, Excel and PDF.

A table becomes lines of cells parted by tabs, which the reader takes for a table again, so that
every offset is one of the text given here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any


class UnreadableDocumentError(Exception):
    """A file could not be turned into text; the message is a Vietnamese sentence for people."""


def read_document(path: Path) -> str:
    """Give the text of a file, by its ending; an unknown ending is read as plain text.

    Raises `UnreadableDocumentError`.
    """
    reader = _READERS.get(path.suffix.lower(), _read_plain)
    try:
        return reader(path)
    except UnreadableDocumentError:
        raise
    except FileNotFoundError:
        raise UnreadableDocumentError(f"Không tìm thấy tệp “{path}”.") from None
    except IsADirectoryError:
        raise UnreadableDocumentError(f"“{path}” là thư mục, không phải tệp.") from None
    except PermissionError:
        raise UnreadableDocumentError(f"Không có quyền đọc tệp “{path}”.") from None
    except UnicodeDecodeError:
        raise UnreadableDocumentError(f"Tệp “{path}” không phải văn bản UTF-8.") from None
    except ImportError as error:
        raise UnreadableDocumentError(
            f"Để đọc tệp “{path}” cần cài thêm thư viện “{error.name}”."
        ) from None
    except Exception as error:
        raise UnreadableDocumentError(
            f"Tệp “{path}” bị hỏng hoặc sai định dạng: {error}."
        ) from error


def decode(content: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte order mark. Raises `UnreadableDocumentError`."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableDocumentError(f"{name} không phải văn bản UTF-8.") from None


SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".xlsx", ".pdf")


def _read_plain(path: Path) -> str:
    content = path.read_bytes()
    if b"\0" in content[:4096]:
        raise UnreadableDocumentError(f"Tệp “{path}” không phải tệp văn bản.")
    # A byte order mark stays: offsets are those of the file's own text.
    return content.decode("utf-8")


def _read_markdown(path: Path) -> str:
    """Blank out the marks of headings and emphasis; offsets stay those of the file."""
    text = path.read_bytes().decode("utf-8")
    return re.sub(r"(?m)^#{1,6} |\*\*|__|`", lambda match: " " * len(match[0]), text)


def _read_html(path: Path) -> str:
    parser = _PageParser()
    parser.feed(path.read_bytes().decode("utf-8"))
    parser.close()
    return parser.text()


def _read_word(path: Path) -> str:
    import docx  # noqa: PLC0415 - only for such files, and slow to import
    from docx.table import Table  # noqa: PLC0415  (only Word papers need it)

    lines: list[str] = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            lines.extend(_join_cells(cell.text for cell in row.cells) for row in block.rows)
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _read_workbook(path: Path) -> str:
    import openpyxl  # noqa: PLC0415 - only for such files, and slow to import

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        rows = [[_write_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        kept = [
            _join_cells(row) if sum(map(bool, row)) > 1 else " ".join(row).strip() for row in rows
        ]
        sheets.append("\n".join(line for line in kept if line.strip()))
    book.close()
    return "\n\n".join(sheets)


def _read_pdf(path: Path) -> str:
    import pypdf  # noqa: PLC0415 - only for such files, and slow to import

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the reason is said in one sentence
    pages = [page.extract_text() or "" for page in pypdf.PdfReader(str(path)).pages]
    if not any(page.strip() for page in pages):
        raise UnreadableDocumentError(f"Tệp “{path}” không có lớp chữ (có thể là bản quét).")
    return "\n".join(pages)


def _join_cells(cells: Iterable[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _write_cell(value: Any) -> str:
    """Write a cell as a Vietnamese text would: a comma before decimals."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",") if value != int(value) else str(int(value))
    return str(value)


class _PageParser(HTMLParser):
    """The visible text of a page: a line per block, a tab between the cells of a row."""

    _BLOCKS = frozenset(
        (
            "p",
            "div",
            "br",
            "li",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "table",
            "ul",
            "ol",
            "blockquote",
            "figcaption",
            "header",
            "footer",
        )
    )
    _HIDDEN = frozenset(("script", "style", "noscript", "template", "svg", "head"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._hidden = 0
        self._cell = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in self._HIDDEN:
            self._hidden += 1
        elif tag in {"td", "th"}:
            self._cell += 1
        elif tag in self._BLOCKS:
            self._pieces.append(" " if self._cell else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in {"td", "th"}:
            self._cell = max(0, self._cell - 1)
            self._pieces.append("\t")
        elif tag in self._BLOCKS:
            self._pieces.append(" " if self._cell else "\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        lines = "".join(self._pieces).split("\n")
        return "\n".join(
            re.sub(r" *\t *", "\t", line).strip(" ").removesuffix("\t") for line in lines
        )


_READERS: dict[str, Callable[[Path], str]] = {
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": _read_word,
    ".xlsx": _read_workbook,
    ".pdf": _read_pdf,
}
