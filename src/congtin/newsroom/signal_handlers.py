"""Wagtail's own signals, turned into the newsroom's deeds."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from congtin.newsroom import actions
from congtin.newsroom.models import ArticlePage, SectionPage
from congtin.newsroom.signals import article_published, article_withdrawn

_Ignored = Any


@receiver(page_published, sender=ArticlePage)
def announce_publication(instance: ArticlePage, **_: _Ignored) -> None:
    if not instance.live:
        return  # scheduled: sent again when its hour has come
    actions.settle_publication(article=instance)
    transaction.on_commit(
        lambda: article_published.send(sender=ArticlePage, article=instance), robust=False
    )


@receiver(page_unpublished, sender=ArticlePage)
def announce_withdrawal(instance: ArticlePage, **_: _Ignored) -> None:
    """A live article that is deleted comes here too: Wagtail withdraws it first."""
    actions.record_withdrawal(article=instance)
    transaction.on_commit(lambda: article_withdrawn.send(sender=ArticlePage, article=instance))


@receiver(post_page_move)
def keep_section(instance: Any, parent_page_after: Any, **_: _Ignored) -> None:
    if isinstance(instance.specific, ArticlePage) and isinstance(
        parent_page_after.specific, SectionPage
    ):
        ArticlePage.objects.filter(pk=instance.pk).update(section_id=parent_page_after.pk)
