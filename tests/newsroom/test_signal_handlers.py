"""The newsroom's news goes out after the commit, and only then."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.factories import draft_article, make_article

from congtin.newsroom.models import ArticlePage
from congtin.newsroom.signals import article_published, article_withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What was sent, as (which, headline)."""
    news = []

    def hear_publication(article, **_):
        news.append(("published", article.title))

    def hear_withdrawal(article, **_):
        news.append(("withdrawn", article.title))

    article_published.connect(hear_publication)
    article_withdrawn.connect(hear_withdrawal)
    yield news
    article_published.disconnect(hear_publication)
    article_withdrawn.disconnect(hear_withdrawal)


def let_its_hour_come(revision):
    hour = timezone.now() - dt.timedelta(minutes=1)
    revision.refresh_from_db()
    revision.approved_go_live_at = hour
    revision.content["go_live_at"] = hour.isoformat()
    revision.save()


def test_publication_is_told_after_the_commit(home, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        make_article(title="Tin")
        assert heard == []
    for callback in callbacks:
        callback()
    assert heard == [("published", "Tin")]


def test_draft_is_not_told(home, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        draft_article(title="Tin").save_revision()
    assert heard == []


def test_withdrawal_is_told_after_the_commit(home, heard, django_capture_on_commit_callbacks):
    article = make_article(title="Tin")
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
        assert heard == []
    assert heard == [("withdrawn", "Tin")]


def test_deletion_is_told_as_a_withdrawal(home, heard, django_capture_on_commit_callbacks):
    article = make_article(title="Tin")
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert heard == [("withdrawn", "Tin")]


def test_scheduled_article_is_told_when_its_hour_has_come(
    home, heard, django_capture_on_commit_callbacks
):
    article = draft_article(title="Tin hẹn giờ")
    article.go_live_at = timezone.now() + dt.timedelta(hours=1)
    revision = article.save_revision()
    with django_capture_on_commit_callbacks(execute=True):
        revision.publish()
    assert heard == []
    assert ArticlePage.objects.get().published_at is None
    let_its_hour_come(revision)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled", verbosity=0)
    assert heard == [("published", "Tin hẹn giờ")]
