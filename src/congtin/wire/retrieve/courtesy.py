"""Manners towards a host: a pause between two requests, and the rest that it asks for."""

import time
from collections.abc import Callable
from threading import Lock

from congtin.wire.retrieve.errors import HostResting

__all__ = ["LONGEST_PAUSE_SECONDS", "Courtesy"]

LONGEST_PAUSE_SECONDS = 30.0
_MOST_HOSTS = 5000


class Courtesy:
    """Remembers, for each host, when it may be asked again. Shared by threads."""

    def __init__(
        self,
        *,
        pause_seconds: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause_seconds = pause_seconds
        self._now, self._sleep = now, sleep
        self._lock = Lock()
        self._next: dict[str, float] = {}
        self._rests: dict[str, float] = {}

    def wait_for_turn(self, host: str, *, pause_seconds: float = 0) -> None:
        """Sleep until this host's next turn, which is taken. Raises HostResting."""
        with self._lock:
            now = self._now()
            rest = self._rests.get(host, 0) - now
            if rest > 0:
                raise HostResting(f"Máy chủ {host} yêu cầu tạm nghỉ.", retry_after_seconds=rest)
            turn = max(now, self._next.get(host, 0))
            pause = min(max(self._pause_seconds, pause_seconds), LONGEST_PAUSE_SECONDS)
            self._next[host] = turn + pause
            self._forget(now)
        if turn > now:
            self._sleep(turn - now)

    def let_rest(self, host: str, *, seconds: float) -> None:
        """Leave the host alone for so long (Retry-After)."""
        with self._lock:
            self._rests[host] = max(self._rests.get(host, 0), self._now() + seconds)

    def _forget(self, now: float) -> None:
        for moments in (self._next, self._rests):
            if len(moments) > _MOST_HOSTS:
                for host in [host for host, moment in moments.items() if moment < now]:
                    del moments[host]
