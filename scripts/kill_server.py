"""Kill the server with -9 at random instants while it is read and published to; look for lost
changes and torn pages. `scripts/kill_server.py --times 200`; ends with 1 where anything was found.

Half of the time the process that publishes is killed as well, so that some are killed between the
commit and the discard. What was acknowledged has to be seen by every request sent after it, and
after a restart every page has to say, within a second, what the database says.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ARTICLES = 6
_SECTION, _REPEATED = "thoi-su", 40
_VERSION = re.compile(r"phiên bản (\d+)")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--port", type=int, default=8225)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--publish", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.publish:
        publish_for_ever()
    with tempfile.TemporaryDirectory(prefix="congtin-kill-") as home:
        return Trial(Path(home), options.port, random.Random(options.seed)).run(options.times)


def publish_for_ever() -> None:
    """Publish one article after another anew, and tell of each on standard output."""
    import django  # noqa: PLC0415  (in the process that publishes alone)

    django.setup()
    from congtin.newsroom.actions import make_section  # noqa: PLC0415  (needs django.setup)
    from congtin.newsroom.models import (  # noqa: PLC0415  (needs django.setup)
        ArticlePage,
        HomePage,
    )

    section = make_section(
        home=HomePage.objects.get(), slug=_SECTION, title="Thời sự", description=""
    )
    for number in range(ARTICLES):
        if not ArticlePage.objects.filter(slug=f"tin-{number}").exists():
            section.add_child(instance=ArticlePage(title="Tin", slug=f"tin-{number}", live=False))
    version = read_highest_version(ArticlePage.objects.values_list("title", flat=True))
    while True:
        version += 1
        slug = f"tin-{version % ARTICLES}"
        article = ArticlePage.objects.get(slug=slug).get_latest_revision_as_object()
        article.slug, article.title = slug, f"Tin phiên bản {version}"
        article.body = [("paragraph", f"<p>phiên bản {version}</p>")] * _REPEATED
        article.save_revision().publish()
        print(slug, version, flush=True)


def read_highest_version(titles: object) -> int:
    found = [int(each) for title in titles for each in _VERSION.findall(title)]  # type: ignore[attr-defined]  # any titles
    return max(found, default=0)


class Trial:
    def __init__(self, home: Path, port: int, chance: random.Random) -> None:
        self.home, self.port, self.chance = home, port, chance
        self.env = os.environ | {
            "CONGTIN_HOME": str(home),
            "PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "congtin.config.settings",
        }
        self.env.pop("CONGTIN_BASE_URL", None)
        self.acknowledged: dict[str, int] = {}
        self.faults: list[str] = []
        self.requests = 0
        self.is_up = threading.Event()

    def run(self, times: int) -> int:
        self._call("set-up")
        readers = [threading.Thread(target=self._read_for_ever, daemon=True) for _ in range(3)]
        publisher = self._start_publisher()
        self._wait_for_articles()
        for reader in readers:
            reader.start()
        for number in range(1, times + 1):
            server = self._start_server()
            self.is_up.set()
            self._compare_with_database()
            time.sleep(self.chance.uniform(0.05, 0.8))
            with_publisher = self.chance.random() < 0.5
            if with_publisher:
                _kill(publisher)
                time.sleep(self.chance.uniform(0, 0.05))
            self.is_up.clear()
            _kill(server)
            if with_publisher:
                publisher = self._start_publisher()
            if number % 10 == 0 or number == times:
                print(f"{number}/{times} lần, {self.requests} yêu cầu, {len(self.faults)} lỗi")
        _kill(publisher)
        self._verify()
        for fault in self.faults[:20]:
            print(f"LỖI: {fault}")
        print(f"bản cuối: {max(self.acknowledged.values(), default=0)}")
        return 1 if self.faults else 0

    def _start_server(self) -> subprocess.Popen[bytes]:
        server = self._start("run", "--empty")
        deadline = time.monotonic() + 60
        while self._ask("/robots.txt") is None:
            if time.monotonic() > deadline or server.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(0.05)
        return server

    def _start_publisher(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, __file__, "--publish"],
            env=self.env,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._note, args=(process,), daemon=True).start()
        return process

    def _note(self, publisher: subprocess.Popen[str]) -> None:
        for line in publisher.stdout or ():
            slug, version = line.split()
            self.acknowledged[slug] = int(version)

    def _wait_for_articles(self) -> None:
        deadline = time.monotonic() + 120
        while len(self.acknowledged) < ARTICLES:
            if time.monotonic() > deadline:
                raise RuntimeError("nothing was published")
            time.sleep(0.1)

    def _read_for_ever(self) -> None:
        chance = random.Random(self.chance.random())
        while True:
            self.is_up.wait()
            slug = f"tin-{chance.randrange(ARTICLES)}"
            known = self.acknowledged.get(slug, 0)
            body = self._ask(f"/{_SECTION}/{slug}/")
            if body is not None:
                self.requests += 1
                self._check(slug, body, at_least=known)

    def _check(self, slug: str, body: str, *, at_least: int) -> None:
        versions = {int(each) for each in _VERSION.findall(body.partition("</main>")[0])}
        own = {each for each in versions if each % ARTICLES == int(slug[4:])}
        if not body.rstrip().endswith("</html>") or body.count("phiên bản") < _REPEATED:
            self.faults.append(f"{slug}: torn page of {len(body)} letters")
        elif len(own) != 1:
            self.faults.append(f"{slug}: versions {sorted(own)} on one page")
        elif min(own) < at_least:
            self.faults.append(f"{slug}: {min(own)} shown, {at_least} was acknowledged")

    def _compare_with_database(self) -> None:
        """What was committed is shown, whether or not anybody lived to tell of it."""
        with sqlite3.connect(self.home / "congtin.sqlite3", timeout=20) as database:
            rows = database.execute(
                "SELECT slug, title FROM wagtailcore_page WHERE slug LIKE 'tin-%' AND live"
            ).fetchall()
        for slug, title in rows:
            committed = read_highest_version([title])
            deadline = time.monotonic() + 1
            body = self._ask(f"/{_SECTION}/{slug}/")
            while body and read_highest_version([body]) < committed and time.monotonic() < deadline:
                time.sleep(0.02)
                body = self._ask(f"/{_SECTION}/{slug}/")
            if body is not None:
                self._check(slug, body, at_least=committed)

    def _ask(self, path: str) -> str | None:
        """The whole answer; None where the server was not there, or was killed in the midst."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        if answer.status != 200:
            self.faults.append(f"{path}: {answer.status}")
        return body

    def _verify(self) -> None:
        server = self._start_server()
        for number in range(ARTICLES):
            self._ask(f"/{_SECTION}/tin-{number}/")
        if self._call("pages", "verify", check=False) != 0:
            self.faults.append("stored pages differ from fresh ones")
        _kill(server)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "congtin.config.command", *words],
            env=self.env,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _call(self, *words: str, check: bool = True) -> int:
        command = [sys.executable, "-m", "congtin.config.command", *words]
        return subprocess.run(command, env=self.env, check=check).returncode


def _kill(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """With all that it started in its session."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
