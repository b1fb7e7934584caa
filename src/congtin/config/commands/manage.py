"""`congtin manage`: Django's and Wagtail's own commands."""

import os
from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  (slow)

    execute_from_command_line(["congtin manage", *argv])
    return 0
