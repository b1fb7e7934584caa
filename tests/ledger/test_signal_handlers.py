"""A published article has its figures read after the commit."""

import pytest
from tests.factories import make_article, make_evidence, make_indicator, make_result, make_unit

from congtin.ledger import signal_handlers
from congtin.ledger.models import Evidence, Proposal
from congtin.ledger.queries import get_lost_evidence, get_open_proposals
from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db

TEXT = "Năm 2021, tổng thu ngân sách của quận đạt 1.223,771 tỷ đồng."


def test_publication_opens_proposals(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_article(TEXT, units=[make_unit()])
        assert not Proposal.objects.exists()
    assert [each.surface for each in Proposal.objects.all()] == ["1.223,771"]


def test_fault_of_the_reader_leaves_the_article_published_and_is_logged(
    home, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(**_):
        raise RuntimeError("đọc hỏng")

    monkeypatch.setattr(signal_handlers, "propose_figures", fail)
    with django_capture_on_commit_callbacks(execute=True):
        make_article(TEXT)
    assert ArticlePage.objects.get().live is True
    assert "could not be read" in caplog.text


def test_withdrawn_article_leaves_the_queue_and_its_evidence_is_flagged(
    home, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(TEXT, units=[make_unit()])
    result = make_result(indicator=make_indicator(), unit=make_unit())
    make_evidence(article, result=result)
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
    assert get_open_proposals().count() == 0
    assert [each.get_loss_display() for each in get_lost_evidence()] == ["bài đã gỡ"]
    result.refresh_from_db()
    assert result.in_use is True


def test_article_published_again_is_read_again(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(TEXT, units=[make_unit()])
        evidence = make_evidence(
            article,
            result=make_result(indicator=make_indicator(), unit=make_unit()),
            quotation=TEXT,
        )
        evidence.surface, evidence.offset = "1.223,771", TEXT.index("1.223,771")
        evidence.save()
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    assert get_open_proposals().count() == 1
    assert Evidence.objects.get().loss == ""


def test_deleted_article_closes_nothing(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(TEXT, units=[make_unit()])
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert not Proposal.objects.exists()
