"""A published article has its figures read after the commit."""

import pytest
from tests.factories import make_article, make_unit

from congtin.ledger import signal_handlers
from congtin.ledger.models import Proposal
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
