import xml.etree.ElementTree as ET

import pytest
from tests.factories import at, make_article, make_indicator, make_target, make_unit

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read_addresses(response):
    root = ET.fromstring(response.content)  # noqa: S314  (our own answer)
    return [each.text for each in root.iter(f"{SITEMAP}loc")]


@pytest.fixture
def two_months(section):
    make_article("Tin.", title="Tin A", section=section, published_at=at(2020, 12, 31, 23))
    make_article("Tin.", title="Tin B", section=section, published_at=at(2021, 1, 1, 0))


def test_the_sitemap_index_has_a_file_for_each_month(client, two_months):
    assert read_addresses(client.get("/sitemap.xml")) == [
        "http://testserver/sitemap-trang.xml",
        "http://testserver/sitemap-2021-01.xml",
        "http://testserver/sitemap-2020-12.xml",
    ]


def test_a_months_sitemap_holds_the_articles_of_that_month(client, two_months):
    response = client.get("/sitemap-2020-12.xml")
    assert read_addresses(response) == ["http://testserver/thoi-su/tin-a/"]
    assert client.get("/sitemap-2020-11.xml").status_code == 404


def test_the_standing_pages_are_all_there_and_all_answer(client, section):
    make_target(indicator=make_indicator(), unit=make_unit(slug="quan-le-chan"))
    addresses = read_addresses(client.get("/sitemap-trang.xml"))
    assert "http://testserver/chi-tieu/quan-le-chan/2021/" in addresses
    for address in addresses:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_robots_may_read_a_real_portal(client, home):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_robots_are_asked_to_leave_a_demonstration_alone(client, demonstration):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_the_icon_is_the_emblem(client, home):
    assert client.get("/favicon.ico")["Location"] == "/static/portal/emblem.svg"
