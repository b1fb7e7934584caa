"""The article page: its address, its four dates, its byline."""

import datetime as dt
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.factories import at, draft_article, make_article, make_section, make_source

from congtin.newsroom.models import ArticlePage, Author, Correction, SectionPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đẩy mạnh quản lý, chỉnh trang đô thị", "day-manh-quan-ly-chinh-trang-do-thi"),
        (unicodedata.normalize("NFD", "Đất ở, nhà ở"), "dat-o-nha-o"),
        ("\u00d0ường Hồ Sen - Cầu Rào 2", "duong-ho-sen-cau-rao-2"),
    ],
)
def test_address_is_folded_from_the_headline(home, title, slug):
    assert draft_article(title=title).slug == slug


def test_second_article_of_the_same_headline_gets_a_number(home):
    slugs = [draft_article(title="Đẩy mạnh quản lý").slug for _ in range(3)]
    assert slugs == ["day-manh-quan-ly", "day-manh-quan-ly-2", "day-manh-quan-ly-3"]


@pytest.mark.parametrize(("title", "slug"), [("2026", "bai-2026"), ("12", "bai-12"), ("!?", "bai")])
def test_headline_without_letters_gets_an_address_that_is_no_date(home, client, title, slug):
    for expected in (slug, f"{slug}-2"):
        article = make_article("Tin.", title=title)
        assert article.slug == expected
        assert client.get(article.get_url()).context["page"].pk == article.pk


def test_same_headline_in_another_section_keeps_the_plain_address(home):
    draft_article(title="Tin", section=make_section("Thời sự"))
    assert draft_article(title="Tin", section=make_section("Kinh tế")).slug == "tin"


def test_address_given_by_the_editor_stays(home):
    assert draft_article(title="Đẩy mạnh quản lý", slug="quan-ly").slug == "quan-ly"


def test_address_of_a_section_is_folded_too(home):
    section = home.add_child(instance=SectionPage(title="Đô thị - Đất đai"))
    assert section.slug == "do-thi-dat-dai"


def test_headline_is_stored_composed(home):
    article = make_article(title=unicodedata.normalize("NFD", "Lê Chân"))
    assert article.title == "Lê Chân"


def test_published_article_bears_the_moment_of_its_publication(home):
    before = timezone.now()
    article = make_article()
    assert before <= article.published_at <= timezone.now()
    assert article.published_at == article.first_published_at


def test_publishing_again_keeps_the_first_moment(home):
    article = make_article()
    again = article.get_latest_revision_as_object()
    again.title = "Tít khác"
    again.save_revision().publish()
    changed = ArticlePage.objects.get(pk=article.pk)
    assert (changed.title, changed.published_at) == ("Tít khác", article.published_at)


def test_back_dated_article_keeps_its_date(home):
    moment = at(2020, 12, 19, 15)
    assert make_article(published_at=moment).published_at == moment


def test_future_publication_is_refused_with_the_way_to_schedule_it(home):
    with pytest.raises(ValidationError) as caught:
        draft_article(published_at=timezone.now() + dt.timedelta(hours=1)).full_clean()
    assert caught.value.message_dict == {
        "published_at": ["Muốn đăng về sau thì đặt “Ngày xuất bản” trong mục hẹn giờ."]
    }


def test_original_of_tomorrow_is_refused(home):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(ValidationError) as caught:
        draft_article(original_date=tomorrow).full_clean()
    assert list(caught.value.message_dict) == ["original_date"]


def test_source_without_the_link_to_the_original_is_refused(home):
    with pytest.raises(ValidationError) as caught:
        draft_article(source=make_source()).full_clean()
    assert list(caught.value.message_dict) == ["original_address"]


def test_source_with_the_link_is_kept_with_the_originals_own_date(home):
    article = make_article(
        source=make_source(),
        original_address="https://bao.example/tin",
        original_date=dt.date(2020, 12, 19),
        original_time=dt.time(14, 30),
    )
    assert (article.original_date, article.original_time) == (
        dt.date(2020, 12, 19),
        dt.time(14, 30),
    )


def test_article_is_not_called_changed_at_its_first_publication(home):
    assert make_article().get_changed_at() is None


def test_article_is_called_changed_when_published_again_later(home):
    article = make_article(published_at=at(2020, 12, 19))
    assert article.get_changed_at() == article.last_published_at


def test_byline_goes_before_the_authors(home):
    article = make_article(byline="Thu Hằng")
    article.authors.add(Author.objects.create(name="Nguyễn Thu Hằng"))
    assert article.get_byline() == "Thu Hằng"


def test_authors_sign_where_there_is_no_byline(home):
    article = make_article()
    for name in ("An", "Bình"):
        article.authors.add(Author.objects.create(name=name))
    assert article.get_byline() == "An, Bình"


def test_correction_shows_its_day_and_text(home):
    correction = Correction(corrected_on=dt.date(2021, 1, 5), text="Sửa tên đường.")
    assert str(correction) == "05/01/2021: Sửa tên đường."


def test_articles_stand_below_sections_only(home):
    assert ArticlePage.can_create_at(make_section())
    assert not ArticlePage.can_create_at(home)
    assert not SectionPage.can_create_at(make_section())
