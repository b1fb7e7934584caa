"""The network is off in tests (tests/conftest.py)."""

import socket
import urllib.request

import pytest
from tests.conftest import NetworkIsOffError


@pytest.mark.parametrize("address", [("198.51.100.1", 80), ("2001:db8::1", 443)])
def test_connection_to_another_machine_is_refused(address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as far:
        with pytest.raises(NetworkIsOffError, match=address[0]):
            far.connect(address)
        with pytest.raises(NetworkIsOffError):
            far.connect_ex(address)


def test_name_of_another_machine_is_not_even_looked_up():
    with pytest.raises(NetworkIsOffError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_library_that_reaches_out_is_refused():
    with pytest.raises(NetworkIsOffError):
        urllib.request.urlopen("http://example.org/", timeout=1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_may_be_reached(host):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection((host, server.getsockname()[1]), timeout=5) as client:
            assert client.getpeername()[0] == "127.0.0.1"
