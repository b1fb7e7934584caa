"""Pages that were asked for lately, held in memory. Pure.

Whether a page is still the one on disk is asked of the file system at every hit: a discard by
whatever process is seen at once.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from congtin.pagestore.files import Kept
from congtin.pagestore.store import Store

__all__ = ["Memory"]

_OVERHEAD = 2_000


class Memory:
    def __init__(
        self, store: Store, *, limit_bytes: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._limit = limit_bytes
        self._clock = clock
        self._held: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._changing = threading.Lock()
        self._asked: set[str] = set()

    def find(self, key: str) -> Kept | None:
        """The page, from memory where it is still the one on disk, else from there."""
        kept = self._held.get(key)
        if kept is not None:
            if kept.is_current(self._clock()):
                self._asked.add(kept.path)
                return kept
            self._drop(key)
        kept = self._store.find(key)
        if kept is not None:
            self._hold(key, kept)
        return kept

    def take_asked(self) -> set[str]:
        """The files that were asked for since the last call and not read."""
        asked, self._asked = self._asked, set()
        return asked

    def _hold(self, key: str, kept: Kept) -> None:
        with self._changing:
            self._drop_held(key)
            self._held[key] = kept
            self._bytes += kept.size + _OVERHEAD
            while self._bytes > self._limit and len(self._held) > 1:
                self._drop_held(next(iter(self._held)))

    def _drop(self, key: str) -> None:
        with self._changing:
            self._drop_held(key)

    def _drop_held(self, key: str) -> None:
        kept = self._held.pop(key, None)
        if kept is not None:
            self._bytes -= kept.size + _OVERHEAD
