"""What the newsroom publishes is what later news is compared with."""

from typing import Any

from django.dispatch import receiver

from congtin.newsroom.models import ArticlePage
from congtin.newsroom.signals import article_published
from congtin.wire import actions


@receiver(article_published)
def index_publication(article: ArticlePage, **_: Any) -> None:
    actions.index_article(article=article)
