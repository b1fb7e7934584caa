"""News that the newsroom sends upward, after the commit."""

from django.dispatch import Signal

__all__ = ["article_published", "article_withdrawn"]

# sender: ArticlePage; article: the page as published
article_published = Signal()
# sender: ArticlePage; article: the page that was taken down or deleted
article_withdrawn = Signal()
