from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import at, make_article

from congtin.newsroom.queries import get_articles
from congtin.portal.listings import list_articles, list_months


def shown(listing):
    return [
        (month.year, month.month, [each.title for each in month.articles])
        for month in listing.months
    ]


@pytest.fixture
def find(section):
    for title, moment in (
        ("A", at(2019, 12, 31, 23)),
        ("B", at(2020, 1, 1, 0)),
        ("C", at(2020, 12, 1)),
        ("D", at(2020, 12, 31, 23)),
    ):
        make_article("Tin.", title=title, section=section, published_at=moment)
    return partial(get_articles, section=section)


def test_the_newest_come_first_by_month(find):
    assert shown(list_articles(find)) == [
        (2020, 12, ["D", "C"]),
        (2020, 1, ["B"]),
        (2019, 12, ["A"]),
    ]


def test_months_and_years_are_cut_by_vietnams_clock(find):
    assert shown(list_articles(find, year=2019)) == [(2019, 12, ["A"])]
    assert shown(list_articles(find, year=2020, month=1)) == [(2020, 1, ["B"])]


def test_the_calendar_holds_the_months_of_the_year_shown(find):
    listing = list_articles(find)
    assert listing.years == [2020, 2019]
    assert [month.month for month in listing.calendar] == [12, 1]
    assert [month.path for month in listing.calendar] == ["2020/12/", "2020/01/"]


def test_an_old_month_does_not_shift_when_something_new_is_published(find, section):
    before = shown(list_articles(find, year=2020, month=12))
    make_article("Tin.", title="Mới", section=section, published_at=at(2021, 1, 1))
    assert shown(list_articles(find, year=2020, month=12)) == before


def test_a_year_without_articles_is_empty(find):
    assert list_articles(find, year=2018).is_empty
    assert list_articles(find, year=2020, month=5).is_empty


def test_a_full_year_shows_its_months_only(find, section, monkeypatch):
    monkeypatch.setattr("congtin.portal.listings._ONE_PAGE", 2)
    listing = list_articles(find, year=2020)
    assert [(month.month, month.articles) for month in listing.months] == [(12, []), (1, [])]
    assert listing.days == []


def test_a_full_month_shows_its_days_only(find, section, monkeypatch):
    monkeypatch.setattr("congtin.portal.listings._ONE_PAGE", 1)
    listing = list_articles(find, year=2020, month=12)
    assert shown(listing) == [(2020, 12, [])]
    assert [(day.path, day.total) for day in listing.days] == [
        ("2020/12/31/", 1),
        ("2020/12/01/", 1),
    ]


def test_a_day_is_cut_by_vietnams_clock(find):
    assert shown(list_articles(find, year=2019, month=12, day=31)) == [(2019, 12, ["A"])]
    assert shown(list_articles(find, year=2020, month=1, day=1)) == [(2020, 1, ["B"])]
    assert list_articles(find, year=2020, month=1, day=2).is_empty


def test_a_listing_takes_as_many_queries_however_many_articles_there_are(
    find, section, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as few:
        list_articles(find, year=2020, month=12)
    for hour in range(24):
        make_article(section=section, published_at=at(2020, 12, 5, hour))
    with django_assert_num_queries(len(few)):
        list_articles(find, year=2020, month=12)


def test_all_months_are_listed_newest_first(find):
    assert [(month.year, month.month) for month in list_months(find)] == [
        (2020, 12),
        (2020, 1),
        (2019, 12),
    ]
