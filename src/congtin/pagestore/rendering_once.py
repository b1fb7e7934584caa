"""One render of a page at a time, in all threads and processes of a machine. Pure.

Locks are of files, so that none outlives its process; addresses share a few hundred of them.
"""

from __future__ import annotations

import fcntl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["hold_page"]

_LOCKS = 509
_LONGEST_SECONDS = 10.0
_PAUSE_SECONDS = 0.004


@contextmanager
def hold_page(folder: Path, key: str) -> Iterator[None]:
    """Wait until nobody else renders the page, but not for ever: rather twice than never."""
    locks = folder / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / str(zlib.crc32(key.encode()) % _LOCKS)).open("a") as file:
        deadline = time.monotonic() + _LONGEST_SECONDS
        while not _take(file) and time.monotonic() < deadline:
            time.sleep(_PAUSE_SECONDS)
        yield


def _take(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
