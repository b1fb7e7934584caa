"""Every kind of public page of the demonstration against changes of whatever it shows.

No list says what is expected: a page has to be discarded when it would now be another, and what has
nothing to do with a change has to stay.
"""

from functools import partial

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import TestCase
from tests.pagestore import demonstration
from tests.pagestore.conftest import ask, make_front

from congtin.ledger.models import Result
from congtin.newsroom.models import ArticlePage, SectionPage
from congtin.pagestore.journal import follow
from congtin.pagestore.stores import get_store

pytestmark = pytest.mark.django_db

OF_A_KIND = 2


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, loaded once and taken back at the end; a front; its addresses."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PAGE_STORE_FOLDER", tmp_path_factory.mktemp("pages"))
        patch.setattr(settings, "MEDIA_ROOT", str(tmp_path_factory.mktemp("media")))
        outer = transaction.atomic()
        outer.__enter__()
        demonstration.load()
        store = get_store()
        store.prepare("test")
        follow(store)
        front = make_front(store)
        yield front, store, demonstration.crawl(front, most_of_a_kind=OF_A_KIND)
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def known(loaded, db):
    """As loaded, all pages kept: the changes of the test before were taken back, behind the store's
    back."""
    front, store, addresses = loaded
    store.set_fact("followed", "")
    follow(store)
    warm(front, addresses)
    return loaded


def warm(front, addresses):
    assert [address for address in addresses if not front.refresh(address)] == []


def change(deed):
    with TestCase.captureOnCommitCallbacks(execute=True):
        deed()


def list_keys(store):
    return {page.key for page in store.list_pages()}


def test_every_public_page_is_kept(known):
    front, store, addresses = known
    assert set(addresses) - list_keys(store) == set()
    assert len(addresses) > 50
    assert {ask(front, address).status for address in addresses} <= {200, 302}


def find_shown(store):
    """An instance of each model that the pages show: one that a tag names, where there is one."""
    names = {tag.name for page in store.list_pages() for tag in store.get_tags(page.key)}
    labels = sorted({name.partition("?")[0].partition(":")[0] for name in names})
    for label in labels:
        model = apps.get_model(label)
        keys = [name.partition(":")[2] for name in names if name.startswith(f"{label}:")]
        shown = model._base_manager.filter(pk__in=keys[:1]).first()
        yield label, shown or model._base_manager.order_by("-pk").first()


def test_change_of_anything_shown_discards_the_pages_that_show_it(known):
    """What people fill in of one row of each model."""
    front, store, addresses = known
    for label, instance in find_shown(store):
        if instance is None:
            continue
        model, values = type(instance), demonstration.alter(instance)
        if values:
            change(partial(model._base_manager.filter(pk=instance.pk).update, **values))
            assert find_stale(front, store) == [], f"{label} {instance.pk} {values}"
            warm(front, addresses)


def find_stale(front, store):
    return [key for key in sorted(list_keys(store)) if front.differs(key)]


def test_change_of_one_thing_leaves_what_shows_others(known):
    _, store, addresses = known
    result = Result.objects.filter(unit__slug="quan-le-chan").first()
    change(lambda: Result.objects.filter(pk=result.pk).update(value=1))
    gone = set(addresses) - list_keys(store)
    articles = {key for key, kind in addresses.items() if kind == "page 2 False"}
    assert f"/chi-tieu/{result.indicator.slug}/" not in list_keys(store)
    assert len(gone) < len(addresses) / 3
    assert {
        "/rss.xml",
        "/robots.txt",
        "/chi-tieu/cach-tinh/",
        "/du-lieu/don-vi.csv",
    } & gone == set()
    assert articles - gone != set()


def test_publication_discards_few_pages_and_all_that_name_the_article(known):
    front, store, addresses = known
    section = SectionPage.objects.get(slug="thoi-su")

    def publish():
        article = ArticlePage(title="Tin mới", body=[("paragraph", "<p>Tin.</p>")], live=False)
        section.add_child(instance=article)
        article.save_revision().publish()

    change(publish)
    gone = set(addresses) - list_keys(store)
    assert {"/", "/rss.xml", "/atom.xml", "/thoi-su/", "/sitemap.xml"} <= gone
    assert find_stale(front, store) == []
    assert len(gone) < 12
    assert "Tin mới" in ask(front, "/").body.decode()


def test_draft_discards_nothing(known):
    _, store, _ = known
    before = list_keys(store)
    article = ArticlePage.objects.live().first().get_latest_revision_as_object()
    article.title = "Tít đang sửa"
    change(article.save_revision)
    assert list_keys(store) == before
