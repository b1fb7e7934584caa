"""Measure moving in: articles a second, memory, and the ratio to only parsing the same file.

Run it as `python benchmarks/moving.py [--articles N]`. It makes old portals of invented articles
(scripts/make_old_portal.py), moves each into a portal of its own in a temporary folder, compares
every field with what had to come, and prints one line for each. The ratio is the whole move's time
to that of a bare parser over the same file in the same run, so that machines compare; memory is
anonymous (RssAnon), since the database file that is mapped into memory is not the program's.
The goal is 300 articles a second and the same memory for any number of articles.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

SITE = "https://cu.example.vn"
FILES = {"wordpress": "wordpress.xml", "nukeviet": "nukeviet.sql", "jsonl": "articles.jsonl"}


def main(argv: Sequence[str]) -> int:
    """0 where all fields are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--one", choices=FILES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.one:
        move_one(options.one, options.folder)
        return 0
    with tempfile.TemporaryDirectory() as name:
        return measure(Path(name), options.articles)


def measure(folder: Path, count: int) -> int:
    """Each size and portal in a process of its own, so that memory is told apart."""
    from scripts.make_old_portal import make

    print(
        f"{'portal':10} {'articles':>9} {'a second':>9} {'CPU ms':>7} {'ratio':>6} {'MB':>5}  right"
    )
    wrong = 0
    for size in (count // 10, count):
        make(folder / str(size), size)
        for portal in FILES:
            words = [sys.executable, __file__, "--one", portal, "--folder", str(folder / str(size))]
            environment = {**os.environ, "CONGTIN_HOME": str(folder / f"{portal}-{size}")}
            environment.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
            done = subprocess.run(  # noqa: S603  (this very script)
                words, env=environment, check=True, capture_output=True, text=True
            )
            found = json.loads(done.stdout.splitlines()[-1])
            wrong += found["wrong"]
            print(
                f"{portal:10} {size:9} {found['rate']:9.0f} {found['cpu_ms']:7.2f} "
                f"{found['ratio']:6.1f} {found['memory_mb']:5.0f}  {found['right']} fields, "
                f"{found['wrong']} wrong",
                flush=True,
            )
    return 1 if wrong else 0


def move_one(portal: str, folder: Path) -> None:
    """Set a portal up, move in, compare; print what was measured as JSON."""
    from congtin.config.setting_up import set_up

    set_up(with_demonstration=False, say=lambda _: None)
    from scripts.compare_moved import compare

    path = folder / FILES[portal]
    bare_s = time_bare(PARSERS[portal], path)
    count, spent_s, cpu_s = move(portal, path, folder / "uploads")
    memory_mb = read_peak_mb()
    right, wrong = compare(folder / "expected.jsonl", portal) if portal != "jsonl" else ({}, {})
    print(
        json.dumps(
            {
                "rate": count / spent_s,
                "cpu_ms": cpu_s * 1000 / count,
                "ratio": cpu_s / bare_s,
                "memory_mb": memory_mb,
                "right": sum(right.values()),
                "wrong": sum(wrong.values()),
            }
        )
    )


def move(portal: str, path: Path, uploads: Path) -> tuple[int, float, float]:
    """How many articles, and the seconds of clock and processor."""
    import datetime as dt

    from congtin.config.moving import TABLES
    from congtin.pagestore.watching import change_everything
    from congtin.wire.moving.importing import Way, move_in
    from congtin.wire.moving.reports import Report
    from congtin.wire.moving.sources import open_source

    report = Report()
    begun, begun_cpu = time.perf_counter(), time.process_time()
    source = open_source(portal, str(path), address=SITE, now=dt.datetime.now(dt.UTC))
    way = Way(source.origin, address=SITE, uploads=uploads, folder=source.folder, tables=TABLES)
    with change_everything():  # as the command does
        move_in(source.items, way, report, advance=lambda _: note_memory())
    spent, cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
    return report.made["article"], spent, cpu


def time_bare(parse: Callable[[Path], int], path: Path) -> float:
    """Seconds of processor that a parser takes which does nothing with what it reads."""
    begun = time.process_time()
    parse(path)
    return time.process_time() - begun


def parse_xml(path: Path) -> int:
    from xml.etree.ElementTree import iterparse

    count = 0
    for _, node in iterparse(path):  # noqa: S314  (a file that was made here)
        if node.tag == "item":
            count += 1
            node.clear()
    return count


def parse_lines(path: Path) -> int:
    with path.open(encoding="utf-8") as lines:
        return sum(1 for line in lines if json.loads(line))


def parse_sql(path: Path) -> int:
    from congtin.wire.moving.sql_dump import read_dump

    with path.open("rb") as file:
        return sum(1 for _ in read_dump(file, wanted=lambda _: True))


PARSERS = {"wordpress": parse_xml, "nukeviet": parse_sql, "jsonl": parse_lines}
_peak_kb = 0


def note_memory() -> None:
    global _peak_kb  # noqa: PLW0603  (the one thing that is measured on the way)
    with Path("/proc/self/status").open() as lines:
        found = next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))
    _peak_kb = max(_peak_kb, found)


def read_peak_mb() -> float:
    note_memory()
    return _peak_kb / 1024


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
