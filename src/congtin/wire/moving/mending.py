"""Text whose UTF-8 was once taken for windows-1252 and encoded again: "HÃ  Ná»™i"."""

import re

from congtin.wire.moving.errors import ArticleRefused

__all__ = ["check_letters", "mend_double"]

# Bytes of UTF-8 seen as windows-1252: a lead byte's letter and a continuation's sign.
_SIGNS = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac"
)
_DOUBLE = re.compile(rf"[\u00c3-\u00c6\u00e1][{_SIGNS}]")
_SURE = re.compile(rf"\u00e1[\u00ba\u00bb][{_SIGNS}]|[\u00c3\u00c4\u00c6][{_SIGNS}]")
_REPLACEMENT = "\ufffd"


def mend_double(text: str) -> str:
    """The text read right, or as it is where it is no such text.

    >>> mend_double("HÃ\\u00a0 Ná»™i")
    'Hà Nội'
    """
    if not _DOUBLE.search(text):
        return text
    try:
        return _to_bytes(text).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


def check_letters(*texts: str) -> None:
    """Raises ArticleRefused on letters that were lost or garbled before they came here."""
    for text in texts:
        if _REPLACEMENT in text:
            raise ArticleRefused(
                "có chữ không đúng mã UTF-8; hãy xuất lại từ cổng cũ với mã UTF-8."
            )
        if len(_SURE.findall(text)) > 1:
            raise ArticleRefused("chữ bị mã hóa hai lần và không khôi phục được.")


def _to_bytes(text: str) -> bytes:
    """windows-1252, with the five bytes that it leaves open as Latin-1 has them."""
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return b"".join(
            letter.encode("latin-1") if "\u0080" <= letter <= "\u009f" else letter.encode("cp1252")
            for letter in text
        )
