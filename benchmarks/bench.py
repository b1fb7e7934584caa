"""Measure the page store: `make bench`, or `python benchmarks/bench.py --sizes 1000,100000`.

One run, on one machine: hits of the portal's server and of nginx against the bare file, cold
articles against a plain Wagtail that shows the same, and the portal at each size. Server CPU is
read from /proc; the load generator shares the processors, so requests per second are what is left.
Writes a table (Markdown) and all samples (JSON). Only ratios carry over to another machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring.hits import Hits, measure_hits
from measuring.misses import Cold, Size, measure_cold, measure_size, read_article_paths
from measuring.sites import make_plain, make_portal

_PLAIN_ARTICLES = 1000
_PORTS = range(8731, 8736)


def main(argv: Sequence[str]) -> int:
    """Print the table; 2 where something needed is missing."""
    options = _parse(argv)
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    portal, front, bare, other, alone = _PORTS
    sizes = [int(size) for size in options.sizes.split(",")]
    try:
        home = make_portal(folder, articles=sizes[0], port=portal)
        plain = make_plain(folder, articles=_PLAIN_ARTICLES)
        hits = measure_hits(
            home,
            folder / "nginx",
            read_article_paths(home, 1)[0],
            ports=(portal, front, bare),
            rounds=options.rounds,
            seconds=options.seconds,
        )
        cold = measure_cold(home, plain, ports=(portal, other), rounds=options.rounds)
        measured = [
            measure_size(
                make_portal(folder, articles=size, port=alone),
                articles=size,
                port=alone,
                publications=options.publications,
            )
            for size in sizes
        ]
    except RuntimeError as problem:
        print(problem, file=sys.stderr)
        return 2
    table = "\n".join(_write_table(hits, cold, measured)) + "\n"
    (folder / "bench.md").write_text(table, encoding="utf-8")
    samples = {
        "machine": _describe_machine(),
        "hits": asdict(hits),
        "cold": asdict(cold),
        "sizes": [asdict(size) for size in measured],
    }
    (folder / "bench.json").write_text(json.dumps(samples, indent=1), encoding="utf-8")
    print(table)
    return 0


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000", help="numbers of invented articles, by commas")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of load, each time")
    parser.add_argument("--publications", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    return parser.parse_args(argv)


def _write_table(hits: Hits, cold: Cold, sizes: Sequence[Size]) -> Iterator[str]:
    yield f"{_describe_machine()}, {dt.datetime.now(tz=dt.UTC):%Y-%m-%d}"
    yield ""
    heads = ("CPU ms a request", "to the bare file", "requests a second", "p99 ms", "failed")
    yield from _head("a kept page", *heads)
    for name, samples in hits.samples.items():
        yield _row(
            name,
            f"{hits.get_median(name, 'cpu_ms'):.4f}",
            f"{hits.get_ratio(name, 'bare file'):.2f}",
            f"{hits.get_median(name, 'per_second'):,.0f}",
            f"{hits.get_median(name, 'p99_ms'):.1f}",
            sum(sample.failed for sample in samples),
        )
    yield ""
    yield from _head("an article that nobody kept", "CPU ms", "to plain Wagtail")
    yield _row("portal", f"{statistics.median(cold.portal_ms):.1f}", f"{cold.ratio:.2f}")
    yield _row("plain Wagtail", f"{statistics.median(cold.plain_ms):.1f}", 1)
    yield ""
    yield from _head("articles", *(f"{size.articles:,}" for size in sizes))
    for kind in sizes[0].miss_ms:
        cells = (f"{size.miss_ms[kind]:.1f}" for size in sizes)
        yield _row(f"{kind}, not kept, CPU ms", *cells)
    for name in sizes[0].newsroom_ms:
        yield _row(f"newsroom, {name}, ms", *(f"{size.newsroom_ms[name]:.0f}" for size in sizes))
    seen = (f"{statistics.median(size.publish_ms):.0f}" for size in sizes)
    yield _row("published until seen, ms", *seen)
    yield _row("pages discarded by it", *(max(size.discarded) for size in sizes))
    yield _row("start until the first page, s", *(f"{size.start_s:.1f}" for size in sizes))
    yield _row("memory of the server, MB", *(f"{size.memory_mb:.0f}" for size in sizes))


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield "|---" * len(cells) + "|"


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _describe_machine() -> str:
    return f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
