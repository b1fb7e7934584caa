"""The newsroom's own search of headlines: Wagtail's, but for one thing.

On SQLite it averages the length of all headlines at every save, twice in a publication, which takes
longer with each article. Ranks hardly feel it: done when the index is made anew, it is enough.
"""

from typing import Any

from django.db import connection
from modelsearch.backends import database
from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend

__all__ = ["SearchBackend"]


class _Index(SQLiteIndex):
    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class _Backend(SQLiteSearchBackend):
    index_class = _Index


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  (the name that Wagtail looks for)
    """What the setting WAGTAILSEARCH_BACKENDS leads to."""
    return _Backend(params) if connection.vendor == "sqlite" else database.SearchBackend(params)
