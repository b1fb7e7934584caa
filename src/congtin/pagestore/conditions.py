"""The conditions of a query that must hold for every row of its answer, where they are plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models.expressions import Col, ColPairs
from django.db.models.sql import Query
from django.db.models.sql.where import AND, WhereNode

from congtin.pagestore.columns import is_bounding, is_matchable, write_moment, write_value
from congtin.pagestore.tags import EARLIEST, LATEST

__all__ = ["ABSENT", "Conditions", "find_named", "find_queries", "read_conditions"]

ABSENT = write_value(None)
_LOWER, _UPPER = {"gt", "gte"}, {"lt", "lte"}
_EQUAL = {"exact", "in"}
_Place = tuple[str, str]


@dataclass(slots=True)
class Conditions:
    """By alias and column: values that the column must be one of (`keys` as they are, `equal` as
    they are written), and bounds of its dates."""

    equal: dict[_Place, list[str]] = field(default_factory=dict)
    keys: dict[_Place, list[Any]] = field(default_factory=dict)
    low: dict[_Place, float] = field(default_factory=dict)
    high: dict[_Place, float] = field(default_factory=dict)


def read_conditions(where: WhereNode, outer: Conditions | None) -> Conditions:
    """`outer`: those of the query that this one is a part of, and whose columns it may name."""
    found = Conditions()
    for lookup in _list_lookups(where):
        alias, target, value = _take_apart(lookup)
        if target is None or not is_matchable(target):
            continue
        place = (alias, str(target.column))
        if lookup.lookup_name in _EQUAL:
            _add_values(found, place, value, outer)
        elif lookup.lookup_name == "isnull" and value is True:
            found.equal.setdefault(place, [ABSENT])
        elif is_bounding(target) and (moment := write_moment(value)) is not None:
            if lookup.lookup_name in _LOWER:
                found.low[place] = max(moment, found.low.get(place, EARLIEST))
            elif lookup.lookup_name in _UPPER:
                found.high[place] = min(moment, found.high.get(place, LATEST))
    return found


def find_named(where: WhereNode) -> set[str]:
    """The aliases that conditions name which `read_conditions` leaves out."""
    understood = {id(each) for each in _list_lookups(where) if _is_understood(each)}

    def walk(node: Any) -> Iterator[str]:
        if id(node) in understood:
            return
        if isinstance(node, WhereNode):
            for child in node.children:
                yield from walk(child)
        else:
            yield from (col.alias for col in _list_cols(node))

    return set(walk(where))


def find_queries(expression: Any) -> Iterator[Query]:
    """The queries within an expression or a condition."""
    if isinstance(expression, Query):
        yield expression
    elif isinstance(getattr(expression, "query", None), Query):
        yield expression.query
    elif isinstance(expression, WhereNode):
        for child in expression.children:
            yield from find_queries(child)
    elif hasattr(expression, "get_source_expressions"):
        for each in expression.get_source_expressions():
            yield from find_queries(each)


def _list_lookups(node: WhereNode) -> Iterator[Any]:
    if node.negated or (node.connector != AND and len(node.children) > 1):
        return
    for child in node.children:
        if isinstance(child, WhereNode):
            yield from _list_lookups(child)
        elif hasattr(child, "lookup_name"):
            yield child


def _take_apart(lookup: Any) -> tuple[str, Any, Any]:
    """Alias, field and value; Django writes the key of a prefetch as a tuple of one."""
    column, value = lookup.lhs, lookup.rhs
    if isinstance(column, Col):
        return column.alias, column.target, value
    if isinstance(column, ColPairs) and len(column.targets) == 1 and _is_listed(value):
        return column.alias, column.targets[0], [_get_only(each) for each in value]
    return "", None, None


def _add_values(found: Conditions, place: _Place, value: Any, outer: Conditions | None) -> None:
    if isinstance(value, Col):
        outer_place = (value.alias, str(value.target.column))
        if outer is not None and outer_place in outer.equal:
            found.equal.setdefault(place, list(outer.equal[outer_place]))
            if outer_place in outer.keys:
                found.keys.setdefault(place, list(outer.keys[outer_place]))
        return
    values = list(value) if _is_listed(value) else [value]
    if not any(hasattr(each, "resolve_expression") for each in values):
        found.equal.setdefault(place, [write_value(each) for each in values])
        found.keys.setdefault(place, values)


def _is_understood(lookup: Any) -> bool:
    return lookup.lookup_name in _EQUAL and not hasattr(lookup.rhs, "resolve_expression")


def _is_listed(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _get_only(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def _list_cols(expression: Any) -> Iterator[Col]:
    if isinstance(expression, Col):
        yield expression
    elif hasattr(expression, "get_source_expressions"):
        for each in expression.get_source_expressions():
            if each is not None:
                yield from _list_cols(each)
