"""`congtin pages`: the page store: state, list by tag, discard, warm, verify."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from congtin.pagestore.front import Front
    from congtin.pagestore.store import Store

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    options = _parse(argv)
    deed: Callable[[argparse.Namespace, Store], int] = options.deed
    from congtin.config.fronting import make_store  # noqa: PLC0415  (makes the secret key)

    try:
        return deed(options, make_store())
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as problem:
        print(f"Kho trang: {problem}", file=sys.stderr)
        return 1


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="congtin pages", description=__doc__)
    deeds = parser.add_subparsers(required=True, metavar="VIỆC")
    deeds.add_parser("status", help="số trang, dung lượng, giới hạn").set_defaults(deed=_show_state)
    listing = deeds.add_parser("list", help="các trang đang giữ")
    listing.add_argument("--tag", default="", help="chỉ các trang mang thẻ này")
    listing.add_argument("--page", default="", help="các thẻ của một trang, ví dụ /tin/")
    listing.set_defaults(deed=_list)
    discard = deeds.add_parser("discard", help="bỏ trang khỏi kho")
    discard.add_argument("pages", nargs="*", metavar="TRANG", help="địa chỉ, ví dụ /tin/")
    discard.add_argument("--tag", default="", help="mọi trang mang thẻ này")
    discard.add_argument("--all", action="store_true", help="mọi trang")
    discard.set_defaults(deed=_discard)
    warm = deeds.add_parser("warm", help="dựng sẵn mọi trang trong sơ đồ của cổng")
    warm.add_argument("--most", type=int, default=0, help="không quá chừng này trang")
    warm.set_defaults(deed=_warm)
    verify = deeds.add_parser("verify", help="so từng trang đang giữ với trang dựng mới")
    verify.set_defaults(deed=_verify)
    return parser.parse_args(argv)


def _show_state(_: argparse.Namespace, store: Store) -> int:
    state = store.get_state()
    print(f"Thư mục:    {store.folder}")
    print(f"Trang:      {state.pages}")
    print(f"Dung lượng: {state.bytes / 2**20:.1f} MB, giới hạn {state.limit_bytes / 2**20:.0f} MB")
    print(f"Thẻ:        {state.tags}")
    print(f"Lần bỏ:     {state.discards}")
    return 0


def _list(options: argparse.Namespace, store: Store) -> int:
    if options.page:
        for tag in store.get_tags(options.page):
            print(tag.name)
        return 0
    for page in store.list_pages(options.tag):
        print(page.key)
    return 0


def _discard(options: argparse.Namespace, store: Store) -> int:
    if options.all:
        count = store.get_state().pages
        store.clear()
    elif options.tag or options.pages:
        keys = [page.key for page in store.list_pages(options.tag)] if options.tag else []
        count = len(store.discard_keys([*keys, *options.pages]))
    else:
        print("Nêu địa chỉ trang, --tag hoặc --all.", file=sys.stderr)
        return 2
    print(f"Đã bỏ {count} trang.")
    return 0


def _warm(options: argparse.Namespace, store: Store) -> int:
    front = _start_front(store)
    addresses = front.list_addresses()
    addresses = addresses[: options.most] if options.most else addresses
    kept = sum(front.refresh(address) for address in _show_progress(addresses, "Dựng trang"))
    print(f"Kho có {kept} trong {len(addresses)} trang của sơ đồ.")
    return 0


def _verify(_: argparse.Namespace, store: Store) -> int:
    """Pages that are discarded while they are looked at are no difference."""
    front = _start_front(store)
    keys = [page.key for page in store.list_pages()]
    differing = [key for key in _show_progress(keys, "So trang") if front.differs(key)]
    for key in differing:
        print(f"KHÁC: {key}")
    print(f"Đã so {len(keys)} trang, {len(differing)} trang khác.")
    return 1 if differing else 0


def _start_front(store: Store) -> Front:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for the other deeds)

    django.setup()
    from congtin.config.fronting import (  # noqa: PLC0415  (needs the settings)
        compute_edition,
        make_front,
    )
    from congtin.pagestore.following import follow_quietly  # noqa: PLC0415  (needs django.setup)

    if not store.is_of(compute_edition()):
        raise RuntimeError(
            "các trang đang giữ không phải của bản này: hãy chạy máy chủ trước, và chạy lệnh này "
            "với cùng các biến môi trường (CONGTIN_BASE_URL, PORT …) như máy chủ."
        )
    follow_quietly(store)
    return make_front(store)


def _show_progress(items: Sequence[str], title: str) -> Iterable[str]:
    from rich.progress import track  # noqa: PLC0415  (not for the other deeds)

    return track(items, description=title, disable=not sys.stderr.isatty())
