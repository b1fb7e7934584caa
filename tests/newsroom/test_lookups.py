"""What begins with a prefix, found through an index also on SQLite."""

import pytest
from django.db import connection
from django.db.models import F
from tests.factories import make_article, make_section
from wagtail.models import Page

from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(home):
    section = make_section()
    return [make_article(title=title, section=section) for title in ("Đất", "đất", "50% đất", "50")]


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("Đ", ["Đất"]), ("đ", ["đất"]), ("50", ["50", "50% đất"]), ("50%", ["50% đất"]), ("x", [])],
)
def test_prefix_is_taken_letter_by_letter(articles, prefix, found):
    pages = ArticlePage.objects.filter(title__startswith=prefix)
    assert sorted(page.title for page in pages) == found


def test_empty_prefix_begins_everything(articles):
    assert ArticlePage.objects.filter(title__startswith="").count() == 4


def test_everything_below_a_page_is_found(articles):
    section = articles[0].get_parent()
    assert set(section.get_descendants()) == {page.page_ptr for page in articles}


def test_prefix_of_another_column_is_compared_as_before(articles):
    assert ArticlePage.objects.filter(url_path__startswith=F("url_path")).count() == 4


def test_pages_below_a_page_are_asked_of_an_index(articles):
    pages = Page.objects.filter(path__startswith="00010001")
    plan = pages.explain()
    assert connection.vendor != "sqlite" or "SEARCH wagtailcore_page USING INDEX" in plan
