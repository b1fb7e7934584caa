import ipaddress
import socket

import pytest

from congtin.wire.retrieve import AddressRefused, Unreachable, check_address
from congtin.wire.retrieve.destinations import is_public, resolve


@pytest.mark.parametrize(
    "address",
    [
        "ftp://bao.example/tin",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "javascript:alert(1)",
        "//bao.example/tin",
        "bao.example/tin",
        "http://",
        "http:///tin",
        "http://an:mat-khau@bao.example/",
        "http://bao.example:22/",
        "http://bao.example:6379/",
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://10.0.0.8/",
        "http://172.16.3.4/",
        "http://192.168.1.1/router",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://100.100.100.200/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://240.0.0.1/",
        "https://bao.example/" + "a" * 2000,
        "http://bao.example:99999/",
        "http://bao\x00.example/",
    ],
)
def test_address_that_is_not_asked(address):
    with pytest.raises(AddressRefused):
        check_address(address)


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("http://bao.example/tin#dau", "http://bao.example/tin"),
        ("HTTPS://BAO.example:443/Tin?b=1", "https://bao.example/Tin?b=1"),
        ("https://báo.example/tin tức", "https://xn--bo-mia.example/tin%20t%E1%BB%A9c"),
        ("http://cong.example:8080/", "http://cong.example:8080/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_address_in_its_normal_form(address, normal):
    assert str(check_address(address)) == normal


@pytest.mark.parametrize(
    "spelling", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"]
)
def test_every_spelling_of_this_machine_is_refused(spelling):
    with pytest.raises(AddressRefused):
        _resolve_as(["127.0.0.1"], spelling)


def test_name_with_one_inner_address_among_public_ones_is_refused(monkeypatch):
    _name(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(AddressRefused):
        resolve("bao.example", 80, allow_loopback=False)


def test_name_with_public_addresses_gives_them_all_once(monkeypatch):
    _name(monkeypatch, ["8.8.8.8", "2606:4700::1111", "8.8.8.8"])
    found = resolve("bao.example", 443, allow_loopback=False)
    assert found == ["8.8.8.8", "2606:4700::1111"]


def test_leave_for_loopback_opens_no_private_network(monkeypatch):
    _name(monkeypatch, ["192.168.1.1"])
    with pytest.raises(AddressRefused):
        resolve("bao.example", 80, allow_loopback=True)


def test_name_without_address_is_unreachable(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Unreachable):
        resolve("khong-co.example", 80, allow_loopback=False)


@pytest.mark.parametrize("text", ["1.1.1.1", "203.162.4.191", "2001:dc8::1", "2405:4800::1"])
def test_public_address(text):
    assert is_public(ipaddress.ip_address(text))


def _resolve_as(numbers, host):
    with pytest.MonkeyPatch.context() as patch:
        _name(patch, numbers)
        return resolve(host, 80, allow_loopback=False)


def _name(patch, numbers):
    """Let every name have these addresses."""
    found = [
        (socket.AF_INET6 if ":" in each else socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80))
        for each in numbers
    ]
    patch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
