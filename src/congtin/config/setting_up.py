"""Bringing a data folder up to the code: database, static files, translations, roles, site.

All steps run in one process, since starting Django is the slowest of them. Each may be repeated.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from congtin.config.catalogues import compile_catalogues
from congtin.config.fingerprint import compute_fingerprint
from congtin.config.home import get_home

__all__ = ["is_set_up", "set_up"]


def is_set_up() -> bool:
    """Whether this code has set this data folder up before.

    Raises RuntimeError where the folder may not be read.
    """
    mark = get_home().set_up_mark
    try:
        return mark.exists() and mark.read_text(encoding="utf-8").strip() == compute_fingerprint()
    except PermissionError as problem:
        raise RuntimeError(
            f"không có quyền đọc thư mục dữ liệu {mark.parent}. "
            "Hãy chạy bằng người dùng đã dựng nó, hoặc đặt CONGTIN_HOME là thư mục khác."
        ) from problem


def set_up(*, with_demonstration: bool, say: Callable[[str], None] = print) -> None:
    """Run every step, saying what is done; the demonstration is loaded into an empty portal only.

    Raises OSError when the folder cannot be written or the disk is full.
    """
    home = get_home()
    home.path.mkdir(parents=True, exist_ok=True)
    home.media.mkdir(exist_ok=True)
    with _step(say, "Biên dịch bản dịch giao diện"):
        compile_catalogues()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    with _step(say, "Khởi động khung chương trình"):
        import django  # noqa: PLC0415  (slow: only when set-up is really needed)

        django.setup()
    from django.core.management import call_command  # noqa: PLC0415  (needs django.setup)

    with _step(say, "Tạo cơ sở dữ liệu"):
        call_command("migrate", interactive=False, verbosity=0)
    with _step(say, "Chép tệp giao diện"):
        call_command("collectstatic", interactive=False, verbosity=0)
    from congtin.pagestore.stores import get_store  # noqa: PLC0415  (needs django.setup)
    from congtin.pagestore.watching import change_everything  # noqa: PLC0415  (needs django.setup)

    with change_everything():
        with _step(say, "Lập vai trò, chỉ tiêu, trang chủ"):
            _set_up_portal()
        if with_demonstration:
            from congtin.config.demonstrating import load  # noqa: PLC0415  (needs django.setup)

            load(step=lambda title: _step(say, title))
    # The code, the tables or the whole database may be others than those that pages were made by.
    get_store().clear()
    home.set_up_mark.write_text(compute_fingerprint(), encoding="utf-8")


def _set_up_portal() -> None:
    from django.conf import settings  # noqa: PLC0415  (needs django.setup)

    from congtin.accounts.actions import set_up_roles  # noqa: PLC0415  (needs django.setup)
    from congtin.config import roles  # noqa: PLC0415  (needs django.setup)
    from congtin.ledger.registry import load_indicators  # noqa: PLC0415  (needs django.setup)
    from congtin.ledger.tallying import recount_all  # noqa: PLC0415  (needs django.setup)
    from congtin.newsroom import actions as newsroom  # noqa: PLC0415  (needs django.setup)

    address = urlsplit(settings.BASE_URL)
    set_up_roles(permissions=roles.PERMISSIONS)
    newsroom.set_up_site(
        name="Cổng tin",
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
    )
    for role, rights in roles.PAGE_RIGHTS.items():
        newsroom.grant_pages(group=role.value, codenames=rights)
    newsroom.set_up_approval(steps=roles.APPROVAL_STEPS)
    load_indicators()
    recount_all()


@contextmanager
def _step(say: Callable[[str], None], title: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    say(f"  ✓ {title} ({time.monotonic() - begun:.1f} giây)")
