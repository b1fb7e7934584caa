"""Recording what a page is made of while it is rendered: every query of the thread, every look at
the clock, every parameter of the address.

Nothing has to be declared, so nothing can be forgotten: what cannot be followed (SQL by hand, a
table whose changes are not watched) makes the page one that is not kept.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from congtin.pagestore.dependencies import read_dependencies
from congtin.pagestore.tags import Tag

__all__ = ["Recorder", "find_recorder", "note_reading", "record", "set_aside"]

_log = logging.getLogger(__name__)
_current: ContextVar[Recorder | None] = ContextVar("recorder", default=None)
_INSTANT_SECONDS = 60
_STATEMENTS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")


@dataclass(slots=True)
class Recorder:
    """`refused` says why the page cannot be kept, "" where it can; `reads` the parameters of the
    address that were asked for, None where all were."""

    tags: set[Tag] = field(default_factory=set)
    shapes: set[str] = field(default_factory=set)
    fresh_until: float | None = None
    reads: set[str] | None = field(default_factory=set)
    refused: str = ""
    sql: str = ""
    _depth: int = 0

    def note_query(self, compiler: Any, rows: Any) -> None:
        found = read_dependencies(compiler, self.sql, rows)
        self.tags |= found.tags
        self.shapes |= found.shapes
        if found.unfollowed:
            self.refuse(f"it reads {found.unfollowed}")
        if "CURRENT_TIMESTAMP" in self.sql or "NOW()" in self.sql:
            self.note_instant()

    def note_instant(self) -> None:
        """The page looked at the clock: it stays true for a minute."""
        self._end_by(dt.datetime.now(dt.UTC).timestamp() + _INSTANT_SECONDS)

    def note_day(self, zone: dt.tzinfo | None) -> None:
        """The page looked at the calendar: it stays true until midnight."""
        now = dt.datetime.now(zone or timezone.get_current_timezone())
        tomorrow = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(), now.tzinfo)
        self._end_by(tomorrow.timestamp())

    def note_moment(self, moment: dt.datetime) -> None:
        """The page will be another from that moment on."""
        self._end_by(moment.timestamp())

    def note_parameter(self, name: str | None) -> None:
        if name is None:
            self.reads = None
        elif self.reads is not None:
            self.reads.add(name)

    def refuse(self, why: str) -> None:
        self.refused = self.refused or why

    def guard(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Sees every statement, also those that no query of Django's stands behind."""
        if _current.get() is not self:
            return execute(sql, params, many, context)
        self.sql = sql
        if not self._depth and sql.lstrip().upper().startswith(_STATEMENTS):
            self.refuse(f"it asks the database by hand: {sql[:80]}")
        return execute(sql, params, many, context)

    @contextmanager
    def within_query(self) -> Iterator[None]:
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _end_by(self, moment: float) -> None:
        self.fresh_until = min(moment, self.fresh_until or moment)


class _NotedQuery(QueryDict):
    """The parameters of an address, which tells what is asked of them."""

    def __getitem__(self, key: Any) -> Any:
        _note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        _note(str(key))
        return super().__contains__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        _note(key)
        return super().get(key, default)

    def getlist(self, key: Any, default: Any = None) -> Any:
        _note(key)
        return super().getlist(key, default)


def _tell_all(name: str) -> Any:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        _note(None)
        return getattr(super(_NotedQuery, self), name)(*args, **kwargs)

    return method


for _name in (
    "__iter__",
    "__len__",
    "keys",
    "values",
    "items",
    "lists",
    "dict",
    "urlencode",
    "copy",
):
    setattr(_NotedQuery, _name, _tell_all(_name))


def _note(name: str | None) -> None:
    recorder = _current.get()
    if recorder is not None:
        recorder.note_parameter(name)


def find_recorder() -> Recorder | None:
    """The recorder of the page that this thread renders."""
    return _current.get()


def note_reading(request: Any) -> None:
    """From here on the request tells which of its parameters are asked for."""
    if _current.get() is not None:
        request.GET = _NotedQuery(request.META.get("QUERY_STRING", ""))


@contextmanager
def record() -> Iterator[Recorder]:
    recorder = Recorder()
    token = _current.set(recorder)
    try:
        with connection.execute_wrapper(recorder.guard):
            yield recorder
    finally:
        _current.reset(token)
    if recorder.refused:
        _log.debug("page not kept: %s", recorder.refused)


@contextmanager
def set_aside() -> Iterator[None]:
    """What is read within is not part of the page: the bookkeeping of a change."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)
