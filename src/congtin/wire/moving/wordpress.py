"""WordPress's export, WXR 1.0 to 1.2: RSS 2.0 with elements of its own.

The elements are those of wp-admin/includes/export.php in WordPress.

The file is read twice as a stream: first for the media library, since a post may come before the
picture that it shows, then for the posts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from congtin.wire.moving.cleaning import clean_text
from congtin.wire.moving.drafting import Draft, fingerprint, make_article
from congtin.wire.moving.errors import ArticleRefused, SourceUnreadable
from congtin.wire.moving.moments import read_day, read_moment
from congtin.wire.moving.records import (
    Article,
    Item,
    Notice,
    Outlet,
    Picture,
    Record,
    Refusal,
    State,
)
from congtin.wire.moving.staging import Staging
from congtin.wire.moving.wordpress_markup import Upload, render_markup
from congtin.wire.moving.xml_stream import XmlStream

__all__ = ["read_wordpress"]

_STATES: dict[str, State] = {"publish": "live", "draft": "draft", "pending": "draft"}
_PASSED_OVER = frozenset({"trash", "auto-draft", "inherit"})
_UNNAMED = frozenset({"uncategorized", "chua-phan-loai", "khong-phan-loai", "chua-duoc-phan-loai"})
_BODY_TAG = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR_TAG = "{http://purl.org/dc/elements/1.1/}creator"


@dataclass(slots=True)
class _Channel:
    """What stands in front of the items. `wp` is the namespace of this version."""

    address: str = ""
    names: dict[str, str] = field(default_factory=dict)
    wp: str = ""
    excerpt: str = ""


def read_wordpress(
    path: Path, *, now: dt.datetime, types: frozenset[str] = frozenset({"post"})
) -> Iterator[Item]:
    """The portal, its media library, its posts. Raises SourceUnreadable where the rest is lost."""
    with Staging() as uploads:
        channel = _Channel()
        try:
            _stage_uploads(path, channel, uploads)
        except SourceUnreadable:
            if not channel.wp:
                raise
            # What comes before the damage is read below, and the damage told there.
        yield Record(0, "portal", "", {"address": channel.address})
        passed: dict[str, int] = {}
        for row, item in _list_items(path, channel):
            kind = _get(item, f"{channel.wp}post_type")
            status = _get(item, f"{channel.wp}status")
            if kind == "attachment" or status in _PASSED_OVER:
                continue
            if kind not in types:
                passed[kind] = passed.get(kind, 0) + 1
                continue
            key = _get(item, f"{channel.wp}post_id") or _get(item, "guid")
            yield _read_post(_Post(item, row, key, channel, uploads), now)
        for kind, count in sorted(passed.items()):
            yield Notice(0, "", f"{count} mục loại “{kind}” không phải bài viết, không chuyển")


def _stage_uploads(path: Path, channel: _Channel, uploads: Staging) -> None:
    for _, item in _list_items(path, channel):
        if _get(item, f"{channel.wp}post_type") != "attachment":
            continue
        number = _get(item, f"{channel.wp}post_id")
        if number.isdigit() and len(number) < 18:
            uploads.put("uploads", int(number), _read_upload(item, channel))


def _read_upload(item: Element, channel: _Channel) -> dict[str, str]:
    meta = _read_meta(item, channel)
    return {
        "address": _get(item, f"{channel.wp}attachment_url") or _get(item, "guid"),
        "title": clean_text(_get(item, "title"))[:255],
        "caption": clean_text(_get(item, channel.excerpt))[:300],
        "alt_text": clean_text(meta.get("_wp_attachment_image_alt", ""))[:300],
    }


def _list_items(path: Path, channel: _Channel) -> Iterator[tuple[int, Element]]:
    """The items with their numbers; each is gone from memory when the next is asked for."""
    row, top = 0, None
    try:
        with path.open("rb") as file:
            for event, node in iterparse(XmlStream(file), events=("start", "end")):
                if event == "start":
                    if node.tag == "channel":
                        top = node
                    continue
                if node.tag == "item":
                    row += 1
                    if not channel.wp:
                        _settle_namespace(channel, node)
                    yield row, node
                    node.clear()
                    if top is not None:
                        top.clear()
                elif row == 0:
                    _read_head(channel, node)
    except DefusedXmlException as problem:
        raise SourceUnreadable(
            "Tệp khai báo thực thể XML, điều mà bản xuất của WordPress không có; không đọc tiếp."
        ) from problem
    except ParseError as problem:
        line = problem.position[0]
        raise SourceUnreadable(
            f"Tệp XML hỏng hoặc bị cắt ngang ở dòng {line}; các bài sau đó không đọc được."
        ) from problem
    if not channel.wp:
        raise SourceUnreadable(
            "Tệp không phải bản xuất của WordPress (WXR), hoặc không có bài nào."
        )


def _read_head(channel: _Channel, node: Element) -> None:
    name = node.tag.rpartition("}")[2]
    if name == "base_blog_url" or (name in {"base_site_url", "link"} and not channel.address):
        channel.address = (node.text or "").strip().rstrip("/")
    elif name == "author":
        words = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in node}
        if words.get("author_login"):
            shown = words.get("author_display_name") or words["author_login"]
            channel.names[words["author_login"]] = clean_text(shown)[:120]


def _settle_namespace(channel: _Channel, item: Element) -> None:
    for child in item:
        if child.tag.endswith("}post_type"):
            channel.wp = child.tag.removesuffix("post_type")
            channel.excerpt = channel.wp.replace("}", "excerpt/}") + "encoded"


@dataclass(frozen=True, slots=True)
class _Post:
    """One item, with what is needed to read it."""

    item: Element
    row: int
    key: str
    channel: _Channel
    uploads: Staging


def _read_post(post: _Post, now: dt.datetime) -> Article | Refusal:
    try:
        return _make_post(post, now)
    except ArticleRefused as problem:
        return Refusal(post.row, post.key, str(problem), _get(post.item, "title")[:120])


def _make_post(post: _Post, now: dt.datetime) -> Article:
    item, key, channel, uploads = post.item, post.key, post.channel, post.uploads
    wp = channel.wp
    status = _get(item, f"{wp}status")
    if status == "private" or _get(item, f"{wp}post_password"):
        raise ArticleRefused("bài riêng tư hoặc có mật khẩu.")
    meta = _read_meta(item, channel)
    sections = _list_sections(item)
    body = _get(item, _BODY_TAG)
    creator = _get(item, _CREATOR_TAG)
    address = _get(item, "link")
    frame = Article(
        row=post.row,
        key=key,
        headline="",
        blocks=(),
        published_at=_read_moment(item, wp),
        address=address,
        other_addresses=_list_addresses(_get(item, "guid"), key, address),
        slug=unquote(_get(item, f"{wp}post_name"))[:255],
        section=sections[0] if sections else "",
        authors=(channel.names.get(creator, creator)[:120],) if creator else (),
        byline=clean_text(meta.get("congtin_byline", ""))[:160],
        source=_read_source(meta),
        original_address=meta.get("congtin_original_address", "")[:500],
        original_date=read_day(meta.get("congtin_original_date")),
        changed_at=read_moment(_get(item, f"{wp}post_modified")),
        lead=_find_lead(meta, uploads),
        state=_STATES.get(status, "draft"),
        fingerprint=_take_fingerprint(item, meta),
        notices=("bài thuộc nhiều chuyên mục, giữ chuyên mục đầu",) if len(sections) > 1 else (),
    )
    html = render_markup(body, lambda number: _find_upload(number, uploads))
    draft = Draft(
        frame,
        headline=_get(item, "title"),
        standfirst=_get(item, channel.excerpt),
        body=html,
        base=address or channel.address,
    )
    return make_article(draft, now=now)


def _read_moment(item: Element, wp: str) -> dt.datetime | None:
    local = read_moment(_get(item, f"{wp}post_date"))
    if local is not None:
        return local
    universal = read_moment(_get(item, f"{wp}post_date_gmt"))
    return universal.replace(tzinfo=dt.UTC) if universal else read_moment(_get(item, "pubDate"))


def _list_sections(item: Element) -> list[str]:
    names = [
        clean_text(child.text or "")
        for child in item.iterfind("category")
        if child.get("domain") == "category" and child.get("nicename") not in _UNNAMED
    ]
    return list(dict.fromkeys(filter(None, names)))


def _list_addresses(guid: str, key: str, address: str) -> tuple[str, ...]:
    """Besides the permanent link, WordPress answers by the number of a post."""
    others = [guid] if "?p=" in guid else []
    if key.isdigit():
        others.append(f"/?p={key}")
    return tuple(each for each in dict.fromkeys(others) if each != address)


def _read_source(meta: dict[str, str]) -> Outlet | None:
    name = clean_text(meta.get("congtin_source", ""))[:160]
    return Outlet(name, meta.get("congtin_source_address", "")[:200]) if name else None


def _find_lead(meta: dict[str, str], uploads: Staging) -> Picture | None:
    number = meta.get("_thumbnail_id", "")
    upload = _find_upload(int(number), uploads) if number.isdigit() and len(number) < 18 else None
    if upload is None:
        return None
    return Picture(upload.address, upload.caption, alt_text=upload.alt_text or upload.title)


def _find_upload(number: int, uploads: Staging) -> Upload | None:
    found = uploads.find("uploads", number)
    return Upload(**found) if found and found["address"] else None


def _read_meta(item: Element, channel: _Channel) -> dict[str, str]:
    return {
        _get(row, f"{channel.wp}meta_key"): _get(row, f"{channel.wp}meta_value")
        for row in item.iterfind(f"{channel.wp}postmeta")
    }


def _take_fingerprint(item: Element, meta: dict[str, str]) -> str:
    parts = [(child.tag, child.text or "", sorted(child.items())) for child in item]
    return fingerprint({"parts": parts, "meta": meta})


def _get(node: Element, tag: str) -> str:
    return (node.findtext(tag) or "").strip() if tag else ""
