"""`congtin search rebuild` and `congtin search status`: the index of the public's search."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

if TYPE_CHECKING:
    from congtin.search.documents import Document

__all__ = ["main"]

_TOLD_AT_ONCE = 500  # articles; the bar takes longer to move than an article to index


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:.0f} bài/giây")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="congtin search",
        description="Chỉ mục của ô tìm kiếm. Chỉ mục có thể xóa bất cứ lúc nào: nó được dựng lại "
        "từ cơ sở dữ liệu.",
    )
    parser.add_argument(
        "deed",
        choices=["rebuild", "status"],
        metavar="rebuild|status",
        help="rebuild: dựng lại từ đầu; status: có bao nhiêu mục, còn bao nhiêu thay đổi chờ",
    )
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for --help)

    django.setup()
    from django.db import OperationalError  # noqa: PLC0415  (needs django.setup)

    from congtin.search.engine import IndexAway  # noqa: PLC0415  (as above)

    try:
        return _rebuild() if options.deed == "rebuild" else _tell()
    except (OSError, ValueError, OperationalError, IndexAway) as problem:
        print(f"Chưa làm xong: {problem}", file=sys.stderr)
        return 1


def _rebuild() -> int:
    from congtin.search.documents import Kind  # noqa: PLC0415  (needs django.setup)
    from congtin.search.following import rebuild  # noqa: PLC0415  (as above)
    from congtin.search.queries import get_engine  # noqa: PLC0415  (as above)
    from congtin.search.reading import count_articles  # noqa: PLC0415  (as above)

    engine = get_engine()
    with _progress(count_articles()) as advance:
        told = 0

        def count(document: "Document") -> None:
            nonlocal told
            told += document.kind == Kind.ARTICLE
            if told == _TOLD_AT_ONCE:
                advance(told)
                told = 0

        rebuild(engine, advance=count)
        advance(told)
    print(f"Đã dựng xong chỉ mục: {engine.count()} mục.")
    return 0


def _tell() -> int:
    from congtin.search.engine import NoIndexYet  # noqa: PLC0415  (needs django.setup)
    from congtin.search.following import count_waiting  # noqa: PLC0415  (as above)
    from congtin.search.queries import get_engine  # noqa: PLC0415  (as above)

    engine = get_engine()
    try:
        state = engine.read_state()
    except NoIndexYet:
        print(
            "Chưa có chỉ mục. Tiến trình nền (congtin worker) sẽ dựng, hoặc: congtin search rebuild"
        )
        return 1
    print(f"Số mục:             {engine.count()}")
    print(f"Thay đổi đang chờ:  {count_waiting(state)}")
    print(f"Cập nhật lần cuối:  {state.written_at.astimezone():%d/%m/%Y %H:%M:%S}")
    return 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar with rate and time left on a terminal; silence where nobody looks."""
    columns = (
        TextColumn("Lập chỉ mục"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)
        yield lambda count: bar.advance(task, count)
