import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import RequestFactory
from tests.factories import make_article
from tests.portal.markup import check, check_page

from congtin.newsroom import queries as newsroom
from congtin.portal.views.errors import show_server_error

NOTICE = "Bản trình diễn. Không phải trang của cơ quan nhà nước."


def test_an_unknown_address_is_404_in_the_portals_dress(client, home):
    response = client.get("/khong-co/")
    assert response.status_code == 404
    check_page(response)
    assert "Không tìm thấy trang này" in response.content.decode()


def test_a_withdrawn_article_is_410_with_its_reason(client, section):
    article = make_article("Tin.", title="Tin bị gỡ", section=section)
    article.withdrawal_reason = "Nguồn đã <b>đính chính</b>."
    article.save()
    article.unpublish()
    response = client.get("/thoi-su/tin-bi-go/")
    assert response.status_code == 410
    check_page(response)
    html = response.content.decode()
    assert "Tin bị gỡ" in html
    assert "Nguồn đã &lt;b&gt;đính chính&lt;/b&gt;." in html


@pytest.fixture
def no_database(monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr(newsroom, "get_settings", fail)


def test_the_error_page_comes_out_without_the_database(home, no_database):
    response = show_server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    check_page(response)
    assert NOTICE not in response.content.decode()


def test_the_error_page_of_a_demonstration_says_so_once_a_page_was_shown(
    client, demonstration, monkeypatch
):
    client.get("/")

    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr(newsroom, "get_settings", fail)
    response = show_server_error(RequestFactory().get("/"))
    assert NOTICE in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_the_sign_in_lock_of_a_demonstration_is_in_its_dress(demonstration):
    html = render_to_string("accounts/locked_out.html")
    check(html)
    assert NOTICE in html
    assert "Tạm khóa đăng nhập" in html
