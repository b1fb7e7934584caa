"""WXR 1.2 in pieces of text: the head, one item after another, the tail."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from html import escape

__all__ = ["Post", "write_head", "write_post", "write_tail"]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
\t<title>{title}</title>
\t<link>{address}</link>
\t<description></description>
\t<language>vi</language>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_site_url>{address}</wp:base_site_url>
\t<wp:base_blog_url>{address}</wp:base_blog_url>
"""
_AUTHOR = """\t<wp:author><wp:author_id>{number}</wp:author_id>\
<wp:author_login>{login}</wp:author_login>\
<wp:author_display_name>{name}</wp:author_display_name></wp:author>
"""
_SECTION = """\t<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}\
</wp:category_nicename><wp:category_parent></wp:category_parent>\
<wp:cat_name>{name}</wp:cat_name></wp:category>
"""
_ITEM = """\t<item>
\t\t<title>{title}</title>
\t\t<link>{link}</link>
\t\t<pubDate>{published}</pubDate>
\t\t<dc:creator>{creator}</dc:creator>
\t\t<guid isPermaLink="false">{guid}</guid>
\t\t<description></description>
\t\t<content:encoded>{content}</content:encoded>
\t\t<excerpt:encoded>{excerpt}</excerpt:encoded>
\t\t<wp:post_id>{number}</wp:post_id>
\t\t<wp:post_date>{local}</wp:post_date>
\t\t<wp:post_date_gmt>{universal}</wp:post_date_gmt>
\t\t<wp:post_modified>{changed}</wp:post_modified>
\t\t<wp:post_modified_gmt>{changed_universal}</wp:post_modified_gmt>
\t\t<wp:comment_status>closed</wp:comment_status>
\t\t<wp:ping_status>closed</wp:ping_status>
\t\t<wp:post_name>{slug}</wp:post_name>
\t\t<wp:status>{status}</wp:status>
\t\t<wp:post_parent>0</wp:post_parent>
\t\t<wp:menu_order>0</wp:menu_order>
\t\t<wp:post_type>{kind}</wp:post_type>
\t\t<wp:post_password></wp:post_password>
\t\t<wp:is_sticky>0</wp:is_sticky>
{more}\t</item>
"""


@dataclass(frozen=True, slots=True)
class Post:
    """`published_at` and `changed_at` in Vietnam's time; `sections`: slugs with names."""

    number: int
    title: str
    link: str
    published_at: dt.datetime
    changed_at: dt.datetime
    guid: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    slug: str = ""
    status: str = "publish"
    kind: str = "post"
    sections: Sequence[tuple[str, str]] = ()
    file: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)


def write_head(
    *,
    title: str,
    address: str,
    sections: Sequence[tuple[str, str]] = (),
    authors: Sequence[tuple[str, str]] = (),
) -> str:
    """`sections`: slugs with names; `authors`: names for signing in with names to show."""
    parts = [_HEAD.format(title=_text(title), address=_text(address))]
    for number, (login, name) in enumerate(authors, 1):
        parts.append(_AUTHOR.format(number=number, login=_data(login), name=_data(name)))
    for number, (slug, name) in enumerate(sections, 1):
        parts.append(_SECTION.format(number=number, slug=_data(slug), name=_data(name)))
    return "".join(parts)


def write_post(post: Post) -> str:
    more = [
        f'\t\t<category domain="category" nicename="{_text(slug)}">{_data(name)}</category>\n'
        for slug, name in post.sections
    ]
    if post.file:
        more.append(f"\t\t<wp:attachment_url>{_data(post.file)}</wp:attachment_url>\n")
    more += [
        f"\t\t<wp:postmeta><wp:meta_key>{_data(name)}</wp:meta_key>"
        f"<wp:meta_value>{_data(value)}</wp:meta_value></wp:postmeta>\n"
        for name, value in post.meta.items()
        if value
    ]
    return _ITEM.format(
        title=_data(post.title),
        link=_text(post.link),
        published=format_datetime(post.published_at.astimezone(dt.UTC)),
        creator=_data(post.creator),
        guid=_text(post.guid or post.link),
        content=_data(post.content),
        excerpt=_data(post.excerpt),
        number=post.number,
        local=_data(f"{post.published_at:%Y-%m-%d %H:%M:%S}"),
        universal=_data(f"{post.published_at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"),
        changed=_data(f"{post.changed_at:%Y-%m-%d %H:%M:%S}"),
        changed_universal=_data(f"{post.changed_at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"),
        slug=_data(post.slug),
        status=_data(post.status),
        kind=_data(post.kind),
        more="".join(more),
    )


def write_tail() -> str:
    return "</channel>\n</rss>\n"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _data(text: str) -> str:
    """A CDATA section, in which `]]>` alone has to be cut in two."""
    return "<![CDATA[" + _FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>") + "]]>"
