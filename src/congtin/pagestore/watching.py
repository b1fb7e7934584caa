"""Watching the database at the one place through which Django's every query goes: its compilers.

Signals would miss what is written without instances (`update`, `bulk_create`, links of many to
many), and reading has none. Installed once, at the start (docs/adr/0025-following-changes.md).
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from django.db.models.sql import Query
from django.db.models.sql import compiler as compilers
from django.db.models.sql.constants import MULTI

from congtin.pagestore.changes import Change, compare_rows, fetch_rows, read_instance
from congtin.pagestore.columns import PRIVATE_COLUMNS, get_labels, is_watched
from congtin.pagestore.journal import write_entry
from congtin.pagestore.recording import find_recorder, set_aside

__all__ = ["change_everything", "install"]

_MOST_ROWS = 200
_state = threading.local()


def install() -> None:
    """Wrap the compilers; done twice, it is done once."""
    if hasattr(compilers.SQLCompiler.execute_sql, "__wrapped__"):
        return
    read = compilers.SQLCompiler.execute_sql
    compilers.SQLDeleteCompiler.execute_sql = _watch_delete(read)  # type: ignore[method-assign]  # wrapped, see above
    compilers.SQLCompiler.execute_sql = _watch_reading(read)  # type: ignore[method-assign]  # wrapped, see above
    for kind, watch in (
        (compilers.SQLInsertCompiler, _watch_insert),
        (compilers.SQLUpdateCompiler, _watch_update),
    ):
        kind.execute_sql = watch(kind.execute_sql)  # type: ignore[method-assign]  # wrapped, see above


@contextmanager
def change_everything() -> Iterator[None]:
    """For loading in bulk: no row is looked at, each statement within discards everything."""
    before = _is_in_bulk()
    _state.is_in_bulk = True
    try:
        yield
    finally:
        _state.is_in_bulk = before


def _watch_reading(execute: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(execute)
    def execute_sql(self: Any, *args: Any, **kwargs: Any) -> Any:
        recorder = find_recorder()
        if recorder is None or isinstance(self, compilers.SQLUpdateCompiler):
            return execute(self, *args, **kwargs)
        recorder.sql = ""
        with recorder.within_query():
            rows = execute(self, *args, **kwargs)
        if recorder.sql:  # none is sent where the conditions exclude each other
            recorder.note_query(self, rows)
        return rows

    return execute_sql


def _watch_insert(execute: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(execute)
    def execute_sql(self: Any, *args: Any, **kwargs: Any) -> Any:
        model = self.query.get_meta().concrete_model
        # A parent's row comes first and the child's row tells of both.
        objs = [obj for obj in self.query.objs if type(obj)._meta.concrete_model is model]
        if not objs or not _is_told(model):
            return _execute_unnoted(execute, self, *args, **kwargs)
        with _together(self) as changes:
            result = execute(self, *args, **kwargs)
            if len(objs) > _MOST_ROWS or _is_in_bulk():
                changes.append(Change())
                return result
            keys = [obj.pk for obj in objs]
            if model._meta.parents:
                rows = [(key, row) for key, (_, row) in fetch_rows(model, keys).items()]
            else:
                rows = [(obj.pk, read_instance(obj)) for obj in objs]
            changes.extend(compare_rows(model, key, None, row) for key, row in rows)
        return result

    return execute_sql


def _watch_update(execute: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(execute)
    def execute_sql(self: Any, *args: Any, **kwargs: Any) -> Any:
        model = self.query.get_meta().concrete_model
        columns = {field.column for field, *_ in self.query.values}
        private = {name for each in get_labels(model) for name in PRIVATE_COLUMNS.get(each, ())}
        if columns <= private or not _is_told(model):
            return _execute_unnoted(execute, self, *args, **kwargs)
        return _execute_told(execute, self, model, args, kwargs)

    return execute_sql


def _watch_delete(execute: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(execute)
    def execute_sql(self: Any, *args: Any, **kwargs: Any) -> Any:
        model = self.query.get_meta().concrete_model
        if not _is_told(model):
            return _execute_unnoted(execute, self, *args, **kwargs)
        return _execute_told(execute, self, model, args, kwargs)

    return execute_sql


def _execute_told(
    execute: Callable[..., Any], compiler: Any, model: type[models.Model], args: Any, kwargs: Any
) -> Any:
    """What the rows were before, and what they are after."""
    with _together(compiler) as changes:
        keys = [] if _is_in_bulk() else _find_keys(compiler, model)
        if len(keys) > _MOST_ROWS or _is_in_bulk():
            changes.append(Change())
            return execute(compiler, *args, **kwargs)
        before = fetch_rows(model, keys)
        result = execute(compiler, *args, **kwargs)
        after = fetch_rows(model, keys)
        for key, (specific, row) in before.items():
            new = after[key][1] if key in after else None
            changes.append(compare_rows(specific, key, row, new))
    return result


def _execute_unnoted(execute: Callable[..., Any], compiler: Any, *args: Any, **kwargs: Any) -> Any:
    """What a render writes for itself (the sizes of a picture) is no part of its page."""
    with set_aside():
        return execute(compiler, *args, **kwargs)


@contextmanager
def _together(compiler: Any) -> Iterator[list[Change | None]]:
    """The statement and its entry in the journal come in one transaction."""
    changes: list[Change | None] = []
    with set_aside(), transaction.atomic(using=compiler.using, savepoint=False):
        yield changes
        told = [change for change in changes if change is not None]
        if told:
            write_entry(told)


def _find_keys(compiler: Any, model: type[models.Model]) -> list[Any]:
    """The keys of the rows that the statement is about."""
    query = compiler.query.chain(klass=Query)
    query.clear_ordering(force=True)
    query.extra = {}
    query.select = ()
    query.add_fields([model._meta.pk.name])
    rows = query.get_compiler(compiler.using).execute_sql(MULTI)
    return [row[0] for chunk in rows for row in chunk]


def _is_told(model: type[models.Model]) -> bool:
    """Models of migrations have no journal yet; set-up clears the store after them."""
    return model.__module__ != "__fake__" and is_watched(model)


def _is_in_bulk() -> bool:
    return getattr(_state, "is_in_bulk", False)
