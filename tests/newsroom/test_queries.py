import pytest
from tests.factories import (
    at,
    draft_article,
    make_article,
    make_section,
    make_source,
    make_unit,
)

from congtin.newsroom.models import RelatedArticle
from congtin.newsroom.queries import (
    find_withdrawal,
    get_articles,
    get_months,
    get_other_news,
    get_sections,
    get_units_of,
)

pytestmark = pytest.mark.django_db


def titles(articles):
    return [article.title for article in articles]


def relate(article, *others):
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=article, other=other, sort_order=order)
        for order, other in enumerate(others)
    )


def make_days(*days, **more):
    return [
        make_article(title=f"Ngày {day}", published_at=at(2021, 3, day), **more) for day in days
    ]


def test_articles_stand_newest_first(home):
    make_days(2, 3, 1)
    assert titles(get_articles()) == ["Ngày 3", "Ngày 2", "Ngày 1"]


def test_drafts_and_withdrawn_articles_are_left_out(home):
    draft_article(title="Nháp")
    make_article(title="Gỡ").unpublish()
    assert titles(get_articles()) == []


def test_year_and_month_are_those_of_vietnams_clock(home):
    last, first = at(2020, 12, 31, hour=23), at(2021, 1, 1, hour=0)
    make_article(title="Cuối năm", published_at=last)
    make_article(title="Đầu năm", published_at=first)
    assert titles(get_articles(year=2020)) == ["Cuối năm"]
    assert titles(get_articles(year=2020, month=12)) == ["Cuối năm"]
    assert titles(get_articles(year=2021, month=1)) == ["Đầu năm"]
    assert get_months() == [(2021, 1), (2020, 12)]


def test_articles_are_picked_by_section_source_and_unit(home):
    unit, section = make_unit(), make_section("Kinh tế")
    source = make_source()
    there = make_article(
        section=section,
        units=[make_unit("Quận Khác"), unit],
        source=source,
        original_address="https://bao.example/tin",
    )
    make_article(section=make_section("Thời sự"))
    for choice in ({"section": section}, {"source": source}, {"unit": unit}):
        assert list(get_articles(**choice)) == [there]


def test_sections_keep_the_order_of_the_newsroom(home):
    make_section("Thời sự")
    make_section("An ninh")
    assert titles(get_sections()) == ["Thời sự", "An ninh"]


def test_months_of_a_section_are_its_own(home):
    section = make_section("Kinh tế")
    make_article(section=section, published_at=at(2020, 5, 1))
    make_article(section=make_section("Thời sự"), published_at=at(2021, 1, 1))
    assert get_months(section=section) == [(2020, 5)]


def test_units_stand_in_the_editors_order(home):
    units = [make_unit("Quận Hai"), make_unit("Quận Một")]
    assert get_units_of(make_article(units=units)) == units


def find_other_news(article, **more):
    return get_other_news(article, units=get_units_of(article), **more)


def test_other_news_are_the_neighbours_in_time_and_not_the_newest(home):
    here = make_days(10)[0]
    make_days(9, 8, 7, 11, 12, 13, 27, 28)
    assert titles(find_other_news(here)) == [f"Ngày {day}" for day in (9, 8, 7, 11, 12, 13)]


def test_choice_of_the_editor_comes_first_in_its_order(home):
    here, one, two = make_days(10, 1, 28)
    make_days(9)
    relate(here, two, one)
    assert titles(find_other_news(here))[:3] == ["Ngày 28", "Ngày 1", "Ngày 9"]


def test_chosen_article_that_was_withdrawn_is_left_out(home):
    here, gone = make_days(10, 1)
    relate(here, gone)
    gone.unpublish()
    assert find_other_news(here) == []


def test_same_unit_goes_before_the_same_section(home):
    unit = make_unit()
    here = make_days(10, units=[unit])[0]
    make_days(9, 11)
    make_days(1, units=[unit], section=make_section("Kinh tế"))
    assert titles(find_other_news(here)) == ["Ngày 1", "Ngày 9", "Ngày 11"]


def test_article_is_never_its_own_other_news(home):
    here = make_days(10, units=[make_unit()])[0]
    relate(here, here)
    assert find_other_news(here) == []


def test_no_article_is_offered_twice(home):
    unit = make_unit()
    here, other = make_days(10, 9, units=[unit])
    relate(here, other)
    assert find_other_news(here) == [other]


def test_newest_article_changes_no_older_ones_other_news(home):
    here = make_days(10)[0]
    make_days(7, 8, 9, 11, 12, 13)
    before = find_other_news(here)
    make_days(28)
    assert find_other_news(here) == before


@pytest.mark.parametrize("number", [1, 30])
def test_other_news_takes_as_many_queries_with_few_as_with_many(
    home, number, django_assert_max_num_queries
):
    unit = make_unit()
    here = make_article(title="Đây", published_at=at(2021, 3, 1), units=[unit])
    others = [
        make_article(title=f"Tin {n}", published_at=at(2021, 3, 2, hour=n % 24), units=[unit])
        for n in range(number)
    ]
    relate(here, *others)
    with django_assert_max_num_queries(10):
        for each in find_other_news(here, limit=40):
            assert each.title
            assert each.published_at
            assert each.get_url()


def test_path_without_a_withdrawn_article_has_no_note(home):
    assert find_withdrawal("/thoi-su/tin/") is None
