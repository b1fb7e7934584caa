"""The inbox, by script and without, and who may use it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from tests.factories import make_article, make_section, make_user
from tests.wire.making import SENTENCES, make_wire_source

from congtin.newsroom.models import ArticlePage
from congtin.wire.enums import ItemState
from congtin.wire.models import WireItem, WireSource

pytestmark = pytest.mark.django_db

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def desk(client, editor):
    """A browser in which an editor has signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def source(newsroom):
    return make_wire_source("http://bao.example/rss")


def make_item(source, headline="Quận Lê Chân tổng kết nhiệm vụ", **more):
    return WireItem.objects.create(
        source=source,
        headline=headline,
        original_address="http://bao.example/tin/1.html",
        body=[{"kind": "prose", "html": f"<p>{SENTENCES[0]}</p>"}],
        **more,
    )


def decide(desk, deed, *items, **more):
    data = {"deed": deed, "items": [item.pk for item in items]}
    return desk.post(reverse("wire:decide"), data, **more)


def get_state(item):
    return WireItem.objects.get(pk=item.pk).state


def test_inbox_shows_what_waits_and_from_whom(desk, source):
    make_item(source, figure_count=6, original_day="2020-12-19", original_time="15:00")
    make_item(source, "Tin đã bỏ qua", state=ItemState.IGNORED)
    page = desk.get(reverse("wire:inbox")).content.decode()
    assert "Quận Lê Chân tổng kết nhiệm vụ" in page
    assert source.outlet.name in page
    assert "19/12/2020 15:00" in page
    assert "6 số liệu" in page
    assert "Tin đã bỏ qua" not in page


def test_inbox_says_how_like_it_is_to_what_we_have(desk, source):
    article = make_article(*SENTENCES, title="Bài đã đăng")
    make_item(source, like_article=article, like_percent=87)
    page = desk.get(reverse("wire:inbox")).content.decode()
    assert "Giống 87%" in page
    assert "Bài đã đăng" in page


@pytest.mark.parametrize("state", ["waiting", "postponed", "offered", "accepted", "ignored", "x"])
def test_every_tab_opens(desk, source, state):
    assert desk.get(reverse("wire:inbox"), {"muc": state, "nguon": "1"}).status_code == 200


def test_inbox_takes_as_many_queries_for_thirty_as_for_one(desk, source, count_queries):
    address = reverse("wire:inbox")
    make_item(source)
    desk.get(address)
    one = count_queries(lambda: desk.get(address))
    for number in range(29):
        make_item(source, f"Tin số {number} của quận")
    assert count_queries(lambda: desk.get(address)) == one


def test_accepted_by_its_button_it_is_a_draft(desk, source):
    item = make_item(source)
    answer = decide(desk, f"accept:{item.pk}")
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.state == ItemState.ACCEPTED
    article = ArticlePage.objects.get()
    assert (article.live, article.source) == (False, source.outlet)
    assert article.original_address == item.original_address
    assert item.article == article


def test_several_at_once_by_script(desk, source):
    items = [make_item(source, f"Tin số {number} của quận") for number in range(3)]
    answer = decide(desk, "ignore", *items[:2], headers=FETCH)
    assert sorted(answer.json()["done"]) == [items[0].pk, items[1].pk]
    assert [get_state(item) for item in items] == ["ignored", "ignored", "waiting"]
    decide(desk, "restore", items[0], headers=FETCH)
    decide(desk, "postpone", items[2], headers=FETCH)
    assert [get_state(item) for item in items] == ["waiting", "ignored", "postponed"]


def test_merging_leaves_one_with_the_sources_of_both(desk, source):
    first, second = make_item(source), make_item(source, "Lê Chân tổng kết")
    decide(desk, "merge", second, first, headers=FETCH)
    assert WireItem.objects.get() == first


def test_one_alone_is_merged_with_what_it_is_like(desk, source):
    first = make_item(source)
    second = make_item(source, "Lê Chân tổng kết", like_item=first, like_percent=40)
    decide(desk, f"merge:{second.pk}", headers=FETCH)
    assert WireItem.objects.get() == first


def test_joined_to_an_article_that_is_there(desk, source):
    article = make_article(*SENTENCES, title="Bài đã đăng")
    item = make_item(source, like_article=article, like_percent=87)
    decide(desk, f"join:{item.pk}")
    item.refresh_from_db()
    assert (item.state, item.article) == (ItemState.ACCEPTED, article)
    assert ArticlePage.objects.count() == 1


def test_second_editor_is_told_that_it_is_decided(desk, source):
    item = make_item(source, state=ItemState.IGNORED)
    answer = decide(desk, f"accept:{item.pk}", headers=FETCH)
    assert answer.status_code == 422
    assert "đã có người xử lý" in answer.json()["problem"]
    assert ArticlePage.objects.count() == 0


@pytest.mark.parametrize("deed", ["", "accept", "xóa:1", "accept:x", "accept:999999"])
def test_nonsense_changes_nothing(desk, source, deed):
    item = make_item(source)
    desk.post(reverse("wire:decide"), {"deed": deed, "items": ["x", "12345678"]}, headers=FETCH)
    assert get_state(item) == ItemState.WAITING


def test_story_is_shown_with_figures_sources_and_no_foreign_host(desk, source):
    item = make_item(source)
    item.body.append({"kind": "picture", "address": "http://bao.example/a.jpg", "caption": "Họp"})
    item.save()
    page = desk.get(reverse("wire:item", args=[item.pk])).content.decode()
    assert "1.223,771" in page
    assert "thu ngân sách" in page
    assert "Họp" in page
    assert 'src="http://bao.example' not in page


@pytest.mark.parametrize("name", ["wire:inbox", "wire:item", "wire:decide", "wire:fetch_now"])
def test_reporters_and_strangers_stay_outside(client, newsroom, reporter, source, name):
    item = make_item(source)
    address = reverse(name, args=[item.pk] if name == "wire:item" else [])
    assert client.get(address).status_code == 302
    client.force_login(reporter)
    answer = (
        client.post(address) if name in {"wire:decide", "wire:fetch_now"} else client.get(address)
    )
    assert answer.status_code == 302
    assert answer.url.endswith("/toa-soan/")
    assert get_state(item) == ItemState.WAITING


def test_editor_sets_up_a_source(desk, newsroom, source):
    outlet, section = source.outlet, make_section("Kinh tế")
    answer = desk.post(
        reverse("wagtailsnippets_wire_wiresource:add"),
        {
            "outlet": outlet.pk,
            "title": "Kinh tế",
            "address": "https://bao.example/kinh-te.rss",
            "kind": "feed",
            "section": section.pk,
            "taking": "excerpt",
            "interval_minutes": 30,
            "is_on": "on",
        },
    )
    assert answer.status_code == 302
    made = WireSource.objects.get(title="Kinh tế")
    assert (made.section.pk, made.taking, made.interval_minutes) == (section.pk, "excerpt", 30)
    listed = desk.get(reverse("wagtailsnippets_wire_wiresource:list")).content.decode()
    assert "chưa lấy lần nào" in listed


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1/rss", "http://169.254.169.254/", "ftp://a.vn/"]
)
def test_source_inside_is_refused_when_it_is_set_up(desk, newsroom, source, address):
    answer = desk.post(
        reverse("wagtailsnippets_wire_wiresource:add"),
        {
            "outlet": source.outlet.pk,
            "address": address,
            "kind": "feed",
            "section": source.section.pk,
            "taking": "full",
            "interval_minutes": 30,
        },
    )
    assert answer.status_code == 200
    assert WireSource.objects.count() == 1


def test_sources_are_due_when_an_editor_asks(desk, source):
    WireSource.objects.update(next_at="2099-01-01T00:00:00Z")
    desk.post(reverse("wire:fetch_now"))
    source.refresh_from_db()
    assert source.next_at.year < 2099


def test_somebody_without_rights_in_the_section_cannot_accept(client, newsroom, source):
    """The right to decide alone makes no draft."""
    user = make_user()
    for codename in ("access_admin", "decide_wireitem"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    item = make_item(source)
    assert decide(client, f"accept:{item.pk}", headers=FETCH).status_code == 422
    assert get_state(item) == ItemState.WAITING
