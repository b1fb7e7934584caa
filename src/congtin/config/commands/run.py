"""`congtin run`: set up what is missing, then serve until stopped. What `make run` calls."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from congtin.config.home import get_home
from congtin.config.serving import check_port, hold_folder, read_port, serve
from congtin.config.setting_up import is_set_up

__all__ = ["main"]

_NEEDED_MB = 300
_NEEDED_LATER_MB = 20


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="congtin run", description=__doc__)
    parser.add_argument("--empty", action="store_true", help="cổng trống, không nạp bản trình diễn")
    parser.add_argument("--port", type=int, default=read_port())
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(argv)
    os.environ["PORT"] = str(options.port)
    try:
        check_port(options.host, options.port)
        is_new = not is_set_up()
        _check_folder(get_home().path, needed_mb=_NEEDED_MB if is_new else _NEEDED_LATER_MB)
        get_home().path.mkdir(parents=True, exist_ok=True)
        with hold_folder():
            if is_new:
                _set_up(with_demonstration=not options.empty)
            return serve(host=options.host, port=options.port, with_worker=True)
    except (OSError, RuntimeError) as problem:
        print(f"Không chạy được: {problem}", file=sys.stderr)
        return 1


def _check_folder(folder: Path, *, needed_mb: int) -> None:
    """One clear sentence before anything is half written."""
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not place.is_dir():
        raise RuntimeError(f"{place} là một tệp, không phải thư mục. Hãy đổi CONGTIN_HOME.")
    if not os.access(place, os.W_OK):
        raise RuntimeError(f"không ghi được vào thư mục {place}. Hãy kiểm tra quyền của thư mục.")
    free_mb = shutil.disk_usage(place).free // 2**20
    if free_mb < needed_mb:
        raise RuntimeError(
            f"ổ đĩa chứa {place} chỉ còn {free_mb} MB, cần ít nhất {needed_mb} MB. "
            "Hãy giải phóng dung lượng rồi chạy lại."
        )


def _set_up(*, with_demonstration: bool) -> None:
    """In a process of its own: the server's does not carry what only set-up needs."""
    print("Đang dựng cổng tin, lần đầu mất khoảng nửa phút:", flush=True)
    words = [sys.executable, "-m", "congtin.config.command", "set-up"]
    if with_demonstration:
        words.append("--demonstration")
    if subprocess.run(words, check=False).returncode != 0:  # noqa: S603  (our own command)
        raise RuntimeError("bước dựng chưa xong, xem dòng lỗi ở trên; chạy lại sẽ làm tiếp.")
