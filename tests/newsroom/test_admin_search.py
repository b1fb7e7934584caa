import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_article
from wagtail.search.backends import get_search_backend

from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db


def test_headlines_are_found():
    article = make_article("Họp.", title="Quận họp bàn")
    make_article("Họp.", title="Việc khác", slug="khac")
    assert list(ArticlePage.objects.search("họp bàn").results()) == [article]


def test_saving_reads_no_other_headline():
    article = make_article("Họp.", title="Quận họp bàn")
    with CaptureQueriesContext(connection) as queries:
        get_search_backend().add(article)
    assert [each["sql"] for each in queries if "AVG(" in each["sql"]] == []
