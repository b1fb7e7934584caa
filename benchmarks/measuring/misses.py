"""What a page costs that nobody kept: beside a plain Wagtail, and of each kind at each size."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from measuring.processes import Server
from measuring.sites import (
    get_portal_environment,
    read_plain_paths,
    run_plain,
    run_portal,
)
from measuring.visits import visit_pages

__all__ = ["Cold", "Size", "measure_cold", "measure_size"]

_WARM = 20
_VISITS = 100
_INVENTED = "Bài mẫu do máy ghép"
_BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Cold:
    """Milliseconds of CPU per article, of one round at the same place of each list."""

    portal_ms: list[float]
    plain_ms: list[float]

    @property
    def ratio(self) -> float:
        return statistics.median(
            mine / theirs for mine, theirs in zip(self.portal_ms, self.plain_ms, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Size:
    """The portal with that many invented articles. `miss_ms`: CPU per page by kind; `newsroom_ms`:
    from asking to the whole answer; `publish_ms`: until the public sees it."""

    articles: int
    start_s: float
    memory_mb: float
    miss_ms: dict[str, float]
    newsroom_ms: dict[str, float]
    publish_ms: list[float]
    discarded: list[int]


def measure_cold(home: Path, plain: Path, *, ports: tuple[int, int], rounds: int) -> Cold:
    """Other articles each time, of the portal and of the plain site in turn."""
    number = _WARM + rounds * _VISITS
    mine, theirs = read_article_paths(home, number), read_plain_paths(plain)[:number]
    portal_ms, plain_ms = [], []
    with run_portal(home, port=ports[0]) as portal, run_plain(plain, port=ports[1]) as other:
        discard_pages(home, ports[0])
        visit_pages(portal, mine[:_WARM])
        visit_pages(other, theirs[:_WARM])
        for first in range(_WARM, number, _VISITS):
            portal_ms.append(visit_pages(portal, mine[first : first + _VISITS]).cpu_ms)
            plain_ms.append(visit_pages(other, theirs[first : first + _VISITS]).cpu_ms)
    return Cold(portal_ms, plain_ms)


def measure_size(home: Path, *, articles: int, port: int, publications: int) -> Size:
    begun = time.monotonic()
    with run_portal(home, port=port) as portal:
        visit_pages(portal, ["/"])
        start_s = time.monotonic() - begun
        miss_ms = {
            kind: _measure_miss(home, portal, paths)
            for kind, paths in list_kinds(home).items()
            if paths
        }
        newsroom_ms = _measure_newsroom(home, portal)
        published = _publish(home, port, publications)
        memory_mb = portal.read_memory_mb()
    return Size(
        articles=articles,
        start_s=start_s,
        memory_mb=memory_mb,
        miss_ms=miss_ms,
        newsroom_ms=newsroom_ms,
        publish_ms=[each["ms"] for each in published],
        discarded=[int(each["discarded"]) for each in published],
    )


def list_kinds(home: Path) -> dict[str, list[str]]:
    """Pages of each kind."""
    sections = _ask(home, "SELECT url_path FROM wagtailcore_page WHERE depth = 3 ORDER BY path")
    section_paths = [_shorten(path) for path in sections]
    units = _ask(
        home,
        "SELECT slug FROM places_unit WHERE id IN (SELECT unit_id FROM ledger_result) LIMIT 40",
    )
    return {
        "home": ["/"],
        "section": section_paths,
        "archive": [f"{path}2023/0{month}/" for path in section_paths for month in range(1, 4)],
        "article": read_article_paths(home, _VISITS),
        "unit": [f"/chi-tieu/{slug}/" for slug in units],
    }


def read_article_paths(home: Path, number: int) -> list[str]:
    paths = _ask(
        home,
        "SELECT url_path FROM wagtailcore_page JOIN newsroom_articlepage"
        " ON page_ptr_id = id WHERE byline = ? ORDER BY id LIMIT ?",
        _INVENTED,
        number,
    )
    return [_shorten(path) for path in paths]


def discard_pages(home: Path, port: int) -> None:
    subprocess.run(  # noqa: S603  (our own command)
        [str(_BIN / "congtin"), "pages", "discard", "--all"],
        env={**os.environ, **get_portal_environment(home, port)},
        check=True,
        capture_output=True,
    )


def _measure_miss(home: Path, portal: Server, paths: list[str]) -> float:
    """The pages are asked for once to warm what is not the store, then anew for the measure."""
    rounds = max(1, 20 // len(paths))
    visit_pages(portal, paths)
    spent = []
    for _ in range(rounds):
        discard_pages(home, portal.port)
        spent.append(visit_pages(portal, paths).cpu_ms)
    return statistics.median(spent)


def _measure_newsroom(home: Path, portal: Server) -> dict[str, float]:
    """Signed in as the demonstration's editor: the listing of a section, the form of an article."""
    note = (home / "sign-in.txt").read_text(encoding="utf-8")
    password = note.rpartition("Mật khẩu: ")[2].strip()
    connection = HTTPConnection("127.0.0.1", portal.port, timeout=60)
    cookies = _sign_in(connection, "bien-tap", password)
    [section] = _ask(home, "SELECT id FROM wagtailcore_page WHERE depth = 3 ORDER BY path LIMIT 1")
    [article] = _ask(
        home, "SELECT page_ptr_id FROM newsroom_articlepage WHERE byline = ? LIMIT 1", _INVENTED
    )
    pages = {
        "listing": f"/toa-soan/pages/{section}/",
        "editing": f"/toa-soan/pages/{article}/edit/",
        "search": "/toa-soan/pages/search/?q=truong+mam+non",
    }
    return {name: _time_page(connection, path, cookies) for name, path in pages.items()}


def _sign_in(connection: HTTPConnection, name: str, password: str) -> str:
    connection.request("GET", "/toa-soan/login/")
    response = connection.getresponse()
    response.read()
    token = _read_cookies(response.headers.get_all("Set-Cookie") or [])
    form = urlencode(
        {
            "username": name,
            "password": password,
            "csrfmiddlewaretoken": token.partition("csrftoken=")[2].partition(";")[0],
        }
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": token}
    connection.request("POST", "/toa-soan/login/", form, headers)
    response = connection.getresponse()
    response.read()
    if response.status != 302:
        raise RuntimeError(f"signing in answered {response.status}")
    return _read_cookies(response.headers.get_all("Set-Cookie") or [])


def _read_cookies(lines: list[str]) -> str:
    return "; ".join(line.partition(";")[0] for line in lines)


def _time_page(connection: HTTPConnection, path: str, cookies: str) -> float:
    spent = []
    for _ in range(6):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookies})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status}")
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent[1:])


def _publish(home: Path, port: int, number: int) -> list[dict[str, float]]:
    here = Path(__file__).resolve().parent.parent
    environment = get_portal_environment(home, port)
    environment["PYTHONPATH"] += f":{here}"
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-m", "measuring.publishing", str(port), str(number)],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    found: list[dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _ask(home: Path, sql: str, *values: object) -> list[str]:
    with sqlite3.connect(f"file:{home}/congtin.sqlite3?mode=ro", uri=True) as database:
        return [row[0] for row in database.execute(sql, values)]


def _shorten(url_path: str) -> str:
    """Wagtail's url_path bears the root page's slug in front."""
    return "/" + url_path.split("/", 2)[2]
