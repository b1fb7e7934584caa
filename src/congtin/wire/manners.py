"""How this portal presents itself to other hosts: its one retriever, made from the settings."""

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from congtin import __version__
from congtin.wire.retrieve import Retriever

__all__ = ["get_retriever", "is_loopback_allowed_by_accident"]

_TRIAL_HOST = "testserver"


def get_retriever() -> Retriever:
    """The process's own, with the memory of hosts that it has asked.

    Raises ImproperlyConfigured where a real portal would ask this machine.
    """
    if is_loopback_allowed_by_accident():
        raise ImproperlyConfigured("WIRE_ALLOWS_LOOPBACK is for tests alone")
    return _make_retriever(
        f"CongTin/{__version__} (+{settings.BASE_URL}"
        + (f"; {settings.WIRE_CONTACT})" if settings.WIRE_CONTACT else ")"),
        settings.WIRE_ALLOWS_LOOPBACK,
        settings.WIRE_PAUSE_SECONDS,
    )


def is_loopback_allowed_by_accident() -> bool:
    """Only a portal whose own address is that of Django's tests may ask this machine: nobody can
    visit such a one."""
    host = urlsplit(settings.BASE_URL).hostname
    return bool(settings.WIRE_ALLOWS_LOOPBACK) and host != _TRIAL_HOST


@lru_cache(maxsize=4)
def _make_retriever(agent: str, allow_loopback: bool, pause_seconds: float) -> Retriever:
    return Retriever(agent=agent, allow_loopback=allow_loopback, pause_seconds=pause_seconds)
