"""What the page of an article shows besides the text: figures, people, codes, ways onward."""

from __future__ import annotations

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from congtin.ledger import queries as ledger
from congtin.ledger.models import Result
from congtin.ledger.queries import ArticleEntry
from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import ArticlePage, Person, PortalSettings, Post
from congtin.portal.addresses import (
    get_figure_anchor,
    get_page_address,
    get_plan_address,
    get_row_anchor,
    get_short_address,
    get_value_address,
    make_absolute,
)
from congtin.portal.marking import Mark, mark_pieces
from congtin.portal.people import choose_posts
from congtin.portal.plan_page import say_result
from congtin.portal.qr import draw_qr
from congtin.portal.statuses import LABELS

__all__ = ["FigureLine", "Share", "describe_article"]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the article that stands in the ledger. `place` is where on this page it is read:
    its mark in the text, or "" where the sentence is no longer there; `source` is the page of the
    value itself."""

    entry: ArticleEntry
    text: str
    address: str
    anchor: str
    place: str
    source: str
    status: str
    label: str


@dataclass(frozen=True, slots=True)
class Share:
    """Plain links: nothing of another host is loaded until a reader follows one."""

    title: str
    address: str


def describe_article(page: ArticlePage, portal: PortalSettings) -> dict[str, Any]:
    """The context of the page, of its print view and of an editor's preview (which may be unsaved:
    then it has no address, no figures and no code)."""
    entries = ledger.get_article_entries(page) if page.pk else []
    marked = mark_pieces(_render_pieces(page), [_make_mark(entry) for entry in entries])
    headline, standfirst, body = (mark_safe(piece) for piece in marked.pieces)  # noqa: S308  (rendered by templates, escaped there)
    address = get_page_address(page)
    units = newsroom.get_units_of(page)
    return {
        "page": page,
        "section": page.section,
        "units": units,
        "headline": headline,
        "standfirst": standfirst,
        "body": body,
        "canonical": make_absolute(address) if address else "",
        "short_address": get_short_address(page.pk) if page.pk else "",
        "qr": _draw_article_qr(page),
        "social_qr": _draw_social_qr(portal),
        "shares": _list_shares(page),
        "corrections": sorted(page.corrections.all(), key=lambda each: each.corrected_on)[::-1],
        "figures": [_make_line(entry, marked.placed) for entry in entries],
        "people": _list_people(page),
        "other_news": newsroom.get_other_news(page, units=units),
    }


def _render_pieces(page: ArticlePage) -> list[str]:
    pictures = [block.value["image"] for block in page.body if block.block_type == "picture"]
    prefetch_related_objects([image for image in pictures if image], "renditions")
    body = "".join(block.render() for block in page.body)
    return [str(conditional_escape(page.title)), str(conditional_escape(page.standfirst)), body]


def _make_mark(entry: ArticleEntry) -> Mark:
    evidence = entry.evidence
    offset = evidence.offset or 0
    return Mark(
        id=get_figure_anchor(evidence.pk),
        quotation=evidence.quotation,
        offset=offset,
        surface=evidence.surface,
        href=_get_row_address(entry),
        label=_("%(indicator)s: xem trong sổ chỉ tiêu") % {"indicator": entry.value.indicator.name},
        measure=entry.value.measure,
        place=evidence.start - offset if evidence.start is not None else None,
    )


def _make_line(entry: ArticleEntry, placed: frozenset[str]) -> FigureLine:
    anchor, value = get_figure_anchor(entry.evidence.pk), entry.value
    status = entry.judgement.status if entry.judgement else None
    return FigureLine(
        entry=entry,
        text=say_result(value) if isinstance(value, Result) else value.format_value(),
        address=_get_row_address(entry),
        anchor="" if anchor in placed else anchor,
        place=f"#{anchor}" if anchor in placed else "",
        source=get_value_address(value),
        status=str(status) if status else "",
        label=str(LABELS[status]) if status else "",
    )


def _get_row_address(entry: ArticleEntry) -> str:
    plan = get_plan_address(entry.value.unit, entry.plan_period)
    return f"{plan}#{get_row_anchor(entry.value.indicator)}"


def _draw_article_qr(page: ArticlePage) -> SafeString | None:
    if not page.pk:
        return None
    label = _("Mã QR dẫn tới bài: %(headline)s") % {"headline": page.title}
    return draw_qr(get_short_address(page.pk), label=label)


def _draw_social_qr(portal: PortalSettings) -> SafeString | None:
    if not portal.social_address:
        return None
    name = portal.social_name or portal.social_address
    return draw_qr(portal.social_address, label=_("Mã QR truy cập %(name)s") % {"name": name})


def _list_shares(page: ArticlePage) -> list[Share]:
    if not page.pk:
        return []
    address = get_short_address(page.pk)
    # Zalo's share page takes the address as base64 of a small JSON object.
    zalo = base64.b64encode(json.dumps({"url": address}).encode()).decode()
    mail = urlencode({"subject": page.title, "body": address}).replace("+", "%20")
    return [
        Share(
            "Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"
        ),
        Share("Zalo", f"https://button-share.zalo.me/share_external?{urlencode({'d': zalo})}"),
        Share(_("Thư điện tử"), f"mailto:?{mail}"),
    ]


def _list_people(page: ArticlePage) -> list[tuple[Person, list[Post]]]:
    """People named in the article, with the posts to be read with its date."""
    people = [link.person for link in page.person_links.select_related("person")]
    saved = [person for person in people if person.pk]
    prefetch_related_objects(saved, "posts")
    day = page.original_date or _get_day(page)
    return [(person, choose_posts(person.posts.all(), day)) for person in saved]


def _get_day(page: ArticlePage) -> dt.date:
    zone = timezone.get_default_timezone()
    return timezone.localdate(page.published_at or timezone.now(), zone)
