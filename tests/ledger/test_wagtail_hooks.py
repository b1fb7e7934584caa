"""The ledger inside the newsroom's administration: publishing, deleting, the menu, the panels."""

import json

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories import (
    make_article,
    make_evidence,
    make_indicator,
    make_proposal,
    make_result,
    make_section,
    make_unit,
    make_user,
)
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from congtin.accounts.enums import Role
from congtin.ledger.models import Proposal
from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db

PLAIN = "Năm 2021, tổng thu ngân sách của quận đạt 1.223,771 tỷ đồng."
ODD = "Đến nay quận đã thu 45/60 tỷ đồng, đạt 80% kế hoạch năm 2021."


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def publish(desk, monkeypatch):
    """Write an article in the editor and publish it; gives the answer.

    A test is one transaction: what waits for the commit is done when it is asked for, as it is
    where each step commits.
    """
    monkeypatch.setattr(transaction, "on_commit", lambda call, **_: call())
    section = make_section()
    unit = make_unit("Quận Lê Chân")

    def call(text, *, publishes=True, **fields):
        form = {
            "title": "Đẩy mạnh quản lý",
            "slug": "day-manh-quan-ly",
            "standfirst": "",
            "body": streamfield([("paragraph", _write_rich_text(text))]),
            "unit_links": inline_formset([{"unit": unit.pk}]),
            **{
                name: inline_formset([])
                for name in ("person_links", "related_links", "corrections", "comments")
            },
            **({"action-publish": "1"} if publishes else {}),
            **fields,
        }
        address = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", section.pk])
        return desk.post(address, nested_form_data(form))

    return call


def _write_rich_text(text):
    """As the editor's own field sends it."""
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_publication_leads_straight_to_the_figures_that_wait(publish):
    answer = publish(PLAIN)
    article = ArticlePage.objects.get()
    assert article.live is True
    assert [each.surface for each in Proposal.objects.all()] == ["1.223,771"]
    assert answer["Location"] == reverse("ledger:review_article", args=[article.pk])


def test_article_without_figures_leads_back_to_the_list(publish):
    answer = publish("Hội nghị bàn việc chỉnh trang đô thị.")
    assert ArticlePage.objects.get().live is True
    assert "so-lieu" not in answer["Location"]


def test_draft_keeps_its_figures_to_itself(publish):
    publish(PLAIN, publishes=False)
    assert not Proposal.objects.exists()


def test_address_that_is_taken_gets_a_number(publish):
    for _ in range(2):
        publish(PLAIN)
    assert sorted(ArticlePage.objects.values_list("slug", flat=True)) == [
        "day-manh-quan-ly",
        "day-manh-quan-ly-2",
    ]


def test_odd_figures_are_told_before_the_public_reads_them(publish, desk):
    answer = publish(ODD)
    article = ArticlePage.objects.get()
    assert answer["Location"] == reverse("ledger:check", args=[article.pk])
    assert article.live is False
    assert "Câu viết 80%, tính ra 75,0%." in desk.get(answer["Location"]).text


def test_odd_figures_are_waved_through_with_a_reason_only(publish, desk):
    address = publish(ODD)["Location"]
    [(finding, _)] = desk.get(address).context["rows"]
    assert desk.post(address, {}).status_code == 422
    assert ArticlePage.objects.get().live is False
    desk.post(address, {f"ly-do-{finding.key}": "Nguồn viết như vậy."})
    article = ArticlePage.objects.get()
    assert article.live is True
    entry = PageLogEntry.objects.get(action="ledger.waive")
    assert entry.data["reason"] == "Nguồn viết như vậy."


def test_article_that_vouches_for_a_value_is_not_deleted(desk, editor):
    editor.is_superuser = True
    editor.save()
    article = make_article()
    make_evidence(article, result=make_result(indicator=make_indicator(), unit=make_unit()))
    answer = desk.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert ArticlePage.objects.get() == article


def test_section_of_such_an_article_is_not_deleted(desk, editor):
    editor.is_superuser = True
    editor.save()
    article = make_article()
    make_evidence(article, result=make_result(indicator=make_indicator(), unit=make_unit()))
    desk.post(reverse("wagtailadmin_pages:delete", args=[article.get_parent().pk]))
    assert ArticlePage.objects.exists()


def test_review_stands_in_the_menu_of_those_who_decide(client, newsroom):
    texts = {}
    for role in (Role.EDITOR, Role.REPORTER):
        client.force_login(make_user(role=role))
        texts[role] = client.get("/toa-soan/").text
    address = f'"{reverse("ledger:review")}"'
    assert address in texts[Role.EDITOR]
    assert address not in texts[Role.REPORTER]


def test_dashboard_says_how_many_figures_wait(desk):
    make_proposal(make_article())
    assert "Duyệt 1 số liệu" in desk.get("/toa-soan/").text


def test_editor_of_an_article_shows_its_figures(desk):
    article = make_article()
    make_proposal(article, name="thu ngân sách")
    text = desk.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text
    assert "<strong>thu ngân sách</strong>: 100 tỷ đồng" in text
    assert reverse("ledger:review_article", args=[article.pk]) in text


@pytest.mark.parametrize("model", ["indicator", "plan", "target", "result", "document", "project"])
def test_tables_of_the_ledger_open_for_the_plan_officer(client, newsroom, model):
    client.force_login(make_user(role=Role.PLAN_OFFICER))
    indicator, unit = make_indicator(), make_unit()
    make_result(indicator=indicator, unit=unit)
    assert client.get(f"/toa-soan/snippets/ledger/{model}/").status_code == 200
    assert client.get(f"/toa-soan/snippets/ledger/{model}/add/").status_code == 200
