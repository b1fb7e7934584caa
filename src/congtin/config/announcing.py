"""Says where to go once the server's first page has come back: `python -m …announcing HOST PORT`.

A process of its own, since the server forks: a thread that imports or prints at that moment would
leave its lock held for ever in the forked process, and no page would ever come.
"""

import os
import subprocess
import sys
import time
from http.client import HTTPConnection

from congtin.config.home import get_home

__all__ = ["main", "start_announcing"]


def start_announcing(host: str, port: int) -> subprocess.Popen[bytes]:
    """Run `main` beside the server, out of reach of the terminal's Ctrl+C."""
    return subprocess.Popen(  # noqa: S603  (our own module)
        [sys.executable, "-m", "congtin.config.announcing", host, str(port)],
        start_new_session=True,
    )


def main(host: str, port: int) -> None:
    """Wait for the server, which is the parent, and print the addresses and how to sign in."""
    parent = os.getppid()
    while not _answers(host, port):
        if os.getppid() != parent:
            return
        time.sleep(0.1)
    base = f"http://{host}:{port}"
    note = get_home().sign_in_note
    lines = [
        "",
        f"Cổng tin đang chạy: {base}/",
        f"Tòa soạn:           {base}/toa-soan/",
        note.read_text(encoding="utf-8").strip()
        if note.exists()
        else "Chưa có tài khoản? Chạy: congtin manage createsuperuser",
        "Bấm Ctrl+C để dừng.",
    ]
    print("\n".join(lines), flush=True)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=30)
    try:
        connection.request("GET", "/robots.txt")
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
