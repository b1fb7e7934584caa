"""A file of XML made fit to stream: without the signs that XML forbids (XML 1.0, 2.2)."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from congtin.wire.moving.errors import SourceUnreadable

__all__ = ["XmlStream"]

_FORBIDDEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class XmlStream:
    """Reads as UTF-8 whatever the encoding; a byte that is none becomes U+FFFD.

    `place` is how many bytes of the file were read. Raises SourceUnreadable on an encoding that
    nobody knows.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.place = 0
        head = file.read(4096)
        self.place = len(head)
        self._decoder = codecs.getincrementaldecoder(_find_encoding(head))("replace")
        text = self._decoder.decode(head)
        self._ready = _DECLARATION.sub("", text, count=1).lstrip()

    def read(self, size: int = 65536) -> bytes:
        if self._ready:
            text, self._ready = self._ready, ""
        else:
            chunk = self._file.read(size)
            self.place += len(chunk)
            text = self._decoder.decode(chunk, final=not chunk)
            if chunk and not text:
                return self.read(size)
        return text.translate(_FORBIDDEN).encode("utf-8")


def _find_encoding(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    declared = _DECLARED.match(head.lstrip())
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        found = codecs.lookup(name)
    except LookupError:
        raise SourceUnreadable(f"Không biết bảng mã “{name}” mà tệp tự khai.") from None
    if not found._is_text_encoding:  # "zlib" and the like are no alphabets
        raise SourceUnreadable(f"Không biết bảng mã “{name}” mà tệp tự khai.")
    return name
