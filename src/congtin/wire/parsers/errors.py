"""Why something that was fetched could not be read. The message is a Vietnamese sentence."""

__all__ = ["LettersUnreadable", "NoArticle", "NoFeed", "ParsingError", "XmlRefused"]


class ParsingError(Exception):
    """Not read."""


class LettersUnreadable(ParsingError):
    """In no alphabet that gives Vietnamese: better nothing than wrong letters."""


class NoFeed(ParsingError):
    """Neither feed nor sitemap. `feeds` are addresses that the page offers instead."""

    def __init__(self, message: str, feeds: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.feeds = feeds


class NoArticle(ParsingError):
    """A page without a text of its own: a front page, an error page, a video."""


class XmlRefused(ParsingError):
    """Entities or references in XML that could swell or reach inside."""
