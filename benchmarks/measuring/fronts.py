"""nginx before the portal as `congtin nginx-config` writes it, and the same bytes as plain files.

The plain file is the bound that no page store can pass.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from measuring.processes import Server, run_server
from measuring.sites import get_portal_environment

__all__ = ["Fronts", "run_nginx"]

_MODULES = Path("/etc/nginx/modules-enabled")


@dataclass(frozen=True, slots=True)
class Fronts:
    """Two ports of one nginx: before the portal, and of plain files."""

    portal: Server
    bare: Server


@contextmanager
def run_nginx(
    home: Path, folder: Path, *, backend_port: int, port: int, bare_port: int
) -> Iterator[Fronts]:
    """RuntimeError where nginx is missing."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        raise RuntimeError("nginx is missing: scripts/install-for-bench installs it")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bare").mkdir(exist_ok=True)
    (folder / "portal.conf").write_text(_ask_for_configuration(home, backend_port, port))
    (folder / "nginx.conf").write_text(_write_whole(folder, bare_port))
    words = [nginx, "-e", str(folder / "error.log"), "-p", str(folder)]
    words += ["-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with run_server(
        "nginx", words, port=bare_port, environment={}, log=folder / "nginx.log"
    ) as server:
        yield Fronts(Server("nginx", port, server.pid), Server("bare file", bare_port, server.pid))


def keep_as_bare_file(server: Server, path: str, folder: Path) -> str:
    """Save what the server answers as a file of the plain part; gives its address there."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.getheader("Content-Encoding") != "gzip":
        body = gzip.compress(body)
    (folder / "bare" / "page.html.gz").write_bytes(body)
    (folder / "bare" / "page.html").write_bytes(gzip.decompress(body))
    return "/page.html"


def _ask_for_configuration(home: Path, backend_port: int, port: int) -> str:
    words = [str(Path(sys.executable).parent / "congtin"), "nginx-config"]
    words += ["--listen", f"127.0.0.1:{port}", "--backend", f"127.0.0.1:{backend_port}"]
    environment = {**os.environ, **get_portal_environment(home, backend_port)}
    done = subprocess.run(  # noqa: S603  (our own command)
        words, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def _write_whole(folder: Path, bare_port: int) -> str:
    modules = f"include {_MODULES}/*.conf;" if _MODULES.is_dir() else ""
    return f"""{modules}
user root;
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    include {folder}/portal.conf;
    server {{
        listen 127.0.0.1:{bare_port};
        root {folder}/bare;
        gzip_static on;
    }}
}}
"""
