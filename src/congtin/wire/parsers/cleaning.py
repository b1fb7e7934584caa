"""The allow-list: the HTML of others may hold prose and links, and nothing that acts (nh3)."""

import nh3

__all__ = ["clean_prose"]

_TAGS = {"p", "br", "b", "i", "a", "ul", "ol", "li", "sup"}
_SCHEMES = {"http", "https", "mailto"}


def clean_prose(html: str) -> str:
    """What an article's paragraph may hold, and no more; scripts go with their text.

    >>> clean_prose('<p onclick="x()">Thu <b>10</b> tỷ<script>x()</script></p>')
    '<p>Thu <b>10</b> tỷ</p>'
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
