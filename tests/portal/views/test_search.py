"""The search page as a visitor and as a robot see it."""

import datetime as dt

import pytest
from tests.factories import make_article, make_section, make_unit

from congtin.places.models import Succession
from congtin.search.following import rebuild
from congtin.search.queries import get_engine


@pytest.fixture
def index(settings, tmp_path, home):
    """Builds the index of what there is when it is called."""
    settings.SEARCH_FOLDER = tmp_path / "search"
    get_engine.cache_clear()
    yield lambda: rebuild(get_engine())
    get_engine().close()
    get_engine.cache_clear()


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_empty_question_shows_the_form_and_how_to_ask(client, index):
    html = get(client, "/tim-kiem/")
    assert '<form class="asking" role="search" action="/tim-kiem/" method="get">' in html
    assert "28-NQ/TU" in html


def test_result_shows_headline_extract_day_and_address(client, index):
    make_article(
        "Quận <b> họp bàn.", title="Tin & việc", slug="tin", section=make_section(),
        original_date=dt.date(2020, 12, 19),
    )  # fmt: skip
    index()
    html = get(client, "/tim-kiem/?q=hop+ban")
    assert '<a href="/thoi-su/tin/">Tin &amp; việc</a>' in html
    assert "Quận &lt;b&gt; <mark>họp bàn</mark>." in html
    assert '<time datetime="2020-12-19">19/12/2020</time>' in html
    assert "1 kết quả cho “hop ban”" in html


def test_what_is_typed_is_shown_escaped(client, index):
    index()
    html = get(client, '/tim-kiem/?q="><script>alert(1)</script>')
    assert "<script>alert" not in html
    assert "Không có kết quả nào cho" in html


def test_results_are_kept_by_nobody_and_indexed_by_no_robot(client, index):
    index()
    for address in ("/tim-kiem/", "/tim-kiem/?q=a", "/tim-kiem/goi-y?q=ab"):
        response = client.get(address)
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response.cookies == {}
    assert "Disallow: /tim-kiem/" in client.get("/robots.txt").content.decode()


def test_while_there_is_no_index_the_page_says_so(client, index):
    response = client.get("/tim-kiem/?q=a")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "đang được dựng" in response.content.decode()
    assert client.get("/tim-kiem/goi-y?q=ab").json() == {"found": []}


def test_index_that_does_not_answer_is_no_fault_of_the_page(client, home, settings):
    settings.SEARCH_ADDRESS = "http://127.0.0.1:9/congtin"
    get_engine.cache_clear()
    try:
        response = client.get("/tim-kiem/?q=a")
        assert (response.status_code, response["Retry-After"]) == (503, "10")
        assert "Tìm kiếm đang tạm dừng" in response.content.decode()
        assert client.get("/tim-kiem/goi-y?q=ab").json() == {"found": []}
    finally:
        get_engine.cache_clear()


def test_filters_are_links_that_can_be_shared(client, index):
    unit = make_unit("Quận Lê Chân", slug="quan-le-chan")
    make_article("Họp bàn.", title="Một", section=make_section("Thời sự"), units=[unit])
    make_article("Họp bàn.", title="Hai", section=make_section("Kinh tế"))
    index()
    html = get(client, "/tim-kiem/?q=h%E1%BB%8Dp")
    assert '<a href="/tim-kiem/?q=h%E1%BB%8Dp&amp;muc=thoi-su">Thời sự</a> <small>1</small>' in html
    assert '<a href="/tim-kiem/?q=h%E1%BB%8Dp&amp;don-vi=quan-le-chan">Quận Lê Chân</a>' in html
    html = get(client, "/tim-kiem/?q=h%E1%BB%8Dp&muc=thoi-su")
    assert "1 kết quả" in html
    assert ">Hai<" not in html
    assert '<input type="hidden" name="muc" value="thoi-su">' in html


@pytest.mark.parametrize(
    "query",
    ["loai=x", "muc=../x", "tu=32", "trang=0", "trang=99999999999", "xep=x", "den=0001-01-01"],
)
def test_filters_without_sense_are_as_if_not_said(client, index, query):
    make_article("Họp bàn.", title="Một")
    index()
    assert "1 kết quả" in get(client, f"/tim-kiem/?q=h%E1%BB%8Dp+b%C3%A0n&{query}")


def test_dates_are_those_of_the_original_and_may_be_given_in_either_order(client, index):
    make_article("Họp.", title="Một", original_date=dt.date(2019, 5, 1))
    make_article("Họp.", title="Hai", original_date=dt.date(2021, 5, 1))
    index()
    for query in ("tu=2019-01-01&den=2019-12-31", "tu=2019-12-31&den=2019-01-01"):
        html = get(client, f"/tim-kiem/?q=h%E1%BB%8Dp&{query}")
        assert ">Một<" in html
        assert ">Hai<" not in html


def test_old_place_leads_to_the_unit_of_today(client, index):
    old = make_unit(
        "Phường An Biên", level="commune", slug="an-bien", valid_to=dt.date(2025, 6, 30)
    )
    new = make_unit("Phường Lê Chân", level="commune", slug="le-chan")
    Succession.objects.create(predecessor=old, successor=new)
    index()
    html = get(client, "/tim-kiem/?q=an+bien")
    assert 'href="/chi-tieu/an-bien/">Phường An Biên</a> kết thúc ngày 30/06/2025' in html
    assert '<a href="/chi-tieu/le-chan/">Phường Lê Chân</a>' in html


def test_another_spelling_is_offered(client, index):
    make_article("Thu ngân sách vượt. Chi ngân sách đủ.")
    index()
    html = get(client, "/tim-kiem/?q=ngan+sahc")
    assert 'Có phải bạn tìm <a href="/tim-kiem/?q=ng%C3%A2n+s%C3%A1ch">ngân sách</a>?' in html


def test_most_of_the_words_do_where_nothing_has_all(client, index):
    make_article("Thu ngân sách vượt.", title="Một")
    index()
    html = get(client, "/tim-kiem/?q=thu+ng%C3%A2n+s%C3%A1ch+x%C3%B3m")
    assert "Không có mục nào chứa đủ các từ" in html
    assert ">Một<" in html


def test_pages_lead_to_one_another(client, index):
    section = make_section()
    for number in range(11):
        make_article("Họp bàn.", title=f"Tin {number}", section=section)
    index()
    html = get(client, "/tim-kiem/?q=h%E1%BB%8Dp+b%C3%A0n")
    assert '<a rel="next" href="/tim-kiem/?q=h%E1%BB%8Dp+b%C3%A0n&amp;trang=2">' in html
    html = get(client, "/tim-kiem/?q=h%E1%BB%8Dp+b%C3%A0n&trang=2")
    assert '<ol class="hits" start="11">' in html
    assert html.count('<h3 class="title">') == 1


def test_suggestions_are_titles_with_addresses(client, index):
    make_unit("Quận Lê Chân", slug="quan-le-chan")
    index()
    answer = client.get("/tim-kiem/goi-y?q=le+ch").json()
    assert answer == {
        "found": [{"title": "Quận Lê Chân", "address": "/chi-tieu/quan-le-chan/", "kind": "don-vi"}]
    }


def test_every_page_can_be_searched_from_and_the_home_page_tells_machines_how(client, home):
    make_article("Họp.", slug="tin", section=make_section())
    for path in ("/", "/thoi-su/", "/thoi-su/tin/", "/chi-tieu/", "/khong-co/"):
        assert (
            '<form class="seek" role="search" action="/tim-kiem/"'
            in client.get(path).content.decode()
        )
    template = '"urlTemplate":"http://testserver/tim-kiem/?q={search_term_string}"'
    assert template in client.get("/").content.decode()


def test_queries_do_not_grow_with_the_hits(client, index, django_assert_max_num_queries):
    section = make_section()
    for number in range(10):
        make_article("Họp bàn.", title=f"Tin {number}", section=section, units=[make_unit()])
    index()
    client.get("/tim-kiem/?q=h%E1%BB%8Dp")
    with django_assert_max_num_queries(8):
        client.get("/tim-kiem/?q=h%E1%BB%8Dp+b%C3%A0n")
