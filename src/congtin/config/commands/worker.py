"""`congtin worker`: background work: publishing and expiring what is scheduled and reading the
figures of moved articles, now and then; fetching news, bringing the search index up to date, and
discarding stored pages that another node has changed, at once."""

import argparse
import logging
import os
import signal
import threading
import time
from collections.abc import Sequence

__all__ = ["main"]

_PAUSE_SECONDS = 20
_FOLLOWING_SECONDS = 0.4
_GRACE_SECONDS = 8
_READING_SECONDS = 20
_log = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="congtin worker", description=__doc__).parse_args(argv)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (after the signal handlers: a stop during the import counts)

    django.setup()
    parent = os.getppid()
    indexing = threading.Thread(target=_index, args=(stopped,))
    indexing.start()
    threading.Thread(target=_follow_changes, args=(stopped,), daemon=True).start()
    fetching = _start_fetching(stopped)
    while not stopped.wait(_PAUSE_SECONDS) and os.getppid() == parent:
        _publish_scheduled()
        _tend_pages()
        _read_arrivals(stopped)
    stopped.set()
    fetching.join(_GRACE_SECONDS)
    indexing.join()
    return 0


def _index(stopped: threading.Event) -> None:
    from congtin.search.following import follow  # noqa: PLC0415  (needs django.setup)
    from congtin.search.queries import get_engine  # noqa: PLC0415  (as above)

    follow(get_engine(), stopped=stopped)


def _start_fetching(stopped: threading.Event) -> threading.Thread:
    """Beside the rest: no outlet, however slow, delays a publication. What is cut short at the end
    is taken up by the next worker."""
    from congtin.wire.manners import get_retriever  # noqa: PLC0415  (needs django.setup)
    from congtin.wire.running import keep_fetching  # noqa: PLC0415  (needs django.setup)

    thread = threading.Thread(
        target=keep_fetching,
        kwargs={"make_retriever": get_retriever, "stopped": stopped},
        daemon=True,
    )
    thread.start()
    return thread


def _follow_changes(stopped: threading.Event) -> None:
    """Also where the server is down: a front server goes on sending stored pages."""
    from congtin.pagestore.following import follow_quietly  # noqa: PLC0415  (needs django.setup)
    from congtin.pagestore.stores import get_store  # noqa: PLC0415  (as above)

    while not stopped.wait(_FOLLOWING_SECONDS):
        follow_quietly(get_store())


def _tend_pages() -> None:
    """Discard what the hour has changed; a fault is logged and tried again next time."""
    from django.db import close_old_connections  # noqa: PLC0415  (needs django.setup)

    from congtin.pagestore.journal import forget_old  # noqa: PLC0415  (as above)
    from congtin.pagestore.stores import get_store  # noqa: PLC0415  (as above)

    try:
        get_store().expire()
        get_store().tend()
        forget_old()
    except Exception:
        _log.exception("stored pages could not be tended")
    finally:
        close_old_connections()


def _publish_scheduled() -> None:
    """A fault (a locked database, a broken page) is logged and tried again next time."""
    from django.core.management import call_command  # noqa: PLC0415  (needs django.setup)
    from django.db import close_old_connections  # noqa: PLC0415  (needs django.setup)

    try:
        call_command("publish_scheduled", verbosity=0)
    except Exception:
        _log.exception("scheduled articles could not be published")
    finally:
        close_old_connections()


def _read_arrivals(stopped: threading.Event) -> None:
    """For a while only: what is scheduled waits meanwhile."""
    from django.db import close_old_connections  # noqa: PLC0415  (needs django.setup)

    from congtin.ledger.arriving import read_arrivals  # noqa: PLC0415  (as above)

    until = time.monotonic() + _READING_SECONDS
    try:
        read_arrivals(may_go_on=lambda: not stopped.is_set() and time.monotonic() < until)
    except Exception:
        _log.exception("figures of moved articles could not be read")
    finally:
        close_old_connections()
