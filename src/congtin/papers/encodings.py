"""Bytes to text, and old alphabets to Unicode: told by their letters, or refused."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from congtin.papers.alphabets import from_tcvn3, from_vni
from congtin.papers.errors import PaperDamaged, PaperNotReadable
from congtin.papers.syllables import Likeness, measure_likeness

__all__ = ["decode", "mend", "mend_text"]

_ENOUGH = 0.85
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_OLD_ALPHABETS = (from_tcvn3, from_vni)
_Way = TypeVar("_Way")
# The old fonts were laid over windows-1252, whose signs stand where Latin-1 has controls.
_WINDOWS_SIGNS = {
    code: bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xA0)
}
_HIGH_LATIN = re.compile(r"[\u00a1-\u00ff]")
_BEYOND_LATIN = re.compile(r"[\u0100-\u1fff]")


def decode(content: bytes) -> str:
    """UTF-8, UTF-16, windows-1258, TCVN3 or VNI as text; a byte order mark is dropped.

    Raises PaperDamaged and PaperNotReadable.
    """
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return mend_text(_decode_strictly(content[len(mark) :], name))
    if b"\0" in content:
        return mend_text(_decode_strictly(content, _guess_wide(content)))
    try:
        return mend_text(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_old(content)


def mend_text(text: str) -> str:
    """See `mend`; line by line. Texts that need no mending are given back as they are."""
    if _HIGH_LATIN.search(text) is None:
        return text
    lines = text.split("\n")
    return "\n".join(mend(lines))


def mend(strings: Sequence[str]) -> list[str]:
    """Strings typed with TCVN3 or VNI fonts as Unicode; others are left alone.

    Such strings have no letter beyond Latin-1. Where most of them are in one alphabet, those that
    could be read both ways are taken for it too ("Sè" is "Số" then).
    """
    doubtful = [
        place
        for place, string in enumerate(strings)
        if _HIGH_LATIN.search(string) and not _BEYOND_LATIN.search(string)
    ]
    if not doubtful:
        return list(strings)
    usual = _find_alphabet([strings[place] for place in doubtful])
    mended = list(strings)
    for place in doubtful:
        alphabet = usual or _find_alphabet([strings[place]], least=2)
        if alphabet is not None:
            mended[place] = alphabet(strings[place])
    return mended


def _find_alphabet(texts: Sequence[str], *, least: int = 1) -> Callable[[str], str] | None:
    """The old alphabet in which the texts are Vietnamese, where as they stand they are not."""
    plain = measure_likeness(texts)
    if plain.words < least or plain.share >= _ENOUGH:
        return None
    best, found = _choose({each: measure_likeness(map(each, texts)) for each in _OLD_ALPHABETS})
    return best if found.share >= _ENOUGH and found.rank > plain.rank else None


def _decode_old(content: bytes) -> str:
    latin = content.decode("latin-1").translate(_WINDOWS_SIGNS)
    ways: dict[str, Likeness] = {}
    for text in (_decode_1258(content), *(each(latin) for each in _OLD_ALPHABETS)):
        if text is not None:
            ways[text] = measure_likeness([text])
    best, found = _choose(ways)
    if found.words == 0 or found.share < _ENOUGH:
        raise PaperNotReadable(
            "Không nhận ra bảng mã chữ Việt của tệp. Hãy mở tệp bằng Excel hoặc Word, chuyển sang "
            "phông Unicode (Times New Roman), lưu thành .xlsx hoặc «CSV UTF-8» rồi tải lại."
        )
    return best


def _choose(ways: dict[_Way, Likeness]) -> tuple[_Way, Likeness]:
    best = max(ways, key=lambda way: ways[way].rank)
    return best, ways[best]


def _decode_1258(content: bytes) -> str | None:
    try:
        return unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _decode_strictly(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as problem:
        raise PaperDamaged(
            f"Tệp văn bản bị hỏng ở byte thứ {problem.start + 1} (mã {name}). Hãy lưu lại tệp."
        ) from problem


def _guess_wide(content: bytes) -> str:
    """UTF-16 without a mark has a zero beside each ASCII sign; others with zeros are no text."""
    sample = content[:4000]
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.3 * half and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > 0.3 * half and not sample[1::2].count(0):
        return "utf-16-be"
    raise PaperNotReadable(
        "Tệp không phải văn bản. Các loại đọc được: "
        ".txt, .md, .csv, .tsv, .html, .docx, .xlsx, .pdf."
    )
