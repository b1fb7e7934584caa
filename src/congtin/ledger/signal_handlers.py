"""A published article has its figures read; one that was taken down waits for nobody."""

import logging
from typing import Any

from django.dispatch import receiver

from congtin.ledger.proposing import close_proposals, follow_evidence, propose_figures
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.signals import article_published, article_withdrawn

_log = logging.getLogger(__name__)


@receiver(article_published)
def read_figures(article: ArticlePage, **_: Any) -> None:
    # A failure here must not make a publication that has been committed look failed.
    try:
        propose_figures(article=article)
        follow_evidence(article=article)
    except Exception:
        _log.exception("figures of article %s could not be read", article.pk)


@receiver(article_withdrawn)
def forget_figures(article: ArticlePage, **_: Any) -> None:
    if not ArticlePage.objects.filter(pk=article.pk).exists():
        return  # deleted, and its proposals with it
    try:
        close_proposals(article=article)
    except Exception:
        _log.exception("figures of article %s could not be closed", article.pk)
