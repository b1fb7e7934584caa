"""News that the newsroom sends upward, after the commit."""

from django.dispatch import Signal

__all__ = ["article_published", "article_withdrawn", "articles_moved_in"]

# sender: ArticlePage; article: the page as published
article_published = Signal()
# sender: ArticlePage; article: the page that was taken down or deleted
article_withdrawn = Signal()
# sender: ArticlePage; numbers: of articles that were published elsewhere before; origin: the portal
# that they come from. Sent inside the transaction that writes them, so that whoever has to do
# something about each of many can note it there.
articles_moved_in = Signal()
