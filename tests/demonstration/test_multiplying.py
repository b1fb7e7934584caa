"""Invented articles in the database: as Wagtail's tree would have them, taken up where left."""

import datetime as dt

import pytest
from django.test import Client
from tests.factories import make_home, make_section, make_unit
from wagtail.models import Page

from congtin.demonstration import multiplying
from congtin.demonstration.multiplying import count_invented, multiply_articles
from congtin.ledger.models import Evidence, Result, Target
from congtin.ledger.registry import load_indicators
from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db
UNTIL = dt.date(2026, 3, 2)


@pytest.fixture
def sections(monkeypatch):
    monkeypatch.setattr(multiplying, "BATCH", 20)
    make_home()
    load_indicators()
    make_unit("Phường Lê Chân")
    make_unit("Xã Vĩnh Bảo")
    return [make_section("Thời sự"), make_section("Kinh tế")]


def test_adds_as_many_as_asked_for_and_says_how_they_come(sections):
    heard = []
    assert multiply_articles(total=50, until=UNTIL, advance=heard.append) == 50
    assert heard == [20, 20, 10]
    assert count_invented() == ArticlePage.objects.count() == 50


def test_is_taken_up_where_it_stopped(sections):
    multiply_articles(total=20, until=UNTIL)
    assert multiply_articles(total=50, until=UNTIL) == 30
    assert multiply_articles(total=50, until=UNTIL) == 0
    assert ArticlePage.objects.values("slug").distinct().count() == 50


def test_a_failing_batch_leaves_nothing_half_done(sections, monkeypatch):
    multiply_articles(total=20, until=UNTIL)
    monkeypatch.setattr(multiplying, "_add_entries", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        multiply_articles(total=40, until=UNTIL)
    assert ArticlePage.objects.count() == Page.objects.filter(depth=4).count() == 20
    monkeypatch.undo()
    assert multiply_articles(total=40, until=UNTIL) == 20


def test_tree_is_whole(sections):
    multiply_articles(total=50, until=UNTIL)
    assert Page.find_problems() == ([], [], [], [], [])
    for section in sections:
        section.refresh_from_db()
        assert section.numchild == section.get_children().count()
        assert all(child.url_path.startswith(section.url_path) for child in section.get_children())


def test_an_article_added_later_by_hand_finds_its_place(sections):
    multiply_articles(total=20, until=UNTIL)
    sections[0].refresh_from_db()
    sections[0].add_child(instance=ArticlePage(title="Bài tự viết", slug="bai-tu-viet"))
    multiply_articles(total=40, until=UNTIL)
    assert Page.find_problems() == ([], [], [], [], [])


def test_ledger_holds_what_the_articles_state(sections):
    multiply_articles(total=500, until=UNTIL)
    assert Evidence.objects.count() == Target.objects.count() + Result.objects.count() == 50
    for evidence in Evidence.objects.select_related("article", "target", "result"):
        value = evidence.target or evidence.result
        assert evidence.quotation in str(evidence.article.body)
        assert evidence.article.unit_links.get().unit_id == value.unit_id
        assert evidence.article.speaks_of == value.period


def test_what_the_ledger_knew_before_is_not_contradicted(sections):
    multiply_articles(total=1, until=UNTIL)
    value = Result.objects.get()
    Evidence.objects.all().delete()
    ArticlePage.objects.get().delete()
    assert multiply_articles(total=1, until=UNTIL) == 1
    assert list(Result.objects.all()) == [value]
    assert Evidence.objects.count() == 0


def test_pages_open_and_are_found_in_the_newsroom(sections):
    multiply_articles(total=20, until=UNTIL)
    article = ArticlePage.objects.order_by("pk").first()
    page = Client().get(article.get_url())
    assert page.status_code == 200
    assert article.title in page.content.decode()
    assert article in ArticlePage.objects.search(article.title)


def test_nothing_to_place_articles_in_is_said(db):
    make_home()
    with pytest.raises(LookupError, match="no section or no unit"):
        multiply_articles(total=5, until=UNTIL)
