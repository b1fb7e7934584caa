"""The process that answers requests: the server forks it and makes its application here."""

import logging
import multiprocessing
import os
import signal
import threading
from multiprocessing.process import BaseProcess

from congtin.config.fronting import compute_edition, make_front, make_store
from congtin.pagestore.front import Front
from congtin.pagestore.memory import Memory
from congtin.pagestore.store import Store

__all__ = ["make_application"]

_MEMORY_BYTES = 96 * 2**20
_PAUSE_SECONDS = 0.4
_NOTED_EVERY = 150
_log = logging.getLogger(__name__)


def make_application() -> Front:
    """The WSGI callable, in a process that ends when the server wants it to and never outlives it.

    A terminal's Ctrl+C goes to both processes: the server passes it on, and a second signal while
    the first is being followed left this process waiting for ever.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    server = multiprocessing.parent_process()
    if server is not None:
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()
    store = make_store()
    store.prepare(compute_edition())
    memory = Memory(store, limit_bytes=_MEMORY_BYTES)
    # What was changed while nobody was here to follow it comes before the first answer.
    _follow_once(store)
    threading.Thread(target=_follow, args=(store, memory), daemon=True).start()
    return make_front(store, memory)


def _follow(store: Store, memory: Memory) -> None:
    """Follow the journal, and tell the files which of them were asked for in memory."""
    count = 0
    while True:
        threading.Event().wait(_PAUSE_SECONDS)
        _follow_once(store)
        count += 1
        if count % _NOTED_EVERY == 0:
            store.note_asking(memory.take_asked())


def _follow_once(store: Store) -> None:
    """Without the database nothing can have been changed here, and what is kept is served."""
    try:
        from congtin.config import wsgi  # noqa: F401, PLC0415  (starts Django)
        from congtin.pagestore.following import follow_quietly  # noqa: PLC0415  (needs Django)
    except Exception:
        _log.exception("the application cannot be started; stored pages are served")
        return
    follow_quietly(store)


def _end_with(server: BaseProcess) -> None:
    """Killed, the server could not say goodbye, and its port would stay taken."""
    server.join()
    os._exit(1)
