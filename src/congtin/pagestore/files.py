"""A stored page as files: the body, its compressed variants, a card with what goes with it. Pure.

The body's own file is put in place last and taken away first: where it is, the page is whole. Card
and variants bear its time, so that parts of two pages are never taken for one.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli

from congtin.pagestore.tags import Tag

__all__ = ["SHELVES", "Kept", "Page", "Parts", "is_keepable", "locate", "read_page", "remove_page"]

# `open` and `unlisted` are for a front server that sends files; `inner` holds what needs headers or
# a status of its own.
SHELVES = ("open", "unlisted", "inner")
_BLOCK = 4096
_LEAST_COMPRESSED = 256
_TEXT = re.compile(r"text/|application/(?:[a-z.+-]*\+)?(?:xml|json)|image/svg\+xml")
_KEY = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")
_MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Page:
    """What a render gave. `fresh_until`: seconds since 1970 at which time itself changes it;
    `reads`: the query's parameters that it was made by, None where that is not known; `shapes`: the
    kinds of queries behind its tags."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    tags: frozenset[Tag] = frozenset()
    shapes: frozenset[str] = frozenset()
    fresh_until: float | None = None
    reads: tuple[str, ...] | None = ()
    shelf: str = "open"


@dataclass(slots=True)
class Kept:
    """A page as it was found on disk; `variants` by coding, "" for the body itself. `mark` tells
    whether the file at `path` is still the one that was read."""

    path: str
    mark: tuple[int, int]
    status: int
    headers: tuple[tuple[str, str], ...]
    variants: dict[str, bytes]
    digest: str
    modified: int
    fresh_until: float | None
    reads: tuple[str, ...] | None
    prepared: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(map(len, self.variants.values()))

    def is_current(self, now: float) -> bool:
        """Whether it may still be shown: nobody has discarded it and its time is not over."""
        if self.fresh_until is not None and now >= self.fresh_until:
            return False
        try:
            found = os.stat(self.path)
        except OSError:
            return False
        return (found.st_ino, found.st_mtime_ns) == self.mark


def is_keepable(key: str) -> bool:
    """Whether an address may be the name of a file: the portal's own are of such letters only.

    >>> is_keepable("/tin/bai-1/"), is_keepable("/../x"), is_keepable("/a//b"), is_keepable("/ạ/")
    (True, False, False, False)
    """
    return len(key) <= _MOST_LETTERS and _KEY.fullmatch(key) is not None


def locate(key: str, shelf: str) -> str:
    """The place of a page's body below the store's root; `+` is in no address.

    >>> locate("/tin/", "open"), locate("/rss.xml", "open")
    ('open/tin/+.html', 'open/rss.xml')
    """
    if shelf == "inner":
        digest = hashlib.sha256(key.encode()).hexdigest()
        return f"inner/{digest[:2]}/{digest[2:40]}"
    return f"{shelf}{key}+.html" if key.endswith("/") else f"{shelf}{key}"


class Parts:
    """A page's files on their way: written apart, put in place in one go."""

    def __init__(self, folder: Path, page: Page) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._stem = str(folder / f"{os.getpid()}-{os.urandom(8).hex()}")
        self._page = page
        self.digest = hashlib.sha256(_describe(page) + page.body).hexdigest()[:32]
        self._sizes: dict[str, int] = {}
        for coding, data in _compress(page).items():
            self._write(_SUFFIXES[coding], data)
            self._sizes[coding] = len(data)

    @property
    def size(self) -> int:
        """Bytes on disk, whole blocks."""
        blocks = sum(-(-size // _BLOCK) for size in self._sizes.values()) + 1
        return blocks * _BLOCK

    def put_in_place(self, path: Path, *, modified: int, now: float) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        page = self._page
        card = {
            "status": page.status,
            "headers": page.headers,
            "digest": self.digest,
            "modified": modified,
            "fresh_until": page.fresh_until,
            "reads": page.reads,
            "sizes": self._sizes,
        }
        self._write(".card", json.dumps(card).encode())
        # Read before it was written: file systems that save on noting reads note the next one then.
        times = (min(int(now), modified - 1) * 10**9, modified * 10**9)
        remove_page(path)
        # The body, whose coding is "", comes last.
        for suffix in (".card", *(_SUFFIXES[coding] for coding in sorted(self._sizes)[::-1])):
            os.utime(self._stem + suffix, ns=times)
            os.replace(self._stem + suffix, f"{path}{suffix if suffix != '.body' else ''}")

    def drop(self) -> None:
        for suffix in (".card", *_SUFFIXES.values()):
            _unlink(self._stem + suffix)

    def _write(self, suffix: str, data: bytes) -> None:
        with open(self._stem + suffix, "wb") as file:
            file.write(data)


_SUFFIXES = {"": ".body", "gzip": ".gz", "br": ".br"}


def read_page(path: str) -> Kept | None:
    """The page whose body is at the path; None where it is not there, or not whole."""
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            body = file.read()
        card = json.loads(_read(path + ".card", found.st_mtime_ns))
        variants = {
            coding: body
            if not coding
            else _read(path + _SUFFIXES[coding], found.st_mtime_ns, size=size)
            for coding, size in card["sizes"].items()
        }
    except (OSError, ValueError):
        return None
    if len(body) != card["sizes"][""] or found.st_mtime_ns != card["modified"] * 10**9:
        return None
    return Kept(
        path=path,
        mark=(found.st_ino, found.st_mtime_ns),
        status=card["status"],
        headers=tuple((name, value) for name, value in card["headers"]),
        variants=variants,
        digest=card["digest"],
        modified=card["modified"],
        fresh_until=card["fresh_until"],
        reads=None if card["reads"] is None else tuple(card["reads"]),
    )


def remove_page(path: Path) -> None:
    """Take a page away, the body first."""
    _unlink(str(path))
    for suffix in (".card", ".gz", ".br"):
        _unlink(f"{path}{suffix}")


def _read(path: str, time_ns: int, *, size: int | None = None) -> bytes:
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_mtime_ns != time_ns:
            raise ValueError(path)
        data = file.read()
    if size is not None and len(data) != size:
        raise ValueError(path)
    return data


def _describe(page: Page) -> bytes:
    return json.dumps([page.status, page.headers]).encode()


def _compress(page: Page) -> dict[str, bytes]:
    """The body, and what is smaller than it."""
    variants = {"": page.body}
    kind = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    if page.status == 200 and len(page.body) >= _LEAST_COMPRESSED and _TEXT.match(kind):
        variants["gzip"] = gzip.compress(page.body, compresslevel=6, mtime=0)
        variants["br"] = brotli.compress(page.body, mode=brotli.MODE_TEXT, quality=5)
    return variants


def _unlink(path: str) -> None:
    # An address may be the folder of another one's file: then there is no page.
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        os.unlink(path)
