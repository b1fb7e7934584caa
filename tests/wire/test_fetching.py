"""Visits to sources that misbehave: each is told in a sentence, and nobody else waits."""

import datetime as dt
import threading
import time

import pytest
from django.utils import timezone
from tests.wire.making import SENTENCES, date_line, make_feed, make_page, make_wire_source
from tests.wire.outlet import Outlet

from congtin.wire import actions, fetching
from congtin.wire.errors import LeaseLost
from congtin.wire.manners import get_retriever
from congtin.wire.models import Sighting, Version, WireItem, WireSource
from congtin.wire.retrieve import Retriever
from congtin.wire.running import fetch_due

pytestmark = pytest.mark.django_db

HEADLINE = "Quận Lê Chân tổng kết nhiệm vụ năm 2020"


@pytest.fixture
def fetch(newsroom):
    return lambda: fetch_due(retriever=get_retriever(), threads=0)


def again(source, fetch):
    actions.request_visit(source=source)
    fetch()
    source.refresh_from_db()


def test_feed_of_twenty_megabytes_is_refused(fetch, outlet):
    outlet.put("/rss", b"<rss><channel>" + b"<item></item>" * 1_600_000)
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    source.refresh_from_db()
    assert (source.failures, source.problem) == (1, "Lớn hơn 12 MB.")


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("<html><body>Xin chào</body></html>", "text/html", "không phải nguồn cấp tin"),
        (b"\x89PNG\x00\x01\x02" * 300, "application/rss+xml", "không phải văn bản"),
        ("", "application/rss+xml", "không phải nguồn cấp tin"),
    ],
)
def test_feed_that_is_none_is_told_of(fetch, outlet, body, kind, words):
    outlet.put("/rss", body, kind=kind)
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    source.refresh_from_db()
    assert words in source.problem
    assert source.leased_until is None
    assert source.next_at > timezone.now()


def test_endless_redirect_is_told_of(fetch, outlet):
    outlet.put("/rss", status=302, location="/rss")
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    source.refresh_from_db()
    assert "chuyển hướng" in source.problem


def test_redirect_inward_is_told_of_and_not_followed(fetch, outlet):
    outlet.put("/rss", status=302, location="http://169.254.169.254/latest/meta-data/")
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    source.refresh_from_db()
    assert "không ở trên mạng công cộng" in source.problem


def test_failure_then_success_clears_the_problem(fetch, outlet):
    outlet.put("/rss", status=500)
    page = outlet.put("/1.html", make_page(HEADLINE))
    outlet.put("/rss", make_feed((page, HEADLINE, date_line())))
    source = make_wire_source(outlet.address + "/rss", interval_minutes=10)
    fetch()
    source.refresh_from_db()
    assert source.failures == 1
    assert source.next_at - timezone.now() > dt.timedelta(minutes=19)
    again(source, fetch)
    assert (source.failures, source.problem) == (0, "")
    assert WireItem.objects.count() == 1


def test_feed_that_moved_for_good_is_asked_there_from_then_on(fetch, outlet):
    outlet.put("/rss", status=301, location="/moi.rss")
    outlet.put("/moi.rss", make_feed())
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    source.refresh_from_db()
    assert source.address == outlet.address + "/moi.rss"


def test_page_that_fails_is_tried_again_later_and_comes_once(fetch, outlet):
    page = outlet.put("/1.html", status=500)
    outlet.put("/1.html", make_page(HEADLINE))
    outlet.put("/rss", make_feed((page, HEADLINE, date_line())))
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    assert WireItem.objects.count() == 0
    assert Sighting.objects.get().try_at > timezone.now()
    Sighting.objects.update(try_at=timezone.now())
    again(source, fetch)
    assert WireItem.objects.get().headline == HEADLINE


@pytest.mark.parametrize("status", [403, 404, 410])
def test_page_that_is_gone_leaves_what_the_feed_says(fetch, outlet, status):
    page = outlet.put("/1.html", status=status)
    more = "<description>Tóm tắt của tin này.</description>"
    outlet.put("/rss", make_feed((page, HEADLINE, date_line(), more)))
    make_wire_source(outlet.address + "/rss")
    fetch()
    item = WireItem.objects.get()
    assert (item.headline, item.standfirst) == (HEADLINE, "Tóm tắt của tin này.")
    assert str(status) in Sighting.objects.get().problem


def test_page_that_robots_forbid_leaves_what_the_feed_says(fetch, outlet):
    outlet.put("/robots.txt", "User-agent: *\nDisallow: /1.html\n", kind="text/plain")
    page = outlet.put("/1.html", make_page(HEADLINE))
    outlet.put("/rss", make_feed((page, HEADLINE, date_line())))
    make_wire_source(outlet.address + "/rss")
    fetch()
    assert WireItem.objects.get().headline == HEADLINE
    assert outlet.count("/1.html") == 0


@pytest.mark.parametrize(
    ("taking", "standfirst", "has_body"),
    [("full", "", True), ("excerpt", "Tóm tắt của tin.", False), ("link", "", False)],
)
def test_no_more_is_taken_than_the_outlet_lets(fetch, outlet, taking, standfirst, has_body):
    page = outlet.put("/1.html", make_page(HEADLINE))
    more = "<description>Tóm tắt của tin.</description>"
    outlet.put("/rss", make_feed((page, HEADLINE, date_line(), more)))
    make_wire_source(outlet.address + "/rss", taking=taking)
    fetch()
    item = WireItem.objects.get()
    assert (item.standfirst, bool(item.body)) == (standfirst, has_body)
    assert outlet.count("/1.html") == (1 if taking == "full" else 0)
    assert "1.223,771" in str(Version.objects.get().content) or taking != "full"


def test_list_page_and_sitemap(fetch, outlet):
    page = outlet.put("/tin/1.html", make_page(HEADLINE))
    outlet.put(
        "/thoi-su", f'<html><body><h3><a href="/tin/1.html">{HEADLINE}</a></h3></body></html>'
    )
    other = outlet.put(
        "/tin/2.html", make_page("Phường An Biên ra quân dọn vệ sinh", *["Sáng nay " * 30] * 2)
    )
    outlet.put("/sitemap.xml", f"<urlset><url><loc>{other}</loc></url></urlset>")
    make_wire_source(outlet.address + "/thoi-su", kind="list")
    make_wire_source(outlet.address + "/sitemap.xml")
    fetch()
    assert set(WireItem.objects.values_list("original_address", flat=True)) == {page, other}


def test_index_of_sitemaps_is_followed_once(fetch, outlet):
    page = outlet.put("/tin/1.html", make_page(HEADLINE))
    outlet.put("/s1.xml", f"<urlset><url><loc>{page}</loc></url></urlset>")
    index = f"<sitemapindex><sitemap><loc>{outlet.address}/s1.xml</loc></sitemap></sitemapindex>"
    outlet.put("/sitemap.xml", index)
    make_wire_source(outlet.address + "/sitemap.xml")
    fetch()
    assert WireItem.objects.get().original_address == page


def test_two_hold_no_lease_of_one_source(newsroom):
    source = make_wire_source("http://bao.example/rss")
    assert actions.lease_source(holder="a") == source
    assert actions.lease_source(holder="b") is None
    actions.hold_lease(source=source, holder="a")
    with pytest.raises(LeaseLost):
        actions.hold_lease(source=source, holder="b")


def test_lease_of_a_dead_worker_runs_out(newsroom):
    source = make_wire_source("http://bao.example/rss")
    actions.lease_source(holder="a")
    WireSource.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert actions.lease_source(holder="b") == source
    with pytest.raises(LeaseLost):
        actions.hold_lease(source=source, holder="a")
    actions.finish_visit(source=source, holder="a", validators=None)
    source.refresh_from_db()
    assert source.lease_holder == "b"


def test_source_of_a_busy_host_is_passed_over(newsroom):
    make_wire_source("http://bao.example/a.rss")
    other = make_wire_source("http://khac.example/b.rss")
    assert actions.lease_source(holder="a", besides_hosts={"bao.example"}) == other


def test_page_on_which_a_library_stumbles_holds_up_no_other(fetch, outlet, monkeypatch):
    """Any fault of a parser is that page's alone."""
    bad = outlet.put("/1.html", make_page("Tin làm hỏng bộ đọc"))
    good = outlet.put("/2.html", make_page(HEADLINE))
    outlet.put("/rss", make_feed((good, HEADLINE), (bad, "Tin làm hỏng bộ đọc hôm nay")))
    make_wire_source(outlet.address + "/rss")
    real = fetching.parse_article

    def stumble(content, **more):
        if "làm hỏng".encode() in content:
            raise RecursionError
        return real(content, **more)

    monkeypatch.setattr(fetching, "parse_article", stumble)
    fetch()
    assert WireItem.objects.get().headline == HEADLINE


def test_story_of_one_outlet_by_two_feeds_is_one(fetch, outlet):
    page = outlet.put("/1.html", make_page(HEADLINE))
    outlet.put("/a.rss", make_feed((page, HEADLINE, date_line())))
    outlet.put("/b.rss", make_feed((page, HEADLINE, date_line())))
    make_wire_source(outlet.address + "/a.rss")
    make_wire_source(outlet.address + "/b.rss")
    fetch()
    assert WireItem.objects.get().sightings.count() == 2


def test_correction_before_it_is_accepted_changes_the_story(fetch, outlet):
    page = outlet.put("/1.html", make_page(HEADLINE))
    outlet.put(
        "/1.html", make_page(HEADLINE, SENTENCES[0].replace("1.223", "1.232"), *SENTENCES[1:])
    )
    outlet.put("/rss", make_feed((page, HEADLINE)))
    outlet.put("/rss", make_feed((page, HEADLINE, "<description>Đã sửa</description>")))
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    again(source, fetch)
    item = WireItem.objects.get()
    assert "1.232,771" in str(item.body)
    assert item.change_state == "none"
    assert Version.objects.count() == 2


def test_silent_correction_is_found_by_looking_again(fetch, outlet, editor):
    page = outlet.put("/1.html", make_page(HEADLINE), etag='"1"')
    outlet.put("/1.html", make_page(HEADLINE), etag='"1"')
    outlet.put("/1.html", make_page(HEADLINE, "Nay đã sửa: 999 tỷ đồng.", *SENTENCES), etag='"2"')
    outlet.put("/rss", make_feed((page, HEADLINE)), etag='"r"')
    source = make_wire_source(outlet.address + "/rss")
    fetch()
    item = WireItem.objects.get()
    actions.accept_item(item=item, by=editor)
    for expected in ("none", "offered"):
        assert Sighting.objects.get().try_at > timezone.now() + dt.timedelta(minutes=30)
        Sighting.objects.update(try_at=timezone.now())
        again(source, fetch)
        item.refresh_from_db()
        assert item.change_state == expected
    assert outlet.requests[-2][1]["If-None-Match"] == '"1"' or outlet.count("/1.html") == 3


@pytest.mark.flushes
@pytest.mark.django_db(transaction=True)
def test_slow_source_holds_up_nobody_else(newsroom):
    """The one that is silent is left to its own thread; the others are through long before."""
    slow, fast = Outlet("127.0.0.2"), Outlet("127.0.0.3")
    released = threading.Event()
    try:
        slow.put_deed("/robots.txt", lambda handler: handler.answer(404, {}, b""))
        slow.put_deed("/rss", lambda handler: released.wait(8))
        fast.put("/rss", make_feed())
        make_wire_source(slow.address + "/rss")
        make_wire_source(fast.address + "/rss")
        begun = time.monotonic()
        ended = {}

        def tell(visit):
            ended[visit.source.address] = time.monotonic() - begun
            released.set()

        retriever = Retriever(agent="CongTin/test", allow_loopback=True, pause_seconds=0)
        assert fetch_due(retriever=retriever, threads=4, tell=tell) == 2
    finally:
        released.set()
        slow.close()
        fast.close()
    assert list(ended) == [fast.address + "/rss", slow.address + "/rss"]
