"""Measure the search of a portal that has an index: `congtin search rebuild` makes it.

Run it as `CONGTIN_HOME=/tmp/try python benchmarks/search_speed.py [--queries FILE] [--slow]` after
`congtin demo --articles N`. For each question it prints the hits, the milliseconds of CPU of a page
of results (count, filters' counts, ten extracts), of the same by date, and of suggestions, in this
process alone; then the middle and the worst. `--slow` puts beside them the newsroom's own search of
headlines by the database, on the same articles, and prints the ratio.

The goal is under 5 ms for three words at 100,000 articles, under 20 ms at 1,000,000. Invented
articles are made of few sentences, so that one word stands in half of all of them: the worst
questions here are worse than a town's.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

ROUNDS = 15
# Three words each, from those that few articles have to those that most have.
QUESTIONS = (
    "nghị quyết 28",
    "Lê Chân 2021",
    "cầu Nguyễn Trãi",
    "giải phóng mặt",
    "le chan 2021",
    "phường An Biên",
    "chợ dân sinh",
    "quận Hải An",
    "trường tiểu học",
    "người dân 2019",
    "hop khu dan",
    "thu ngân sách",
    "tổ dân phố",
)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=Path, help="questions of your own, one a line")
    parser.add_argument("--slow", action="store_true", help="the database's search besides")
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django

    django.setup()
    questions = QUESTIONS
    if options.queries:
        questions = tuple(options.queries.read_text(encoding="utf-8").splitlines())
    measure(questions, with_database=options.slow)
    return 0


def measure(questions: Sequence[str], *, with_database: bool) -> None:
    from congtin.newsroom.models import ArticlePage
    from congtin.search.queries import get_engine, search, suggest
    from congtin.search.question import Order, read_question

    print(f"{get_engine().count()} documents; milliseconds of CPU, the middle of {ROUNDS} rounds")
    head = f"{'question':24} {'hits':>9} {'best':>8} {'newest':>8} {'suggest':>8}"
    print(head + (f" {'database':>9} {'ratio':>6}" if with_database else ""))
    spent = []
    for text in questions:
        question = read_question(text)
        newest = replace(question, order=Order.NEWEST)
        total = search(question).total
        best = time_cpu(lambda question=question: search(question))
        line = (
            f"{text:24} {total:9} {best:8.2f} {time_cpu(lambda newest=newest: search(newest)):8.2f}"
        )
        line += f" {time_cpu(lambda text=text: suggest(text)):8.2f}"
        if with_database:

            def ask(text=text):
                found = ArticlePage.objects.live().search(text)
                return found.count(), list(found[:10])

            database = time_cpu(ask, rounds=3)
            line += f" {database:9.0f} {database / best:6.0f}"
        print(line)
        spent.append(best)
    print(f"{'middle':24} {'':9} {statistics.median(spent):8.2f}")
    print(f"{'worst':24} {'':9} {max(spent):8.2f}")


def time_cpu(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Milliseconds of this process, its threads included; the first round does not count."""
    work()
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
