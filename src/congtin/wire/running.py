"""Visiting all sources that are due, several at once; one host is asked by one visit at a time, so
that a slow outlet keeps nobody waiting but itself."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event
from urllib.parse import urlsplit

from django.db import close_old_connections, connections

from congtin.wire import actions
from congtin.wire.fetching import Visit, visit_source
from congtin.wire.models import WireSource
from congtin.wire.retrieve import Retriever

__all__ = ["fetch_due", "keep_fetching"]

THREADS = 16
_IDLE_SECONDS = 5.0
_log = logging.getLogger(__name__)


def fetch_due(
    *,
    retriever: Retriever,
    stopped: Event | None = None,
    threads: int = THREADS,
    tell: Callable[[Visit], None] = lambda visit: None,
) -> int:
    """Visit what is due until nothing is; gives how many visits were made.

    With `threads` 0 all is done in the caller's own thread.
    """
    stopped = stopped or Event()
    if threads == 0:
        return _fetch_in_turn(retriever, stopped, tell)
    count = 0
    running: dict[Future[Visit], str] = {}
    with ThreadPoolExecutor(max_workers=threads, thread_name_prefix="wire") as pool:
        while True:
            while not stopped.is_set() and len(running) < threads:
                leased = _lease(besides_hosts=set(running.values()))
                if leased is None:
                    break
                source, holder = leased
                visit = pool.submit(_visit_in_thread, source, holder, retriever, stopped)
                running[visit] = urlsplit(source.address).netloc
            if not running:
                return count
            done, _ = wait(running, timeout=1.0, return_when=FIRST_COMPLETED)
            for visit in done:
                del running[visit]
                count += 1
                tell(visit.result())


def keep_fetching(*, make_retriever: Callable[[], Retriever], stopped: Event) -> None:
    """The worker's part: visit what is due, rest a little, until stopped. Faults are logged."""
    while not stopped.is_set():
        try:
            fetch_due(retriever=make_retriever(), stopped=stopped)
        except Exception:
            _log.exception("sources could not be visited")
        finally:
            close_old_connections()
        stopped.wait(_IDLE_SECONDS)
    connections.close_all()


def _fetch_in_turn(retriever: Retriever, stopped: Event, tell: Callable[[Visit], None]) -> int:
    count = 0
    while not stopped.is_set() and (leased := _lease(besides_hosts=())):
        tell(_visit(*leased, retriever, stopped))
        count += 1
    return count


def _lease(*, besides_hosts: set[str] | tuple[()]) -> tuple[WireSource, str] | None:
    holder = secrets.token_hex(8)
    source = actions.lease_source(holder=holder, besides_hosts=besides_hosts)
    return (source, holder) if source is not None else None


def _visit(source: WireSource, holder: str, retriever: Retriever, stopped: Event) -> Visit:
    """A fault in reading one source is that source's alone."""
    try:
        return visit_source(
            source=source, holder=holder, retriever=retriever, is_stopping=stopped.is_set
        )
    except Exception as problem:
        _log.exception("a visit to %s broke off", source.address)
        actions.fail_visit(source=source, holder=holder, problem="lỗi khi đọc nguồn này")
        return Visit(source, problem=type(problem).__name__)


def _visit_in_thread(
    source: WireSource, holder: str, retriever: Retriever, stopped: Event
) -> Visit:
    try:
        return _visit(source, holder, retriever, stopped)
    finally:
        close_old_connections()
