"""A change of rows, as the journal keeps it, and what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page

from congtin.pagestore.columns import (
    PRIVATE_COLUMNS,
    find_model,
    get_labels,
    is_matchable,
    write_value,
)
from congtin.pagestore.tags import Touch, touch_rows

__all__ = ["Change", "Row", "compare_rows", "fetch_rows", "find_touches", "read_instance"]

Row = dict[str, Any]
Model = type[models.Model]
# What they say is kept in memory by every process, so no query tells which pages depend on it.
_OF_EVERYTHING = frozenset({"wagtailcore.site", "wagtailcore.pageviewrestriction"})


@dataclass(frozen=True, slots=True)
class Change:
    """Of one row: `labels` are its model's and those of the parents; `rows` what it was and what it
    is, as far as conditions may name it. Without labels: more than can be told, so everything."""

    labels: tuple[str, ...] = ()
    key: str = ""
    rows: tuple[dict[str, str], ...] = ()

    @property
    def is_of_everything(self) -> bool:
        return not self.labels or not _OF_EVERYTHING.isdisjoint(self.labels)

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Change:
        return cls(tuple(plain["labels"]), plain["key"], tuple(plain["rows"]))


def fetch_rows(model: type[models.Model], keys: Sequence[Any]) -> dict[Any, tuple[Model, Row]]:
    """By key: the model that the row belongs to most closely, and all of its columns."""
    found: dict[Any, tuple[Model, Row]] = {}
    for specific, some in _group_by_model(model, keys).items():
        names = {field.attname: str(field.column) for field in specific._meta.concrete_fields}
        rows = specific._base_manager.filter(pk__in=some).values(*names)
        for row in rows:
            columns = {column: row[name] for name, column in names.items()}
            found[columns[str(specific._meta.pk.column)]] = (specific, columns)
    return found


def read_instance(instance: models.Model) -> Row:
    return {
        str(field.column): getattr(instance, field.attname)
        for field in instance._meta.concrete_fields
    }


def compare_rows(
    model: type[models.Model], key: Any, old: Row | None, new: Row | None
) -> Change | None:
    """None where nothing is changed that a page may show."""
    private = frozenset().union(*(PRIVATE_COLUMNS.get(each, ()) for each in get_labels(model)))
    shown = (new or {}).keys() - private
    if old and new and all(_is_same(old.get(column), new.get(column)) for column in shown):
        return None
    matchable = {field.column for field in model._meta.concrete_fields if is_matchable(field)}
    rows = tuple(
        {column: write_value(value) for column, value in row.items() if column in matchable}
        for row in (old, new)
        if row is not None
    )
    return Change(tuple(get_labels(model)), "" if key is None else str(key), rows)


def find_touches(change: Change, shapes: Iterable[str]) -> Iterator[Touch]:
    """The tags that a change meets, among pages whose queries are of these shapes."""
    for label in change.labels:
        if change.key:
            yield Touch(f"{label}:{change.key}")
    for shape in shapes:
        label, _, conditions = shape.partition("?")
        if label in change.labels:
            for row in change.rows:
                yield from _touch_shape(label, conditions, row)


def _touch_shape(label: str, conditions: str, row: dict[str, str]) -> Iterator[Touch]:
    pairs, _, bounding = conditions.partition("~")
    columns = pairs.split("&") if pairs else []
    moment = _read_moment(row.get(bounding)) if bounding else None
    if bounding and moment is None:
        return  # an undated row is within no bounds
    end = f"~{bounding}" if bounding else ""
    for values in product(*(_read_values(column, row) for column in columns)):
        met = "&".join(f"{column}={value}" for column, value in zip(columns, values, strict=True))
        yield from touch_rows(f"{label}?{met}{end}", moment)


def _read_values(column: str, row: dict[str, str]) -> list[str]:
    """The row's own value, or those of the rows joined to it as they are now: had they been others
    before, their own change is in the journal too."""
    table, bracket, rest = column.partition("[")
    if not bracket:
        return [row[column]] if column in row else []
    columns, _, wanted = rest.partition("]")
    joined, _, own = columns.partition("=")
    model = find_model(table)
    if model is None or own not in row:
        return []
    names = {field.column: field.attname for field in model._meta.local_concrete_fields}
    met = model._base_manager.filter(**{names[joined]: row[own]})
    return [write_value(value) for value in set(met.values_list(names[wanted], flat=True))]


def _read_moment(text: str | None) -> float | None:
    return float(text) if text and text != write_value(None) else None


def _group_by_model(model: type[models.Model], keys: Sequence[Any]) -> dict[Model, list[Any]]:
    """A page's row alone does not tell what it is part of."""
    if model is not Page:
        return {model: list(keys)}
    groups: dict[Model, list[Any]] = {}
    for key, kind in Page._base_manager.filter(pk__in=keys).values_list("pk", "content_type"):
        specific = ContentType.objects.get_for_id(kind).model_class() or Page
        groups.setdefault(specific, []).append(key)
    return groups


def _is_same(old: Any, new: Any) -> bool:
    if old is new or old == new:
        return True
    return hasattr(old, "get_prep_value") and old.get_prep_value() == new.get_prep_value()
