"""`startswith` on SQLite as a span of the index: Wagtail asks for everything below a page that way.

SQLite's own LIKE knows no case for ASCII letters, so no index of a column answers it
(https://www.sqlite.org/optoverview.html#the_like_optimization), and each listing of the newsroom
read every page. A span is also what the word says: it tells letters from capitals, as PostgreSQL
does.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, TextField
from django.db.models.lookups import StartsWith

__all__ = ["Prefix", "register_lookups"]

_LAST_LETTER = "\U0010ffff"


class Prefix(StartsWith):
    """As `StartsWith`; on SQLite between the prefix and whatever still begins with it."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        if (
            not (self.rhs_is_direct_value() and isinstance(self.rhs, str))
            or self.bilateral_transforms
        ):
            return super().as_sql(compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        sql = f"({column} >= %s AND {column} < %s)"
        return sql, [*parameters, self.rhs, *parameters, self.rhs + _LAST_LETTER]


def register_lookups() -> None:
    """For every column of letters, also those of Wagtail."""
    CharField.register_lookup(Prefix)
    TextField.register_lookup(Prefix)
