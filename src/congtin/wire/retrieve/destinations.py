"""Which hosts may be asked: public ones alone (IANA special-purpose registries, RFC 6890).

The address that was checked is the one that is connected to, so that a name which changes its
address between the two (DNS rebinding) gains nothing.
"""

import ipaddress
import socket

import httpx

from congtin.wire.retrieve.errors import AddressRefused, Unreachable

__all__ = ["check_address", "is_public", "resolve"]

_PORTS = frozenset((80, 443, 8080, 8443))
_MOST_CHARACTERS = 2000
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# They carry an IPv4 address within, or lead to one by way of somebody's gateway.
_CARRIERS = tuple(
    map(ipaddress.ip_network, ("::ffff:0:0/96", "::/96", "64:ff9b::/32", "2002::/16", "2001::/32"))
)


def check_address(address: str | httpx.URL, *, allow_loopback: bool = False) -> httpx.URL:
    """The address in its normal form, if it may be asked as far as can be told without asking.

    Raises AddressRefused.
    """
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError) as problem:
        raise AddressRefused(f"Địa chỉ không đúng: {str(address)[:200]}") from problem
    if url.scheme not in {"http", "https"} or not url.host:
        raise AddressRefused("Chỉ lấy được từ địa chỉ http:// hoặc https://.")
    if url.userinfo:
        raise AddressRefused("Địa chỉ không được kèm tên đăng nhập, mật khẩu.")
    if len(str(url)) > _MOST_CHARACTERS:
        raise AddressRefused("Địa chỉ quá dài.")
    if url.port is not None and url.port not in _PORTS and not allow_loopback:
        raise AddressRefused(f"Không lấy tin qua cổng {url.port}.")
    literal = _read_literal(url.host)
    if literal is not None:
        _check(literal, url.host, allow_loopback=allow_loopback)
    return url.copy_with(fragment=None)


def resolve(host: str, port: int, *, allow_loopback: bool) -> list[str]:
    """The numeric addresses of a host, every one of them checked.

    Raises AddressRefused where one of them is not public, Unreachable where there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise Unreachable(f"Không tìm thấy máy chủ {host}.") from problem
    numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
    for number in numbers:
        _check(ipaddress.ip_address(number.partition("%")[0]), host, allow_loopback=allow_loopback)
    return numbers


def is_public(address: _Address) -> bool:
    """Whether anybody on the internet could ask it.

    >>> is_public(ipaddress.ip_address("169.254.169.254"))
    False
    """
    if isinstance(address, ipaddress.IPv6Address) and (
        address.is_site_local or any(address in network for network in _CARRIERS)
    ):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _check(address: _Address, host: str, *, allow_loopback: bool) -> None:
    if allow_loopback and address.is_loopback:
        return
    if not is_public(address):
        raise AddressRefused(f"Máy chủ {host} không ở trên mạng công cộng.")


def _read_literal(host: str) -> _Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
