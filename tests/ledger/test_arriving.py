"""Figures of moved articles: noted with the move, read afterwards, reviewed by their origin."""

import pytest
from django.urls import reverse
from tests.factories import make_article, make_proposal

from congtin.ledger import arriving
from congtin.ledger.arriving import note_arrivals, read_arrivals
from congtin.ledger.models import Arrival, Proposal
from congtin.ledger.queries import Origin, get_open_proposals, get_origins
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.signals import articles_moved_in

pytestmark = pytest.mark.django_db
OLD = "wordpress:cu.example.vn"


@pytest.fixture
def moved(home):
    """Two articles as a move leaves them: nothing was read."""
    articles = [
        make_article(f"Thu ngân sách năm 2020 đạt {n}00 tỷ đồng.", title=f"Tin {n}") for n in (1, 2)
    ]
    Proposal.objects.all().delete()
    articles_moved_in.send(
        sender=ArticlePage, numbers=[article.pk for article in articles], origin=OLD
    )
    return articles


def test_move_leaves_articles_to_be_read(moved):
    assert get_origins() == [Origin(OLD, 0, 2)]
    assert not Proposal.objects.exists()


def test_reading_makes_proposals_in_a_batch_of_their_own(moved):
    daily = make_proposal(make_article("Hôm nay."))
    assert read_arrivals() == 2
    assert [p.surface for p in get_open_proposals(origin=OLD)] == ["200", "100"]
    assert list(get_open_proposals()) == [daily]
    assert get_origins() == [Origin(OLD, 2, 0)]


def test_reading_goes_on_where_it_stopped(moved):
    turns = iter([True, True, False, False])
    assert read_arrivals(may_go_on=lambda: next(turns)) == 1
    assert read_arrivals() == 1
    assert read_arrivals() == 0
    assert Proposal.objects.count() == 2


def test_article_that_cannot_be_read_holds_up_no_other(moved, monkeypatch):
    real = arriving.propose_figures

    def fail_at_the_newest(*, article, matcher):
        if article.pk == moved[1].pk:
            raise RuntimeError
        return real(article=article, matcher=matcher)

    monkeypatch.setattr(arriving, "propose_figures", fail_at_the_newest)
    assert read_arrivals() == 2
    assert [each.article for each in Proposal.objects.all()] == [moved[0]]
    assert not Arrival.objects.filter(read_at=None).exists()


def test_noting_twice_changes_nothing(moved):
    read_arrivals()
    note_arrivals(numbers=[article.pk for article in moved], origin="khác")
    assert get_origins() == [Origin(OLD, 2, 0)]


def test_review_shows_each_origin_by_itself(moved, client, editor):
    read_arrivals()
    client.force_login(editor)
    own = client.get(reverse("ledger:review")).content.decode()
    assert "Chuyển từ wordpress:cu.example.vn: 2 số liệu" in own
    assert "Thu ngân sách năm 2020" not in own
    batch = client.get(reverse("ledger:review"), {"tu": OLD}).content.decode()
    assert "Thu ngân sách năm 2020 đạt" in batch
    assert "Có 2 số liệu chờ duyệt" in batch
