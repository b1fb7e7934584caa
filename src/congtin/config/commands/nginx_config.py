"""`congtin nginx-config`: the configuration of nginx before this portal, to standard output."""

import argparse
import glob
import subprocess
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from congtin.config.nginx import Door, write_configuration
from congtin.config.serving import read_port

__all__ = ["main"]

_MODULE = "/etc/nginx/modules-enabled/*brotli-static*"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="congtin nginx-config", description=__doc__)
    parser.add_argument("--listen", help="địa chỉ nginx lắng nghe (mặc định theo CONGTIN_BASE_URL)")
    parser.add_argument("--backend", default=f"127.0.0.1:{read_port()}", help="địa chỉ của congtin")
    parser.add_argument("--certificate", default="", metavar="TỆP", help="chứng thư TLS")
    parser.add_argument("--key", default="", metavar="TỆP", help="khóa của chứng thư")
    parser.add_argument(
        "--brotli",
        action=argparse.BooleanOptionalAction,
        default=bool(glob.glob(_MODULE)) or _is_built_in(),
        help="nginx có mô-đun brotli_static (mặc định: tự xem)",
    )
    options = parser.parse_args(argv)
    if bool(options.certificate) != bool(options.key):
        print("Cần cả --certificate và --key.", file=sys.stderr)
        return 2
    door = Door(
        listen=options.listen or _choose_listen(has_tls=bool(options.certificate)),
        backend=options.backend,
        certificate=options.certificate,
        key=options.key,
        has_brotli=options.brotli,
    )
    print(write_configuration(door), end="")
    return 0


def _choose_listen(*, has_tls: bool) -> str:
    from congtin.config import settings  # noqa: PLC0415  (makes the secret key: not for --help)

    port = urlsplit(settings.BASE_URL).port
    return f"{port or 443} ssl" if has_tls else f"{port or 80}"


def _is_built_in() -> bool:
    try:
        told = subprocess.run(["nginx", "-V"], capture_output=True, text=True, check=False)  # noqa: S607  (whichever nginx is there)
    except OSError:
        return False
    return "brotli" in told.stderr
