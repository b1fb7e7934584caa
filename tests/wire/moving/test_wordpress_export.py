"""Articles out as WXR: what WordPress can hold, and what our own reader makes of it."""

import datetime as dt

import pytest
from django.utils import timezone
from tests.factories import at, make_article, make_section, make_source
from tests.wire.moving.test_exporting import make_image

from congtin.newsroom.models import ArticlePage, Author
from congtin.wire.moving.records import Article, Heading, Outlet, Paragraph, Quote
from congtin.wire.moving.wordpress import read_wordpress
from congtin.wire.moving.wordpress_export import export_wordpress

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def post(home, tmp_path):
    image = make_image()
    article = make_article(
        "Thu 3 < 5 & ]]> tỷ.",
        title="Họp & bàn",
        section=make_section("Thời sự"),
        standfirst="Sáng 18/12.",
        source=make_source(),
        original_address="https://bao.example.vn/1",
        original_date=dt.date(2020, 12, 18),
        published_at=at(2020, 12, 19, 15),
        lead_image=image,
        byline="Nhóm PV",
    )
    article.body.append(("heading", "Kết quả"))
    article.body.append(("quote", {"text": "Làm ngay.", "attribution": "Ông A"}))
    picture = {"image": image, "caption": "Quang cảnh.", "credit": "Ảnh: An", "alt_text": "Chữ"}
    article.body.append(("picture", picture))
    article.authors = [Author.objects.create(name="Đàm Thanh")]
    article.save_revision().publish()
    make_article("Nháp.", title="Nháp", section=make_section("Thời sự")).unpublish()
    path = export_wordpress(tmp_path / "out")
    items = read_wordpress(path, now=timezone.now())
    (found,) = (item for item in items if isinstance(item, Article))
    return found


def test_article_is_read_back_as_it_was(post):
    article = ArticlePage.objects.get(title="Họp & bàn")
    assert (post.headline, post.standfirst) == ("Họp & bàn", "Sáng 18/12.")
    assert (post.section, post.slug, post.authors) == ("Thời sự", article.slug, ("Đàm Thanh",))
    assert post.published_at == article.published_at
    assert post.source == Outlet("Báo Thử Nghiệm")
    assert post.original_address == "https://bao.example.vn/1"
    assert (post.original_date, post.byline) == (dt.date(2020, 12, 18), "Nhóm PV")
    assert post.address == f"http://testserver{article.get_url()}"
    assert post.lead.place.endswith("/hop.png")


def test_blocks_are_read_back_as_they_were(post):
    assert post.blocks[:3] == (
        Paragraph("<p>Thu 3 &lt; 5 &amp; ]]&gt; tỷ.</p>"),
        Heading("Kết quả"),
        Quote("Làm ngay.", "Ông A"),
    )
    picture = post.blocks[3]
    assert (picture.caption, picture.credit, picture.alt_text) == ("Quang cảnh.", "Ảnh: An", "Chữ")
