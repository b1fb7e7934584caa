"""Files as text for the figure reader: plain text and Markdown as they are, others as papers.

A table becomes lines of cells parted by tabs, which the reader takes for a table again, so that
every offset is one of the text given here, and years and measures named above a table hold in it.
"""

from __future__ import annotations

import re
from pathlib import Path

SUFFIXES = (".txt", ".md", ".csv", ".tsv", ".html", ".htm", ".docx", ".xlsx", ".pdf")
_PAPERS = frozenset(SUFFIXES) - {".txt", ".md"}


class UnreadableDocumentError(Exception):
    """A file could not be turned into text; the message is a Vietnamese sentence for people."""


def read_document(path: Path) -> str:
    """Give the text of a file, by its ending; an unknown ending is read as plain text.

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
    return _blank_marks(text) if suffix == ".md" else text


def decode(content: bytes, name: str) -> str:
    """Decode text, UTF-8 as a rule. Raises `UnreadableDocumentError`."""
    return _decode(content, name, encoding="utf-8-sig")


def _decode(content: bytes, name: str, *, encoding: str) -> str:
    if b"\0" not in content[:4096]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass  # an old alphabet, which papers know
    return _read_paper(content, ".txt", name)


def _blank_marks(text: str) -> str:
    """Blank out the marks of headings and emphasis; offsets stay those of the file."""
    return re.sub(r"(?m)^#{1,6} |\*\*|__|`", lambda match: " " * len(match[0]), text)


def _read_paper(content: bytes, suffix: str, name: str) -> str:
    from congtin.papers import PaperError, read_paper  # noqa: PLC0415  (slow; plain text needs none)

    try:
        return read_paper(content, name=f"paper{suffix}").text
    except PaperError as problem:
        sentence = str(problem)
        if sentence.startswith("Tệp "):
            raise UnreadableDocumentError(f"{name} {sentence.removeprefix('Tệp ')}") from None
        raise UnreadableDocumentError(f"{name}: {sentence}") from None
