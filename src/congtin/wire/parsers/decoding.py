"""Bytes of a feed or page to text: what is declared is often wrong, so the letters decide.

UTF-8 that was encoded twice is undone; TCVN3, VNI and windows-1258 are told by their syllables
(`congtin.papers`). What stays wrong is refused.
"""

import re

from congtin.papers.encodings import decode as decode_old
from congtin.papers.encodings import mend, mend_text
from congtin.papers.errors import PaperError
from congtin.papers.syllables import measure_likeness
from congtin.vietnamese.folding import to_nfc
from congtin.wire.parsers.errors import LettersUnreadable

__all__ = ["decode", "mend_strings"]

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,300}?charset)\s*=\s*["']?\s*([\w.:-]{2,30})""",
    re.IGNORECASE,
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_BROKEN = re.compile(r"[^\s<>\"'&;]*\ufffd+[^\s<>\"'&;]*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_WIDE = ("utf-16", "utf-32", "ucs-2")
_ENOUGH = 0.85
_FEW = 0.002
# Each ASCII sign of UTF-16 has a zero beside it; a stray zero is dirt.
_WIDE_SHARE = 0.05
# A byte of UTF-8 beyond ASCII as windows-1252 or Latin-1 shows it.
_BYTE_OF = {
    (bytes([code]).decode("cp1252", errors="ignore") or chr(code)): code
    for code in range(0x80, 0x100)
} | {chr(code): code for code in range(0x80, 0xA0)}
_RUN = re.compile(f"[{re.escape(''.join(_BYTE_OF))}]{{2,}}")
_MOJIBAKE = re.compile(r"[ÃÂÄÆ][\u0080-\u00bf\u2018-\u2122]|á[º»][\u0080-\u00bf\u0152-\u2122]")


def decode(content: bytes, content_type: str = "") -> str:
    """The text in composed Unicode.

    Raises LettersUnreadable rather than giving wrong letters.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _finish(_decode_tolerantly(content[len(mark) :], name))
    if content[:400].count(0) > len(content[:400]) * _WIDE_SHARE:
        return _finish(_decode_wide(content))
    content = content.replace(b"\0", b"")
    try:
        return _finish(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _finish(_decode_declared(content, content_type))


def mend_strings(strings: list[str]) -> list[str]:
    """Texts whose letters came as entities of an old font, or were encoded twice, put right."""
    return [to_nfc(each) for each in mend([_undo_double(each) for each in strings])]


def _decode_declared(content: bytes, content_type: str) -> str:
    damaged = content.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") <= max(3, len(damaged) * _FEW) and _is_vietnamese(damaged):
        return damaged
    for name in _find_declared(content, content_type):
        try:
            text = mend_text(to_nfc(content.decode(name)))
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_vietnamese(text):
            return text
    try:
        return decode_old(content)
    except PaperError as problem:
        raise LettersUnreadable("Không nhận ra bảng mã chữ Việt của trang này.") from problem


def _find_declared(content: bytes, content_type: str) -> list[str]:
    names = [found[1].decode("ascii") for found in _DECLARED.finditer(content[:2048])]
    if in_header := _IN_HEADER.search(content_type):
        names.insert(0, in_header[1])
    return [name for name in names if not name.lower().startswith(_WIDE)]


def _decode_wide(content: bytes) -> str:
    try:
        return decode_old(content)
    except PaperError as problem:
        raise LettersUnreadable("Trang không phải văn bản, hoặc bị hỏng.") from problem


def _decode_tolerantly(content: bytes, name: str) -> str:
    text = content.decode(name, errors="replace")
    if text.count("\ufffd") > max(3, len(text) * _FEW):
        raise LettersUnreadable("Trang có quá nhiều ký tự hỏng.")
    return text


def _finish(text: str) -> str:
    """A letter that was cut in two takes its word with it: half a word is no word."""
    if len(_CONTROLS.findall(text)) > max(3, len(text) * _FEW):
        raise LettersUnreadable("Trang không phải văn bản, hoặc bị hỏng.")
    text = to_nfc(mend_text(_undo_double(_BROKEN.sub("…", text))))
    if len(_MOJIBAKE.findall(text)) > 5 and not _is_vietnamese(text):
        raise LettersUnreadable("Chữ Việt của trang đã hỏng từ nơi gửi, không khôi phục được.")
    return text


def _undo_double(text: str) -> str:
    """UTF-8 that somebody read as windows-1252 and encoded once more, run by run."""
    for _ in range(2):
        if not _MOJIBAKE.search(text):
            break
        text = _RUN.sub(_undo_run, text)
    return text


def _undo_run(run: re.Match[str]) -> str:
    content = bytes(_BYTE_OF[char] for char in run[0])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return run[0]


def _is_vietnamese(text: str) -> bool:
    """Whether the words with marks are Vietnamese; a text without any is taken for granted."""
    found = measure_likeness([text])
    return found.words == 0 or found.share >= _ENOUGH
