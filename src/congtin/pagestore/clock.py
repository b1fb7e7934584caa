"""Telling the recorder when a page looks at the clock or the calendar.

Installed before any model is imported: the functions are defaults of fields, and a migration has to
find the same ones.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from congtin.pagestore.recording import find_recorder, set_aside

__all__ = ["install"]


def install() -> None:
    """Wrap the two functions by which Django's code asks; done twice, it is done once."""
    if hasattr(timezone.now, "__wrapped__"):
        return
    timezone.now = _watch_clock(timezone.now)
    timezone.localdate = _watch_calendar(timezone.localdate)


def _watch_clock(read: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(read)
    def now() -> Any:
        recorder = find_recorder()
        if recorder is not None:
            recorder.note_instant()
        return read()

    return now


def _watch_calendar(read: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(read)
    def localdate(value: Any = None, timezone: Any = None) -> Any:
        recorder = find_recorder()
        if recorder is None or value is not None:
            return read(value, timezone)
        recorder.note_day(timezone)
        with set_aside():
            return read(value, timezone)

    return localdate
