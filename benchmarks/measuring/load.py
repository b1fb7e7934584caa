"""Load upon a server by wrk, and what a request cost the server's processors."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from measuring.processes import Server

__all__ = ["Sample", "load_server"]

_SCALES = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Sample:
    """One stretch of load. `cpu_ms` is the server's, per request; `failed` are answers that were
    no success and connections that broke."""

    requests: int
    per_second: float
    cpu_ms: float
    p99_ms: float
    failed: int


def load_server(
    server: Server, path: str, *, seconds: int = 3, connections: int = 64, gzip: bool = True
) -> Sample:
    """Ask the server for the path as fast as it answers. RuntimeError where wrk is missing."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise RuntimeError("wrk is missing: scripts/install-for-bench installs it")
    words = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    words += ["-H", "Accept-Encoding: gzip"] if gzip else []
    before = server.read_cpu_s()
    done = subprocess.run(  # noqa: S603  (wrk, against our own server)
        [*words, f"http://127.0.0.1:{server.port}{path}"],
        check=True,
        capture_output=True,
        text=True,
    )
    spent = server.read_cpu_s() - before
    return _read(done.stdout, spent)


def _read(text: str, spent_s: float) -> Sample:
    requests = int(_find(r"(\d+) requests in", text))
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text)
    socket_errors = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text
    )
    failed = int(_find(r"Non-2xx or 3xx responses: (\d+)", text, default="0"))
    failed += sum(map(int, socket_errors.groups())) if socket_errors else 0
    return Sample(
        requests=requests,
        per_second=float(_find(r"Requests/sec:\s+([\d.]+)", text)),
        cpu_ms=spent_s * 1000 / max(1, requests),
        p99_ms=float(p99[1]) * _SCALES[p99[2]] if p99 else 0.0,
        failed=failed,
    )


def _find(pattern: str, text: str, *, default: str | None = None) -> str:
    found = re.search(pattern, text)
    if found:
        return found[1]
    if default is None:
        raise RuntimeError(f"wrk said something else:\n{text}")
    return default
