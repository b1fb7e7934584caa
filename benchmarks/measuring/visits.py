"""Visits one after another, each of another page: what a page costs that nobody kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection

from measuring.processes import Server

__all__ = ["Visits", "visit_pages"]


@dataclass(frozen=True, slots=True)
class Visits:
    """`cpu_ms` is the server's, per visit; `failed` how many were not answered with 200."""

    number: int
    cpu_ms: float
    failed: int


def visit_pages(server: Server, paths: Sequence[str]) -> Visits:
    """Ask for each path once over one connection."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    failed = 0
    before = server.read_cpu_s()
    for path in paths:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
        failed += response.status != 200
    spent = server.read_cpu_s() - before
    connection.close()
    return Visits(len(paths), spent * 1000 / max(1, len(paths)), failed)
