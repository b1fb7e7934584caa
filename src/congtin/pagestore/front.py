"""The WSGI callable (PEP 3333) before the application: answers from the store, and fills it.

A page is rendered as for a visitor of whom nothing is known: no cookie, no query, the portal's own
host. So nothing of a person can come into the store. Whoever is signed in, whoever sends a form,
and every address that is not a page goes to the application as it came.
"""

from __future__ import annotations

import html
import io
import re
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import Any

from congtin.pagestore.files import Kept, Page, is_keepable
from congtin.pagestore.memory import Memory
from congtin.pagestore.negotiation import choose_coding, is_not_modified, read_names
from congtin.pagestore.rendering_once import hold_page
from congtin.pagestore.store import Store

__all__ = ["Application", "Environ", "Front", "Manners", "Rendered"]

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_UNKEPT_SECONDS = 60
_MOST_UNKEPT = 10_000
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")
# Made anew for each variant.
_OWN = {"content-length", "etag", "last-modified", "vary", "cache-control", "content-encoding"}


@dataclass(frozen=True, slots=True)
class Manners:
    """`hosts`: those that the portal answers to; `host` and `scheme` those that pages are made for;
    `closed`: where nothing is a page for everybody; `cookie`: who has it is signed in."""

    hosts: frozenset[str]
    host: str
    scheme: str
    closed: tuple[str, ...]
    cookie: str
    cache_control: str = "public, max-age=0, must-revalidate"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the application gave; `page` as far as it may be kept. `rest` follows the body of an
    answer that is too long to be kept, and wants to be closed."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    page: Page | None
    rest: Iterable[bytes] | None = None


class Front:
    """`render` gives a page for an anonymous request; `application` answers everything else."""

    def __init__(
        self,
        *,
        store: Store,
        memory: Memory,
        render: Callable[[Environ], Rendered],
        application: Application,
        manners: Manners,
    ) -> None:
        self._store = store
        self._memory = memory
        self._render = render
        self._application = application
        self._manners = manners
        self._cookie_mark = f"{manners.cookie}="
        self._unkept: OrderedDict[str, float] = OrderedDict()
        self._noting = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._is_for_everybody(environ):
            return self._application(environ, start_response)
        key, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        kept = self._memory.find(key)
        if kept is not None and (not query or _is_same(kept, query)):
            return self._answer(kept, environ, start_response)
        if query:
            return self._application(environ, start_response)
        return self._answer_miss(key, environ, start_response)

    def refresh(self, key: str) -> bool:
        """Render and keep a page that is not there; whether it is there now."""
        return self._memory.find(key) is not None or isinstance(self._render_once(key), Kept)

    def render_anew(self, key: str) -> Rendered:
        """The page as it would be rendered now, whatever is kept."""
        return self._render(self._make_anonymous(key))

    def differs(self, key: str) -> bool:
        """Whether the page that is kept is another than it would be now; not where it was discarded
        meanwhile."""
        kept = self._memory.find(key)
        if kept is None:
            return False
        fresh = self.render_anew(key)
        if fresh.status.startswith(str(kept.status)) and fresh.body == kept.variants[""]:
            return False
        return kept.is_current(time.time())

    def list_addresses(self) -> list[str]:
        """Those that the sitemaps name, and the sitemaps."""
        own = f"{self._manners.scheme}://{self._manners.host}"
        sitemaps = self._read_sitemap("/sitemap.xml", own)
        pages = [page for each in sitemaps for page in self._read_sitemap(each, own)]
        return list(dict.fromkeys(["/sitemap.xml", *sitemaps, *pages]))

    def _read_sitemap(self, key: str, own: str) -> list[str]:
        body = self.render_anew(key).body.decode()
        found = (html.unescape(each) for each in _LOCATION.findall(body))
        return [each.removeprefix(own) for each in found if each.startswith(own)]

    def _is_for_everybody(self, environ: Environ) -> bool:
        manners = self._manners
        path = environ.get("PATH_INFO", "")
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and self._cookie_mark not in environ.get("HTTP_COOKIE", "")
            and "HTTP_AUTHORIZATION" not in environ
            and environ.get("HTTP_HOST", "").lower() in manners.hosts
            and not path.startswith(manners.closed)
            and is_keepable(path)
        )

    def _answer_miss(
        self, key: str, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        given = self._render_once(key)
        if isinstance(given, Kept):
            return self._answer(given, environ, start_response)
        headers = given.headers
        if given.page is not None:  # changed while it was rendered: true, but not to be held on to
            headers = [each for each in headers if each[0].lower() not in _OWN]
            headers += [("Cache-Control", "no-cache"), ("Content-Length", str(len(given.body)))]
        start_response(given.status, headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            return []
        return [given.body] if given.rest is None else given.rest

    def _render_once(self, key: str) -> Kept | Rendered:
        """One render of a page at a time, here and in other processes; who waited finds it kept."""
        if self._is_unkept(key):
            return self._keep(key)
        with hold_page(self._store.folder, key):
            return self._memory.find(key) or self._keep(key)

    def _keep(self, key: str) -> Kept | Rendered:
        ticket = self._store.begin()
        rendered = self.render_anew(key)
        if rendered.page is None:
            self._note_unkept(key)
            return rendered
        if not self._put(key, rendered.page, ticket):
            return rendered
        return self._memory.find(key) or rendered

    def _put(self, key: str, page: Page, ticket: Any) -> bool:
        """A full disk must not keep the page from its visitor."""
        try:
            return self._store.put(key, page, ticket)
        except OSError:
            return False

    def _is_unkept(self, key: str) -> bool:
        """Whether it was no page to be kept a moment ago: then nobody need wait for another."""
        until = self._unkept.get(key)
        return until is not None and time.monotonic() < until

    def _note_unkept(self, key: str) -> None:
        with self._noting:
            self._unkept[key] = time.monotonic() + _UNKEPT_SECONDS
            while len(self._unkept) > _MOST_UNKEPT:
                self._unkept.popitem(last=False)

    def _make_anonymous(self, key: str) -> Environ:
        manners = self._manners
        name, _, port = manners.host.partition(":")
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": key,
            "QUERY_STRING": "",
            "SERVER_NAME": name,
            "SERVER_PORT": port or ("443" if manners.scheme == "https" else "80"),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": manners.host,
            "HTTP_X_FORWARDED_PROTO": manners.scheme,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": manners.scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def _answer(
        self, kept: Kept, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        coding = choose_coding(environ.get("HTTP_ACCEPT_ENCODING", ""), tuple(kept.variants))
        prepared = kept.prepared.get(coding)
        if prepared is None:
            prepared = kept.prepared[coding] = self._prepare(kept, coding)
        status, etag, headers, unchanged = prepared
        match = environ.get("HTTP_IF_NONE_MATCH", "")
        since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
        if (match or since) and is_not_modified(
            etag, kept.modified, if_none_match=match, if_modified_since=since
        ):
            start_response("304 Not Modified", unchanged)
            return []
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.variants[coding]]

    def _prepare(self, kept: Kept, coding: str) -> tuple[str, str, list[Any], list[Any]]:
        etag = f'"{kept.digest}{"-" if coding else ""}{coding}"'
        unchanged = [
            ("ETag", etag),
            ("Last-Modified", formatdate(kept.modified, usegmt=True)),
            ("Cache-Control", self._manners.cache_control),
            ("Vary", "Accept-Encoding"),
        ]
        headers = [*kept.headers, *unchanged, ("Content-Length", str(len(kept.variants[coding])))]
        if coding:
            headers.append(("Content-Encoding", coding))
        return f"{kept.status} {HTTPStatus(kept.status).phrase}", etag, headers, unchanged


def _is_same(kept: Kept, query: str) -> bool:
    """Whether the page is made without any of the query's parameters."""
    return kept.reads is not None and read_names(query).isdisjoint(kept.reads)
