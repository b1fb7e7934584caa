"""An old portal of any kind as one stream of items, with what is known of it beforehand."""

from __future__ import annotations

import datetime as dt
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from congtin.wire.moving.addresses import strip_host
from congtin.wire.moving.fetching import ask
from congtin.wire.moving.json_lines import list_files, read_json_lines
from congtin.wire.moving.models import Moved
from congtin.wire.moving.nukeviet import read_nukeviet
from congtin.wire.moving.records import Item
from congtin.wire.moving.site_pages import read_site
from congtin.wire.moving.wordpress import read_wordpress

__all__ = ["OldPortal", "open_source"]

_HEAD_BYTES = 200_000
_LINE = re.compile(rb"\n")
_POST = re.compile(rb"post_type>(?:<!\[CDATA\[)?post(?:\]\]>)?<")
_ADDRESS = {
    "wordpress": re.compile(rb"<wp:base_blog_url>\s*([^<\s]+)|<link>\s*([^<\s]+)"),
    "jsonl": re.compile(rb'"kind":\s*"portal".{0,2000}?"address":\s*"([^"]+)"()', re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class OldPortal:
    """`origin` names it in the journal; `count`: of its items, None where nobody knows; `folder`
    holds the files of an export."""

    origin: str
    address: str
    items: Iterator[Item]
    count: int | None
    folder: Path | None = None


def open_source(
    kind: str,
    source: str,
    *,
    address: str,
    now: dt.datetime,
    types: frozenset[str] = frozenset({"post"}),
    language: str = "vi",
) -> OldPortal:
    """Nothing is read yet but what is at the beginning. `address` of the portal goes before what
    the file says."""
    if kind == "site":
        return _open_site(source, now)
    path = Path(source)
    if kind == "wordpress":
        address = address or _find_address(kind, path)
        items = read_wordpress(path, now=now, types=types)
        return OldPortal(_name(kind, address, path), address, items, _count(path, _POST))
    if kind == "nukeviet":
        items = read_nukeviet(path, address=address, now=now, language=language)
        return OldPortal(_name(kind, address, path), address, items, None)
    files = list_files(path)
    address = address or (_find_address(kind, files[0]) if files else "")
    count = sum(_count(file, _LINE) for file in files)
    folder = path if path.is_dir() else path.parent
    items = _read_files(files, address, now)
    return OldPortal(_name("jsonl", address, path), address, items, count, folder)


def _open_site(address: str, now: dt.datetime) -> OldPortal:
    origin = _name("site", address, Path("site"))

    def is_known(key: str) -> bool:
        return Moved.objects.filter(move__origin=origin, kind="article", key=key).exists()

    items = read_site(address, ask=ask, now=now, is_known=is_known)
    return OldPortal(origin, address, items, None)


def _read_files(files: list[Path], address: str, now: dt.datetime) -> Iterator[Item]:
    for file in files:
        with file.open("rb") as lines:
            yield from read_json_lines(lines, base=address, now=now)


def _name(kind: str, address: str, path: Path) -> str:
    """The old portal's host; a file that names none is known by its own name."""
    host = strip_host(urlsplit(address).netloc) if "://" in address else ""
    return f"{kind}:{host or path.resolve().name}"[:250]


def _find_address(kind: str, path: Path) -> str:
    with path.open("rb") as file:
        found = _ADDRESS[kind].search(file.read(_HEAD_BYTES))
    return (found[1] or found[2]).decode("utf-8", errors="replace").rstrip("/") if found else ""


def _count(path: Path, mark: re.Pattern[bytes]) -> int:
    """How often the mark occurs: as good as the number of items for a bar of progress."""
    if path.stat().st_size == 0:
        return 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return sum(1 for _ in mark.finditer(text))
