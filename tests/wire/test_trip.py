"""As an editor would: add a source, fetch, find the duplicate, accept, publish, see the page."""

import datetime as dt
import io

from PIL import Image
from tests.factories import make_section, make_source
from tests.wire.making import SENTENCES, date_line, make_feed, make_page, make_wire_source

from congtin.newsroom.models import ArticlePage
from congtin.wire import actions
from congtin.wire.enums import ItemState
from congtin.wire.manners import get_retriever
from congtin.wire.models import Sighting, WireItem
from congtin.wire.pictures import fetch_pictures
from congtin.wire.queries import find_picture_addresses
from congtin.wire.running import fetch_due


def fetch():
    return fetch_due(retriever=get_retriever(), threads=0)


def make_jpeg(width=640, height=480, colour="navy"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def read_draft(article):
    return str(ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().body)


def test_from_two_outlets_to_one_published_article(editor, outlet, client):
    headline = "Quận Lê Chân tổng kết nhiệm vụ năm 2020"
    picture = (
        '<figure><img src="/anh/1.jpg"><figcaption>Quang cảnh hội nghị. (Ảnh: Đàm Thanh)'
        "</figcaption></figure><p><b>Đàm Thanh</b></p>"
    )
    outlet.put("/anh/1.jpg", make_jpeg(), kind="image/jpeg")
    first = outlet.put("/tin/1.html", make_page(headline, extra=picture))
    outlet.put("/a.rss", make_feed((first, headline, date_line())), kind="application/rss+xml")
    rewritten = [SENTENCES[0].replace("Năm 2020", "Trong năm 2020"), *SENTENCES[1:]]
    second = outlet.put("/b/2.html", make_page("Lê Chân tổng kết công tác năm 2020", *rewritten))
    outlet.put("/b.rss", make_feed((second, "Lê Chân tổng kết", date_line())))
    city = make_source("Cổng thông tin thành phố")
    make_wire_source(outlet.address + "/a.rss", outlet=city, section=make_section("Thời sự"))
    make_wire_source(outlet.address + "/b.rss")

    assert fetch() == 2

    item = WireItem.objects.get()
    assert item.headline == headline
    assert item.byline == "Đàm Thanh"
    assert (item.original_day, item.original_time) == (dt.date(2020, 12, 19), dt.time(15, 0))
    assert item.figure_count >= 4
    assert {each.source.outlet.name for each in item.sightings.all()} > {city.name}
    assert item.sightings.count() == 2

    pictures = fetch_pictures(find_picture_addresses([item]), retriever=get_retriever())
    draft = actions.accept_item(item=item, by=editor, pictures=pictures)

    assert not draft.live
    article = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert article.source == city
    assert article.original_address == first
    assert [block.block_type for block in article.body] == ["paragraph", "picture"]
    shown = article.body[1].value
    assert (shown["caption"], shown["credit"]) == ("Quang cảnh hội nghị", "Ảnh: Đàm Thanh")
    assert (shown["image"].width, shown["image"].height) == (640, 480)

    article.save_revision(user=editor).publish()
    page = client.get(article.url).content.decode()
    assert city.name in page
    assert first in page
    assert "19/12/2020" in page
    assert "1.223,771 tỷ đồng" in page


def test_correction_of_the_outlet_is_offered_and_taken(editor, outlet):
    headline = "Quận Lê Chân tổng kết nhiệm vụ năm 2020"
    address = outlet.put("/tin/1.html", make_page(headline))
    mended = SENTENCES[0].replace("1.223,771", "1.232,771")
    outlet.put("/tin/1.html", make_page(headline, mended, *SENTENCES[1:]))
    outlet.put("/a.rss", make_feed((address, headline, date_line())))
    outlet.put(
        "/a.rss",
        make_feed((address, headline, date_line(), "<description>Đã sửa số thu</description>")),
    )
    source = make_wire_source(outlet.address + "/a.rss")
    fetch()
    item = WireItem.objects.get()
    article = actions.accept_item(item=item, by=editor)

    actions.request_visit(source=source)
    fetch()

    item.refresh_from_db()
    assert item.change_state == "offered"
    assert "1.223,771" in read_draft(article)
    actions.take_change(item=item, by=editor)
    assert "1.232,771" in read_draft(article)
    item.refresh_from_db()
    assert item.change_state == "taken"
    assert item.state == ItemState.ACCEPTED


def test_fetching_again_changes_nothing(newsroom, outlet):
    address = outlet.put("/tin/1.html", make_page("Quận Lê Chân tổng kết nhiệm vụ năm 2020"))
    outlet.put(
        "/a.rss", make_feed((address, "Quận Lê Chân tổng kết nhiệm vụ năm 2020")), etag='"1"'
    )
    source = make_wire_source(outlet.address + "/a.rss")
    fetch()
    for _ in range(3):
        actions.request_visit(source=source)
        assert fetch() == 1
    assert WireItem.objects.count() == 1
    assert Sighting.objects.count() == 1
    assert outlet.count("/tin/1.html") == 1
    source.refresh_from_db()
    assert (source.etag, source.failures, source.leased_until) == ('"1"', 0, None)
