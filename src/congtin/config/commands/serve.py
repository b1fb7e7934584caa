"""`congtin serve`: the server alone, for an installation that is set up and has its own worker."""

import argparse
import sys
from collections.abc import Sequence

from congtin.config.serving import check_port, hold_folder, read_port, serve
from congtin.config.setting_up import is_set_up

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="congtin serve", description=__doc__)
    parser.add_argument("--port", type=int, default=read_port())
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(argv)
    try:
        if not is_set_up():
            print("Thư mục dữ liệu chưa dựng cho bản này. Chạy: congtin set-up", file=sys.stderr)
            return 1
        check_port(options.host, options.port)
        with hold_folder():
            return serve(host=options.host, port=options.port, with_worker=False)
    except (OSError, RuntimeError) as problem:
        print(f"Không chạy được: {problem}", file=sys.stderr)
        return 1
