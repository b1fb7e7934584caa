"""The server: Granian with the WSGI callable, static and media files, and the worker beside it."""

import errno
import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from congtin.config.announcing import start_announcing
from congtin.config.home import get_home

__all__ = ["AlreadyRunning", "PortTaken", "check_port", "hold_folder", "read_port", "serve"]

_THREADS = 4


class PortTaken(RuntimeError):
    """Another program listens on the port."""


class AlreadyRunning(RuntimeError):
    """Another server works on the same data folder."""


@contextmanager
def hold_folder() -> Iterator[None]:
    """Keep the data folder for this server alone; the system lets go of it however it ends.

    Raises AlreadyRunning.
    """
    mark = get_home().path / "running"
    with mark.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise AlreadyRunning(
                f"một cổng tin khác đang chạy trên thư mục dữ liệu {get_home().path}. "
                "Hãy dừng nó trước, hoặc đặt CONGTIN_HOME là thư mục khác."
            ) from problem
        yield


def read_port() -> int:
    """From `PORT`, else 8000; ends the program with a sentence where it is no port."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        print(f"PORT phải là số từ 1 đến 65535, không phải “{text}”.", file=sys.stderr)
        raise SystemExit(2)
    return int(text)


def check_port(host: str, port: int) -> None:
    """Raises PortTaken: Granian itself would silently share the port with a second instance.

    RuntimeError where the system refuses the address or the port for another reason.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as problem:
            if getattr(problem, "errno", None) != errno.EADDRINUSE:
                raise RuntimeError(
                    f"máy không cho dùng cổng {port} của địa chỉ {host} ({problem}). "
                    "Chọn cổng từ 1024 đến 65535 và địa chỉ của chính máy này."
                ) from problem
            raise PortTaken(
                f"cổng {port} đang có chương trình khác dùng. "
                f"Chọn cổng khác, ví dụ: make run PORT={port + 1}"
            ) from problem


def serve(*, host: str, port: int, with_worker: bool) -> int:
    """Serve until SIGINT or SIGTERM.

    Granian forks the process that answers: no thread may run here before it does.
    """
    from granian import Granian  # noqa: PLC0415  (not needed by the commands that only check)
    from granian.constants import Interfaces  # noqa: PLC0415  (as above)
    from granian.log import LogLevels  # noqa: PLC0415  (as above)

    home = get_home()
    os.environ["PORT"] = str(port)
    beside = [start_announcing(host, port)]
    if with_worker:
        beside.append(_start_worker())
    try:
        Granian(
            "congtin.config.answering:make_application",
            factory=True,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=_THREADS,
            websockets=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            static_path_route=["/static", "/media"],
            static_path_mount=[home.static, home.media],
            static_path_expires=86_400,
        ).serve()
    finally:
        for each in beside:
            _end(each)
    return 0


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "congtin.config.command", "worker"], start_new_session=True
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
