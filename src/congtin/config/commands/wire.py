"""`congtin wire fetch`: visit the sources of incoming news that are due, once."""

import argparse
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="congtin wire",
        description="Lấy tin từ các nguồn đã khai trong tòa soạn. Tiến trình nền của "
        "“congtin run” tự làm việc này; lệnh để lấy ngay hoặc để xem nguồn nào đang lỗi.",
    )
    ways = parser.add_subparsers(dest="way", required=True, metavar="VIỆC")
    fetch = ways.add_parser("fetch", help="lấy tin từ các nguồn đến hạn")
    fetch.add_argument("--all", action="store_true", help="cả những nguồn chưa đến hạn")
    index = ways.add_parser("index", help="ghi lại chỉ mục so trùng của các bài đã đăng")
    index.set_defaults(all=False)
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for --help)

    django.setup()
    return _index() if options.way == "index" else _fetch(everything=options.all)


def _fetch(*, everything: bool) -> int:
    from congtin.wire import actions  # noqa: PLC0415  (needs django.setup)
    from congtin.wire.fetching import Visit  # noqa: PLC0415  (needs django.setup)
    from congtin.wire.manners import get_retriever  # noqa: PLC0415  (needs django.setup)
    from congtin.wire.models import WireSource  # noqa: PLC0415  (needs django.setup)
    from congtin.wire.running import fetch_due  # noqa: PLC0415  (needs django.setup)

    if everything:
        for source in WireSource.objects.filter(is_on=True):
            actions.request_visit(source=source)
    problems = 0

    def tell(visit: Visit) -> None:
        nonlocal problems
        problems += bool(visit.problem)
        words = visit.problem or f"{visit.lines} dòng mới hoặc đổi, {visit.filed} tin đã đọc"
        print(f"{visit.source}: {words}", file=sys.stderr if visit.problem else sys.stdout)

    visits = fetch_due(retriever=get_retriever(), tell=tell)
    print(f"Đã xem {visits} nguồn, {problems} nguồn lỗi.")
    return 1 if problems else 0


def _index() -> int:
    from congtin.newsroom.queries import get_articles  # noqa: PLC0415  (needs django.setup)
    from congtin.wire import actions  # noqa: PLC0415  (needs django.setup)

    count = 0
    for article in get_articles().iterator(chunk_size=200):
        actions.index_article(article=article)
        count += 1
    print(f"Đã ghi chỉ mục so trùng của {count} bài.")
    return 0
