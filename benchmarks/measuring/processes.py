"""Servers as processes: started, waited for, ended; and the CPU time of each with its children.

CPU time is read from /proc/PID/stat (proc(5), fields utime, stime), in ticks of SC_CLK_TCK.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Server", "run_server"]

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `pid` is the first of its processes."""

    name: str
    port: int
    pid: int

    def read_cpu_s(self) -> float:
        """The CPU seconds that its living processes have used so far."""
        return sum(_read_cpu_s(pid) for pid in (self.pid, *_find_children(self.pid)))

    def read_memory_mb(self) -> float:
        """Resident memory of its processes, what they share counted once each (PSS)."""
        return sum(_read_pss_mb(pid) for pid in (self.pid, *_find_children(self.pid)))


@contextmanager
def run_server(
    name: str, words: Sequence[str], *, port: int, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    """The server while it is needed. RuntimeError with the end of its log if it never answers."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  (our own servers)
            words,
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_for(port, process, log)
        yield Server(name, port, process.pid)
    finally:
        _end(process)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    tail = log.read_text(errors="replace")[-2000:]
    raise RuntimeError(f"nothing answers on port {port}:\n{tail}")


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(timeout=15)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
        else:
            break


def _find_children(pid: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except FileNotFoundError:
        return
    for task in tasks:
        try:
            children = (task / "children").read_text().split()
        except FileNotFoundError:
            continue
        for child in map(int, children):
            yield child
            yield from _find_children(child)


def _read_cpu_s(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    fields = text.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _read_pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
