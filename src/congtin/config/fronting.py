"""What stands before Django: the page store with this installation's hosts, headers and bounds.

Nothing here starts Django, so that stored pages are served when it cannot be started.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import congtin
from congtin.config import settings
from congtin.config.fingerprint import compute_fingerprint
from congtin.pagestore.front import Environ, Front, Manners, Rendered
from congtin.pagestore.memory import Memory
from congtin.pagestore.store import Store

__all__ = ["CLOSED", "compute_edition", "get_standard_headers", "make_front", "make_store"]

# Nothing under these is a page for everybody.
CLOSED = ("/toa-soan/", "/tai-lieu/", "/static/", "/media/")
_MEMORY_BYTES = 96 * 2**20
_PACKAGE = Path(congtin.__file__).resolve().parent
_UNAVAILABLE = "Cổng đang gặp sự cố. Xin trở lại sau ít phút.\n"

_log = logging.getLogger(__name__)


def make_store() -> Store:
    return Store(settings.PAGE_STORE_FOLDER, limit_bytes=settings.PAGE_STORE_LIMIT_BYTES)


def make_front(store: Store, memory: Memory | None = None) -> Front:
    """Django is started by the first request that the store does not answer."""
    django = _Django()
    return Front(
        store=store,
        memory=memory or Memory(store, limit_bytes=_MEMORY_BYTES),
        render=django.render,
        application=django,
        manners=_describe_manners(),
    )


def get_standard_headers() -> dict[str, str]:
    """What Django sends with every public page and a front server has to send with files."""
    from congtin.portal.middleware import PUBLIC_POLICY  # noqa: PLC0415  (imports Django's http)

    headers = {
        "content-security-policy": PUBLIC_POLICY,
        "x-frame-options": settings.X_FRAME_OPTIONS,
        "x-content-type-options": "nosniff",
        "referrer-policy": settings.SECURE_REFERRER_POLICY,
        "cross-origin-opener-policy": "same-origin",
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["strict-transport-security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers


def compute_edition() -> str:
    """Changes with the code, its templates and the settings that pages carry."""
    digest = hashlib.sha256(compute_fingerprint().encode())
    for file in sorted(_PACKAGE.rglob("*")):
        if file.is_file() and file.suffix not in {".mo", ".pyc"}:
            state = file.stat()
            digest.update(
                f"{file.relative_to(_PACKAGE)} {state.st_size} {state.st_mtime_ns}".encode()
            )
    told = (settings.BASE_URL, settings.PAGE_STORE_LIMIT_BYTES, settings.SHARED_CACHE_SECONDS)
    digest.update(repr(told).encode())
    return digest.hexdigest()[:32]


def _describe_manners() -> Manners:
    """A Host with the port is the same portal: a front server may listen elsewhere."""
    base = urlsplit(settings.BASE_URL)
    names = {host.lower() for host in settings.ALLOWED_HOSTS}
    ports = {base.port, 80, 443, *_list_ports()}
    hosts = names | {f"{name}:{port}" for name in names for port in ports if port}
    cache = "public, max-age=0, must-revalidate"
    if settings.SHARED_CACHE_SECONDS:
        cache += f", s-maxage={settings.SHARED_CACHE_SECONDS}"
    return Manners(
        hosts=frozenset(hosts),
        host=base.netloc,
        scheme=base.scheme,
        closed=CLOSED,
        cookie="sessionid",
        cache_control=cache,
    )


def _list_ports() -> list[int]:
    text = os.environ.get("PORT", "")
    return [int(text)] if text.isdecimal() else []


class _Django:
    """The application, started when it is first needed; a start that fails is tried again."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._started: tuple[Any, Callable[[Environ], Rendered]] | None = None

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            application, _ = self._start()
        except Exception:
            _log.exception("the application cannot be started")
            body = _UNAVAILABLE.encode()
            start_response("503 Service Unavailable", _UNAVAILABLE_HEADERS)
            return [body]
        answer: Iterable[bytes] = application(environ, start_response)
        return answer

    def render(self, environ: Environ) -> Rendered:
        try:
            _, render = self._start()
        except Exception:
            _log.exception("the application cannot be started")
            body = _UNAVAILABLE.encode()
            return Rendered("503 Service Unavailable", _UNAVAILABLE_HEADERS, body, None)
        return render(environ)

    def _start(self) -> tuple[Any, Callable[[Environ], Rendered]]:
        if self._started is None:
            with self._starting:
                if self._started is None:
                    self._started = _start_django()
        return self._started


_UNAVAILABLE_HEADERS = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "60")]


def _start_django() -> tuple[Any, Callable[[Environ], Rendered]]:
    from congtin.config.wsgi import application  # noqa: PLC0415  (slow, and may fail)
    from congtin.pagestore.rendering import Renderer  # noqa: PLC0415  (as above)

    render = Renderer(
        application,
        standard=get_standard_headers(),
        names_tags=bool(settings.SHARED_CACHE_SECONDS),
    )
    return application, render
