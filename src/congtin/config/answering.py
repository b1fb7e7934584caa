"""The process that answers requests: the server forks it and makes its application here."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.process import BaseProcess

from django.core.handlers.wsgi import WSGIHandler

__all__ = ["make_application"]


def make_application() -> WSGIHandler:
    """The WSGI callable, in a process that ends when the server wants it to and never outlives it.

    A terminal's Ctrl+C goes to both processes: the server passes it on, and a second signal while
    the first is being followed left this process waiting for ever.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    server = multiprocessing.parent_process()
    if server is not None:
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()
    from congtin.config.wsgi import application  # noqa: PLC0415  (slow; the signals come first)

    return application


def _end_with(server: BaseProcess) -> None:
    """Killed, the server could not say goodbye, and its port would stay taken."""
    server.join()
    os._exit(1)
