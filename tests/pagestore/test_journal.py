"""Changes on their way to the stores of all nodes: at once, late, out of order, after a crash."""

import pytest
from django.db import OperationalError, transaction
from django.test import TestCase
from tests.factories import make_source, make_unit
from tests.pagestore.conftest import ask, make_front
from wagtail.models import Site

from congtin.newsroom.models import Source
from congtin.pagestore import journal
from congtin.pagestore.following import follow_quietly
from congtin.pagestore.journal import follow, forget_old
from congtin.pagestore.models import JournalEntry
from congtin.pagestore.store import Store
from congtin.pagestore.watching import change_everything


@pytest.fixture
def node(tmp_path):
    """Another machine's store, which follows the same journal."""
    store = Store(tmp_path / "node", limit_bytes=10**8)
    store.prepare("1")
    return store


@pytest.fixture
def source(home):
    return make_source("Báo Hải Phòng")


def rename(source, name="Báo Mới"):
    with TestCase.captureOnCommitCallbacks(execute=True):
        Source.objects.filter(pk=source.pk).update(name=name)


@pytest.mark.django_db
def test_change_is_seen_here_at_once(front, portal_store, source):
    follow(portal_store)
    assert "Báo Hải Phòng" in ask(front, f"/nguon/{source.slug}/").body.decode()
    rename(source)
    assert "Báo Mới" in ask(front, f"/nguon/{source.slug}/").body.decode()


@pytest.mark.django_db
def test_change_reaches_another_node_when_it_looks(node, portal_store, source):
    follow(node)
    other = make_front(node)
    ask(other, f"/nguon/{source.slug}/")
    rename(source)
    assert "Báo Hải Phòng" in ask(other, f"/nguon/{source.slug}/").body.decode()
    assert follow(node) == 1
    assert "Báo Mới" in ask(other, f"/nguon/{source.slug}/").body.decode()
    assert follow(node) == 0


@pytest.mark.django_db
def test_node_that_was_down_makes_up_for_all_that_it_missed(node, portal_store, source):
    again = make_source("Báo Khác")
    follow(node)
    other = make_front(node)
    ask(other, f"/nguon/{source.slug}/")
    ask(other, f"/nguon/{again.slug}/")
    for number in range(3):
        rename(source, f"Báo {number}")
    node = Store(node.folder, limit_bytes=10**8)
    assert not node.prepare("1")
    assert follow(node) == 1
    assert [page.key for page in node.list_pages()] == [f"/nguon/{again.slug}/"]


@pytest.mark.django_db
def test_crash_between_commit_and_discard_loses_nothing(front, portal_store, source, monkeypatch):
    follow(portal_store)
    ask(front, f"/nguon/{source.slug}/")

    def crash():
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "_follow_here", crash)
    with pytest.raises(KeyboardInterrupt):
        rename(source)
    follow_quietly(portal_store)
    assert "Báo Mới" in ask(front, f"/nguon/{source.slug}/").body.decode()


@pytest.mark.django_db
def test_what_is_rolled_back_is_in_no_journal(portal_store, source):
    follow(portal_store)
    before = JournalEntry.objects.count()
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(name="x")
        transaction.set_rollback(True)
    assert JournalEntry.objects.count() == before


@pytest.mark.django_db
def test_store_that_nobody_followed_for_a_week_is_cleared(node, source, monkeypatch):
    follow(node)
    ask(make_front(node), f"/nguon/{source.slug}/")
    now = journal._now()
    monkeypatch.setattr(journal, "_now", lambda: now + 8 * 86_400)
    follow(node)
    assert list(node.list_pages()) == []


@pytest.mark.django_db
def test_store_that_knows_more_than_the_journal_is_cleared(node, source):
    """The database was restored from a copy."""
    rename(source)
    follow(node)
    ask(make_front(node), f"/nguon/{source.slug}/")
    seen = journal._Seen.read(node)
    seen.watermark = 10**12
    seen.write(node)
    follow(node)
    assert list(node.list_pages()) == []


@pytest.mark.django_db
def test_old_entries_are_forgotten_and_the_last_one_stays(source):
    for name in ("a", "b", "c"):
        rename(source, name)
    last = JournalEntry.objects.latest("pk")
    JournalEntry.objects.update(at="2020-01-01T00:00:00Z")
    forget_old()
    assert list(JournalEntry.objects.all()) == [last]


@pytest.mark.django_db
def test_change_in_bulk_discards_everything(node, source):
    follow(node)
    ask(make_front(node), f"/nguon/{source.slug}/")
    with change_everything():
        make_unit("Phường An Biên")
    follow(node)
    assert list(node.list_pages()) == []


@pytest.mark.django_db
def test_change_of_what_every_process_remembers_discards_everything(node, home, source):
    follow(node)
    ask(make_front(node), f"/nguon/{source.slug}/")
    with TestCase.captureOnCommitCallbacks(execute=True):
        Site.objects.update(site_name="Khác")
    follow(node)
    assert list(node.list_pages()) == []


@pytest.mark.django_db
def test_away_database_leaves_the_pages_and_is_told_once(node, source, monkeypatch, caplog):
    follow(node)
    ask(make_front(node), f"/nguon/{source.slug}/")

    def fail(_store):
        raise OperationalError("the server is gone")

    with monkeypatch.context() as patch:
        patch.setattr("congtin.pagestore.following.follow", fail)
        patch.setattr("congtin.pagestore.following.connection.close", lambda: None)
        for _ in range(3):
            follow_quietly(node)
    assert len(caplog.records) == 1
    assert len(list(node.list_pages())) == 1
