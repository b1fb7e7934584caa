"""`congtin demo --articles N`: fill a trial portal with invented articles, of any number."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence

from congtin.config.home import get_home
from congtin.config.progress_bar import show_progress
from congtin.config.setting_up import is_set_up, set_up

__all__ = ["main"]

_BYTES_PER_ARTICLE = 12_000


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="congtin demo",
        description="Làm đầy cổng thử bằng bài viết do máy ghép, có chuyên mục, ảnh và số liệu "
        "trong sổ chỉ tiêu. Dừng giữa chừng thì chạy lại sẽ làm tiếp.",
    )
    parser.add_argument(
        "--articles", type=_read_count, required=True, metavar="N", help="tổng số bài do máy ghép"
    )
    options = parser.parse_args(argv)
    try:
        if not is_set_up():
            set_up(with_demonstration=True)
        return _fill(options.articles)
    except (OSError, RuntimeError) as problem:
        print(f"Chưa làm xong: {problem}", file=sys.stderr)
        return 1


def _read_count(text: str) -> int:
    count = int(text.replace(".", ""))
    if not 0 < count <= 10_000_000:
        raise argparse.ArgumentTypeError("cần một số từ 1 đến 10.000.000")
    return count


def _fill(total: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for --help)

    django.setup()
    from django.db import OperationalError  # noqa: PLC0415  (needs django.setup)
    from django.utils import timezone  # noqa: PLC0415  (needs django.setup)

    from congtin.demonstration import multiplying  # noqa: PLC0415  (needs django.setup)
    from congtin.newsroom.queries import get_settings  # noqa: PLC0415  (needs django.setup)
    from congtin.pagestore.watching import change_everything  # noqa: PLC0415  (needs django.setup)

    if not get_settings().is_demonstration:
        print(
            "Cổng này không phải bản trình diễn, nên không ghép bài mẫu vào. "
            "Hãy đặt CONGTIN_HOME là một thư mục mới rồi chạy lại.",
            file=sys.stderr,
        )
        return 2
    there = multiplying.count_invented()
    if there >= total:
        print(f"Đã có {there} bài mẫu, không cần thêm.")
        return 0
    _check_room((total - there) * _BYTES_PER_ARTICLE)
    try:
        with change_everything(), show_progress("Ghép bài mẫu", total=total, done=there) as advance:
            added = multiplying.multiply_articles(
                total=total, until=timezone.localdate(), advance=advance
            )
    except OperationalError as problem:
        raise RuntimeError(
            f"không ghi được cơ sở dữ liệu ({problem}); chạy lại sẽ làm tiếp."
        ) from problem
    print(f"Đã thêm {added} bài mẫu, nay có {total}.")
    return 0


def _check_room(needed_bytes: int) -> None:
    free = shutil.disk_usage(get_home().path).free
    if free < needed_bytes:
        raise RuntimeError(
            f"cần khoảng {needed_bytes // 2**20} MB trên ổ đĩa, chỉ còn {free // 2**20} MB."
        )
