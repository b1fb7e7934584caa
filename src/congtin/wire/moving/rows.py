"""Putting rows in as they are: with their own numbers, and without dates of today.

Django's `bulk_create` refuses a model with a parent table, and sets its automatic dates anew; its
own query for raw rows (as `loaddata` uses it) does neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

__all__ = ["insert_rows", "let_numbers_go_on"]


def insert_rows(model: type[Model], rows: Sequence[Any]) -> None:
    """The model's own columns of these rows, which have their primary keys."""
    fields = list(model._meta.local_concrete_fields)
    size = max(1, connection.ops.bulk_batch_size(fields, rows))
    for first in range(0, len(rows), size):
        query = InsertQuery(model)
        query.insert_values(fields, list(rows[first : first + size]), raw=True)
        query.get_compiler(connection=connection).execute_sql()


def let_numbers_go_on(models: Sequence[type[Model]]) -> None:
    """After rows that brought their numbers: PostgreSQL would give them out again."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
