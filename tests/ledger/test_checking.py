"""Every way to publication passes the checks of the figures, or is waved through with a reason."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.factories import draft_article, make_unit, make_user
from wagtail.models import PageLogEntry, WorkflowState

from congtin.accounts.enums import Role
from congtin.ledger.checking import check_article
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.publication import PublicationHeld

pytestmark = pytest.mark.django_db

ODD = "Đến nay quận đã thu 45/60 tỷ đồng, đạt 80% kế hoạch năm 2021."
SOUND = "Đến nay quận đã thu 45/60 tỷ đồng, đạt 75% kế hoạch năm 2021."


@pytest.fixture
def approver(newsroom):
    return make_user(role=Role.APPROVER)


@pytest.fixture
def send_in(reporter, editor, monkeypatch):
    """An article that waits for the last step of the approval chain."""
    monkeypatch.setattr(transaction, "on_commit", lambda call, **_: call())

    def call(text, **more):
        article = draft_article(text, units=[make_unit()], **more)
        article.save_revision(user=reporter)
        state = article.get_workflow().start(article, reporter)
        state.current_task_state.approve(user=editor)
        return ArticlePage.objects.get(pk=article.pk)

    return call


def _approve(client, article, user, **headers):
    client.force_login(user)
    state = article.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    return client.post(address, {"comment": "đã đọc"}, headers=headers)


def _read(article):
    return ArticlePage.objects.get(pk=article.pk)


def _give_reasons(client, article):
    address = reverse("ledger:check", args=[article.pk])
    rows = client.get(address).context["rows"]
    reasons = {f"ly-do-{finding.key}": "Nguồn viết như vậy." for finding, _ in rows}
    return client.post(address, reasons)


def test_last_approval_of_odd_figures_leads_to_the_checks(client, send_in, approver):
    article = send_in(ODD)
    answer = _approve(client, article, approver)
    assert answer["Location"] == reverse("ledger:check", args=[article.pk])
    assert _read(article).live is False
    # The approval itself is undone, so that the article still waits for this step.
    assert _read(article).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert _read(article).current_workflow_task_state.status == "in_progress"


def test_the_window_of_the_approval_is_led_there_too(client, send_in, approver):
    article = send_in(ODD)
    answer = _approve(client, article, approver, x_requested_with="XMLHttpRequest")
    assert answer.json() == {
        "step": "success",
        "redirect": reverse("ledger:check", args=[article.pk]),
    }
    assert _read(article).live is False


def test_reasons_given_finish_the_approval(client, send_in, approver):
    article = send_in(ODD)
    _approve(client, article, approver)
    answer = _give_reasons(client, article)
    assert answer["Location"] == reverse("ledger:review_article", args=[article.pk])
    assert _read(article).live is True
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    entry = PageLogEntry.objects.get(action="ledger.waive")
    assert (entry.user, entry.data["reason"]) == (approver, "Nguồn viết như vậy.")


def test_last_approval_of_sound_figures_publishes(client, send_in, approver):
    article = send_in(SOUND)
    _approve(client, article, approver)
    assert _read(article).live is True


def test_earlier_approval_is_not_held_back(client, newsroom, reporter, editor):
    article = draft_article(ODD, units=[make_unit()])
    article.save_revision(user=reporter)
    article.get_workflow().start(article, reporter)
    _approve(client, article, editor)
    assert _read(article).current_workflow_task_state.task.name == "Lãnh đạo duyệt đăng"


def test_publishing_at_an_earlier_step_ends_the_chain(client, newsroom, reporter, editor):
    article = draft_article(ODD, units=[make_unit()])
    article.save_revision(user=reporter)
    article.get_workflow().start(article, reporter)
    client.force_login(editor)
    _give_reasons(client, article)
    assert _read(article).live is True
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


def test_publishing_many_from_the_list_is_held_back_as_a_whole(client, newsroom, editor):
    sound, odd = draft_article(SOUND), draft_article(ODD, units=[make_unit()])
    for article in (sound, odd):
        article.save_revision(user=editor)
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={sound.pk}&id={odd.pk}&next=/toa-soan/")
    assert answer["Location"] == reverse("ledger:check", args=[odd.pk])
    assert (_read(sound).live, _read(odd).live) == (False, False)


def test_a_day_of_publication_is_checked_when_it_is_set(client, newsroom, editor):
    hour = timezone.now() + dt.timedelta(hours=1)
    article = draft_article(ODD, units=[make_unit()], go_live_at=hour)
    revision = article.save_revision(user=editor)
    with pytest.raises(PublicationHeld):
        revision.publish(user=editor)
    assert _read(article).approved_schedule is False
    client.force_login(editor)
    _give_reasons(client, article)
    assert _read(article).approved_schedule is True
    assert _read(article).live is False


def test_the_worker_publishes_what_passed_when_its_hour_has_come(client, newsroom, editor):
    hour = timezone.now() + dt.timedelta(hours=1)
    article = draft_article(ODD, units=[make_unit()], go_live_at=hour)
    article.save_revision(user=editor)
    client.force_login(editor)
    _give_reasons(client, article)
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = _read(article).scheduled_revision
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert _read(article).live is True


def test_what_was_waved_through_is_not_told_again(newsroom, editor, client):
    article = draft_article(ODD, units=[make_unit()])
    article.save_revision(user=editor)
    assert [finding.rule for finding in check_article(article)] == ["fraction"]
    client.force_login(editor)
    _give_reasons(client, article)
    assert check_article(article) == []
