"""What the API lists: which filters each resource takes, its order, its cursor, one row of it.

A page ends with the row whose `id` is the cursor of the next one, so that a page that was read
once never shifts when rows are added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db.models import Q, QuerySet

from congtin.ledger.models import Indicator
from congtin.ledger.periods import is_period, tidy_period
from congtin.places.models import Unit
from congtin.portal.api.problems import Problem
from congtin.portal.open_data.columns import Cell, Table, read_row, to_json
from congtin.portal.open_data.tables import TABLES, get_things

__all__ = ["LARGEST_PAGE", "RESOURCES", "USUAL_PAGE", "Page", "Resource", "find_row", "list_rows"]

USUAL_PAGE = 100
LARGEST_PAGE = 500
_SLUG = "[-a-z0-9_]{1,120}"

Row = dict[str, str | int | float | bool | list[Any] | None]


@dataclass(frozen=True, slots=True)
class Resource:
    """`letter` begins an identity that is made of the key; without one the identity is the slug.
    `prefixes`: where unit, indicator and period are found from a row."""

    table: Table
    letter: str
    filters: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ("",)

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def identity(self) -> str:
        """The pattern of `id`, in a form that JSON Schema reads too; keys fit 64 bits."""
        return f"{self.letter}[1-9][0-9]{{0,17}}" if self.letter else _SLUG


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is the cursor of the next page, "" at the end."""

    rows: list[Row]
    next: str


_ALL = ("unit", "indicator", "period")
_SETTINGS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "units": ("", (), ("",)),
    "indicators": ("", (), ("",)),
    "plans": ("p", ("unit", "period"), ("",)),
    "targets": ("m", _ALL, ("",)),
    "results": ("k", _ALL, ("",)),
    "evidence": ("c", _ALL, ("target__", "result__")),
}
RESOURCES = {table.name: Resource(table, *_SETTINGS[table.name]) for table in TABLES}


def list_rows(resource: Resource, query: Mapping[str, str]) -> Page:
    """Raises Problem for a query that is not understood."""
    unknown = sorted(set(query) - {"sau", "limit", *resource.filters})
    if unknown:
        known = ", ".join(("sau", "limit", *resource.filters))
        raise _refuse(f"Không có tham số “{unknown[0]}”. Các tham số: {known}.")
    limit = _read_limit(query.get("limit"))
    things = _filter(resource, get_things(resource.name), query)
    things = _start_after(resource, things, query.get("sau"))
    found = list(things[: limit + 1])
    rows = [_make_row(resource, thing) for thing in found[:limit]]
    return Page(rows, str(rows[-1]["id"]) if len(found) > limit else "")


def find_row(resource: Resource, identity: str) -> Row:
    """Raises Problem (404) for an identity that nothing bears."""
    known = _read_identity(resource, identity)
    field = "pk" if resource.letter else "slug"
    thing = None
    if known is not None:
        thing = get_things(resource.name).filter(**{field: known}).first()
    if thing is None:
        raise Problem(
            HTTPStatus.NOT_FOUND,
            "Không tìm thấy",
            f"Không có dòng nào mang mã “{identity}” trong {resource.name}.",
        )
    return _make_row(resource, thing)


def _make_row(resource: Resource, thing: Any) -> Row:
    cells: dict[str, Cell] = read_row(resource.table.columns, thing)
    return {name: to_json(cell) for name, cell in cells.items()}


def _read_limit(text: str | None) -> int:
    if text is None:
        return USUAL_PAGE
    if not re.fullmatch("[0-9]{1,3}", text, re.ASCII) or not 1 <= int(text) <= LARGEST_PAGE:
        raise _refuse(f"“limit” là một số nguyên từ 1 đến {LARGEST_PAGE}.")
    return int(text)


def _read_identity(resource: Resource, text: str) -> str | int | None:
    if not re.fullmatch(resource.identity, text, re.ASCII):
        return None
    return int(text.removeprefix(resource.letter)) if resource.letter else text


def _start_after(resource: Resource, things: QuerySet[Any], cursor: str | None) -> QuerySet[Any]:
    field = "pk" if resource.letter else "slug"
    things = things.order_by(field)
    if cursor is None:
        return things
    known = _read_identity(resource, cursor)
    if known is None:
        raise _refuse("“sau” là mã của dòng cuối cùng ở trang trước, lấy từ “next”.")
    return things.filter(**{f"{field}__gt": known})


def _filter(resource: Resource, things: QuerySet[Any], query: Mapping[str, str]) -> QuerySet[Any]:
    for name in resource.filters:
        wanted = query.get(name)
        if wanted is not None:
            things = things.filter(_make_condition(resource, name, wanted))
    return things


def _make_condition(resource: Resource, name: str, wanted: str) -> Q:
    field, known = name, wanted
    if name == "period":
        known = tidy_period(wanted)
        if not is_period(known):
            raise _refuse("“period” viết như 2021, 2021-06, 2021-M01..06 hoặc 2020-2025.")
    else:
        field, known = f"{name}_id", _find_key(name, wanted)
    condition = Q()
    for prefix in resource.prefixes:
        condition |= Q(**{f"{prefix}{field}": known})
    return condition


def _find_key(name: str, slug: str) -> Any:
    model: Any = Unit if name == "unit" else Indicator
    known = model.objects.filter(slug=slug) if re.fullmatch(_SLUG, slug, re.ASCII) else None
    key = known.values_list("pk", flat=True).first() if known is not None else None
    if key is None:
        what = "đơn vị" if name == "unit" else "chỉ tiêu"
        raise Problem(
            HTTPStatus.NOT_FOUND, "Không tìm thấy", f"Không có {what} nào mang mã “{slug}”."
        )
    return key


def _refuse(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, "Yêu cầu không hợp lệ", detail)
