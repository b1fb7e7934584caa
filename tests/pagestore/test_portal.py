"""The portal's own pages through the store: persons, previews, forms, time, what is taken down."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.utils import timezone
from tests.factories import make_article, make_indicator, make_section, make_target, make_unit
from tests.pagestore.conftest import ask, make_front
from wagtail.models import Task

from congtin.newsroom.models import ArticlePage, PortalSettings
from congtin.pagestore.journal import follow
from congtin.pagestore.recording import record
from congtin.pagestore.rendering import Renderer

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(home, portal_store):
    follow(portal_store)
    return make_front(portal_store)


def list_keys(store):
    return sorted(page.key for page in store.list_pages())


def do(deed):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return deed()


def test_headers_of_a_page_are_those_that_django_sends(front, client, home):
    kept = ask(front, "/").headers
    own = {name.lower(): value for name, value in client.get("/").headers.items()}
    made = {"etag", "last-modified", "cache-control", "vary", "content-length"}
    assert {name: kept[name] for name in kept.keys() - made} == {
        name: own[name] for name in own.keys() - made
    }


def test_page_with_the_usual_headers_lies_where_a_front_server_finds_it(front, portal_store):
    ask(front, "/")
    ask(front, "/rss.xml")
    assert (portal_store.root / "open" / "+.html").exists()
    assert (portal_store.root / "open" / "rss.xml").exists()


def test_page_of_a_demonstration_lies_apart(front, portal_store):
    PortalSettings.objects.update(is_demonstration=True)
    assert ask(front, "/").headers["x-robots-tag"] == "noindex, nofollow"
    assert (portal_store.root / "unlisted" / "+.html").exists()
    assert not (portal_store.root / "open" / "+.html").exists()


def test_signed_in_people_neither_read_nor_write(front, portal_store, client, editor):
    client.force_login(editor)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert ask(front, "/", Cookie=cookie).status == 200
    assert list_keys(portal_store) == []
    ask(front, "/")
    assert "etag" not in ask(front, "/", Cookie=cookie).headers


def test_search_results_are_not_kept(front, portal_store):
    ask(front, "/chi-tieu/")
    assert "Không" in ask(front, "/chi-tieu/?tim=khong-co-gi").body.decode()
    assert list_keys(portal_store) == ["/chi-tieu/"]


def test_unknown_paths_leave_nothing(front, portal_store):
    for path in ("/khong-co/", "/khong-co", "/thoi-su/khong-co/", "/chi-tieu/x/2021/", "/b/99999/"):
        assert ask(front, path).status in {301, 404}
    assert list_keys(portal_store) == []


def test_sign_in_form_is_not_kept(front, portal_store):
    assert ask(front, "/toa-soan/login/").status == 200
    assert list_keys(portal_store) == []


def test_article_taken_down_answers_410_at_once_and_is_kept_so(front, portal_store):
    article = make_article("Tin.", title="Tin sai")
    follow(portal_store)
    address = article.get_url()
    assert ask(front, address).status == 200
    do(article.unpublish)
    assert [ask(front, address).status, ask(front, address).status] == [410, 410]
    do(lambda: ArticlePage.objects.get(pk=article.pk).save_revision().publish())
    assert ask(front, address).status == 200


def test_moved_article_leads_on_from_its_short_address(front, portal_store):
    article = make_article("Tin.", title="Tin dời")
    follow(portal_store)
    short = f"/b/{article.pk}/"
    assert ask(front, short).headers["location"] == article.get_url()
    do(lambda: article.move(make_section("Kinh tế"), pos="last-child"))
    article = ArticlePage.objects.get(pk=article.pk)
    assert ask(front, short).headers["location"] == "/kinh-te/tin-doi/"
    assert ask(front, "/kinh-te/tin-doi/").status == 200
    assert ask(front, "/thoi-su/tin-doi/").headers["location"] == "/kinh-te/tin-doi/"


def test_section_given_another_address_takes_its_articles_along(front, portal_store):
    article = make_article("Tin.", title="Tin hay")
    section = article.get_parent().specific
    follow(portal_store)
    assert ask(front, "/thoi-su/tin-hay/").status == 200
    ask(front, "/")

    def rename():
        section.slug = "su-kien"
        section.save_revision().publish()

    do(rename)
    assert ask(front, "/thoi-su/tin-hay/").headers["location"] == "/su-kien/tin-hay/"
    assert ask(front, "/su-kien/tin-hay/").status == 200
    assert "/su-kien/tin-hay/" in ask(front, "/").body.decode()


def test_scheduled_article_comes_and_goes_by_the_worker_alone(front, portal_store, monkeypatch):
    section, now = make_section("Thời sự"), timezone.now()
    article = ArticlePage(title="Tin hẹn giờ", live=False)
    article.go_live_at = now + dt.timedelta(hours=1)
    article.expire_at = now + dt.timedelta(hours=2)
    section.add_child(instance=article)
    do(lambda: article.save_revision().publish())
    follow(portal_store)
    seen = []
    for minutes in (0, 61, 121):
        monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(minutes=minutes))  # noqa: B023  (called before the next round)
        do(lambda: call_command("publish_scheduled", verbosity=0))
        seen.append("Tin hẹn giờ" in ask(front, "/").body.decode())
    assert seen == [False, True, False]


def test_page_that_tells_the_day_ends_at_midnight_in_vietnam():
    with record() as recorder:
        timezone.localdate()
    end = dt.datetime.fromtimestamp(recorder.fresh_until, timezone.get_default_timezone())
    assert (end.hour, end.minute, end.date()) == (0, 0, timezone.localdate() + dt.timedelta(days=1))


def test_page_that_looks_at_the_clock_ends_within_a_minute():
    with record() as recorder:
        now = timezone.now()
    assert 0 < recorder.fresh_until - now.timestamp() <= 60


def test_page_that_looks_at_a_given_moment_has_no_end():
    with record() as recorder:
        timezone.localdate(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert recorder.fresh_until is None


def test_notice_of_a_plan_ends_with_the_day_that_it_bears(front, portal_store):
    unit = make_unit("Quận Lê Chân", slug="quan-le-chan")
    make_target(indicator=make_indicator(), unit=unit)
    follow(portal_store)
    assert ask(front, "/chi-tieu/quan-le-chan/2021/in/").status == 200
    [notice] = portal_store.list_pages()
    assert 0 < notice.fresh_until - timezone.now().timestamp() <= 86_400


def test_page_with_sql_by_hand_is_not_kept():
    with record() as recorder, connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert recorder.refused == "it asks the database by hand: SELECT 1"


def test_page_of_a_table_that_nobody_follows_is_not_kept():
    with record() as recorder:
        list(Task.objects.all())
    assert recorder.refused == "it reads wagtailcore.task"


def test_tags_are_told_to_a_cache_of_others(home, portal_store):
    follow(portal_store)
    front = make_front(portal_store, names_tags=True)
    headers = ask(front, "/").headers
    assert headers["surrogate-key"].split(" ") == headers["cache-tag"].split(",")
    assert "newsroom.sectionpage?live=1" in headers["surrogate-key"].split(" ")


def test_answer_that_is_too_long_to_be_kept_is_passed_on_as_it_comes(portal_store):
    closed = []

    class Chunks:
        def __iter__(self):
            yield from (b"x" * 2**20 for _ in range(20))

        def close(self):
            closed.append(True)

    def answer(_, start_response):
        start_response("200 OK", [("Content-Type", "text/csv")])
        return Chunks()

    render = Renderer(answer, standard={}, names_tags=False)
    front = make_front(portal_store, application=answer, render=render)
    assert len(ask(front, "/du-lieu/lon.csv").body) == 20 * 2**20
    assert list_keys(portal_store) == []
    rendered = front.render_anew("/du-lieu/lon.csv")
    assert closed == []
    rendered.rest.close()
    assert closed == [True]
