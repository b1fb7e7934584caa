"""A site by its sitemap, from a real server: pages become articles, others are told."""

import datetime as dt
import io

import PIL.Image
import pytest
from wagtail.images import get_image_model

from congtin.newsroom.models import ArticlePage
from congtin.wire.moving.errors import SourceUnreadable
from congtin.wire.moving.fetching import ask, fetch_file
from congtin.wire.moving.importing import Way, move_in
from congtin.wire.moving.records import Refusal
from congtin.wire.moving.reports import Report
from congtin.wire.moving.site_pages import read_site
from congtin.wire.moving.sources import open_source

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
PAGE = """<html><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:section" content="Thời sự">
<meta property="article:published_time" content="2020-12-19T15:00:00+07:00"></head><body><article>
<h1>{title}</h1><p>Chiều 18/12, quận Lê Chân tổ chức hội nghị tổng kết công tác năm 2020 và
triển khai nhiệm vụ năm 2021 với sự tham dự của đông đảo cán bộ.</p>
<figure><img src="/anh/hop.png" alt="Họp">
<figcaption>Quang cảnh hội nghị</figcaption></figure><p>Năm 2020, thu ngân sách nhà nước trên địa
bàn quận đạt 1.236,831 tỷ đồng, bằng 114% kế hoạch thành phố giao, theo báo cáo tại hội nghị.</p>
</article></body></html>"""


@pytest.fixture
def site(outlet, settings, tmp_path):
    """Two pages in a sitemap below another, a page that is gone, one of another host."""
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = io.BytesIO()
    PIL.Image.new("RGB", (400, 300), "navy").save(picture, format="PNG")
    outlet.put("/robots.txt", status=404)
    outlet.put("/anh/hop.png", picture.getvalue(), kind="image/png")
    outlet.put("/tin/1.html", PAGE.format(title="Hội nghị tổng kết"))
    outlet.put("/tin/2.html", PAGE.format(title="Kế hoạch năm 2021"))
    outlet.put("/gone", status=404)
    pages = [f"{outlet.address}{p}" for p in ("/tin/1.html", "/tin/2.html", "/gone", "/tin/1.html")]
    pages.append("https://other.example.vn/x")
    lines = "".join(f"<url><loc>{page}</loc></url>" for page in pages)
    index = f"<sitemap><loc>{outlet.address}/a.xml</loc></sitemap>"
    head = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    outlet.put("/sitemap.xml", f"<sitemapindex {head}>{index}</sitemapindex>", kind="text/xml")
    outlet.put("/a.xml", f"<urlset {head}>{lines}</urlset>", kind="text/xml")
    return outlet


def move(site):
    report = Report()
    source = open_source("site", site.address, address="", now=NOW)
    way = Way(source.origin, address=source.address, fetch=fetch_file)
    move_in(source.items, way, report)
    return report


def test_pages_become_articles_with_their_pictures(home, site):
    report = move(site)
    assert (report.made["article"], report.refused.total()) == (2, 1)
    article = ArticlePage.objects.get(title="Hội nghị tổng kết")
    assert article.published_at == dt.datetime(2020, 12, 19, 8, tzinfo=dt.UTC)
    assert article.section.title == "Thời sự"
    assert "1.236,831 tỷ đồng" in str(article.body)
    assert get_image_model().objects.count() == 1
    assert site.count("/anh/hop.png") == 1


def test_second_run_asks_only_for_what_is_new(home, site):
    move(site)
    report = move(site)
    assert report.made["article"] == 0
    assert (site.count("/tin/1.html"), site.count("/tin/2.html")) == (1, 1)


def test_page_that_is_gone_is_told(site):
    items = list(read_site(site.address, ask=ask, now=NOW))
    (refusal,) = [item for item in items if isinstance(item, Refusal)]
    assert refusal.title == f"{site.address}/gone"
    assert "404" in refusal.reason


def test_site_without_a_sitemap_is_refused(outlet):
    outlet.put("/robots.txt", status=404)
    outlet.put("/sitemap.xml", status=404)
    with pytest.raises(SourceUnreadable, match="Không đọc được sơ đồ trang"):
        list(read_site(outlet.address, ask=ask, now=NOW))


@pytest.mark.parametrize("address", ["http://169.254.169.254/", "http://10.0.0.1/", "file:///etc"])
def test_addresses_inside_are_not_asked(address):
    with pytest.raises(SourceUnreadable):
        list(read_site(address, ask=ask, now=NOW))
