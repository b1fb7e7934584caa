"""Rows put aside on disk while a file is read, so that memory stays flat whatever its size."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

__all__ = ["Staging"]

_PAUSE = 5000


class Staging:
    """Shelves of rows by number; a later row of the same number replaces the earlier one."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="congtin-moving-")
        self._data = sqlite3.connect(Path(self._folder.name) / "rows.sqlite3")
        self._data.execute("PRAGMA journal_mode=OFF")
        self._data.execute("PRAGMA synchronous=OFF")
        self._data.execute(
            "CREATE TABLE rows (shelf TEXT, number INTEGER, rank INTEGER, fields TEXT,"
            " PRIMARY KEY (shelf, number)) WITHOUT ROWID"
        )
        self._waiting: list[tuple[str, int, int, str]] = []

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._data.close()
        self._folder.cleanup()

    def put(self, shelf: str, number: int, fields: Mapping[str, Any], *, rank: int = 0) -> None:
        self._waiting.append((shelf, number, rank, json.dumps(fields, ensure_ascii=False)))
        if len(self._waiting) >= _PAUSE:
            self._write()

    def find(self, shelf: str, number: int) -> dict[str, Any] | None:
        self._write()
        row = self._data.execute(
            "SELECT fields FROM rows WHERE shelf = ? AND number = ?", (shelf, number)
        ).fetchone()
        return json.loads(row[0]) if row else None

    def count(self, shelf: str) -> int:
        self._write()
        found = self._data.execute("SELECT count(*) FROM rows WHERE shelf = ?", (shelf,))
        return int(found.fetchone()[0])

    def list_by_rank(self, shelf: str) -> Iterator[tuple[int, dict[str, Any]]]:
        self._write()
        rows = self._data.execute(
            "SELECT number, fields FROM rows WHERE shelf = ? ORDER BY rank, number", (shelf,)
        )
        for number, fields in rows:
            yield number, json.loads(fields)

    def _write(self) -> None:
        if self._waiting:
            self._data.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", self._waiting)
            self._waiting.clear()
