"""The store: pages by address on disk, found by tag, bounded in size. Pure: no Django, no database
but its own index.

Every change is made under one lock of the folder, which the system lets go of when a process dies.
The index knows of a page before its files are there and until they are gone, so at whatever instant
a process is killed, no file is left that a discard would not find. A render takes a ticket before
it reads anything; it may not land when anything that it bears has been touched since.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from congtin.pagestore.files import (
    SHELVES,
    Kept,
    Page,
    Parts,
    is_keepable,
    locate,
    read_page,
    remove_page,
)
from congtin.pagestore.index import Index
from congtin.pagestore.tags import Tag, Touch

__all__ = ["Listed", "State", "Store", "Ticket"]

_REMEMBERED_TOUCHES = 50_000
_TRIMMED_TO = 0.95
_BATCH = 200
_OLDEST_PART_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Ticket:
    """When a render began, in the store's own count of discards."""

    epoch: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Listed:
    key: str
    size: int
    modified: int
    fresh_until: float | None


@dataclass(frozen=True, slots=True)
class State:
    pages: int
    bytes: int
    limit_bytes: int
    tags: int
    discards: int


class Store:
    """`clock` gives seconds since 1970."""

    def __init__(
        self, folder: Path, *, limit_bytes: int, clock: Callable[[], float] = time.time
    ) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        self._clock = clock
        self._index_held: Index | None = None

    @property
    def root(self) -> Path:
        """Where the shelves are; what stands behind it changes when the store is cleared."""
        return self.folder / "current"

    def prepare(self, edition: str) -> bool:
        """Begin anew where the pages were made by another edition of the code, or the machine has
        been down since: files may then be torn. True where it began anew."""
        with self._lock():
            if self.is_of(edition):
                return False
            self._clear()
            self._index.set_fact("edition", f"{edition} {_read_boot()}")
        return True

    def is_of(self, edition: str) -> bool:
        """Whether the pages were made by that edition since the machine's start."""
        known = self._index.get_fact("edition", "")
        return known == f"{edition} {_read_boot()}" and self.root.is_dir()

    def find(self, key: str) -> Kept | None:
        """The page as it stands on disk, whole; None where there is none, or its time is over."""
        if not is_keepable(key):
            return None
        for shelf in SHELVES:
            kept = read_page(f"{self.root}/{locate(key, shelf)}")
            if kept is not None:
                over = kept.fresh_until is not None and self._clock() >= kept.fresh_until
                return None if over else kept
        return None

    def begin(self) -> Ticket:
        """To be taken before a render reads anything."""
        return Ticket(self._get_epoch(), int(self._index.get_fact("sequence")))

    def put(self, key: str, page: Page, ticket: Ticket) -> bool:
        """Keep the page, unless something that it shows has been touched since the ticket."""
        if not is_keepable(key) or not self._get_epoch():
            return False
        parts = Parts(self.folder / "parts", page)
        try:
            with self._lock():
                if not self._may_land(page, ticket):
                    return False
                now = self._clock()
                modified = self._choose_time(key, parts.digest, now)
                self._enter(key, page, parts, modified=modified, now=now)
                # Only now, when the index knows of them.
                place = self.root / locate(key, page.shelf)
                parts.put_in_place(place, modified=modified, now=now)
                self._trim()
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            return False  # an address that is the folder of another one's file
        finally:
            parts.drop()
        return True

    def get_shapes(self) -> frozenset[str]:
        """The kinds of queries behind stored pages: what a change has to be held against."""
        rows = self._index.connect().execute("SELECT shape FROM shapes")
        return frozenset(shape for (shape,) in rows)

    def discard(
        self, touches: Iterable[Touch], *, shapes: frozenset[str] | None = None
    ) -> list[str] | None:
        """Take away every page that bears a touched tag; gives their addresses.

        `shapes`: those by which the touches were worked out; None is given, and nothing done, where
        a page of another kind has come in meanwhile.
        """
        wanted = set(touches)
        with self._lock():
            if shapes is not None and self.get_shapes() != shapes:
                return None
            with self._transaction() as index:
                self._remember(index, wanted)
                found = [page for touch in wanted for page in _find_touched(index, touch)]
            return self._remove(dict.fromkeys(found))

    def discard_keys(self, keys: Iterable[str]) -> list[str]:
        with self._lock(), self._transaction() as index:
            sequence = int(self._index.get_fact("sequence")) + 1
            self._index.set_fact("sequence", sequence)
            found = [
                row
                for key in keys
                for row in index.execute("SELECT id, key, shelf FROM pages WHERE key = ?", [key])
            ]
            return self._remove(dict.fromkeys(found))

    def clear(self) -> None:
        """Take everything away, at once however much there is."""
        with self._lock():
            self._clear()

    def expire(self) -> list[str]:
        """Take away what time has changed."""
        with self._lock(), self._transaction() as index:
            over = index.execute(
                "SELECT id, key, shelf FROM pages WHERE fresh_until <= ?", [self._clock()]
            ).fetchall()
            return self._remove(dict.fromkeys(over))

    def tend(self) -> None:
        """Clean up: what a clearing or a killed process left, and what nobody has to remember."""
        with self._lock():
            current = self._get_epoch()
            self._trim()
            with self._transaction() as index:
                self._forget(index)
        for folder in (self.folder / "epochs").glob("*"):
            if folder.name != current and current:
                shutil.rmtree(folder, ignore_errors=True)
        for part in (self.folder / "parts").glob("*"):
            _remove_if_old(part)

    def note_asking(self, paths: Iterable[str]) -> None:
        """That pages were asked for of which no file was read: the bound on size goes by it."""
        now = int(self._clock() * 1e9)
        for path in paths:
            try:
                os.utime(path, ns=(now, os.stat(path).st_mtime_ns))
            except OSError:
                continue

    def list_pages(self, tag: str = "") -> Iterator[Listed]:
        """All pages, or those that bear the tag, in whatever bucket."""
        condition, words = "", []
        if tag:
            condition = "WHERE id IN (SELECT page FROM tags WHERE name = ? OR name BETWEEN ? AND ?)"
            words = [tag, f"{tag}@", f"{tag}@\uffff"]
        rows = self._index.connect().execute(
            f"SELECT key, size, modified, fresh_until FROM pages {condition} ORDER BY key",  # noqa: S608  (no value stands in the text)
            words,
        )
        return (Listed(*row) for row in rows)

    def get_tags(self, key: str) -> list[Tag]:
        rows = self._index.connect().execute(
            "SELECT name, low, high FROM tags WHERE page = (SELECT id FROM pages WHERE key = ?)"
            " ORDER BY name",
            [key],
        )
        return [Tag(*row) for row in rows]

    def get_state(self) -> State:
        index = self._index.connect()
        [(pages, size)] = index.execute("SELECT count(*), coalesce(sum(size), 0) FROM pages")
        [(tags,)] = index.execute("SELECT count(DISTINCT name) FROM tags")
        return State(pages, size, self.limit_bytes, tags, int(self._index.get_fact("sequence")))

    def get_fact(self, name: str, default: int | str = 0) -> int | str:
        """A fact that the store keeps for others, as long as its pages."""
        return self._index.get_fact(f"other {name}", default)

    def set_fact(self, name: str, value: int | str) -> None:
        self._index.set_fact(f"other {name}", value)

    @property
    def _index(self) -> Index:
        if self._index_held is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._index_held = Index(self.folder / "index.sqlite3")
        return self._index_held

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        index = self._index.connect()
        if index.in_transaction:
            yield index
            return
        index.execute("BEGIN IMMEDIATE")
        try:
            yield index
        except BaseException:
            index.execute("ROLLBACK")
            raise
        index.execute("COMMIT")

    def _get_epoch(self) -> str:
        try:
            return os.readlink(self.root).rpartition("/")[2]
        except OSError:
            return ""

    def _may_land(self, page: Page, ticket: Ticket) -> bool:
        if ticket.epoch != self._get_epoch():
            return False
        with self._transaction() as index:
            known = index.total_changes
            index.executemany(
                "INSERT OR IGNORE INTO shapes VALUES (?)", [(shape,) for shape in page.shapes]
            )
            is_new = index.total_changes > known
        if int(self._index.get_fact("sequence")) == ticket.sequence:
            return True
        # A discard since the ticket knew nothing of a new shape.
        if is_new or ticket.sequence < int(self._index.get_fact("forgotten")):
            return False
        return not any(_is_touched(index, tag, ticket.sequence) for tag in page.tags)

    def _choose_time(self, key: str, digest: str, now: float) -> int:
        """Its own second for each version of a page, since validators are made of it; the same
        again for the same content."""
        row = (
            self._index.connect()
            .execute(
                "SELECT modified, digest FROM pages WHERE key = ?"
                " UNION ALL SELECT modified, digest FROM past WHERE key = ? LIMIT 1",
                [key, key],
            )
            .fetchone()
        )
        if row is None:
            return int(now)
        return int(row[0]) if row[1] == digest else max(int(now), row[0] + 1)

    def _enter(self, key: str, page: Page, parts: Parts, *, modified: int, now: float) -> None:
        with self._transaction() as index:
            old = index.execute("SELECT id, key, shelf FROM pages WHERE key = ?", [key]).fetchone()
            if old:
                self._remove([old])
            row = (key, page.shelf, parts.size, now, modified, parts.digest, page.fresh_until)
            number = index.execute(
                "INSERT INTO pages (key, shelf, size, asked_at, modified, digest, fresh_until)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            index.executemany(
                "INSERT OR IGNORE INTO tags VALUES (?, ?, ?, ?)",
                [(tag.name, number, tag.low, tag.high) for tag in page.tags],
            )
            size = int(self._index.get_fact("size")) + parts.size
            self._index.set_fact("size", size)

    def _remember(self, index: sqlite3.Connection, touches: set[Touch]) -> None:
        sequence = int(self._index.get_fact("sequence")) + 1
        self._index.set_fact("sequence", sequence)
        index.executemany(
            "INSERT INTO touches VALUES (?, ?, ?)",
            [(sequence, touch.name, touch.moment) for touch in touches],
        )

    def _forget(self, index: sqlite3.Connection) -> None:
        [(count,)] = index.execute("SELECT count(*) FROM touches")
        if count > _REMEMBERED_TOUCHES:
            sequence = int(self._index.get_fact("sequence"))
            self._index.set_fact("forgotten", sequence)
            index.execute("DELETE FROM touches WHERE sequence <= ?", [sequence])
        hours_ago = int(self._clock()) - 3600
        index.execute("DELETE FROM past WHERE modified < ?", [hours_ago])

    def _remove(self, rows: Iterable[tuple[int, str, str]]) -> list[str]:
        """First the files, then what is known of them."""
        pages = list(rows)
        for _, key, shelf in pages:
            path = self.root / locate(key, shelf)
            remove_page(path)
            self._prune(path.parent)
        with self._transaction() as index:
            for number, *_ in pages:
                [(size,)] = index.execute("SELECT size FROM pages WHERE id = ?", [number])
                self._index.set_fact("size", int(self._index.get_fact("size")) - size)
                index.execute(
                    "INSERT OR REPLACE INTO past SELECT key, modified, digest FROM pages"
                    " WHERE id = ?",
                    [number],
                )
                index.execute("DELETE FROM tags WHERE page = ?", [number])
                index.execute("DELETE FROM pages WHERE id = ?", [number])
        return [key for _, key, _ in pages]

    def _prune(self, folder: Path) -> None:
        """Take away folders in which nothing is left."""
        while self.root not in {folder.parent, folder}:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    def _trim(self) -> None:
        """Over the bound, what was not asked for longest goes. Files remember when they were read,
        so the index's order is corrected by them on the way."""
        if int(self._index.get_fact("size")) <= self.limit_bytes:
            return
        while int(self._index.get_fact("size")) > self.limit_bytes * _TRIMMED_TO:
            with self._transaction() as index:
                oldest = index.execute(
                    "SELECT id, key, shelf, asked_at FROM pages ORDER BY asked_at LIMIT ?", [_BATCH]
                ).fetchall()
                if not oldest:
                    return
                self._sort_out(index, oldest)

    def _sort_out(
        self, index: sqlite3.Connection, oldest: list[tuple[int, str, str, float]]
    ) -> None:
        for number, key, shelf, asked_at in oldest:
            if int(self._index.get_fact("size")) <= self.limit_bytes * _TRIMMED_TO:
                return
            read_at = _get_reading(self.root / locate(key, shelf))
            if read_at > asked_at + 1:
                index.execute("UPDATE pages SET asked_at = ? WHERE id = ?", [read_at, number])
            else:
                self._remove([(number, key, shelf)])

    def _clear(self) -> None:
        """The empty shelves are put in place first: a page whose row is gone must not be found."""
        number = int(self._get_epoch() or 0) + 1
        folder = self.folder / "epochs" / str(number)
        for shelf in SHELVES:
            (folder / shelf).mkdir(parents=True, exist_ok=True)
        link = self.folder / f"current.{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(f"epochs/{number}")
        os.replace(link, self.root)
        with self._transaction() as index:
            # Remembered, so that the next version of a page in the same second is told apart.
            index.execute("INSERT OR REPLACE INTO past SELECT key, modified, digest FROM pages")
            for table in ("pages", "tags", "touches"):
                index.execute(f"DELETE FROM {table}")  # noqa: S608  (a name of ours)
            self._index.set_fact("size", 0)


def _find_touched(index: sqlite3.Connection, touch: Touch) -> list[tuple[int, str, str]]:
    query = "SELECT DISTINCT id, key, shelf FROM tags JOIN pages ON id = page WHERE name = ?"
    if touch.moment is None:
        return index.execute(query, [touch.name]).fetchall()
    bounds = f"{query} AND low <= ? AND high >= ?"
    return index.execute(bounds, [touch.name, touch.moment, touch.moment]).fetchall()


def _is_touched(index: sqlite3.Connection, tag: Tag, sequence: int) -> bool:
    found = index.execute(
        "SELECT 1 FROM touches WHERE name = ? AND sequence > ?"
        " AND (moment IS NULL OR moment BETWEEN ? AND ?) LIMIT 1",
        [tag.name, sequence, tag.low, tag.high],
    )
    return found.fetchone() is not None


def _get_reading(path: Path) -> float:
    """When a page was last read, also by a front server that sends a compressed variant."""
    read = []
    for suffix in ("", ".gz", ".br"):
        try:
            read.append(os.stat(f"{path}{suffix}").st_atime)
        except OSError:
            continue
    return max(read, default=0.0)


def _remove_if_old(part: Path) -> None:
    try:
        if time.time() - part.stat().st_ctime > _OLDEST_PART_SECONDS:
            part.unlink()
    except OSError:
        return


def _read_boot() -> str:
    """Changes when the machine starts; "" where the system does not tell."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
