import pytest
from tests.factories import make_article, make_indicator, make_source, make_target, make_unit

NOTICE = "Bản trình diễn. Không phải trang của cơ quan nhà nước."


@pytest.fixture
def pages(section):
    """One address of every kind of page."""
    article = make_article(
        "Tin.",
        title="Tin",
        section=section,
        source=make_source("Báo Thử"),
        original_address="https://bao.example/1",
    )
    make_target(indicator=make_indicator(), unit=make_unit(slug="quan-le-chan"))
    return [
        "/",
        "/thoi-su/",
        article.get_url(),
        f"/b/{article.pk}/in/",
        "/nguon/bao-thu/",
        "/chi-tieu/",
        "/chi-tieu/cach-tinh/",
        "/chi-tieu/quan-le-chan/",
        "/chi-tieu/quan-le-chan/2021/",
        "/khong-co/",
    ]


def test_every_page_of_a_demonstration_says_so_and_keeps_robots_out(client, pages, demonstration):
    for path in pages:
        response = client.get(path)
        html = response.content.decode()
        assert html.count(NOTICE) == 1, path
        assert html.count('<meta name="robots"') == 1, path
        assert '<meta name="robots" content="noindex, nofollow">' in html, path
        assert response["X-Robots-Tag"] == "noindex, nofollow", path


def test_files_of_a_demonstration_keep_robots_out_too(client, demonstration):
    for path in ("/rss.xml", "/atom.xml", "/sitemap.xml", "/sitemap-trang.xml"):
        assert client.get(path)["X-Robots-Tag"] == "noindex, nofollow", path


def test_a_real_portal_carries_neither_notice_nor_refusal(client, pages):
    for path in pages:
        response = client.get(path)
        assert NOTICE not in response.content.decode(), path
        assert "X-Robots-Tag" not in response, path


def test_no_page_sets_a_cookie_or_loads_from_another_host(client, pages):
    for path in pages:
        response = client.get(path)
        html = response.content.decode()
        assert response.cookies == {}, path
        for loading in ('src="http', "src='http", 'rel="stylesheet" href="http'):
            assert loading not in html, path


@pytest.mark.parametrize(
    ("path", "title", "current"),
    [
        ("/", "Trang chủ", "page"),
        ("/thoi-su/", "Thời sự", "page"),
        ("/thoi-su/tin/", "Thời sự", "true"),
        ("/chi-tieu/", "Sổ chỉ tiêu", "page"),
        ("/chi-tieu/cach-tinh/", "Sổ chỉ tiêu", "true"),
    ],
)
def test_the_navigation_says_where_one_is(client, pages, path, title, current):
    html = client.get(path).content.decode()
    assert html.count("aria-current") == 1 + (
        path == "/thoi-su/"
    )  # the year shown, in the calendar
    assert f'aria-current="{current}">{title}</a>' in html


def test_pages_forbid_everything_that_is_not_the_portals_own(client, home):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
