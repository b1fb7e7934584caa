"""The demonstration under the page store: its addresses, and changes of whatever they show."""

import contextlib
import datetime as dt
import re
from collections import Counter

from django.db import models
from django.test import TestCase
from django.urls import Resolver404, resolve
from tests.factories import make_home, make_user
from tests.pagestore.conftest import ask

from congtin.demonstration.loading import load_demonstration
from congtin.ledger.registry import load_indicators
from congtin.pagestore.watching import change_everything

LINK = re.compile(r'(?:href|content)="([^"]+)"|<loc>([^<]+)<|"(http://testserver[^"]+)"')
STARTS = ("/", "/robots.txt", "/sitemap.xml", "/rss.xml", "/atom.xml", "/du-lieu/", "/api/v1/")


@contextlib.contextmanager
def step(_title):
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def load():
    with change_everything():
        make_home()
        load_indicators()
        load_demonstration(editor=make_user("bien-tap"), step=step)


def name_kind(address):
    """Addresses of one pattern have one kind."""
    with contextlib.suppress(Resolver404):
        match = resolve(address)
        if match.url_name != "wagtail_serve":
            return f"{match.url_name} {address.rpartition('.')[2] if '.' in address else ''}"
    parts = address.strip("/").split("/")
    return f"page {len(parts) if parts[0] else 0} {parts[-1].isdigit()}"


def crawl(front, *, most_of_a_kind=None):
    """The public addresses, found as a visitor and a search engine find them; of each kind no more
    than asked for."""
    seen, kinds, waiting = {}, Counter(), list(STARTS)
    while waiting:
        address = waiting.pop(0)
        kind = name_kind(address)
        if address in seen or (most_of_a_kind and kinds[kind] >= most_of_a_kind):
            continue
        answer = ask(front, address)
        if answer.status == 404:
            continue
        seen[address] = kind
        kinds[kind] += 1
        waiting += [each for each in find_links(answer) if each not in seen]
    return seen


def find_links(answer):
    if answer.headers["content-type"].startswith("application/vnd"):
        return
    for found in LINK.findall(answer.body.decode()):
        address = next(filter(None, found)).replace("http://testserver", "").partition("#")[0]
        skipped = ("//", "/static/", "/media/", "/toa-soan/", "/tai-lieu/")
        if address.startswith("/") and not address.startswith(skipped) and "?" not in address:
            yield address


def alter(instance):
    """Another value in every column that people fill in; the names of those that were changed."""
    changed = {}
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        new = _alter_value(field, value)
        if new is not None:
            changed[field.attname] = new
    return changed


_LEFT = {"slug", "url_path", "path", "depth", "live", "uuid", "numchild", "level", "period", "kind"}


def _alter_value(field, value):
    if field.primary_key or field.is_relation or field.choices or field.name in _LEFT:
        return None
    kind, new = type(field), None
    if kind is models.TextField or (kind is models.CharField and len(value or "") < 80):
        new = f"{value} x"[: field.max_length]
    elif kind is models.DecimalField and value is not None:
        new = value + 1
    elif kind is models.DateField and value is not None:
        new = value - dt.timedelta(days=1)
    return new if value else None
