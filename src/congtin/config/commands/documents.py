"""Files for the figure reader: plain text and Markdown as they are, others as prose and tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from congtin.papers import Table

Part = str | list[list[str]]

SUFFIXES = (".txt", ".md", ".csv", ".tsv", ".html", ".htm", ".docx", ".xlsx", ".pdf")
_PAPERS = frozenset(SUFFIXES) - {".txt", ".md"}
_NUMBER = re.compile(r"[(+-]?\d[\d.,]*\s*%?\)?")
_LONGEST_CELL = 300  # with longer ones a table only lays out prose


class UnreadableDocumentError(Exception):
    """A file could not be turned into text; the message is a Vietnamese sentence for people."""


def read_document(path: Path) -> list[Part]:
    """Give the prose and the tables of a file; an unknown ending is read as plain text.

    Raises `UnreadableDocumentError`.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocumentError(f"Không tìm thấy tệp “{path}”.") from None
    except IsADirectoryError:
        raise UnreadableDocumentError(f"“{path}” là thư mục, không phải tệp.") from None
    except PermissionError:
        raise UnreadableDocumentError(f"Không có quyền đọc tệp “{path}”.") from None
    suffix = path.suffix.lower()
    if suffix in _PAPERS:
        return _read_paper(content, suffix, f"Tệp “{path}”")
    # A byte order mark stays: offsets are those of the file's own text.
    text = _decode(content, f"Tệp “{path}”", encoding="utf-8")
    return [_blank_marks(text) if suffix == ".md" else text]


def decode(content: bytes, name: str) -> str:
    """Decode text, UTF-8 as a rule. Raises `UnreadableDocumentError`."""
    return _decode(content, name, encoding="utf-8-sig")


def _decode(content: bytes, name: str, *, encoding: str) -> str:
    if b"\0" not in content[:4096]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass  # an old alphabet, which papers know
    return "\n".join(part for part in _read_paper(content, ".txt", name) if isinstance(part, str))


def _blank_marks(text: str) -> str:
    """Blank out the marks of headings and emphasis; offsets stay those of the file."""
    return re.sub(r"(?m)^#{1,6} |\*\*|__|`", lambda match: " " * len(match[0]), text)


def _read_paper(content: bytes, suffix: str, name: str) -> list[Part]:
    from congtin.papers import PaperError, read_paper  # noqa: PLC0415  (slow; plain text needs none)

    try:
        paper = read_paper(content, name=f"paper{suffix}")
    except PaperError as problem:
        sentence = str(problem)
        if sentence.startswith("Tệp "):
            raise UnreadableDocumentError(f"{name} {sentence.removeprefix('Tệp ')}") from None
        raise UnreadableDocumentError(f"{name}: {sentence}") from None
    if not any(_holds_data(table) for table in paper.tables):
        return [paper.text]
    return [
        part if isinstance(part, str) else _write_rows(part)
        for part in paper.cut_parts(_holds_data)
    ]


def _holds_data(table: Table) -> bool:
    """Tell a table of numbers from one that only lays out a page."""
    texts = [cell.text for row in table.rows for cell in row.cells if cell.text]
    return (
        len(table.rows) > 1
        and any(_NUMBER.fullmatch(text) for text in texts)
        and max(map(len, texts)) <= _LONGEST_CELL
    )


def _write_rows(table: Table) -> list[list[str]]:
    """The texts of the cells; a number that a merge repeats is said once."""
    return [
        [
            "" if cell.is_repeated and _NUMBER.fullmatch(cell.text) else cell.text
            for cell in row.cells
        ]
        for row in table.rows
    ]
