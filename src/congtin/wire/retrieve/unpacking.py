"""Content codings (RFC 9110, 8.4.1), unpacked piece by piece so that a bomb stops at the limit."""

import zlib
from collections.abc import Iterable

from congtin.wire.retrieve.errors import AnswerTooLarge, AnswerUnreadable

__all__ = ["ACCEPT_ENCODING", "unpack"]

ACCEPT_ENCODING = "gzip, deflate"
_GZIP, _ZLIB, _BARE = 31, 15, -15


def unpack(pieces: Iterable[bytes], *, coding: str, most_bytes: int) -> bytes:
    """All pieces, unpacked from gzip or deflate, or as they are.

    Raises AnswerTooLarge beyond `most_bytes`, AnswerUnreadable for other codings or damage.
    """
    coding = coding.strip().lower()
    if coding in {"", "identity"}:
        return _gather(pieces, most_bytes)
    if coding in {"gzip", "x-gzip", "deflate"}:
        return _inflate(pieces, is_gzip=coding != "deflate", most_bytes=most_bytes)
    raise AnswerUnreadable(f"Máy chủ nén dữ liệu theo cách không đọc được ({coding[:40]}).")


def _gather(pieces: Iterable[bytes], most_bytes: int) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        _check(content, most_bytes)
    return bytes(content)


def _inflate(pieces: Iterable[bytes], *, is_gzip: bool, most_bytes: int) -> bytes:
    content = bytearray()
    reader = None
    for piece in pieces:
        if reader is None:
            # Some servers send "deflate" without the wrapping that the standard asks for.
            wrapped = is_gzip or piece[:1] == b"\x78"
            reader = zlib.decompressobj(_GZIP if is_gzip else _ZLIB if wrapped else _BARE)
        try:
            content += reader.decompress(piece, most_bytes + 1 - len(content))
        except zlib.error as problem:
            raise AnswerUnreadable("Dữ liệu nén bị hỏng.") from problem
        _check(content, most_bytes)
    if reader is not None and not reader.eof:
        raise AnswerUnreadable("Dữ liệu nén bị cụt.")
    return bytes(content)


def _check(content: bytearray, most_bytes: int) -> None:
    if len(content) > most_bytes:
        raise AnswerTooLarge(f"Lớn hơn {most_bytes / 2**20:.0f} MB.")
