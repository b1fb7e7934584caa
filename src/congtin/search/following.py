"""Keeping an index right: building it anew, and applying what was committed since.

A change is applied by reading its row again, so that to apply it twice does no harm; what was noted
and not applied yet is found again after any crash, since the index itself holds how far it is.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from threading import Event

from django.db import close_old_connections, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from congtin.ledger.models import Plan, Result, Target
from congtin.newsroom.models import ArticlePage
from congtin.places.queries import get_kin
from congtin.search.documents import Document, State
from congtin.search.engine import Engine, NoIndexYet
from congtin.search.models import Change
from congtin.search.reading import READERS, read_all
from congtin.search.triggers import EVERYTHING

__all__ = ["catch_up", "count_waiting", "follow", "rebuild"]

KEPT_DAYS = 7  # changes; an index that was away for longer is built anew
_PAUSE_SECONDS = 0.3
_PAUSE_AFTER_FAULT_SECONDS = 5
_AT_ONCE = 5000
_log = logging.getLogger(__name__)


def follow(engine: Engine, *, stopped: Event) -> None:
    """Until it is stopped: build the index if there is none, then apply each change as it comes.

    A fault is logged and tried again: the database may be away, the disk full.
    """
    pause = 0.0
    while not stopped.wait(pause):
        try:
            while catch_up(engine):
                pass
            pause = _PAUSE_SECONDS
        except Exception:
            _log.exception("the search index could not be brought up to date")
            engine.close()
            pause = _PAUSE_AFTER_FAULT_SECONDS
        finally:
            close_old_connections()
    engine.close()


def catch_up(engine: Engine) -> int:
    """Apply what was committed since, at most some thousands; gives how many changes."""
    try:
        state = engine.read_state()
    except NoIndexYet:
        return _build(engine)
    if _is_lost(state):
        return _build(engine)
    horizon = _get_horizon()  # before the changes: what is committed in between is seen again
    changes = list(_get_waiting(state)[:_AT_ONCE].values_list("pk", "ticket", "name", "number"))
    if not changes:
        _keep_alive(engine, state, horizon)
        return 0
    if any(name == EVERYTHING for _, _, name, _ in changes):
        return _build(engine)
    documents, gone = _read_changed((name, number) for _, _, name, number in changes)
    new_state = _move_on(state, changes, horizon)
    engine.write(documents, gone=gone, state=new_state)
    return len(changes)


def count_waiting(state: State) -> int:
    return _get_waiting(state).count()


def rebuild(engine: Engine, *, advance: Callable[[Document], None] = lambda _: None) -> None:
    """A new index beside the one in use, which is read until the new one is whole."""
    state = _get_state()
    fresh = engine.begin_anew()
    fresh.write(_tell(read_all(), advance), state=state)
    engine.close()
    fresh.take_over()
    _forget_old()


def _get_state() -> State:
    """That of an index that is read from now on: what is committed already is in it."""
    start = State(_get_horizon(), (), timezone.now())
    seen = _get_waiting(start).values_list("pk", flat=True)
    return replace(start, seen=tuple(seen))


def _build(engine: Engine) -> int:
    rebuild(engine)
    return 1


def _tell(documents: Iterable[Document], advance: Callable[[Document], None]) -> Iterator[Document]:
    for document in documents:
        advance(document)
        yield document


def _get_horizon() -> int:
    """Below it nothing more will be committed. SQLite has one writer, so its numbers are in the
    order of commits; PostgreSQL's transactions end in any order."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            return int(cursor.fetchone()[0])
    return (Change.objects.order_by("-pk").values_list("pk", flat=True).first() or _last_ever()) + 1


def _last_ever() -> int:
    """SQLite's own memory of the highest number, also of changes that are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [Change._meta.db_table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _get_waiting(state: State) -> QuerySet[Change]:
    if connection.vendor == "postgresql":
        waiting = Change.objects.filter(ticket__gte=state.position).order_by("ticket", "pk")
    else:
        waiting = Change.objects.filter(pk__gte=state.position).order_by("pk")
    return waiting.exclude(pk__in=state.seen) if state.seen else waiting


def _is_lost(state: State) -> bool:
    """Away for so long that changes may be forgotten, or another, older database."""
    is_old = timezone.now() - state.written_at > dt.timedelta(days=KEPT_DAYS - 1)
    return is_old or state.position > _get_horizon()


def _move_on(state: State, changes: list[tuple[int, int | None, str, int]], horizon: int) -> State:
    tickets = [
        (ticket if connection.vendor == "postgresql" else pk) or 0 for pk, ticket, *_ in changes
    ]
    is_all = len(changes) < _AT_ONCE
    position = horizon if is_all else min(horizon, tickets[-1])
    applied = zip(tickets, (pk for pk, *_ in changes), strict=True)
    seen = [pk for ticket, pk in applied if ticket >= position]
    if position == state.position:
        seen = [*state.seen, *seen]
    elif state.seen and connection.vendor == "postgresql":
        still = Change.objects.filter(pk__in=state.seen, ticket__gte=position)
        seen = [*still.values_list("pk", flat=True), *seen]
    return State(position, tuple(seen), timezone.now())


def _keep_alive(engine: Engine, state: State, horizon: int) -> None:
    """Once a day, so that an index of a quiet portal does not look lost."""
    if timezone.now() - state.written_at > dt.timedelta(days=1):
        seen = state.seen if horizon == state.position else ()
        engine.write([], state=State(max(state.position, horizon), seen, timezone.now()))
        _forget_old()


def _forget_old() -> None:
    Change.objects.filter(made_at__lt=timezone.now() - dt.timedelta(days=KEPT_DAYS)).delete()


def _read_changed(changes: Iterable[tuple[str, int]]) -> tuple[list[Document], list[str]]:
    """What stands there now, and the keys of what does not."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for name, number in changes:
        numbers[name].add(number)
    _spread(numbers)
    documents: list[Document] = []
    gone: list[str] = []
    with transaction.atomic():
        for name, reader in READERS.items():
            found = list(reader.read(numbers[name])) if numbers[name] else []
            documents += found
            there = {document.key for document in found}
            keys = (reader.make_key(number) for number in sorted(numbers[name]))
            gone += [key for key in keys if key not in there]
    return documents, gone


def _spread(numbers: dict[str, set[int]]) -> None:
    """To what shows something of a changed row."""
    if sources := numbers.pop("source", None):
        numbers["article"] |= set(
            ArticlePage.objects.filter(source__in=sources).values_list("pk", flat=True)
        )
    if units := numbers["unit"]:
        numbers["unit"] |= get_kin(units)
    if indicators := numbers["indicator"]:
        numbers["target"] |= set(
            Target.objects.filter(indicator__in=indicators).values_list("pk", flat=True)
        )
        numbers["result"] |= set(
            Result.objects.filter(indicator__in=indicators).values_list("pk", flat=True)
        )
    if documents := numbers["document"]:
        numbers["plan"] |= set(
            Plan.objects.filter(documents__in=documents).values_list("pk", flat=True)
        )
    if plans := numbers["plan"]:
        numbers["document"] |= set(
            Plan.documents.through.objects.filter(plan__in=plans).values_list(
                "document_id", flat=True
            )
        )
