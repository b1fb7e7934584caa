"""The front page, sections and sources."""

import pytest
from tests.factories import at, make_article, make_section, make_source
from tests.portal.making import make_picture
from tests.portal.markup import check_page


@pytest.fixture
def source(home):
    source = make_source("Báo Thử")
    source.address, source.licence_note = "https://bao.example/", "Đăng lại ghi rõ nguồn."
    source.save()
    return source


def fill(section, count, *, source=None, picture=None):
    for number in range(count):
        make_article(
            "Tin.",
            title=f"Tin số {number}",
            section=section,
            source=source,
            original_address="https://bao.example/1" if source else "",
            lead_image=picture,
            published_at=at(2020, 12, 1 + number % 28),
        )


def test_the_front_page_is_sound_with_and_without_news(client, section, media):
    check_page(client.get("/"))
    fill(section, 9, picture=make_picture())
    response = client.get("/")
    check_page(response)
    assert "Tin số 8" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/thoi-su/", "/thoi-su/2020/", "/thoi-su/2020/12/", "/thoi-su/2020/12/03/"]
)
def test_a_section_and_its_archive_are_sound(client, section, media, path):
    fill(section, 3, picture=make_picture())
    response = client.get(path)
    page = check_page(response)
    assert "/thoi-su/2020/12/" in page.links
    assert "Tin số 2" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        *("/thoi-su/2019/", "/thoi-su/2020/11/", "/thoi-su/2020/13/", "/thoi-su/2020/1/"),
        *("/thoi-su/2020/12/31/", "/thoi-su/2020/02/30/", "/nguon/bao-thu/2020/02/30/"),
    ],
)
def test_a_time_in_which_nothing_was_published_is_not_found(client, section, source, path):
    fill(section, 1)
    assert client.get(path).status_code == 404


def test_a_full_month_leads_to_its_days(client, section, monkeypatch):
    monkeypatch.setattr("congtin.portal.listings._ONE_PAGE", 3)
    fill(section, 5)
    response = client.get("/thoi-su/2020/12/")
    page = check_page(response)
    assert {"/thoi-su/2020/12/01/", "/thoi-su/2020/12/05/"} <= set(page.links)
    assert "Tin số" not in response.content.decode()
    assert "Thứ Ba, 01/12/2020" in response.content.decode()


def test_another_sections_news_stay_out(client, section):
    fill(make_section("Kinh tế"), 1)
    assert "Tin số 0" not in client.get("/thoi-su/").content.decode().split("<main")[1]


@pytest.mark.parametrize(
    "path",
    [
        *("/nguon/bao-thu/", "/nguon/bao-thu/2020/", "/nguon/bao-thu/2020/12/"),
        "/nguon/bao-thu/2020/12/02/",
    ],
)
def test_a_source_says_its_terms_and_lists_its_news(client, section, source, path):
    fill(section, 2, source=source)
    response = client.get(path)
    check_page(response)
    html = response.content.decode()
    assert "Đăng lại ghi rõ nguồn." in html
    assert "Tin số 1" in html


def test_an_unknown_source_or_year_is_not_found(client, source):
    assert client.get("/nguon/khong-co/").status_code == 404
    assert client.get("/nguon/bao-thu/2020/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/thoi-su/", "/thoi-su/2020/12/", "/nguon/bao-thu/"])
def test_thirty_articles_cost_no_more_queries_than_one(section, source, media, count_queries, path):
    fill(section, 1, source=source, picture=make_picture())
    with_one = count_queries(path)
    fill(section, 29, source=source, picture=make_picture())
    assert count_queries(path) <= with_one + 1  # a front page with more leads has a second list
