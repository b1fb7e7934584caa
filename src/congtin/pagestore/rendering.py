"""Rendering a page through the application, with what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from congtin.pagestore.files import Page
from congtin.pagestore.front import Application, Environ, Rendered
from congtin.pagestore.recording import Recorder, record

__all__ = ["Renderer"]

_KEPT_STATUSES = {200, 302, 410}
_MOST_BYTES = 8 * 2**20
_SURROGATE_LETTERS = 8_000
# A front server makes these itself.
_MADE = {"content-type", "content-length", "cache-control", "vary", "etag", "last-modified", "date"}
_SENT_AS_FILES = ("text/html", "application/rss+xml", "application/atom+xml", "application/xml")


class Renderer:
    """`standard`: the headers, in small letters, that a front server puts on files; what has others
    it leaves to us. `names_tags`: pages tell their tags, for a cache of others."""

    def __init__(
        self, application: Application, *, standard: dict[str, str], names_tags: bool
    ) -> None:
        self._application = application
        self._standard = standard
        self._names_tags = names_tags

    def __call__(self, environ: Environ) -> Rendered:
        told: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            told[:] = [status, headers]

        with record() as recorder:
            answer = _Answer(self._application(environ, start_response))
            body = answer.read(_MOST_BYTES)
        status, headers = told
        if not answer.is_read:
            return Rendered(status, headers, b"", None, rest=answer)
        return Rendered(status, headers, body, self._make_page(status, headers, body, recorder))

    def _make_page(
        self, status: str, headers: list[tuple[str, str]], body: bytes, recorder: Recorder
    ) -> Page | None:
        number = int(status.split(maxsplit=1)[0])
        if number not in _KEPT_STATUSES or recorder.refused:
            return None
        if not _is_the_same_for_all(headers):
            return None
        kept = [each for each in headers if each[0].lower() not in _MADE - {"content-type"}]
        if self._names_tags:
            kept += _name_tags(recorder)
        return Page(
            status=number,
            headers=tuple(kept),
            body=body,
            tags=frozenset(recorder.tags),
            shapes=frozenset(recorder.shapes),
            fresh_until=recorder.fresh_until,
            reads=None if recorder.reads is None else tuple(sorted(recorder.reads)),
            shelf=self._choose_shelf(number, kept),
        )

    def _choose_shelf(self, status: int, headers: list[tuple[str, str]]) -> str:
        fields = {name.lower(): value for name, value in headers}
        kind = fields.pop("content-type", "")
        hidden = fields.pop("x-robots-tag", None)
        if status != 200 or not kind.startswith(_SENT_AS_FILES) or fields != self._standard:
            return "inner"
        if hidden is None:
            return "open"
        return "unlisted" if hidden == "noindex, nofollow" else "inner"


class _Answer:
    """The body of an answer, read up to a length; what is longer is passed on as it comes."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._iterator = chunks, iter(chunks)
        self._read: list[bytes] = []
        self.is_read = False

    def read(self, most_bytes: int) -> bytes:
        try:
            size = 0
            for chunk in self._iterator:
                self._read.append(chunk)
                size += len(chunk)
                if size > most_bytes:
                    return b""
        except BaseException:
            self.close()
            raise
        self.is_read = True
        self.close()
        return b"".join(self._read)

    def __iter__(self) -> Iterator[bytes]:
        yield from self._read
        yield from self._iterator

    def close(self) -> None:
        close: Callable[[], None] | None = getattr(self._chunks, "close", None)
        if close is not None:
            close()


def _is_the_same_for_all(headers: list[tuple[str, str]]) -> bool:
    for name, value in headers:
        field, words = name.lower(), value.lower()
        if field == "set-cookie":
            return False
        if field == "vary" and not {"accept-encoding", ""} >= {
            each.strip() for each in words.split(",")
        }:
            return False
        if field == "cache-control" and ("private" in words or "no-store" in words):
            return False
    return True


def _name_tags(recorder: Recorder) -> list[tuple[str, str]]:
    """For Varnish and Fastly, parted by spaces; for Cloudflare and others, by commas."""
    names = sorted({tag.name for tag in recorder.tags})
    while names and len(" ".join(names)) > _SURROGATE_LETTERS:
        return [("Surrogate-Key", "all"), ("Cache-Tag", "all")]
    return [("Surrogate-Key", " ".join(names)), ("Cache-Tag", ",".join(names))]
