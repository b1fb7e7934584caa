"""Looking at the journal again and again, whatever state the database is in."""

import logging

from django.db import DatabaseError, connection

from congtin.pagestore.journal import follow
from congtin.pagestore.store import Store

__all__ = ["follow_quietly"]

_log = logging.getLogger(__name__)
_failed: list[str] = []


def follow_quietly(store: Store) -> None:
    """A fault is told once, until it is over; the next look makes up for it."""
    try:
        follow(store)
    except DatabaseError as problem:
        _tell(f"the journal of changes cannot be read: {problem}")
        connection.close()
    except OSError as problem:
        _tell(f"stored pages cannot be discarded: {problem}")
    else:
        _failed.clear()


def _tell(problem: str) -> None:
    if problem not in _failed:
        _failed.append(problem)
        _log.warning("%s", problem)
