"""The store's index: which page bears which tags, in an SQLite file of its own. Pure.

It is not synchronised with the disk: a crash of the programs loses nothing of it, and after one of
the machine the store begins anew (`store.Store.prepare`).
"""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

__all__ = ["Index"]

_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, shelf TEXT NOT NULL, size INTEGER NOT NULL,
    asked_at REAL NOT NULL, modified INTEGER NOT NULL, digest TEXT NOT NULL, fresh_until REAL
);
CREATE INDEX IF NOT EXISTS pages_by_asking ON pages (asked_at);
CREATE INDEX IF NOT EXISTS pages_by_end ON pages (fresh_until) WHERE fresh_until IS NOT NULL;
CREATE TABLE IF NOT EXISTS tags (
    name TEXT NOT NULL, page INTEGER NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
    PRIMARY KEY (name, page, low, high)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tags_of_page ON tags (page);
CREATE TABLE IF NOT EXISTS touches (sequence INTEGER NOT NULL, name TEXT NOT NULL, moment REAL);
CREATE INDEX IF NOT EXISTS touches_by_name ON touches (name, sequence);
CREATE TABLE IF NOT EXISTS shapes (shape TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS past (
    key TEXT PRIMARY KEY, modified INTEGER NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
"""


class Index:
    """One connection for each thread of each process."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held = threading.local()

    def connect(self) -> sqlite3.Connection:
        if getattr(self._held, "process", None) != os.getpid():
            # Transactions are begun and ended by hand.
            connection = sqlite3.connect(self._file, timeout=30, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("PRAGMA cache_size=-16000")
            connection.executescript(_TABLES)
            self._held.connection, self._held.process = connection, os.getpid()
        found: sqlite3.Connection = self._held.connection
        return found

    def close(self) -> None:
        """Let go of this thread's connection."""
        if getattr(self._held, "process", None) == os.getpid():
            self._held.connection.close()
            self._held.process = None

    def get_fact(self, name: str, default: int | str = 0) -> int | str:
        row = self.connect().execute("SELECT value FROM facts WHERE name = ?", [name]).fetchone()
        return row[0] if row else default

    def set_fact(self, name: str, value: int | str) -> None:
        self.connect().execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", [name, value])
