"""Addresses in feeds and pages: absolute, without what only counts visitors."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

__all__ = ["clean_address", "is_counter", "make_address_key"]

_TRACKING = re.compile(
    r"""
    utm_\w+ | zarsrc | gidzl | fbclid | gclid | dclid | msclkid | igshid | yclid | twclid
    | mc_[ce]id | _gl | _ga | __twitter_impression | vero_id | ocid | cmpid | ref_src | spm
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COUNTERS = re.compile(
    r"""
    ^(?:[\w-]+\.)*
    (?: google-analytics\.com | googletagmanager\.com | doubleclick\.net | scorecardresearch\.com
      | stats\.wordpress\.com | pixel\.wp\.com | quantserve\.com | histats\.com | statcounter\.com
      | feedsportal\.com | feeds\.feedburner\.com | admicro\.vn | whos\.amung\.us
    )$
    """,
    re.VERBOSE,
)
_PIXEL = re.compile(r"(?:/pixel|/beacon|/track(?:er|ing)?|/count(?:er)?|/1x1|spacer|blank)\b[^/]*$")
_MOST_CHARACTERS = 500


def clean_address(address: str, base: str = "") -> str:
    """The address made absolute, without fragment and tracking parameters; "" for what is no page
    of the web.

    >>> clean_address("/tin/a.html?id=5&utm_source=rss#top", "https://bao.example/rss")
    'https://bao.example/tin/a.html?id=5'
    """
    if not address.strip():
        return ""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            return ""
        host = parts.netloc.lower()
    except ValueError:
        return ""
    query = parts.query
    if query and any(_TRACKING.fullmatch(name) for name, _ in parse_qsl(query, True)):
        kept = [pair for pair in query.split("&") if not _TRACKING.fullmatch(pair.split("=")[0])]
        query = "&".join(kept)
    path = (parts.path or "/").replace(" ", "%20")
    cleaned = urlunsplit((parts.scheme, host, path, query.replace(" ", "%20"), ""))
    return cleaned if len(cleaned) <= _MOST_CHARACTERS else ""


def make_address_key(address: str) -> str:
    """The same for all spellings of one page: scheme, "www.", order of parameters left out.

    >>> make_address_key("http://www.bao.example/tin/?b=2&a=1")
    'bao.example/tin?a=1&b=2'
    """
    parts = urlsplit(clean_address(address) or address)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    host = host.removesuffix(":80").removesuffix(":443")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def is_counter(address: str) -> bool:
    """Whether a picture only counts who reads."""
    parts = urlsplit(address)
    if _COUNTERS.match(parts.hostname or "") or _PIXEL.search(parts.path):
        return True
    return (parts.hostname or "").endswith("facebook.com") and parts.path == "/tr"
