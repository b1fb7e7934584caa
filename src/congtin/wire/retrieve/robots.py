"""robots.txt of each host (RFC 9309), kept for a day.

A file that is not there allows all; one that cannot be had for now allows nothing until it can.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import httpx
from protego import Protego

from congtin.wire.retrieve.errors import AnswerFailed, RetrievalError, RobotsRefused
from congtin.wire.retrieve.limits import Allowance

__all__ = ["ROBOTS", "Robots"]

ROBOTS = Allowance(
    accept="text/plain, */*;q=0.1", most_bytes=500 * 1024, total_seconds=15, obeys_robots=False
)
_KEPT_SECONDS = 24 * 3600
_RETRIED_SECONDS = 600
_MOST_HOSTS = 2000


@dataclass(frozen=True, slots=True)
class _Rules:
    """`rules` is None where the file could not be had."""

    rules: Protego | None
    until: float


class Robots:
    """`read` fetches the file's bytes for a host's first address."""

    def __init__(self, *, agent: str, read: Callable[[httpx.URL], bytes]) -> None:
        self._agent = agent
        self._read = read
        self._lock = Lock()
        self._known: dict[str, _Rules] = {}

    def check(self, url: httpx.URL) -> float:
        """The seconds between requests that the host wishes. Raises RobotsRefused."""
        rules = self._get_rules(url)
        if rules is None:
            raise RobotsRefused(f"Chưa đọc được robots.txt của {url.host}.")
        if not rules.can_fetch(str(url), self._agent):
            raise RobotsRefused(f"Trang {url.host} không cho máy lấy địa chỉ này (robots.txt).")
        return float(rules.crawl_delay(self._agent) or 0)

    def _get_rules(self, url: httpx.URL) -> Protego | None:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            known = self._known.get(origin)
        if known is None or known.until < time.monotonic():
            known = self._fetch(httpx.URL(f"{origin}/robots.txt"))
            with self._lock:
                if len(self._known) >= _MOST_HOSTS:
                    self._known.clear()
                self._known[origin] = known
        return known.rules

    def _fetch(self, url: httpx.URL) -> _Rules:
        try:
            text = self._read(url).decode("utf-8", errors="replace")
        except AnswerFailed as problem:
            if problem.status < 500 and problem.status != 429:
                return _Rules(Protego.parse(""), time.monotonic() + _KEPT_SECONDS)
            return _Rules(None, time.monotonic() + _RETRIED_SECONDS)
        except RetrievalError:
            return _Rules(None, time.monotonic() + _RETRIED_SECONDS)
        return _Rules(Protego.parse(text), time.monotonic() + _KEPT_SECONDS)
