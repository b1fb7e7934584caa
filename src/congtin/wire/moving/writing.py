"""Articles of an old portal as pages here: a batch in one transaction, and nothing of it twice.

Rows are written as Wagtail's tree would have them (path, numchild, url_path). No revision is kept
and no publication is announced: what is moved was published long ago. What reads articles hears of
them by `articles_moved_in`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from congtin.newsroom.models import ArticlePage, Correction, SectionPage
from congtin.newsroom.signals import articles_moved_in
from congtin.wire.moving.addresses import read_place
from congtin.wire.moving.bodies import find_links, list_files, make_body, relink
from congtin.wire.moving.cleaning import ATTACHMENT_ENDINGS
from congtin.wire.moving.lookups import Lookups
from congtin.wire.moving.media import MediaStore
from congtin.wire.moving.models import Move, Moved, OldAddress
from congtin.wire.moving.moments import read_moment
from congtin.wire.moving.queries import find_moved, find_old_addresses
from congtin.wire.moving.records import Article, Name, Paragraph, Picture, Reference
from congtin.wire.moving.rows import insert_rows, let_numbers_go_on
from congtin.wire.moving.slugs import choose_slugs

__all__ = ["ArticleWriter", "Outcome", "settle_old_links"]

_NAMESPACE = uuid.UUID("0d9f0b52-1e6b-4f83-9a3f-7c1d1f0b7a11")
_INNER_LINK = re.compile(r'linktype="(page|document)" id="(\d+)"')
_Numbers = dict[tuple[str, Any], int]
_Authorship = ArticlePage.authors.through


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one batch: the articles that were made, that were there, that have changed there since;
    and what could not be had for which of them."""

    made: int = 0
    same: int = 0
    changed: tuple[Article, ...] = ()
    missing: tuple[tuple[Article, str, str], ...] = ()


@dataclass(slots=True)
class ArticleWriter:
    """`host`: of the old portal, whose links are led to the articles here; `origin`: its
    address."""

    move: Move
    lookups: Lookups
    media: MediaStore
    host: str = ""
    origin: str = ""
    _content_type: ContentType = field(init=False)
    _locale: Locale = field(init=False)

    def __post_init__(self) -> None:
        self._content_type = ContentType.objects.get_for_model(ArticlePage)
        self._locale = Locale.get_default()

    def write(self, batch: Sequence[Article]) -> Outcome:
        """Write what is new of a batch; a row that occurs twice in it is written once."""
        articles = list({article.key: article for article in batch}.values())
        known = find_moved(self.move, "article", [article.key for article in articles])
        fresh = [article for article in articles if article.key not in known]
        changed = tuple(
            article
            for article in articles
            if article.key in known and known[article.key].fingerprint != article.fingerprint
        )
        missing: list[tuple[Article, str, str]] = []
        if fresh:
            # Files come first, each in a transaction of its own: they are found again if the
            # batch is not.
            numbers = self._find_files(fresh, missing)
            try:
                with transaction.atomic():
                    self._add(fresh, numbers)
            except BaseException:
                self.lookups.forget()
                raise
        return Outcome(len(fresh), len(batch) - len(fresh), changed, tuple(missing))

    def _find_files(
        self, articles: Sequence[Article], missing: list[tuple[Article, str, str]]
    ) -> _Numbers:
        wanted: dict[str, dict[str, str]] = {"picture": {}, "attachment": {}}
        records: dict[str, set[str]] = {"picture": set(), "attachment": set()}
        for article in articles:
            for kind, block in list_files(article):
                if kind == "link" and not self._is_own_file(block.place):
                    continue
                kind = "attachment" if kind == "link" else kind  # noqa: PLW2901  (as it is kept)
                if isinstance(block.place, Reference):
                    records[kind].add(block.place.key)
                else:
                    wanted[kind].setdefault(block.place, _name_file(block, article))
        numbers: _Numbers = {}
        for kind, places in wanted.items():
            if places:
                found = self.media.store_all(kind, places)
                numbers |= {(kind, place): number for place, number in found.items()}
        for kind, keys in records.items():
            rows = find_moved(self.move, kind, keys) if keys else {}
            numbers |= {(kind, Reference(key)): row.number for key, row in rows.items()}
        for article in articles:
            for kind, block in list_files(article):
                if kind == "link" and not self._is_own_file(block.place):
                    continue
                name = "attachment" if kind == "link" else kind
                if (name, block.place) not in numbers:
                    reason = self.media.missing.get(str(block.place), "không có bản ghi của tệp")
                    missing.append((article, str(block.place), reason))
        return numbers

    def _is_own_file(self, address: Name) -> bool:
        """Whether a link in the text leads to a file of the old portal."""
        place = read_place(address) if isinstance(address, str) and self.host else None
        ends = place is not None and place.path.lower().endswith(ATTACHMENT_ENDINGS)
        return ends and place is not None and place.host == self.host

    def _add(self, articles: Sequence[Article], numbers: _Numbers) -> None:
        placed = [(each, self.lookups.get_section(each.section)) for each in articles]
        pages = self._add_pages(placed)
        old_links = self._find_old_links(articles)
        inner_links = self._find_inner_links(articles)
        rows, pending = [], []
        for (article, section), page in zip(placed, pages, strict=True):
            body = make_body(article, numbers)
            self._lead_inside(body, inner_links)
            is_pending = self._lead_on(body, numbers, old_links)
            rows.append(self._make_row(article, section, page, body, numbers))
            pending.append(is_pending)
        insert_rows(ArticlePage, rows)
        self._add_links(articles, rows)
        Moved.objects.bulk_create(
            Moved(
                move=self.move,
                kind="article",
                key=article.key[:200],
                fingerprint=article.fingerprint,
                number=page.pk,
                has_old_links=is_pending,
            )
            for article, page, is_pending in zip(articles, pages, pending, strict=True)
        )
        get_search_backend().get_index_for_model(ArticlePage).add_items(ArticlePage, rows)
        articles_moved_in.send(
            sender=ArticlePage,
            numbers=[
                page.pk
                for article, page in zip(articles, pages, strict=True)
                if page.live and "number" not in article.exact  # whose ledger comes with it
            ],
            origin=self.move.origin,
        )

    def _add_pages(self, placed: Sequence[tuple[Article, SectionPage]]) -> list[Page]:
        slugs = choose_slugs(placed)
        kept = self._find_kept_numbers([article for article, _ in placed])
        steps: dict[int, int] = {}
        pages = []
        for (article, section), slug in zip(placed, slugs, strict=True):
            if section.pk not in steps:
                steps[section.pk] = _find_last_step(section)
            steps[section.pk] += 1
            page = self._make_page(article, section, slug, steps[section.pk])
            page.pk = kept.get(article.key)
            pages.append(page)
        for number in steps:
            added = sum(section.pk == number for _, section in placed)
            Page.objects.filter(pk=number).update(numchild=F("numchild") + added)
        insert_pages(pages)
        return pages

    def _find_kept_numbers(self, articles: Sequence[Article]) -> dict[str, int]:
        if not self.move.keeps_numbers:
            return {}
        wanted = {
            article.key: int(article.exact["number"])
            for article in articles
            if str(article.exact.get("number", "")).isdigit()
        }
        taken = set(Page.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
        return {key: number for key, number in wanted.items() if number not in taken}

    def _make_page(self, article: Article, section: SectionPage, slug: str, step: int) -> Page:
        depth = section.depth + 1
        exact, moment = article.exact, article.published_at
        first = read_moment(exact.get("first_published_at")) or moment
        last = read_moment(exact.get("last_published_at")) or _settle_change(article)
        is_live = article.state == "live"
        return Page(
            path=Page._get_path(section.path, depth, step),
            depth=depth,
            numchild=0,
            title=article.headline,
            draft_title=article.headline,
            slug=slug,
            url_path=f"{section.url_path}{slug}/",
            content_type=self._content_type,
            locale=self._locale,
            translation_key=uuid.uuid5(_NAMESPACE, f"{self.move.origin} {article.key}"),
            live=is_live,
            has_unpublished_changes=not is_live,
            seo_title=str(exact.get("seo_title") or "")[:255],
            search_description=str(exact.get("search_description") or ""),
            first_published_at=first if article.state != "draft" else None,
            last_published_at=last if article.state != "draft" else None,
            latest_revision_created_at=last,
            go_live_at=read_moment(exact.get("go_live_at")),
            expire_at=read_moment(exact.get("expire_at")),
            expired=bool(exact.get("expired")),
        )

    def _lead_on(
        self, body: list[dict[str, Any]], numbers: _Numbers, old_links: dict[tuple[str, str], int]
    ) -> bool:
        """Links to files and pages that were moved lead here; gives whether any is still open."""
        is_pending = False

        def find(address: str) -> str:
            nonlocal is_pending
            number = numbers.get(("attachment", address))
            if number is not None:
                return f'linktype="document" id="{number}"'
            place = read_place(address)
            if place is None or place.host != self.host:
                return ""
            page = old_links.get((place.host, place.path))
            is_pending |= page is None
            return f'linktype="page" id="{page}"' if page is not None else ""

        for row in body:
            if row["type"] == "paragraph" and "<a href=" in row["value"]:
                row["value"] = relink(row["value"], find)
        return is_pending

    def _find_inner_links(self, articles: Sequence[Article]) -> dict[tuple[str, str], int]:
        """Where the pages and documents are that the rich text of an export points to."""
        keys: dict[str, set[str]] = {"page": set(), "document": set()}
        for article in articles:
            for block in article.blocks:
                if isinstance(block, Paragraph) and "linktype=" in block.html:
                    for kind, key in _INNER_LINK.findall(block.html):
                        keys[kind].add(key)
        kinds = {"page": "article", "document": "attachment"}
        return {
            (kind, key): row.number
            for kind, wanted in keys.items()
            if wanted
            for key, row in find_moved(self.move, kinds[kind], wanted).items()
        }

    def _lead_inside(
        self, body: list[dict[str, Any]], inner_links: dict[tuple[str, str], int]
    ) -> None:
        def lead(found: re.Match[str]) -> str:
            kind, key = found[1], found[2]
            number = inner_links.get((kind, key))
            if number is not None:
                return f'linktype="{kind}" id="{number}"'
            if self.move.keeps_numbers:
                return found[0]  # one that comes later, under the same number
            return f'href="{escape(self.origin)}/b/{key}/"' if kind == "page" else 'href="#"'

        for row in body:
            if row["type"] == "paragraph" and "linktype=" in row["value"]:
                row["value"] = _INNER_LINK.sub(lead, row["value"])

    def _find_old_links(self, articles: Sequence[Article]) -> dict[tuple[str, str], int]:
        if not self.host:
            return {}
        places = set()
        for article in articles:
            for block in article.blocks:
                if isinstance(block, Paragraph) and "<a href=" in block.html:
                    places |= {read_place(each) for each in find_links(block.html)}
        wanted = [(each.host, each.path) for each in places if each and each.host == self.host]
        return find_old_addresses(wanted) if wanted else {}

    def _make_row(
        self,
        article: Article,
        section: SectionPage,
        page: Page,
        body: list[dict[str, Any]],
        numbers: _Numbers,
    ) -> ArticlePage:
        row = ArticlePage(
            page_ptr_id=page.pk,
            section_id=section.pk if article.state != "draft" else None,
            published_at=article.published_at if article.state != "draft" else None,
            standfirst=article.standfirst,
            body=json.dumps(body, ensure_ascii=False),
            lead_image_id=_find_lead(article, numbers),
            byline=article.byline,
            source_id=self.lookups.find_source(article.source),
            original_address=article.original_address,
            original_date=article.original_date,
            original_time=article.original_time,
            speaks_of=str(article.exact.get("speaks_of") or "")[:24],
            withdrawal_reason=str(article.exact.get("withdrawal_reason") or ""),
        )
        for each in Page._meta.concrete_fields:
            setattr(row, each.attname, getattr(page, each.attname))
        return row

    def _add_links(self, articles: Sequence[Article], rows: Sequence[ArticlePage]) -> None:
        pairs = list(zip(articles, rows, strict=True))
        _Authorship.objects.bulk_create(
            _Authorship(articlepage_id=row.pk, author_id=number)
            for article, row in pairs
            for number in dict.fromkeys(map(self.lookups.find_author, article.authors))
            if number is not None
        )
        Correction.objects.bulk_create(
            Correction(
                article_id=row.pk, corrected_on=each.corrected_on, text=each.text, sort_order=order
            )
            for article, row in pairs
            for order, each in enumerate(article.corrections)
        )
        OldAddress.objects.bulk_create(
            [
                OldAddress(host=place.host, path=place.path, article_id=row.pk)
                for article, row in pairs
                for place in self._list_places(article, row)
            ],
            ignore_conflicts=True,
        )

    def _list_places(self, article: Article, row: ArticlePage) -> Any:
        here = "/" + row.url_path.strip("/").partition("/")[2]
        short = [f"/b/{article.exact['number']}"] if article.exact.get("number") else []
        seen = set()
        for address in (article.address, *article.other_addresses, *short):
            place = read_place(address) if address else None
            if place is None:
                continue
            key = (place.host or self.host, place.path)
            if place.path not in {here, "/", f"/b/{row.pk}"} and key not in seen:
                seen.add(key)
                yield type(place)(*key)


def insert_pages(pages: Sequence[Page]) -> None:
    """Those that bring a number keep it."""
    Page.objects.bulk_create([page for page in pages if page.pk is None])
    numbered = [page for page in pages if page._state.adding]
    if numbered:
        insert_rows(Page, numbered)
        let_numbers_go_on([Page])


@transaction.atomic
def settle_old_links(move: Move, *, host: str, size: int = 200) -> int:
    """Lead links to what was moved after the article that links to it; gives how many articles
    were changed. What an editor has worked on since is left alone."""
    waiting = list(Moved.objects.filter(move=move, has_old_links=True).values_list("pk", "number"))
    changed = 0
    for first in range(0, len(waiting), size):
        part = dict(waiting[first : first + size])
        rows = ArticlePage.objects.filter(pk__in=part.values(), latest_revision=None)
        bodies = {row.pk: list(row.body.raw_data) for row in rows.only("pk", "body")}
        links = _find_links_of(bodies, host)
        settled = []
        for key, number in part.items():
            body = bodies.get(number)
            if body is None:
                settled.append(key)
                continue
            after, is_whole = _relink_body(body, links, host)
            if after is not None:
                _write_body(number, after)
                changed += 1
            if is_whole:
                settled.append(key)
        Moved.objects.filter(pk__in=settled).update(has_old_links=False)
    return changed


def _write_body(number: int, body: list[dict[str, Any]]) -> None:
    ArticlePage.objects.filter(pk=number).update(body=json.dumps(body, ensure_ascii=False))


def _find_links_of(
    bodies: dict[int, list[dict[str, Any]]], host: str
) -> dict[tuple[str, str], int]:
    places = set()
    for body in bodies.values():
        for row in body:
            if row["type"] == "paragraph":
                places |= {read_place(each) for each in find_links(row["value"])}
    wanted = [(each.host, each.path) for each in places if each and each.host == host]
    return find_old_addresses(wanted) if wanted else {}


def _relink_body(
    body: list[dict[str, Any]], links: dict[tuple[str, str], int], host: str
) -> tuple[list[dict[str, Any]] | None, bool]:
    """The body with the links that are known, None where there are none; and whether all are."""
    is_changed, is_whole = False, True

    def find(address: str) -> str:
        nonlocal is_changed, is_whole
        place = read_place(address)
        if place is None or place.host != host:
            return ""
        number = links.get((place.host, place.path))
        is_changed |= number is not None
        is_whole &= number is not None
        return f'linktype="page" id="{number}"' if number is not None else ""

    after = [
        {**row, "value": relink(row["value"], find)} if row["type"] == "paragraph" else row
        for row in body
    ]
    return (after if is_changed else None), is_whole


def _find_last_step(section: SectionPage) -> int:
    last = (
        Page.objects.filter(path__startswith=section.path, depth=section.depth + 1)
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    return int(Page._str2int(last[-Page.steplen :])) if last else 0


def _find_lead(article: Article, numbers: _Numbers) -> int | None:
    """The picture that the old portal led with, else the first of the text."""
    if article.lead is not None and ("picture", article.lead.place) in numbers:
        return numbers["picture", article.lead.place]
    if "number" in article.exact:
        return None  # another Cổng tin says when there is none
    shown = (block.place for block in article.blocks if isinstance(block, Picture))
    return next((numbers["picture", each] for each in shown if ("picture", each) in numbers), None)


def _settle_change(article: Article) -> dt.datetime | None:
    moment, changed = article.published_at, article.changed_at
    if moment is None:
        return changed
    is_odd = changed is None or changed < moment or changed > dt.datetime.now(dt.UTC)
    return moment if is_odd else changed


def _name_file(block: Any, article: Article) -> str:
    if isinstance(block, Picture):
        return block.alt_text or block.caption or article.headline
    return block.title or ""
