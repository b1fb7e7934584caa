"""How values and rows of the database are written in tags, and which rows no page shows."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from decimal import Decimal
from enum import Enum
from typing import Any

from django.apps import apps
from django.db import models

__all__ = [
    "FIXED",
    "PRIVATE_COLUMNS",
    "UNWATCHED",
    "find_model",
    "get_labels",
    "is_bounding",
    "is_matchable",
    "is_watched",
    "write_moment",
    "write_value",
]

_PLAIN = re.compile(r"[\w./:+-]{1,60}")

# Never changed by people, or made by rendering itself: no page depends on them.
FIXED = frozenset(
    {
        "contenttypes.contenttype",
        "wagtailcore.locale",
        "wagtailimages.rendition",
    }
)
# Their changes are not followed. A page that reads one of them is not kept.
UNWATCHED_APPS = frozenset(
    {"axes", "migrations", "pagestore", "search", "sessions", "wagtailsearch", "wire"}
)
UNWATCHED = frozenset(
    {
        "auth.permission",
        "wagtailadmin.admin",
        "wagtailadmin.editingsession",
        "wagtailcore.task",
        "wagtailcore.taskstate",
        "wagtailcore.workflow",
        "wagtailcore.workflowstate",
        "wagtailcore.workflowpage",
        "wagtailcore.workflowtask",
        "wagtailcore.workflowcontenttype",
        "wagtailcore.groupapprovaltask",
        "wagtailcore.comment",
        "wagtailcore.commentreply",
        "wagtailcore.pagesubscription",
        "wagtailcore.pagelogentry",
        "wagtailcore.referenceindex",
        "wagtailcore.uploadedfile",
        "wagtailusers.userprofile",
        "ledger.proposal",
    }
)
# Columns that change with every draft or sign-in and stand on no public page.
PRIVATE_COLUMNS = {
    "wagtailcore.page": frozenset(
        {
            "approved_schedule",
            "draft_title",
            "expire_at",
            "expired",
            "go_live_at",
            "has_unpublished_changes",
            "latest_revision_created_at",
            "latest_revision_id",
            "live_revision_id",
            "locked",
            "locked_at",
            "locked_by_id",
            "numchild",
            "owner_id",
        }
    ),
    "accounts.user": frozenset({"last_login", "password"}),
}


def is_watched(model: type[models.Model]) -> bool:
    meta = model._meta
    return (
        meta.app_label not in UNWATCHED_APPS
        and meta.label_lower not in UNWATCHED
        and meta.label_lower not in FIXED
    )


def find_model(table: str) -> type[models.Model] | None:
    return _map_tables().get(table)


def get_labels(model: type[models.Model]) -> list[str]:
    """The model's own and those of its parents, whose rows are parts of its."""
    return [model._meta.label_lower, *(each._meta.label_lower for each in _get_parents(model))]


def is_matchable(field: Any) -> bool:
    """Whether a condition on the field may stand in a tag: its values are short."""
    long = (models.TextField, models.JSONField, models.BinaryField, models.FileField)
    return isinstance(field, models.Field) and not isinstance(field, long)


def is_bounding(field: Any) -> bool:
    return isinstance(field, models.DateField)


def write_value(value: Any) -> str:
    """One text for one value, whether it comes from a query or from a row.

    >>> write_value(True), write_value(Decimal("1.50")), write_value("Báo & đài")[:4]
    ('1', '1.5', '#')
    """
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Enum):
        return write_value(value.value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dt.date):
        return repr(write_moment(value))
    text = str(value)
    return text if _PLAIN.fullmatch(text) else "#" + hashlib.sha1(text.encode()).hexdigest()[:16]  # noqa: S324  (a short name, no secret)


def write_moment(value: Any) -> float | None:
    """Seconds since 1970 of a moment or a day, also as SQLite gives them out; None for anything
    else."""
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, dt.datetime):
        return (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).timestamp()
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC).timestamp()
    return None


_tables: dict[str, type[models.Model]] = {}


def _map_tables() -> dict[str, type[models.Model]]:
    if not _tables:
        _tables.update(
            {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
        )
    return _tables


def _get_parents(model: type[models.Model]) -> list[type[models.Model]]:
    return list(model._meta.get_parent_list())
