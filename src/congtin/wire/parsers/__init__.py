"""What was fetched, read: feeds, sitemaps, list pages and articles, as plain facts. No Django.

Bytes go in with what the host said of them; right Vietnamese comes out, or an error that says why.
"""

from congtin.wire.parsers.addresses import clean_address, make_address_key
from congtin.wire.parsers.articles import parse_article
from congtin.wire.parsers.blocks import read_blocks
from congtin.wire.parsers.decoding import decode
from congtin.wire.parsers.errors import (
    LettersUnreadable,
    NoArticle,
    NoFeed,
    ParsingError,
    XmlRefused,
)
from congtin.wire.parsers.feeds import parse_feed
from congtin.wire.parsers.lists import parse_list
from congtin.wire.parsers.moments import read_dateline, read_moment
from congtin.wire.parsers.parsed import (
    Article,
    Block,
    Entry,
    Feed,
    Heading,
    Moment,
    Picture,
    Prose,
    Quote,
)
from congtin.wire.parsers.plain import to_line
from congtin.wire.parsers.sitemaps import parse_sitemap

__all__ = [
    "Article",
    "Block",
    "Entry",
    "Feed",
    "Heading",
    "LettersUnreadable",
    "Moment",
    "NoArticle",
    "NoFeed",
    "ParsingError",
    "Picture",
    "Prose",
    "Quote",
    "XmlRefused",
    "clean_address",
    "decode",
    "make_address_key",
    "parse_article",
    "parse_feed",
    "parse_list",
    "parse_sitemap",
    "read_blocks",
    "read_dateline",
    "read_moment",
    "to_line",
]
