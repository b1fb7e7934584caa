"""Filing what was read: as a new story, as a further source of a known one, or as a correction."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from congtin import figures
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.prose import read_prose
from congtin.wire.contents import Content
from congtin.wire.decide import compute_recheck_seconds, make_bands
from congtin.wire.enums import ChangeState, ItemState, SightingState
from congtin.wire.models import ArticleBand, ItemBand, Sighting, Version, WireItem
from congtin.wire.queries import find_alike, find_alike_articles
from congtin.wire.retrieve import Validators

__all__ = ["fail_sighting", "file_content", "index_article", "note_unchanged"]

_RETRY_MINUTES = (10, 60, 360, 1440)
_READ_CHARACTERS = 20_000
_DESK = 7_306_845


def file_content(
    *,
    sighting: Sighting,
    content: Content,
    validators: Validators | None = None,
    problem: str = "",
) -> WireItem:
    """Put the wording where it belongs, exactly once; gives the story. `problem` says why it is
    less than there is.

    What takes long is done before the one desk is held at which stories are compared and filed:
    two workers with the same story from two outlets must not both find it new.
    """
    bands = make_bands(headline=content.headline, text=content.get_text())
    figure_count = _count_figures(content)
    with transaction.atomic():
        _hold_desk()
        row = Sighting.objects.select_related("item", "source").get(pk=sighting.pk)
        is_new = _add_version(row, content)
        item = row.item
        if item is None:
            item = _find_or_make_item(row, content, bands, figure_count)
        elif is_new:
            _renew_item(item, row, content, bands, figure_count)
        _note_read(row, item, validators, problem)
    return item


@transaction.atomic
def note_unchanged(*, sighting: Sighting) -> None:
    """The page is still what it was when it was last read."""
    if sighting.item is not None:
        _note_read(sighting, sighting.item, None)


def fail_sighting(*, sighting: Sighting, problem: str, is_final: bool = False) -> None:
    """Try again later, at growing distances; after the last, or where it is final, no more."""
    is_over = is_final or sighting.attempts >= len(_RETRY_MINUTES)
    wait = dt.timedelta(minutes=_RETRY_MINUTES[min(sighting.attempts, len(_RETRY_MINUTES) - 1)])
    state = sighting.state
    if is_over and state == SightingState.PENDING:
        state = SightingState.FAILED
    Sighting.objects.filter(pk=sighting.pk).update(
        state=state,
        attempts=sighting.attempts + 1,
        try_at=None if is_over else timezone.now() + wait,
        problem=problem[:300],
    )


@transaction.atomic
def index_article(*, article: ArticlePage) -> None:
    """Let stories be compared with this article."""
    bands = make_bands(headline=article.title, text=read_prose(article))
    ArticleBand.objects.filter(article=article).delete()
    ArticleBand.objects.bulk_create(ArticleBand(article=article, band=band) for band in bands)


def _hold_desk() -> None:
    """SQLite's transactions hold the whole database already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DESK])


def _add_version(sighting: Sighting, content: Content) -> bool:
    last = sighting.versions.order_by("-number").first()
    digest = content.get_digest()
    if last is not None and last.digest == digest:
        return False
    number = last.number + 1 if last else 1
    Version.objects.create(sighting=sighting, number=number, digest=digest, content=content.write())
    return True


def _find_or_make_item(
    sighting: Sighting, content: Content, bands: list[int], figure_count: int
) -> WireItem:
    alike = find_alike(content.to_story(), bands)
    if alike is not None and alike[1].is_same:
        return alike[0]
    item = WireItem(source=sighting.source, figure_count=figure_count)
    if alike is not None:
        item.like_item, item.like_percent = alike[0], alike[1].percent
    similar = find_alike_articles(content.to_story(), bands)
    if similar is not None and similar[1].percent >= item.like_percent:
        item.like_item, item.like_article = None, similar[0]
        item.like_percent = similar[1].percent
    fill_item(item, content)
    item.save()
    _write_bands(item, bands)
    return item


def _renew_item(
    item: WireItem, sighting: Sighting, content: Content, bands: list[int], figure_count: int
) -> None:
    """Before it is accepted a story follows its outlet; then a correction is offered."""
    if item.source_id != sighting.source_id:
        return
    if item.state == ItemState.ACCEPTED:
        if item.article_id is not None:
            WireItem.objects.filter(pk=item.pk).update(change_state=ChangeState.OFFERED)
        return
    fill_item(item, content)
    item.figure_count = figure_count
    item.save()
    ItemBand.objects.filter(item=item).delete()
    _write_bands(item, bands)


def fill_item(item: WireItem, content: Content) -> None:
    plain = content.write()
    item.headline = content.headline[:255]
    item.standfirst, item.byline = content.standfirst, content.byline[:160]
    item.body = plain["blocks"]
    item.original_address = content.address
    item.original_day = content.moment.day if content.moment else None
    item.original_time = content.moment.time if content.moment else None


def _write_bands(item: WireItem, bands: list[int]) -> None:
    ItemBand.objects.bulk_create(ItemBand(item=item, band=band) for band in set(bands))


def _note_read(
    sighting: Sighting, item: WireItem, validators: Validators | None, problem: str = ""
) -> None:
    """An accepted story's page is looked at again a few times: outlets correct silently."""
    seconds = None
    if item.state == ItemState.ACCEPTED and item.source_id == sighting.source_id:
        seconds = compute_recheck_seconds(sighting.checks)
        sighting.checks += 1
    now = timezone.now()
    Sighting.objects.filter(pk=sighting.pk).update(
        item=item,
        state=SightingState.READ,
        headline=sighting.headline or item.headline,
        attempts=0,
        problem=problem[:300],
        checks=sighting.checks,
        try_at=now + dt.timedelta(seconds=seconds) if seconds is not None else None,
        page_etag=validators.etag if validators else sighting.page_etag,
        page_last_modified=(
            validators.last_modified if validators else sighting.page_last_modified
        ),
    )


def _count_figures(content: Content) -> int:
    text = f"{content.headline}\n\n{content.get_text()}"[:_READ_CHARACTERS]
    published = content.moment.day if content.moment else timezone.localdate()
    return len(figures.read(text, published=published))
