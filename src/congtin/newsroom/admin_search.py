"""The newsroom's own search of headlines: Wagtail's, but for one thing.

Wagtail's averages the length of all headlines at every save, twice in a publication, which takes
longer with each article. Ranks hardly feel it: done when the index is made anew, it is enough.
"""

from typing import Any

from django.db import connection

__all__ = ["SearchBackend"]

if connection.vendor == "sqlite":  # the other one's module cannot be imported beside it
    from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex as StockIndex
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as StockBackend
else:
    from modelsearch.backends.database.postgres.postgres import PostgresIndex as StockIndex
    from modelsearch.backends.database.postgres.postgres import (
        PostgresSearchBackend as StockBackend,
    )

_Index: Any = StockIndex
_Backend: Any = StockBackend


class _HeadlineIndex(_Index):
    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class SearchBackend(_Backend):
    """What the setting WAGTAILSEARCH_BACKENDS leads to."""

    index_class = _HeadlineIndex
