"""A published article has its figures read."""

import logging
from typing import Any

from django.dispatch import receiver

from congtin.ledger.proposing import follow_evidence, propose_figures
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.signals import article_published

_log = logging.getLogger(__name__)


@receiver(article_published)
def read_figures(article: ArticlePage, **_: Any) -> None:
    # A failure here must not make a publication that has been committed look failed.
    try:
        propose_figures(article=article)
        follow_evidence(article=article)
    except Exception:
        _log.exception("figures of article %s could not be read", article.pk)
