"""The demonstration's users, with one password made for this installation, and its content."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from congtin.accounts.actions import make_user
from congtin.accounts.enums import Role
from congtin.accounts.models import User
from congtin.config.home import get_home, write_private
from congtin.demonstration.loading import load_demonstration
from congtin.newsroom.models import ArticlePage

__all__ = ["load"]

_LOADING, _LOADED = "loading", "loaded"
_USERS = (
    ("bien-tap", "Biên tập viên", (Role.EDITOR, Role.PLAN_OFFICER), False),
    ("phong-vien", "Phóng viên", (Role.REPORTER,), False),
    ("lanh-dao", "Lãnh đạo duyệt", (Role.APPROVER,), False),
    ("ke-hoach", "Cán bộ kế hoạch", (Role.PLAN_OFFICER,), False),
    ("quan-tri", "Quản trị", (), True),
)


def load(*, step: Callable[[str], AbstractContextManager[None]]) -> None:
    """Load the demonstration into an empty portal, once; an interrupted load is taken up again.

    Users first, so that the audit trail names who confirmed; the note says how to sign in.
    """
    home = get_home()
    if not _is_wanted(home.demonstration_mark):
        return
    home.demonstration_mark.write_text(_LOADING, encoding="utf-8")
    with step("Lập tài khoản trình diễn"):
        password = _read_password() or secrets.token_urlsafe(9)
        users = [
            make_user(
                username=username,
                password=password,
                first_name=name,
                post=name,
                roles=roles,
                is_superuser=is_superuser,
            )
            for username, name, roles, is_superuser in _USERS
        ]
        names = ", ".join(username for username, *_ in _USERS)
        write_private(home.sign_in_note, f"Tài khoản: {names}\nMật khẩu: {password}")
    load_demonstration(editor=users[0], step=step)
    home.demonstration_mark.write_text(_LOADED, encoding="utf-8")


def _is_wanted(mark: Path) -> bool:
    """Whether a load was begun and not ended, or nobody has used this portal yet."""
    if mark.exists():
        return mark.read_text(encoding="utf-8") == _LOADING
    return not User.objects.exists() and not ArticlePage.objects.exists()


def _read_password() -> str:
    note = get_home().sign_in_note
    if not note.exists():
        return ""
    return note.read_text(encoding="utf-8").rpartition("Mật khẩu: ")[2].strip()
