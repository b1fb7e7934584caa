"""The store of this installation."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from congtin.pagestore.store import Store

__all__ = ["get_store"]


def get_store() -> Store:
    return _make(Path(settings.PAGE_STORE_FOLDER), settings.PAGE_STORE_LIMIT_BYTES)


@lru_cache(maxsize=8)
def _make(folder: Path, limit_bytes: int) -> Store:
    return Store(folder, limit_bytes=limit_bytes)
