"""The configuration of nginx before the portal: stored pages go out as files, the rest to Python.

https://nginx.org/en/docs/http/ngx_http_core_module.html#try_files,
https://nginx.org/en/docs/http/ngx_http_gzip_static_module.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from congtin.config import settings
from congtin.config.fronting import get_standard_headers
from congtin.config.home import get_home

__all__ = ["Door", "write_configuration"]

_LETTERS = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
# What a stored file is, by its address: what the portal itself says of it.
_KINDS = (
    (r"/", "text/html; charset=utf-8"),
    (r"~ ^/(?:[^.]+/)?rss\.xml$", "application/rss+xml; charset=utf-8"),
    (r"~ ^/(?:[^.]+/)?atom\.xml$", "application/atom+xml; charset=utf-8"),
    (r"~ ^/sitemap[a-z0-9-]*\.xml$", "application/xml"),
)


@dataclass(frozen=True, slots=True)
class Door:
    """Where nginx listens and where Python does; certificate and key are paths, "" without TLS."""

    listen: str
    backend: str
    certificate: str = ""
    key: str = ""
    has_brotli: bool = False


def write_configuration(door: Door) -> str:
    """To be included in nginx's `http` block, as Debian does with `sites-enabled`."""
    return "\n".join([*_write_maps(), "", *_write_server(door), ""])


def _write_maps() -> list[str]:
    names = "|".join(name.replace(".", r"\.") for name in _list_hosts())
    return [
        "# Made by `congtin nginx-config`. Make it again when an address or a setting changes.",
        "# The file that holds a page: addresses of other letters have none.",
        "map $uri $congtin_file {",
        '    default "/+";',
        f'    "~^/(?:{_LETTERS}/)*$" "$uri+.html";',
        f'    "~^/(?:{_LETTERS}/)*{_LETTERS}[.]xml$" "$uri";',
        "}",
        "# Files are for whoever asks for a page as it is: no form, no query, nobody signed in.",
        'map "$host $request_method:$args:$http_authorization:$cookie_sessionid" $congtin_shelf {',
        '    default "/shut";',
        f'    "~^(?:{names}) (?:GET|HEAD):::$" "";',
        "}",
        "map $uri $congtin_robots {",
        '    default "";',
        '    "~^/unlisted/" "noindex, nofollow";',
        "}",
    ]


def _write_server(door: Door) -> list[str]:
    home = get_home()
    lines = [
        f"upstream congtin {{ server {door.backend}; keepalive 16; }}",
        "server {",
        f"    listen {door.listen};",
        f"    server_name {' '.join(_list_hosts())};",
        *_write_tls(door),
        "    server_tokens off;",
        "    client_max_body_size 25m;",
        f"    root {_quote(home.pages / 'current')};",
        "    gzip_static on;",
        "    gzip_vary on;",
        *(["    brotli_static on;"] if door.has_brotli else []),
        "    # A page may be discarded between two looks.",
        "    open_file_cache off;",
        "    log_not_found off;",
        "",
    ]
    for address, kind in _KINDS:
        lines += _write_location(address, kind)
    lines += _write_files("/static/", home.static, ["expires 1d;"])
    media = [
        'add_header X-Content-Type-Options "nosniff" always;',
        "add_header Content-Security-Policy \"default-src 'none'; sandbox\" always;",
    ]
    lines += _write_files("/media/", home.media, media)
    return [*lines, *_write_backend(), "}"]


def _write_location(address: str, kind: str) -> list[str]:
    headers = {"Cache-Control": "public, max-age=0, must-revalidate", **_name_headers()}
    return [
        f"    location {address} {{",
        "        types { }",
        f'        default_type "{kind}";',
        "        try_files $congtin_shelf/open$congtin_file"
        " $congtin_shelf/unlisted$congtin_file @congtin;",
        "        error_page 404 405 = @congtin;",
        *(f'        add_header {name} "{value}";' for name, value in headers.items()),
        "        add_header X-Robots-Tag $congtin_robots;",
        "    }",
    ]


def _name_headers() -> dict[str, str]:
    return {name.title(): value for name, value in get_standard_headers().items()}


def _write_files(address: str, folder: Path, rules: Sequence[str]) -> list[str]:
    return [
        f"    location {address} {{",
        f'        alias "{folder}/";',
        *(f"        {rule}" for rule in rules),
        "    }",
    ]


def _write_backend() -> list[str]:
    return [
        "    location @congtin {",
        "        proxy_pass http://congtin;",
        "        proxy_http_version 1.1;",
        '        proxy_set_header Connection "";',
        "        proxy_set_header Host $http_host;",
        "        proxy_set_header X-Forwarded-Proto $scheme;",
        "        proxy_buffers 16 16k;",
        "        proxy_buffer_size 16k;",
        "    }",
    ]


def _write_tls(door: Door) -> list[str]:
    if not door.certificate:
        return []
    return [
        f"    ssl_certificate {_quote(Path(door.certificate))};",
        f"    ssl_certificate_key {_quote(Path(door.key))};",
    ]


def _list_hosts() -> list[str]:
    base = urlsplit(settings.BASE_URL).hostname
    return list(dict.fromkeys([base or "localhost", *settings.ALLOWED_HOSTS]))


def _quote(path: Path) -> str:
    return f'"{path}"'
