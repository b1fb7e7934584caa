"""Soak the fetching of news: many sources, random faults, a worker that is killed again and again.

    .venv/bin/python scripts/soak_wire.py --sources 200 --items 500

Ends when every item of every source has come in exactly once, and says how long that took; exit
code 1 if something came twice, was lost, or a source is stuck. The clock is hurried: what would
wait for its hour (intervals, retries, the leases of a killed worker) is due a few seconds later.
"""

import argparse
import asyncio
import datetime as dt
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = """
quận phường hội nghị tổng kết công tác năm thu chi ngân sách dự án giải phóng mặt bằng
đường trường học y tế văn hóa nông dân thanh niên phụ nữ cựu chiến binh đoàn kết xây dựng
đô thị môi cây xanh rác thải nước sạch điện lực giao thông an toàn trật tự phòng cháy chữa
thiên tai bão lũ
"""
SYLLABLES = WORDS.split()
WINDOW = 100
PAGES_SHARE = 10  # every tenth item has to be read from its page


def make_text(source: int, number: int) -> str:
    dice = random.Random(source * 100_003 + number)
    words = [dice.choice(SYLLABLES) for _ in range(150)]
    return f"Tin {source} số {number}. " + " ".join(words) + f" đạt {number * 7 + source} tỷ đồng."


class Outlets:
    """All outlets in one thread: each has an address of its own on loopback."""

    def __init__(self, sources: int, items: int, port: int, fault_share: float) -> None:
        self.sources, self.items, self.port = sources, items, port
        self.fault_share = fault_share
        self.shown = dict.fromkeys(range(sources), 0)
        self.requests = 0
        self.faults: dict[str, int] = {}
        self._dice = random.Random(1)

    def host(self, source: int) -> str:
        return f"127.0.{1 + source // 200}.{1 + source % 200}"

    def start(self) -> None:
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready: threading.Event) -> None:
        asyncio.run(self._serve(ready))

    async def _serve(self, ready: threading.Event) -> None:
        for source in range(self.sources):
            await asyncio.start_server(self._make_answer(source), self.host(source), self.port)
        ready.set()
        await asyncio.Event().wait()

    def _make_answer(self, source: int):  # noqa: ANN202  (a callback of asyncio's)
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await self._answer(source, reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                pass
            finally:
                writer.close()

        return answer

    async def _answer(
        self, source: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ")[1]
        self.requests += 1
        if path == "/robots.txt":
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        body, tag = self._make_body(source, path)
        if f'If-None-Match: "{tag}"' in head:
            writer.write(b"HTTP/1.1 304 Not Modified\r\n\r\n")
            self._show_more(source, path)
            return
        whole = (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            f'ETag: "{tag}"\r\nContent-Length: {len(body)}\r\n\r\n'
        ).encode() + body
        fault = self._choose_fault()
        if fault == "reset":
            writer.transport.abort()
        elif fault == "truncate":
            writer.write(whole[: len(whole) // 2])
        elif fault == "stall":
            writer.write(whole[:40])
            await writer.drain()
            await asyncio.sleep(11)
        elif fault == "fail":
            writer.write(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")
        elif fault == "busy":
            writer.write(b"HTTP/1.1 503 Busy\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n")
        elif fault == "empty":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(whole)
            await writer.drain()
            self._show_more(source, path)

    def _choose_fault(self) -> str:
        if self._dice.random() > self.fault_share:
            return ""
        kinds = ("reset", "truncate", "fail", "busy", "empty", "reset", "truncate", "stall")
        fault = self._dice.choice(kinds)
        self.faults[fault] = self.faults.get(fault, 0) + 1
        return fault

    def _show_more(self, source: int, path: str) -> None:
        """The next visit finds half a window of new lines, so that old ones are seen again."""
        if path == "/rss":
            self.shown[source] = min(self.items, self.shown[source] + WINDOW // 2)

    def _make_body(self, source: int, path: str) -> tuple[bytes, str]:
        base = f"http://{self.host(source)}:{self.port}"
        if path == "/rss":
            last = max(WINDOW, self.shown[source])
            numbers = range(max(0, last - WINDOW), min(last, self.items))
            lines = "".join(self._make_line(source, number, base) for number in numbers)
            text = f"<rss version='2.0'><channel><title>Báo {source}</title>{lines}</channel></rss>"
            return text.encode(), f"{source}-{last}"
        number = int(path.strip("/").removesuffix(".html"))
        text = make_text(source, number)
        page = f"<html><body><h1>{text[:60]}</h1><article><p>{text}</p></article></body></html>"
        return page.encode(), path.strip("/")

    def _make_line(self, source: int, number: int, base: str) -> str:
        text = make_text(source, number)
        moment = dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        content = "" if number % PAGES_SHARE == 0 else f"<description>{text}</description>"
        return (
            f"<item><title>{text[:60]}</title><link>{base}/{number}.html</link>"
            f"<guid>{source}:{number}</guid><pubDate>{format_datetime(moment)}</pubDate>"
            f"{content}</item>"
        )


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.1.1", 0))
        return int(probe.getsockname()[1])


def set_up(outlets: Outlets) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # noqa: PLC0415  (needs the settings)
    from django.core.management import call_command  # noqa: PLC0415  (as above)

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from tests.factories import make_section, make_source  # noqa: PLC0415  (needs django.setup)

    from congtin.wire.models import WireSource  # noqa: PLC0415  (needs django.setup)

    section = make_section()
    for number in range(outlets.sources):
        WireSource.objects.create(
            outlet=make_source(f"Báo {number}"),
            section=section,
            address=f"http://{outlets.host(number)}:{outlets.port}/rss",
            taking="full",
            interval_minutes=5,
        )


def hurry(*, worker_died: bool) -> None:
    """Let hours pass: what waits is due now."""
    from django.db import OperationalError  # noqa: PLC0415  (needs django.setup)
    from django.utils import timezone  # noqa: PLC0415  (needs django.setup)

    from congtin.wire.models import Sighting, WireSource  # noqa: PLC0415  (needs django.setup)

    now = timezone.now()
    try:
        Sighting.objects.filter(state="pending", try_at__gt=now).update(try_at=now)
        if worker_died:
            WireSource.objects.filter(leased_until__isnull=False).update(leased_until=now)
        WireSource.objects.filter(leased_until__isnull=True, next_at__gt=now).update(
            next_at=now, asked_at=None
        )
    except OperationalError:
        pass  # the worker writes just now: the next time will do


def start_worker() -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", "from congtin.config.command import main; main(['worker'])"]
    return subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL)


def check(outlets: Outlets) -> list[str]:
    from congtin.wire.models import Sighting, WireItem, WireSource  # noqa: PLC0415  (needs setup)

    total = outlets.sources * outlets.items
    addresses = Sighting.objects.values("address").distinct().count()
    items = WireItem.objects.count()
    stuck = WireSource.objects.exclude(lease_holder="").count()
    unread = Sighting.objects.exclude(state="read").count()
    return [
        words
        for is_wrong, words in (
            (Sighting.objects.count() != total, f"{Sighting.objects.count()} sightings"),
            (addresses != total, f"{addresses} addresses"),
            (items != total, f"{items} items"),
            (unread, f"{unread} not read"),
            (stuck, f"{stuck} sources still leased"),
        )
        if is_wrong
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--faults", type=float, default=0.06, help="share of answers that go wrong")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--kill-every", type=float, default=30, help="seconds between kill -9")
    parser.add_argument("--minutes", type=float, default=120)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congtin-soak-") as home:
        os.environ["CONGTIN_HOME"] = home
        return soak(options)


def soak(options: argparse.Namespace) -> int:
    port = options.port or find_free_port()
    outlets = Outlets(options.sources, options.items, port, options.faults)
    outlets.start()
    set_up(outlets)
    from congtin.wire.models import Sighting  # noqa: PLC0415  (needs django.setup)

    begun = time.monotonic()
    total, kills, read = options.sources * options.items, 0, 0
    worker = start_worker()
    next_kill = begun + options.kill_every
    try:
        while read < total and time.monotonic() - begun < options.minutes * 60:
            time.sleep(2)
            died = time.monotonic() > next_kill
            if died:
                worker.send_signal(signal.SIGKILL)
                worker.wait()
                kills += 1
                next_kill = time.monotonic() + options.kill_every * random.uniform(0.5, 1.5)
            hurry(worker_died=died)
            if died:
                worker = start_worker()
            read = Sighting.objects.filter(state="read").count()
            print(f"\r{read}/{total} read, {kills} kills", end="", file=sys.stderr, flush=True)
        seconds = time.monotonic() - begun
        settle()
    finally:
        worker.terminate()
        worker.wait()
    wrong = check(outlets)
    print(
        f"\n{options.sources} sources x {options.items} items: {read} read in {seconds:.0f} s"
        f" ({read / seconds:.0f}/s), {outlets.requests} requests, faults {outlets.faults},"
        f" {kills} kills. {'WRONG: ' + ', '.join(wrong) if wrong else 'Each exactly once.'}"
    )
    return 1 if wrong else 0


def settle() -> None:
    """The last visits end by themselves."""
    from congtin.wire.models import WireSource  # noqa: PLC0415  (needs django.setup)

    for _ in range(60):
        if not WireSource.objects.exclude(lease_holder="").exists():
            return
        time.sleep(1)


if __name__ == "__main__":
    raise SystemExit(main())
