"""What all tests stand on: no network but this machine's own, and a newsroom with its roles."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import settings
from tests.factories import make_home, make_user

from congtin.accounts.actions import set_up_roles
from congtin.config import roles
from congtin.newsroom.actions import grant_pages, set_up_approval

# The same examples on every machine and at every run, however slow it is.
settings.register_profile("congtin", deadline=None, derandomize=True, max_examples=80)
settings.load_profile("congtin")


class NetworkIsOffError(Exception):
    """A test reached out. No OSError, so that no handler of network trouble hides it."""


@pytest.fixture(scope="session", autouse=True)
def _network_is_off() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guard_address(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guard_name(socket.getaddrinfo))
        yield


@pytest.fixture
def count_queries(db):
    """How many queries a call makes."""

    def count(call) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


@pytest.fixture
def home(db):
    """The home page at the root of the default site."""
    cache.clear()  # Wagtail keeps the sites' roots there, and the last test's are rolled back
    return make_home()


@pytest.fixture
def newsroom(home):
    """The home page, with the roles and the approval chain as set-up makes them."""
    set_up_roles(permissions=roles.PERMISSIONS)
    for role, rights in roles.PAGE_RIGHTS.items():
        grant_pages(group=role.value, codenames=rights)
    set_up_approval(steps=roles.APPROVAL_STEPS)
    return home


@pytest.fixture
def editor(newsroom):
    return make_user(role=roles.Role.EDITOR)


@pytest.fixture
def reporter(newsroom):
    return make_user(role=roles.Role.REPORTER)


def _guard_address(connect):
    def guarded(self, address):
        if isinstance(address, tuple):  # a text is the path of a socket on this machine
            _refuse_far(address[0])
        return connect(self, address)

    return guarded


def _guard_name(getaddrinfo):
    def guarded(host, *args, **kwargs):
        _refuse_far(host)
        return getaddrinfo(host, *args, **kwargs)

    return guarded


def _refuse_far(host) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost":
        return
    try:
        is_near = ipaddress.ip_address(name).is_loopback
    except ValueError:
        is_near = False
    if not is_near:
        raise NetworkIsOffError(f"tests reach no network, and this one asked for {name}")
