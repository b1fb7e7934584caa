import datetime as dt

import pytest
from tests.factories import (
    make_article,
    make_evidence,
    make_indicator,
    make_proposal,
    make_result,
    make_unit,
)

from congtin.ledger.meanings import get_meanings
from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db


def test_source_bears_the_day_of_its_article_in_vietnam():
    """An article of the small hours is still of the day before in UTC."""
    article = make_article("Thu 100 tỷ đồng.", title="Tin sáng sớm")
    moment = dt.datetime(2026, 11, 24, 19, 11, tzinfo=dt.UTC)
    ArticlePage.objects.filter(pk=article.pk).update(published_at=moment)
    indicator, unit = make_indicator(), make_unit()
    make_evidence(article, result=make_result(indicator=indicator, unit=unit))
    proposal = make_proposal(article, indicator=indicator, unit=unit, period="2021")
    meaning = get_meanings([proposal])[proposal.pk]
    assert "(bài “Tin sáng sớm”, 25/11/2026)" in meaning.sentence
