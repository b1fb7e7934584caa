"""A published article has its figures read; one that was taken down waits for nobody. Whoever
changes a value has its year counted anew."""

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from congtin.ledger.addresses import get_page_period
from congtin.ledger.arriving import note_arrivals
from congtin.ledger.models import Plan, Result, Target
from congtin.ledger.proposing import close_proposals, follow_evidence, propose_figures
from congtin.ledger.tallying import recount
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.signals import (
    article_published,
    article_withdrawn,
    articles_moved_in,
)

_log = logging.getLogger(__name__)


@receiver(article_published)
def read_figures(article: ArticlePage, **_: Any) -> None:
    # A failure here must not make a publication that has been committed look failed.
    try:
        propose_figures(article=article)
        follow_evidence(article=article)
    except Exception:
        _log.exception("figures of article %s could not be read", article.pk)


@receiver(articles_moved_in)
def wait_for_reading(numbers: list[int], origin: str, **_: Any) -> None:
    note_arrivals(numbers=numbers, origin=origin)


@receiver(article_withdrawn)
def forget_figures(article: ArticlePage, **_: Any) -> None:
    if not ArticlePage.objects.filter(pk=article.pk).exists():
        return  # deleted, and its proposals with it
    try:
        close_proposals(article=article)
    except Exception:
        _log.exception("figures of article %s could not be closed", article.pk)


@receiver((post_save, post_delete), sender=Target)
@receiver((post_save, post_delete), sender=Result)
@receiver((post_save, post_delete), sender=Plan)
def count_year(instance: Target | Result | Plan, raw: bool = False, **_: Any) -> None:
    if not raw:
        recount(unit_id=instance.unit_id, page=get_page_period(instance.period))


@receiver(pre_save, sender=Target)
@receiver(pre_save, sender=Result)
@receiver(pre_save, sender=Plan)
def count_year_left(instance: Target | Result | Plan, update_fields: Any = None, **_: Any) -> None:
    """A value that an edit moves to another unit or year is missed where it was."""
    if instance.pk is None or update_fields is not None:
        return
    before = type(instance).objects.filter(pk=instance.pk).values_list("unit_id", "period").first()
    if before is None:
        return
    unit_id, page = before[0], get_page_period(before[1])
    if (unit_id, page) != (instance.unit_id, get_page_period(instance.period)):
        transaction.on_commit(lambda: recount(unit_id=unit_id, page=page))
