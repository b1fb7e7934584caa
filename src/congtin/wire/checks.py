"""Rules of the house that Django checks at its start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from congtin.wire.manners import is_loopback_allowed_by_accident

__all__ = ["check_loopback"]


@register
def check_loopback(**_: Any) -> list[CheckMessage]:
    if not is_loopback_allowed_by_accident():
        return []
    return [
        Error(
            "WIRE_ALLOWS_LOOPBACK is on outside of tests",
            hint="It would let a feed reach into this machine. Take it out of the settings.",
            id="wire.E001",
        )
    ]
