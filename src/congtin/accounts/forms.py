"""Signing in to the newsroom."""

from typing import Any

from wagtail.admin.forms.auth import LoginForm

__all__ = ["SignInForm"]


class SignInForm(LoginForm):
    """Wagtail's form with the labels that it leaves in English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, hint in (
            ("username", "Tên đăng nhập", "Nhập tên đăng nhập"),
            ("password", "Mật khẩu", "Nhập mật khẩu"),
        ):
            self.fields[name].label = label
            self.fields[name].widget.attrs["placeholder"] = hint
