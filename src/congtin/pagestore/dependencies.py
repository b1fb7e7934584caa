"""What the answer of a query depends on, as tags: read from the query that Django has built.

For each table: the rows joined by their key, where they are what is shown; else the rows that meet
the query's conditions of equality, one kind of which is a *shape* (`app.model?column&column`); else
all rows of the table. A condition that is not understood is left out, which widens the tag. Where a
query asks for the first few by date, the date of the last one bounds it.

A shape's conditions are columns of the row itself, or of one that is joined to it, written
`table[column=own]wanted`; behind `~` stands the column of dates that bounds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.expressions import Col
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import Join

from congtin.pagestore.columns import FIXED, find_model, get_labels, is_watched, write_moment
from congtin.pagestore.conditions import (
    ABSENT,
    Conditions,
    find_named,
    find_queries,
    read_conditions,
)
from congtin.pagestore.tags import EARLIEST, LATEST, Tag, bound_tag

__all__ = ["Dependencies", "read_dependencies"]

_SOURCE = re.compile(r'(?:FROM|JOIN)\s+\(?\s*"(?P<table>\w+)"(?:\s+"?(?P<alias>[A-Z]\d+)\b"?)?')
_MOST_VALUES = 60
_MOST_KEYS = 2_000


@dataclass(slots=True)
class Dependencies:
    """`unfollowed` names a table whose changes nobody follows, "" where there is none."""

    tags: set[Tag] = field(default_factory=set)
    shapes: set[str] = field(default_factory=set)
    unfollowed: str = ""

    def add_row(self, model: type[models.Model], key: Any) -> None:
        self.tags.add(Tag(f"{model._meta.label_lower}:{key}"))

    def add_table(self, label: str) -> None:
        self.shapes.add(f"{label}?")
        self.tags.add(Tag(f"{label}?"))


@dataclass(frozen=True, slots=True)
class _Part:
    """One query's own tables: those of `own` make up a row of the model, the others are joined."""

    query: Query
    model: type[models.Model]
    aliases: dict[str, Any]
    own: set[str]
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class _Reading:
    """`sources`: aliases and tables of the SQL that no part of the query accounted for so far."""

    found: Dependencies
    compiler: SQLCompiler
    sources: Counter[tuple[str, str]]


def read_dependencies(compiler: SQLCompiler, sql: str, rows: Any) -> Dependencies:
    """`rows`: the answer as the database gave it, in chunks; anything else where it is unknown."""
    found = Dependencies()
    # The aliases in use are read from the SQL: Django forgets them once it is written.
    sources = Counter(
        (each["alias"] or each["table"], each["table"]) for each in _find_sources(sql)
    )
    reading = _Reading(found, compiler, sources)
    for query in _list_queries(compiler.query):
        known = rows if query is compiler.query else None
        _read_query(reading, query, _flatten(known), None)
    for (_, table), count in sources.items():
        if count > 0:  # in a part of the query that was not looked into
            _add_whole_table(found, table)
    return found


def _find_sources(sql: str) -> Iterator[re.Match[str]]:
    return _SOURCE.finditer(sql)


def _list_queries(query: Query) -> Iterator[Query]:
    inner = getattr(query, "inner_query", None)
    if inner is not None:
        yield from _list_queries(inner)
    elif query.combinator:
        for each in query.combined_queries:
            yield from _list_queries(each)
    else:
        yield query


def _flatten(rows: Any) -> list[Sequence[Any]] | None:
    """The rows of an answer; None where they are not at hand."""
    if not isinstance(rows, list):
        return None
    return [row for chunk in rows for row in chunk]


def _read_query(
    reading: _Reading,
    query: Query,
    rows: list[Sequence[Any]] | None,
    outer: Conditions | None,
) -> None:
    """`outer`: the conditions of the query that this one stands in."""
    aliases = {
        alias: each
        for alias, each in query.alias_map.items()
        if reading.sources[alias, each.table_name] > 0
    }
    if not aliases or query.model is None:
        return
    reading.sources.subtract((alias, each.table_name) for alias, each in aliases.items())
    model: Any = query.get_meta().concrete_model
    own = _find_own(model, next(iter(aliases)), aliases)
    part = _Part(query, model, aliases, own, read_conditions(query.where, outer))
    _add_part(reading, part, rows)
    for expression in (query.where, *query.annotations.values()):
        for inner in find_queries(expression):
            for each in _list_queries(inner):
                _read_query(reading, each, None, part.conditions)


def _add_part(reading: _Reading, part: _Part, rows: list[Sequence[Any]] | None) -> None:
    found, compiler = reading.found, reading.compiler
    named = find_named(part.query.where)
    if part.query.is_sliced and not _find_keys(part) and _orders_by_others(part.query):
        named |= set(part.aliases) - part.own
    if _is_followed(found, part.model):
        _add_base(found, part, _read_bounds(part, compiler, rows))
    shown = _find_shown(compiler, rows) if rows is not None else {}
    for alias in set(part.aliases) - part.own:
        keys = shown.get(alias) or _find_referred(part, alias, compiler, rows)
        _add_joined(found, part, alias, None if alias in named else keys)


def _find_own(model: type[models.Model], base: str, aliases: dict[str, Any]) -> set[str]:
    """The aliases that make up one row: the model's table and its parents'."""
    parents = {each._meta.db_table: each._meta.pk.column for each in model._meta.get_parent_list()}
    own = {base}
    for name, each in aliases.items():
        if isinstance(each, Join) and each.table_name in parents and each.parent_alias in own:
            [columns] = each.join_cols
            key_columns = {model._meta.pk.column, *parents.values()}
            if columns[0] in key_columns and columns[1] == parents[each.table_name]:
                own.add(name)
    return own


def _get_ordering(query: Query) -> Sequence[Any]:
    if query.extra_order_by:
        return ["?"]
    return query.order_by or (query.get_meta().ordering or () if query.default_ordering else ())


def _orders_by_others(query: Query) -> bool:
    """Whether anything but the row's own columns decides which rows come first."""
    for term in _get_ordering(query):
        name = term.lstrip("-") if isinstance(term, str) else "?"
        try:
            if name != "pk" and query.get_meta().get_field(name).is_relation:
                return True
        except FieldDoesNotExist:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Bounds:
    column: str
    low: float
    high: float


def _read_bounds(
    part: _Part, compiler: SQLCompiler, rows: list[Sequence[Any]] | None
) -> _Bounds | None:
    """Of the date by which the rows are ordered, else of one on which there is a condition."""
    own, conditions = part.own, part.conditions
    column, falls, last = _read_last(part.query, compiler, rows)
    places = [*conditions.low, *conditions.high]
    if not column:
        column = next((each for alias, each in places if alias in own), "")
    if not column:
        return None
    low = max((conditions.low.get((alias, column), EARLIEST) for alias in own), default=EARLIEST)
    high = min((conditions.high.get((alias, column), LATEST) for alias in own), default=LATEST)
    if last is not None:
        low, high = (max(low, last), high) if falls else (low, min(high, last))
    return _Bounds(column, low, high) if (low, high) != (EARLIEST, LATEST) else None


def _read_last(
    query: Query, compiler: SQLCompiler, rows: list[Sequence[Any]] | None
) -> tuple[str, bool, float | None]:
    """The column of dates that the rows are ordered by, whether it falls, and the last row's: past
    that one nothing matters to a query that has as many rows as it asked for."""
    term = next(iter(_get_ordering(query)), "")
    if not isinstance(term, str) or query.high_mark is None or rows is None:
        return "", False, None
    try:
        ordered = query.get_meta().get_field(term.lstrip("-"))
    except FieldDoesNotExist:
        return "", False, None
    if not isinstance(ordered, models.DateField) or not query.standard_ordering:
        return "", False, None
    wanted = query.high_mark - query.low_mark
    places = [
        number
        for number, (each, *_) in enumerate(compiler.select)
        if isinstance(each, Col) and each.target is ordered
    ]
    last = None
    if places and rows and len(rows) >= wanted:
        last = write_moment(rows[-1][places[0]])
    return str(ordered.column), term.startswith("-"), last


def _add_base(found: Dependencies, part: _Part, bounds: _Bounds | None) -> None:
    keys = _find_keys(part)
    if keys and len(keys) <= _MOST_KEYS:
        for key in keys:
            found.add_row(part.model, key)
        return
    own, conditions = part.own, part.conditions
    equal = {column: values for (alias, column), values in conditions.equal.items() if alias in own}
    equal |= _read_joined_conditions(part)
    _add_shape(found, part.model._meta.label_lower, equal, bounds)


def _find_keys(part: _Part) -> list[Any]:
    """The keys of the rows that are asked for, where the query names them."""
    models_of_row = (part.model, *part.model._meta.get_parent_list())
    columns = {each._meta.pk.column for each in models_of_row}
    for (alias, column), values in part.conditions.keys.items():
        if alias in part.own and column in columns:
            return values
    return []


def _read_joined_conditions(part: _Part) -> dict[str, list[str]]:
    """Conditions on rows that are joined to the row itself."""
    equal = {}
    for (alias, column), values in part.conditions.equal.items():
        join = part.aliases.get(alias)
        if alias in part.own or not isinstance(join, Join) or join.parent_alias not in part.own:
            continue
        if ABSENT in values:  # true as well where nothing is joined
            continue
        if len(join.join_cols) == 1:
            [(own_column, joined_column)] = join.join_cols
            equal[f"{join.table_name}[{joined_column}={own_column}]{column}"] = values
    return equal


def _add_shape(
    found: Dependencies, label: str, equal: dict[str, list[str]], bounds: _Bounds | None
) -> None:
    """One tag for each combination of values; of several long lists only the shortest stays."""
    several = sorted(
        (each for each in equal if len(equal[each]) > 1), key=lambda it: len(equal[it])
    )
    for column in several:
        if column != several[0] or len(equal[column]) > _MOST_VALUES:
            del equal[column]
    columns = sorted(equal)
    end = f"~{bounds.column}" if bounds else ""
    found.shapes.add(f"{label}?{'&'.join(columns)}{end}")
    for values in product(*(equal[column] for column in columns)):
        pairs = "&".join(f"{column}={value}" for column, value in zip(columns, values, strict=True))
        low, high = (bounds.low, bounds.high) if bounds else (EARLIEST, LATEST)
        found.tags.update(bound_tag(f"{label}?{pairs}{end}", low, high))


def _add_joined(
    found: Dependencies,
    part: _Part,
    alias: str,
    shown: tuple[type[models.Model], set[Any]] | None,
) -> None:
    """`shown`: the rows of the table that instances are made of, where they alone matter."""
    model = find_model(part.aliases[alias].table_name)
    if model is None or not _is_followed(found, model):
        return
    equal = {
        column: values
        for (each, column), values in part.conditions.equal.items()
        if each == alias and ABSENT not in values
    }
    key_column = str(model._meta.pk.column)
    if shown is not None and not equal:
        for key in shown[1]:
            found.add_row(shown[0], key)
    elif key_column in equal:
        for value in part.conditions.keys[alias, key_column]:
            found.add_row(model, value)
    elif equal:
        _add_shape(found, model._meta.label_lower, equal, None)
    else:
        found.add_table(model._meta.label_lower)


def _find_shown(
    compiler: SQLCompiler, rows: list[Sequence[Any]]
) -> dict[str, tuple[type[models.Model], set[Any]]]:
    """By alias: the model whose instances are made of it, and their keys."""
    shown: dict[str, tuple[type[models.Model], set[Any]]] = {}
    if not getattr(compiler, "klass_info", None):
        return shown
    for info in _list_infos(compiler.klass_info.get("related_klass_infos", [])):
        model, places = info["model"]._meta.concrete_model, info["select_fields"]
        cols = {place: compiler.select[place][0] for place in places}
        key_place = next((at for at, col in cols.items() if col.target is model._meta.pk), None)
        if key_place is None:
            continue
        keys = {row[key_place] for row in rows} - {None}
        for col in cols.values():
            shown[col.alias] = (model, keys)
    return shown


def _find_referred(
    part: _Part, alias: str, compiler: SQLCompiler, rows: list[Sequence[Any]] | None
) -> tuple[type[models.Model], set[Any]] | None:
    """The rows of a table by which the answer is only ordered or counted, told by the keys that
    refer to them, where those are in the answer."""
    join, model = part.aliases[alias], find_model(part.aliases[alias].table_name)
    if rows is None or model is None or not isinstance(join, Join) or len(join.join_cols) != 1:
        return None
    [(own_column, joined_column)] = join.join_cols
    if joined_column != model._meta.pk.column:
        return None
    for place, (each, *_) in enumerate(compiler.select):
        is_of_parent = isinstance(each, Col) and each.alias == join.parent_alias
        if is_of_parent and each.target.column == own_column:
            return model, {row[place] for row in rows} - {None}
    return None


def _list_infos(infos: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for info in infos:
        yield info
        yield from _list_infos(info.get("related_klass_infos", []))


def _is_followed(found: Dependencies, model: type[models.Model]) -> bool:
    label = model._meta.label_lower
    if label in FIXED:
        return False
    if not is_watched(model):
        found.unfollowed = label
        return False
    return True


def _add_whole_table(found: Dependencies, table: str) -> None:
    model = find_model(table)
    if model is None:
        found.unfollowed = table
    elif _is_followed(found, model):
        found.add_table(get_labels(model)[0])
