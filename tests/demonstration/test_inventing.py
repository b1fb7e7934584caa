"""Invented articles: the same each time, dated within ten years, each statement once."""

import csv
import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest

from congtin.demonstration.inventing import Place, invent, read_number
from congtin.ledger.registry import REGISTRY_FILE
from congtin.vietnamese.folding import to_nfc

UNTIL = dt.date(2026, 3, 2)
PLACES = (
    Place(1, "Phường Lê Chân", dt.date(2025, 7, 1), None),
    Place(2, "Quận Lê Chân", None, dt.date(2025, 6, 30)),
    Place(3, "Xã Vĩnh Bảo", None, None),
)


def make(number):
    return invent(number, places=PLACES, until=UNTIL, sections=7)


def test_same_number_gives_the_same_article():
    assert [make(number) for number in range(30)] == [make(number) for number in range(30)]


def test_headlines_are_in_vietnamese_and_addresses_differ():
    articles = [make(number) for number in range(500)]
    assert len({article.slug for article in articles}) == 500
    assert all(article.headline == to_nfc(article.headline) for article in articles)
    assert not any("{" in text for each in articles for text in (each.headline, *each.paragraphs))


def test_number_is_read_back_from_the_address():
    assert [read_number(make(number).slug) for number in (0, 7, 123_456)] == [0, 7, 123_456]
    with pytest.raises(ValueError, match="base 10"):
        read_number("le-chan-chon-chu-de-2021")


def test_articles_fill_ten_years_evenly_and_all_sections():
    articles = [make(number) for number in range(3000)]
    years = Counter(article.published_at.year for article in articles)
    assert min(article.published_at.date() for article in articles) > dt.date(2016, 2, 1)
    assert max(article.published_at.date() for article in articles) < UNTIL
    assert all(250 < years[year] < 350 for year in range(2017, 2026))
    assert {article.section for article in articles} == set(range(7))


def test_unit_was_in_being_when_its_news_was_written():
    for number in range(2000):
        article = make(number)
        told_of = article.statement.period if article.statement else ""
        day = article.published_at.date()
        month = dt.date.fromisoformat(f"{told_of}-01") if "-" in told_of else day.replace(day=1)
        if not told_of or "-" in told_of:
            assert article.place.is_valid_on(month)


def test_every_tenth_article_states_a_value_in_its_sentence():
    for number in range(0, 1000, 10):
        article = make(number)
        said = article.statement
        assert said.quotation in article.paragraphs
        assert said.quotation[said.offset :].startswith(f"{said.surface} {said.measure}")
        assert isinstance(said.value, Decimal)
        assert said.value > 0
        assert said.is_target == (len(said.period) == 4)
        assert said.period[:4] <= str(article.published_at.year)
    assert make(7).statement is None


def test_no_value_is_stated_twice():
    said = [(make(number).place.key, make(number).statement) for number in range(0, 20_000, 10)]
    keys = [(place, each.indicator, each.period, each.is_target) for place, each in said if each]
    assert len(keys) == len(set(keys)) == 2000


def test_indicators_are_those_of_the_registry():
    with REGISTRY_FILE.open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    assert {make(number).statement.indicator for number in range(0, 12_000, 10)} <= names


def test_no_unit_in_being_is_an_error():
    gone = (Place(1, "Huyện Cũ", None, dt.date(2000, 1, 1)),)
    with pytest.raises(LookupError, match="no unit was in being"):
        invent(1, places=gone, until=UNTIL, sections=1)
