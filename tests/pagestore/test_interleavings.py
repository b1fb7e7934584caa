"""Renders and changes that cross each other, with real transactions."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from tests.factories import make_article, make_home, make_source
from tests.pagestore.conftest import ask, make_front
from wagtail.models import Locale, Page

from congtin.newsroom.models import Source
from congtin.pagestore.journal import follow
from congtin.pagestore.store import Store

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.flushes]


@pytest.fixture
def node(tmp_path):
    store = Store(tmp_path / "node", limit_bytes=10**8)
    store.prepare("1")
    return store


@pytest.fixture
def planted():
    """The root of the pages, which the test before has swept away with everything else."""
    cache.clear()
    Locale.objects.get_or_create(language_code="vi")
    Page.get_first_root_node() or Page.add_root(instance=Page(title="Gốc", slug="root"))
    return make_home()


def test_transaction_that_began_first_and_ended_last_is_not_missed(node, planted):
    """PostgreSQL numbers entries when they are written and shows them when they are committed; on
    SQLite the second writer waits, and must find the first one's change followed all the same."""
    first, second = make_source("Báo Một"), make_source("Báo Hai")
    follow(node)
    front = make_front(node)
    ask(front, f"/nguon/{first.slug}/")
    ask(front, f"/nguon/{second.slug}/")
    written, may_end = threading.Event(), threading.Event()

    def change_slowly():
        with transaction.atomic():
            Source.objects.filter(pk=first.pk).update(name="Báo Một sửa")
            written.set()
            may_end.wait(10)
        connection.close()

    thread = threading.Thread(target=change_slowly)
    thread.start()
    written.wait(10)
    if connection.vendor == "postgresql":
        Source.objects.filter(pk=second.pk).update(name="Báo Hai sửa")
        assert follow(node) == 1
    may_end.set()
    thread.join()
    assert follow(node) == 1
    assert follow(node) == 0
    assert "Báo Một sửa" in ask(front, f"/nguon/{first.slug}/").body.decode()


def test_render_that_reads_before_a_commit_is_not_kept_after_it(portal_store, planted):
    """The interleaving of a real database: the page is read, then changed, then put away."""
    article = make_article("Tin.", title="Tít cũ")
    follow(portal_store)
    front = make_front(portal_store)
    render = front._render

    def render_and_change(environ):
        rendered = render(environ)
        latest = article.get_latest_revision_as_object()
        latest.title = "Tít mới"
        latest.save_revision().publish()
        return rendered

    address = article.get_url()
    slow = make_front(portal_store, render=render_and_change)
    assert "Tít cũ" in ask(slow, address).body.decode()
    assert "Tít mới" in ask(front, address).body.decode()
