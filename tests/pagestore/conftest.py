import io
from dataclasses import dataclass

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from congtin.config.fronting import CLOSED, get_standard_headers
from congtin.pagestore.files import Page
from congtin.pagestore.front import Front, Manners
from congtin.pagestore.memory import Memory
from congtin.pagestore.rendering import Renderer
from congtin.pagestore.store import Store
from congtin.pagestore.stores import get_store
from congtin.pagestore.tags import Tag


class Clock:
    """A clock that a test sets."""

    def __init__(self, now=1_800_000_000.0):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture(autouse=True)
def connection_stays():
    """As Django's own test client does: a request of a test ends inside the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    store = Store(tmp_path / "pages", limit_bytes=50_000_000, clock=clock)
    store.prepare("1")
    return store


def make_page(body=b"<p>Tin</p>", *tags, **more):
    found = {each if isinstance(each, Tag) else Tag(each) for each in tags}
    shapes = frozenset(more.pop("shapes", ()))
    headers = (("Content-Type", "text/html; charset=utf-8"), *more.pop("headers", ()))
    return Page(
        more.pop("status", 200), headers, body, tags=frozenset(found), shapes=shapes, **more
    )


@pytest.fixture
def portal_store(settings, tmp_path):
    """The store that this process's changes are followed in."""
    settings.PAGE_STORE_FOLDER = tmp_path / "portal-pages"
    store = get_store()
    store.prepare("test")
    return store


@pytest.fixture
def front(db, portal_store):
    """The whole way of a visitor, from the WSGI callable to the database."""
    return make_front(portal_store)


def make_front(store, *, application=None, render=None, names_tags=False, **manners):
    application = application or WSGIHandler()
    render = render or Renderer(application, standard=get_standard_headers(), names_tags=names_tags)
    return Front(
        store=store,
        memory=Memory(store, limit_bytes=20_000_000, clock=store._clock),
        render=render,
        application=application,
        manners=Manners(
            **{
                "hosts": frozenset({"testserver"}),
                "host": "testserver",
                "scheme": "http",
                "closed": CLOSED,
                "cookie": "sessionid",
            }
            | manners
        ),
    )


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes


def ask(front, path, method="GET", **fields):
    """One request: `fields` as `Accept_Encoding="gzip"`; the query stands in the path."""
    address, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    } | {f"HTTP_{name.upper()}": value for name, value in fields.items()}
    told = []
    body = b"".join(front(environ, lambda status, headers, *_: told.append((status, headers))))
    [(status, headers)] = told
    return Answer(int(status.split()[0]), {name.lower(): value for name, value in headers}, body)
