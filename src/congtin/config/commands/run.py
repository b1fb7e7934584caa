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

__all__ = ["main"]

_NEEDED_MB = 300


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="congtin run", description=__doc__)
    parser.add_argument("--empty", action="store_true", help="cổng trống, không nạp bản trình diễn")
    parser.add_argument("--port", type=int, default=read_port())
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(argv)
    os.environ["PORT"] = str(options.port)
    try:
        check_port(options.host, options.port)
        _check_disk(get_home().path)
        get_home().path.mkdir(parents=True, exist_ok=True)
        with hold_folder():
            _set_up(with_demonstration=not options.empty)
            return serve(host=options.host, port=options.port, with_worker=True)
    except (OSError, RuntimeError) as problem:
        print(f"Không chạy được: {problem}", file=sys.stderr)
        return 1


def _check_disk(folder: Path) -> None:
    """One clear sentence before anything is half written."""
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not os.access(place, os.W_OK):
        raise RuntimeError(f"không ghi được vào thư mục {place}. Hãy kiểm tra quyền của thư mục.")
    free_mb = shutil.disk_usage(place).free // 2**20
    if free_mb < _NEEDED_MB:
        raise RuntimeError(
            f"ổ đĩa chứa {place} chỉ còn {free_mb} MB, cần ít nhất {_NEEDED_MB} MB. "
            "Hãy giải phóng dung lượng rồi chạy lại."
        )


def _set_up(*, with_demonstration: bool) -> None:
    """In a process of its own: the server's does not carry what only set-up needs."""
    from congtin.config.setting_up import is_set_up  # noqa: PLC0415  (after the cheap checks)

    if is_set_up():
        return
    print("Đang dựng cổng tin, lần đầu mất khoảng nửa phút:", flush=True)
    words = [sys.executable, "-m", "congtin.config.command", "set-up"]
    if with_demonstration:
        words.append("--demonstration")
    if subprocess.run(words, check=False).returncode != 0:  # noqa: S603  (our own command)
        raise RuntimeError("bước dựng chưa xong, xem dòng lỗi ở trên; chạy lại sẽ làm tiếp.")
