"""`congtin worker`: background work, now and then: publishing and expiring what is scheduled."""

import argparse
import logging
import os
import signal
import threading
from collections.abc import Sequence

__all__ = ["main"]

_PAUSE_SECONDS = 20
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
    while not stopped.wait(_PAUSE_SECONDS) and os.getppid() == parent:
        _publish_scheduled()
    return 0


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
