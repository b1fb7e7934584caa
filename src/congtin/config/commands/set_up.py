"""`congtin set-up`: bring the data folder up to the code."""

import argparse
import functools
import sys
from collections.abc import Sequence

from congtin.config.setting_up import set_up

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="congtin set-up", description=__doc__)
    parser.add_argument("--demonstration", action="store_true", help="nạp bản trình diễn")
    options = parser.parse_args(argv)
    try:
        set_up(with_demonstration=options.demonstration, say=functools.partial(print, flush=True))
    except OSError as problem:
        print(f"Không ghi được dữ liệu: {problem}", file=sys.stderr)
        return 1
    return 0
