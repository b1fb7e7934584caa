"""What cannot be moved. Every message is a Vietnamese sentence for the person who moves."""

__all__ = ["ArticleRefused", "MoveError", "SourceUnreadable"]


class MoveError(Exception):
    """Any of the below."""


class SourceUnreadable(MoveError):
    """The file or site as a whole, or all that comes after a place in it."""


class ArticleRefused(MoveError):
    """One article; the rest goes on."""
