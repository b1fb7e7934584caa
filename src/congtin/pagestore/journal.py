"""The journal of changes: written with each, and followed by every node for its own pages."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Sequence
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from congtin.pagestore.changes import Change, find_touches
from congtin.pagestore.models import JournalEntry
from congtin.pagestore.store import Store
from congtin.pagestore.stores import get_store

__all__ = ["follow", "forget_old", "write_entry"]

_log = logging.getLogger(__name__)
_KEPT_DAYS = 8
_LONGEST_AWAY_SECONDS = 7 * 86_400
_BATCH = 200
_MOST_CHANGES = 3_000
_TRIES = 20


def write_entry(changes: Sequence[Change]) -> None:
    """Tell of the changes as part of their transaction, and follow them here once it is through."""
    with transaction.atomic():
        JournalEntry.objects.create(
            transaction=_get_transaction(), changes=[change.to_plain() for change in changes]
        )
        transaction.on_commit(_follow_here, robust=True)


def follow(store: Store) -> int:
    """Discard from the store what was changed since it was followed last; gives how many pages.

    A store that nobody has followed for a week, or that knows more than the journal does (the
    database is another one), is cleared.
    """
    seen = _Seen.read(store)
    horizon = _get_horizon()
    if seen is None or seen.is_beyond(horizon):
        store.clear()
        _Seen(watermark=horizon, away_since=_now()).write(store)
        return 0
    count = 0
    while entries := seen.find_new()[:_BATCH]:
        changes = [Change.from_plain(each) for entry in entries for each in entry.changes]
        count += _discard(store, changes)
        seen.add(entries)
        if len(entries) < _BATCH:
            break
    seen.move_to(horizon)
    seen.write(store)
    return count


def forget_old() -> None:
    """Entries that every node has seen, or is too late for; the last one tells how far it is."""
    day = timezone.now() - dt.timedelta(days=_KEPT_DAYS)
    last = JournalEntry.objects.aggregate(last=Max("pk"))["last"]
    JournalEntry.objects.filter(at__lt=day).exclude(pk=last).delete()


def _follow_here() -> None:
    """The change is committed: whatever goes wrong here, the next look at the journal mends it."""
    try:
        follow(get_store())
    except Exception:
        _log.exception("stored pages could not be discarded at once")


def _discard(store: Store, changes: Sequence[Change]) -> int:
    if len(changes) > _MOST_CHANGES or any(change.is_of_everything for change in changes):
        # Wagtail holds the sites' roots in every process.
        cache.delete("wagtail_site_root_paths")
        count = store.get_state().pages
        store.clear()
        return count
    for _ in range(_TRIES):
        shapes = store.get_shapes()
        touches = {touch for change in changes for touch in find_touches(change, shapes)}
        discarded = store.discard(touches, shapes=shapes)
        if discarded is not None:
            return len(discarded)
    store.clear()
    return 0


class _Seen:
    """How far a store has followed: on SQLite the last entry's number; on PostgreSQL the oldest
    transaction that was still open, and which entries of later ones are seen already."""

    def __init__(self, *, watermark: int, away_since: float, ids: set[int] | None = None) -> None:
        self.watermark = watermark
        self.away_since = away_since
        self.ids = ids or set()

    @classmethod
    def read(cls, store: Store) -> _Seen | None:
        """None where the store was never followed, or too long ago."""
        text = str(store.get_fact("followed", ""))
        if not text:
            return None
        known: dict[str, Any] = json.loads(text)
        if _now() - known["at"] > _LONGEST_AWAY_SECONDS:
            return None
        return cls(watermark=known["watermark"], away_since=known["at"], ids=set(known["ids"]))

    def write(self, store: Store) -> None:
        known = {"watermark": self.watermark, "at": _now(), "ids": sorted(self.ids)}
        store.set_fact("followed", json.dumps(known))

    def is_beyond(self, horizon: int) -> bool:
        return self.watermark > horizon

    def find_new(self) -> list[JournalEntry]:
        if _is_postgresql():
            later = JournalEntry.objects.filter(transaction__gte=self.watermark)
            return [entry for entry in later.order_by("pk") if entry.pk not in self.ids]
        return list(JournalEntry.objects.filter(pk__gt=self.watermark).order_by("pk")[:_BATCH])

    def add(self, entries: Sequence[JournalEntry]) -> None:
        if _is_postgresql():
            self.ids |= {entry.pk for entry in entries}
        else:
            self.watermark = max(self.watermark, *(entry.pk for entry in entries))

    def move_to(self, horizon: int) -> None:
        """Everything before the horizon had ended when it was read, so it has been seen."""
        if _is_postgresql():
            self.watermark = horizon
            later = JournalEntry.objects.filter(transaction__gte=horizon)
            self.ids &= set(later.values_list("pk", flat=True))


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _get_transaction() -> int:
    if not _is_postgresql():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        return int(cursor.fetchone()[0])


def _get_horizon() -> int:
    """PostgreSQL: no transaction before it is open any more. SQLite: the last entry's number, which
    a deleted entry's is never used for again."""
    if not _is_postgresql():
        return JournalEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_snapshot_xmin(txid_current_snapshot())")
        return int(cursor.fetchone()[0])


def _now() -> float:
    return dt.datetime.now(dt.UTC).timestamp()
