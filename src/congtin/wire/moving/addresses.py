"""Old addresses in one form, so that the same place is found however it is written."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from congtin.vietnamese.folding import to_nfc

__all__ = ["LONGEST", "Place", "read_place", "strip_host"]

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Place:
    """`host` is empty where the address is a path alone."""

    host: str
    path: str


def read_place(address: str) -> Place | None:
    """Host without `www.`, path without a slash at the end, query in the order of its names; None
    where it is no address.

    >>> read_place("https://www.cu.example.vn/tin/hop-1.html/?b=2&a=1#x")
    Place(host='cu.example.vn', path='/tin/hop-1.html?a=1&b=2')
    """
    try:
        parts = urlsplit(address.strip())
        host = strip_host(parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"} or len(host) > 200:
        return None
    path = to_nfc(unquote(parts.path)).rstrip("/") or "/"
    if not path.startswith("/") or any(ord(sign) < 32 for sign in path):
        return None
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50))
    whole = path + (f"?{urlencode(pairs, quote_via=quote, safe='/')}" if pairs else "")
    return Place(host, whole) if len(whole) <= LONGEST else None


def strip_host(host: str) -> str:
    """Without the port and `www.`, which most portals answer to besides."""
    return host.partition(":")[0].lower().rstrip(".").removeprefix("www.")
