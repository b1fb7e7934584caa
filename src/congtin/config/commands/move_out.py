"""`congtin export FOLDER`: the whole portal as files that it, or another program, takes back."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from congtin.config.progress_bar import show_progress
from congtin.config.setting_up import is_set_up

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="congtin export",
        description="Xuất bài viết, ảnh, tệp, sổ chỉ tiêu và địa chỉ cũ. Tài khoản và lịch sử sửa "
        "bài không xuất.",
    )
    parser.add_argument("folder", type=Path, help="thư mục để ghi vào")
    parser.add_argument("--wordpress", action="store_true", help="ghi tệp WXR thay cho JSON Lines")
    options = parser.parse_args(argv)
    if not is_set_up():
        print("Cổng chưa được dựng, không có gì để xuất.", file=sys.stderr)
        return 2
    try:
        return _export(options.folder, wordpress=options.wordpress)
    except OSError as problem:
        print(f"Chưa xuất xong: {problem}.", file=sys.stderr)
        return 1


def _export(folder: Path, *, wordpress: bool) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for --help)

    django.setup()
    from congtin.config.moving import LEDGER  # noqa: PLC0415  (needs django.setup)
    from congtin.wire.moving import exporting, wordpress_export  # noqa: PLC0415  (as above)

    with show_progress("Xuất bài", total=exporting.count_articles()) as advance:
        if wordpress:
            path = wordpress_export.export_wordpress(folder, advance=advance)
            count = exporting.count_articles()
        else:
            count = exporting.export_portal(folder, tables=LEDGER, advance=advance)
            path = folder / exporting.FILE_NAME
    print(f"Đã xuất {count} bản ghi vào {path}.")
    return 0
