"""Connections to checked addresses alone, each read bounded by what is left of the whole time."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from congtin.wire.retrieve.destinations import resolve

__all__ = ["CheckedNetwork", "Deadline"]

_MOST_TRIED = 3


class Deadline:
    """A moment by which all has to be done: a host that drips byte by byte meets it too."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def limit(self, seconds: float | None) -> float:
        """The shorter of these seconds and those that are left. Raises httpcore.ReadTimeout."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole is over")
        return left if seconds is None else min(seconds, left)


class CheckedNetwork(httpcore.NetworkBackend):
    """Resolves, checks and connects in one step; the name stays the one that TLS verifies."""

    def __init__(self, *, deadline: Deadline, allow_loopback: bool) -> None:
        self._deadline = deadline
        self._allow_loopback = allow_loopback
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        numbers = resolve(host, port, allow_loopback=self._allow_loopback)[:_MOST_TRIED]
        for place, number in enumerate(numbers, 1):
            try:
                stream = self._sockets.connect_tcp(
                    number, port, self._deadline.limit(timeout), local_address, socket_options
                )
                return _BoundedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(numbers):
                    raise
        raise httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("sockets of this machine are not asked")

    def sleep(self, seconds: float) -> None:
        time.sleep(self._deadline.limit(seconds))


class _BoundedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.limit(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = self._deadline.limit(timeout)
        return _BoundedStream(
            self._stream.start_tls(ssl_context, server_hostname, limit), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
