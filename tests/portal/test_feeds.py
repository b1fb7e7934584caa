import xml.etree.ElementTree as ET

import pytest
from tests.factories import at, make_article, make_section

ATOM = "{http://www.w3.org/2005/Atom}"


def read(response):
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314  (our own answer)


@pytest.fixture
def article(section):
    make_article(
        "Tin.", title="Kinh tế", section=make_section("Kinh tế"), published_at=at(2020, 1, 1)
    )
    return make_article(
        "Tin.",
        title="Thu & chi",
        standfirst="Dưới <1%",
        byline="Ban biên tập",
        section=section,
        published_at=at(2020, 12, 19, 15),
    )


def test_an_rss_item_has_the_permanent_address_and_the_hour_in_vietnam(client, article):
    item = read(client.get("/rss.xml")).find("channel/item")
    assert item.findtext("title") == "Thu & chi"
    assert item.findtext("link") == "http://testserver/thoi-su/thu-chi/"
    assert item.findtext("guid") == f"http://testserver/b/{article.pk}/"
    assert item.findtext("pubDate") == "Sat, 19 Dec 2020 15:00:00 +0700"
    assert item.findtext("description") == "Dưới &lt;1%"
    assert item.findtext("category") == "Thời sự"


def test_an_atom_entry_says_when_it_was_changed(client, article):
    type(article).objects.filter(pk=article.pk).update(last_published_at=at(2020, 12, 20, 8))
    feed = read(client.get("/atom.xml"))
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"http://testserver/b/{article.pk}/"
    assert entry.findtext(f"{ATOM}published") == "2020-12-19T15:00:00+07:00"
    assert entry.findtext(f"{ATOM}updated") == "2020-12-20T08:00:00+07:00"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_sections_feed_has_only_its_own_news_and_names_its_own_address(client, article, kind):
    response = client.get(f"/chuyen-muc/kinh-te/{kind}.xml")
    text = response.content.decode()
    assert "Thu &amp; chi" not in text
    assert f"http://testserver/chuyen-muc/kinh-te/{kind}.xml" in text
    assert client.get(f"/chuyen-muc/khong-co/{kind}.xml").status_code == 404


def test_characters_that_xml_forbids_do_not_break_the_feed(client, section):
    make_article("Tin.", title="Tít\x0b lạ", standfirst="\x08", section=section)
    assert read(client.get("/rss.xml")).findtext("channel/item/title") == "Tít lạ"


def test_an_empty_portal_has_sound_feeds(client, home):
    for path in ("/rss.xml", "/atom.xml"):
        read(client.get(path))


def test_thirty_entries_cost_no_more_queries_than_one(client, article, section, count_queries):
    with_two = count_queries("/rss.xml")
    for number in range(28):
        make_article("Tin.", title=f"Tin {number}", section=section)
    assert count_queries("/rss.xml") == with_two
