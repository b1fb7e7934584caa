import datetime as dt
import re

import pytest
from django.test import RequestFactory
from tests.factories import (
    at,
    draft_article,
    make_article,
    make_indicator,
    make_result,
    make_source,
    make_target,
    make_unit,
)
from tests.portal.making import SENTENCE, cite, make_picture, make_stated_target
from tests.portal.markup import check_page

from congtin.newsroom.models import (
    ArticlePerson,
    Correction,
    Person,
    PortalSettings,
    Post,
    RelatedArticle,
)


def read(response):
    """The text of the page, white space as one space."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.fixture
def full_article(section, media):
    """An article with all that a page can carry."""
    PortalSettings.objects.update(
        social_name="Fanpage Cổng tin", social_address="https://mang.example/cong-tin"
    )
    picture = make_picture()
    article = draft_article(
        section=section,
        title="Quận chọn chủ đề năm 2021",
        slug="quan-chon-chu-de-nam-2021",
        units=[make_unit("Quận Lê Chân", slug="quan-le-chan")],
        published_at=at(2020, 12, 19, 15),
        standfirst="Hội nghị đề ra chín chỉ tiêu.",
        byline="Hoàng Thử",
        source=make_source("Báo Thử"),
        original_address="https://bao.example/tin-1",
        original_date=dt.date(2020, 12, 18),
        lead_image=picture,
    )
    article.body = [
        ("paragraph", f"<p>{SENTENCE}</p>"),
        ("heading", "Tiểu mục"),
        (
            "picture",
            {"image": picture, "caption": "Hội nghị", "credit": "Ảnh: Thử", "alt_text": "Bàn"},
        ),
        ("quote", {"text": "Một lời", "attribution": "Nghị quyết"}),
    ]
    person = Person.objects.create(name="Nguyễn Thử")
    Post.objects.create(
        person=person, title="Bí thư", organisation="Quận ủy", as_of=dt.date(2020, 12, 18)
    )
    article.person_links = [ArticlePerson(person=person)]
    article.corrections = [
        Correction(corrected_on=dt.date(2020, 12, 20), text="Đã sửa số đảng viên.")
    ]
    article.related_links = [
        RelatedArticle(other=make_article("Tin.", title="Tin cùng chuyện", section=section))
    ]
    article.save_revision().publish()
    type(article).objects.filter(pk=article.pk).update(last_published_at=at(2020, 12, 20, 8))
    return article


def test_it_carries_all_that_the_model_page_carries(client, full_article):
    response = client.get(full_article.get_url())
    check_page(response)
    text = read(response)
    for part in (
        "Thời sự · Quận Lê Chân",
        "Thứ Bảy, 19/12/2020 15:00",
        "Gốc: Báo Thử, 18/12/2020",
        "Cập nhật 20/12/2020 08:00",
        "1 đính chính",
        "In bài",
        "Hội nghị đề ra chín chỉ tiêu.",
        "Hội nghị Ảnh: Thử",
        "Hoàng Thử",
        "Tiện ích thông tin",
        "Nguồn tin Báo Thử",
        "QR CODE: Quận chọn chủ đề năm 2021",
        f"http://testserver/b/{full_article.pk}/",
        "Mã QR truy cập Fanpage Cổng tin",
        "Tin khác Tin cùng chuyện",
        "Nguyễn Thử Bí thư, Quận ủy (theo nguồn ngày 18/12/2020)",
        "Đính chính 20/12/2020 Đã sửa số đảng viên.",
    ):
        assert part in text


def test_its_head_describes_it_to_machines(client, full_article):
    html = client.get(full_article.get_url()).content.decode()
    for part in (
        '<link rel="canonical" href="http://testserver/thoi-su/quan-chon-chu-de-nam-2021/">',
        '<meta property="og:title" content="Quận chọn chủ đề năm 2021">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="article:published_time" content="2020-12-19T15:00:00+07:00">',
        '<meta name="DC.source" content="https://bao.example/tin-1">',
        '<meta name="DC.coverage" content="Quận Lê Chân">',
        '<script type="application/ld+json">{"@context":"https://schema.org"',
    ):
        assert part in html
    assert 'content="http://testserver/media/' in html


def test_a_figure_is_marked_in_its_sentence_and_listed_below(client, section):
    article, target, evidence = make_stated_target(section)
    make_result(indicator=target.indicator, unit=target.unit, value="1566.427")
    html = client.get(article.get_url()).content.decode()
    row = "/chi-tieu/quan-le-chan/2021/#chi-tieu-thu-ngan-sach"
    assert f'<mark class="figure" id="so-lieu-{evidence.pk}"><a href="{row}"' in html
    assert ">1.223,771 tỷ đồng</a></mark>, tăng 10%." in html
    assert f'<a class="num said" href="#so-lieu-{evidence.pk}">1.223,771\u00a0tỷ đồng</a>' in html
    assert "Vượt" in html


def test_a_figure_whose_sentence_was_rewritten_keeps_its_anchor_in_the_table(client, section):
    article, _, evidence = make_stated_target(section)
    type(article).objects.filter(pk=article.pk).update(body=[("paragraph", "<p>Khác hẳn.</p>")])
    response = client.get(article.get_url())
    assert f'<tr id="so-lieu-{evidence.pk}">' in response.content.decode()
    check_page(response)


def test_a_figure_in_the_headline_is_marked_there(client, section):
    article = make_article("Tin.", title="Quận thu 90 tỷ đồng", section=section)
    result = make_result(indicator=make_indicator(), unit=make_unit(), value="90")
    cite(article, "Quận thu 90 tỷ đồng", "90", result=result)
    response = client.get(article.get_url())
    assert re.search(
        r"<h1>Quận thu <mark [^>]+><a [^>]+>90 tỷ đồng</a></mark></h1>", read_raw(response)
    )
    assert "<title>Quận thu 90 tỷ đồng | " in read_raw(response)


def read_raw(response):
    return response.content.decode()


def test_what_editors_write_cannot_break_out(client, section):
    article = make_article(
        "Thu <b>10</b> & chi",
        title='</script><img src=x onerror="alert(1)">',
        standfirst="<i>sapo</i>",
        byline="<u>",
        section=section,
    )
    response = client.get(article.get_url())
    assert b"<img src=x" not in response.content
    assert b"&lt;i&gt;sapo&lt;/i&gt;" in response.content
    check_page(response)


def test_it_neither_sets_nor_varies_by_a_cookie(client, section):
    response = client.get(make_article("Tin.", section=section).get_url())
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


def test_a_draft_is_shown_to_its_editor_before_it_is_saved(section):
    article = draft_article("Nội dung nháp.", section=section)
    article.pk = article.id = None
    request = RequestFactory().get("/")
    request.is_preview = True
    response = article.serve_preview(request, "")
    assert response.status_code == 200
    assert "Nội dung nháp." in response.content.decode()


def test_the_print_view_holds_text_address_and_code(client, full_article):
    response = client.get(f"/b/{full_article.pk}/in/")
    check_page(response)
    text = read(response)
    assert f"http://testserver/b/{full_article.pk}/" in text
    assert "https://bao.example/tin-1" in text
    assert SENTENCE in text
    assert b'<svg class="qr"' in response.content
    assert b'<meta name="robots" content="noindex">' in response.content


def test_the_short_address_leads_to_where_the_article_is_now(client, section):
    article = make_article("Tin.", title="Tin ngắn", section=section)
    response = client.get(f"/b/{article.pk}/")
    assert (response.status_code, response["Location"]) == (302, "/thoi-su/tin-ngan/")


@pytest.mark.parametrize("path", ["/b/{}/", "/b/{}/in/", "/b/{}/qr.svg"])
def test_nothing_is_given_of_an_article_that_is_not_published(client, section, path):
    draft = draft_article("Nháp.", section=section)
    assert client.get(path.format(draft.pk)).status_code == 404


@pytest.mark.parametrize("path", ["/b/{}/", "/b/{}/in/", "/b/{}/qr.svg"])
def test_an_article_taken_down_says_so_at_its_short_address_too(client, section, path):
    article = make_article("Tin.", title="Tin bị gỡ", section=section)
    article.unpublish()
    response = client.get(path.format(article.pk))
    assert response.status_code == 410
    assert "Tin bị gỡ" in read(response)


def test_the_code_is_a_file_of_its_own(client, section):
    response = client.get(f"/b/{make_article('Tin.', section=section).pk}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b'<svg class="qr" xmlns="http://www.w3.org/2000/svg"')


def test_share_links_are_plain_links_to_the_short_address(client, section):
    article = make_article("Tin.", title="Một & hai", section=section)
    html = read_raw(client.get(article.get_url()))
    short = f"http%3A%2F%2Ftestserver%2Fb%2F{article.pk}%2F"
    assert f'href="https://www.facebook.com/sharer/sharer.php?u={short}"' in html
    assert f'href="mailto:?subject=M%E1%BB%99t%20%26%20hai&amp;body={short}"' in html


def add_figures(article, unit, count, *, start):
    for number in range(start, start + count):
        indicator = make_indicator(f"Chỉ tiêu {number}")
        target = make_target(indicator=indicator, unit=unit, value="1223.771")
        make_result(indicator=indicator, unit=unit, value="10")
        cite(article, SENTENCE, "1.223,771", target=target)


def test_thirty_figures_cost_no_more_queries_than_one(section, count_queries):
    unit = make_unit()
    article = make_article(SENTENCE, section=section, units=[unit])
    add_figures(article, unit, 1, start=0)
    with_one = count_queries(article.get_url())
    add_figures(article, unit, 29, start=1)
    assert count_queries(article.get_url()) == with_one


def test_thirty_pictures_cost_no_more_queries_than_one(section, media, count_queries):
    def make(title, count):
        article = draft_article(section=section, title=title)
        block = {"caption": "", "credit": "", "alt_text": "Ảnh"}
        article.body = [
            ("picture", {**block, "image": make_picture(size=(64, 36))}) for _ in range(count)
        ]
        article.save_revision().publish()
        return article

    one, thirty = make("Một ảnh", 1), make("Ba mươi ảnh", 30)
    assert count_queries(thirty.get_url()) == count_queries(one.get_url())


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9" * 400])
@pytest.mark.parametrize("path", ["/b/{}/", "/b/{}/in/", "/b/{}/qr.svg"])
def test_number_that_no_article_can_have_is_not_found(client, full_article, path, number):
    assert client.get(path.format(number)).status_code == 404
