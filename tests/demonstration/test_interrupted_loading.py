"""A load that was broken off is taken up again, and nothing is missing then."""

import contextlib

import pytest
from django.core.cache import cache
from tests.factories import make_home, make_user

from congtin.demonstration import confirming, loading, newsroom_facts
from congtin.demonstration.facts import read_stories
from congtin.ledger.models import Proposal
from congtin.ledger.registry import load_indicators
from congtin.newsroom.models import ArticlePage, RelatedArticle

pytestmark = pytest.mark.django_db

FIRST, SECOND = "le-chan-chon-chu-de-2021", "bau-hai-pho-chu-tich-ubnd-thanh-pho"


@contextlib.contextmanager
def step(title):
    yield


@pytest.fixture
def editor(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    few = [story for story in read_stories() if story.slug in {FIRST, SECOND}]
    for module in (loading, confirming):
        monkeypatch.setattr(module, "read_stories", lambda: few)
    make_home()
    load_indicators()
    yield make_user("bien-tap")
    cache.clear()


def test_articles_that_were_published_and_not_read_are_read_and_related_later(editor, monkeypatch):
    publish = newsroom_facts.publish_story

    def break_off_at_the_first(story, **rest):
        if story.slug != FIRST:
            raise KeyboardInterrupt
        publish(story, **rest)

    monkeypatch.setattr(newsroom_facts, "publish_story", break_off_at_the_first)
    with contextlib.suppress(KeyboardInterrupt):
        loading.load_demonstration(editor=editor, step=step)
    monkeypatch.setattr(newsroom_facts, "publish_story", publish)
    first = ArticlePage.objects.get()
    assert (first.slug, Proposal.objects.count()) == (FIRST, 0)

    loading.load_demonstration(editor=editor, step=step)
    assert first.proposals.filter(state="confirmed").count() == 9
    assert RelatedArticle.objects.filter(article__slug=SECOND, other=first).exists()


def test_relations_of_articles_that_were_there_before_are_made_once(editor):
    loading.load_demonstration(editor=editor, step=step)
    RelatedArticle.objects.all().delete()
    for _ in range(2):
        loading.load_demonstration(editor=editor, step=step)
    assert RelatedArticle.objects.filter(article__slug=SECOND).count() == 1
