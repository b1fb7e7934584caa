"""The sites that are measured: the portal at a size, and a plain Wagtail with the same articles.

Each is made once below a folder and used again by later runs.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from measuring.processes import Server, run_server

__all__ = ["make_plain", "make_portal", "run_plain", "run_portal"]

_HERE = Path(__file__).resolve().parent.parent
_ROOT = _HERE.parent
_BIN = Path(sys.executable).parent
_DONE = "done.json"


def make_portal(folder: Path, *, articles: int, port: int) -> Path:
    """The portal with the demonstration and that many invented articles; gives its data folder."""
    home = folder / f"portal-{articles}"
    if not (home / _DONE).exists():
        words = [str(_BIN / "congtin"), "demo", "--articles", str(articles)]
        _run(words, get_portal_environment(home, port))
        _make_ordinary(home)
        (home / _DONE).write_text("{}")
    return home


def _make_ordinary(home: Path) -> None:
    """Not a demonstration any more: those tell robots to stay out, which no portal does."""
    with sqlite3.connect(home / "congtin.sqlite3") as database:
        database.execute("UPDATE newsroom_portalsettings SET is_demonstration = 0")


def get_portal_environment(home: Path, port: int) -> dict[str, str]:
    return {"CONGTIN_HOME": str(home), "PORT": str(port), "PYTHONPATH": str(_ROOT / "src")}


@contextmanager
def run_portal(home: Path, *, port: int, more: Mapping[str, str] | None = None) -> Iterator[Server]:
    environment = get_portal_environment(home, port) | dict(more or {})
    words = [str(_BIN / "congtin"), "serve", "--port", str(port)]
    with run_server(
        "portal", words, port=port, environment=environment, log=home / "serve.log"
    ) as server:
        yield server


def make_plain(folder: Path, *, articles: int) -> Path:
    """The plain site; gives its folder, where `done.json` holds the paths of its articles."""
    home = folder / f"plain-{articles}"
    if not (home / _DONE).exists():
        home.mkdir(parents=True, exist_ok=True)
        (home / "plain.sqlite3").unlink(missing_ok=True)
        program = (
            "import datetime, json, sys, django; django.setup();"
            "from plain.filling import fill_site;"
            f"paths = fill_site(articles={articles}, until=datetime.date(2026, 11, 1));"
            f"json.dump(paths, open({str(home / _DONE)!r}, 'w'))"
        )
        _run([sys.executable, "-c", program], _get_plain_environment(home))
    return home


def read_plain_paths(home: Path) -> list[str]:
    paths: list[str] = json.loads((home / _DONE).read_text())
    return paths


@contextmanager
def run_plain(home: Path, *, port: int) -> Iterator[Server]:
    """Under the same server as the portal, with as many threads."""
    words = [
        *(str(_BIN / "granian"), "--interface", "wsgi", "--port", str(port), "--no-ws"),
        *("--blocking-threads", "4", "--log-level", "warning", "plain.wsgi:application"),
    ]
    with run_server(
        "plain Wagtail",
        words,
        port=port,
        environment=_get_plain_environment(home),
        log=home / "serve.log",
    ) as server:
        yield server


def _get_plain_environment(home: Path) -> dict[str, str]:
    return {
        "PLAIN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "plain.settings",
        "PYTHONPATH": f"{_ROOT / 'src'}:{_HERE}",
    }


def _run(words: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run(words, check=True, env={**os.environ, **environment})  # noqa: S603  (our own)
