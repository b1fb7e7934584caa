"""A whole portal as an operator starts it: `congtin run` with its own folder, port and worker."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

_CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # tests may run as root, where Chromium has no sandbox
)


@dataclass(frozen=True)
class Portal:
    base: str
    password: str
    home: Path


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    assert executable, "the browser tests need Chromium: sudo apt install chromium"
    return {**browser_type_launch_args, "executable_path": executable, "args": [*_CHROMIUM_FLAGS]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "America/New_York"}


@pytest.fixture(scope="session")
def portal(tmp_path_factory) -> Iterator[Portal]:
    """Started once, with the demonstration; the server's clock zone is not Vietnam's."""
    home = tmp_path_factory.mktemp("portal")
    port = _find_port()
    log = home / "run.log"
    process = _start(home, port, log)
    try:
        _wait_until_running(process, log)
        note = (home / "sign-in.txt").read_text(encoding="utf-8")
        yield Portal(
            base=f"http://127.0.0.1:{port}",
            password=note.rpartition("Mật khẩu: ")[2].strip(),
            home=home,
        )
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


@pytest.fixture
def visitor(browser: Browser, portal: Portal, browser_context_args) -> Iterator[Page]:
    """A phone of 360 px without scripts; a request to a foreign host fails the test."""
    context = browser.new_context(
        **browser_context_args,
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
        base_url=portal.base,
    )
    yield from _watch(context, portal)


@pytest.fixture
def reader(browser: Browser, portal: Portal, browser_context_args) -> Iterator[Page]:
    """A desktop with scripts."""
    context = browser.new_context(
        **browser_context_args, viewport={"width": 1280, "height": 900}, base_url=portal.base
    )
    yield from _watch(context, portal)


@pytest.fixture
def editor(browser: Browser, portal: Portal, browser_context_args) -> Iterator[Page]:
    """Signed in to the newsroom as its editor."""
    context = browser.new_context(
        **browser_context_args, viewport={"width": 1300, "height": 900}, base_url=portal.base
    )
    page = context.new_page()
    page.goto("/toa-soan/")
    page.get_by_label("Tên đăng nhập").fill("bien-tap")
    page.get_by_label("Mật khẩu").fill(portal.password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("heading", name="Viết bài mới").wait_for()
    yield page
    context.close()


def _watch(context: BrowserContext, portal: Portal) -> Iterator[Page]:
    foreign: list[str] = []
    page = context.new_page()
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((portal.base, "data:")) else foreign.append(request.url)
        ),
    )
    yield page
    context.close()
    assert foreign == []


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start(home: Path, port: int, log: Path) -> subprocess.Popen:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONGTIN_")},
        "CONGTIN_HOME": str(home),
        "PORT": str(port),
        "TZ": "America/New_York",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with log.open("w") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "congtin.config.command", "run"],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait_until_running(process: subprocess.Popen, log: Path) -> None:
    with log.open() as lines:
        while process.poll() is None:
            for line in lines:
                if line.startswith("Bấm Ctrl+C"):
                    return
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.2)
    raise AssertionError(f"the portal did not start:\n{log.read_text()}")
