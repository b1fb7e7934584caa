"""The newsroom decides on what came: accept, merge, put off, ignore; each can be taken back as
long as no article came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from congtin.newsroom.models import ArticlePage
from congtin.wire.decide import compute_recheck_seconds
from congtin.wire.drafting import make_article
from congtin.wire.enums import ItemState, SightingState
from congtin.wire.errors import AlreadyDecided, WireError
from congtin.wire.models import ItemBand, Sighting, WireItem
from congtin.wire.pictures import FetchedPicture
from congtin.wire.queries import get_content

if TYPE_CHECKING:
    from congtin.accounts.models import User

__all__ = [
    "accept_item",
    "ignore_item",
    "join_article",
    "merge_items",
    "postpone_item",
    "restore_item",
]

_OPEN = (ItemState.WAITING, ItemState.POSTPONED)


@transaction.atomic
def accept_item(
    *, item: WireItem, by: User, pictures: Mapping[str, FetchedPicture] | None = None
) -> ArticlePage:
    """An ordinary draft in the source's section; it goes the way of every article from there.

    Raises AlreadyDecided.
    """
    row = _lock_open(item)
    article = make_article(row, get_content(row), pictures or {}, by)
    row.source.section.add_child(instance=article)
    article.save_revision(user=by, log_action=False)
    log(instance=article, action="wagtail.create", user=by, content_changed=True)
    _settle(row, ItemState.ACCEPTED, by, article=article)
    _watch(row)
    log(instance=row, action="wire.accept", user=by)
    return article


@transaction.atomic
def join_article(*, item: WireItem, article: ArticlePage, by: User) -> None:
    """The story is told already: the item becomes a further source of that article.

    Raises AlreadyDecided.
    """
    row = _lock_open(item)
    _settle(row, ItemState.ACCEPTED, by, article=article)
    log(instance=row, action="wire.join", user=by)


@transaction.atomic
def merge_items(*, into: WireItem, items: Sequence[WireItem], by: User) -> WireItem:
    """One entry with the sources of all; the others are gone.

    Raises AlreadyDecided where one of the others became an article, WireError where none is left.
    """
    others = [each for each in items if each.pk != into.pk]
    if not others:
        raise WireError("Hãy chọn ít nhất hai tin để gộp.")
    target = WireItem.objects.select_for_update().get(pk=into.pk)
    for other in others:
        row = _lock_open(other)
        Sighting.objects.filter(item=row).update(item=target)
        ItemBand.objects.filter(item=row).update(item=target)
        WireItem.objects.filter(like_item=row).update(like_item=target)
        log(instance=target, action="wire.merge", user=by, data={"headline": row.headline})
        row.delete()
    WireItem.objects.filter(pk=target.pk, like_item=target).update(like_item=None, like_percent=0)
    target.refresh_from_db()
    return target


@transaction.atomic
def postpone_item(*, item: WireItem, by: User) -> None:
    row = _lock_open(item)
    _settle(row, ItemState.POSTPONED, by)
    log(instance=row, action="wire.postpone", user=by)


@transaction.atomic
def ignore_item(*, item: WireItem, by: User) -> None:
    row = _lock_open(item)
    _settle(row, ItemState.IGNORED, by)
    log(instance=row, action="wire.ignore", user=by)


@transaction.atomic
def restore_item(*, item: WireItem, by: User) -> None:
    """Back among those that wait. Raises AlreadyDecided where an article came of it."""
    row = WireItem.objects.select_for_update().get(pk=item.pk)
    if row.state == ItemState.ACCEPTED and row.article_id is not None:
        raise AlreadyDecided("Tin này đã thành bài viết. Muốn bỏ thì xóa bản nháp trước.")
    WireItem.objects.filter(pk=row.pk).update(
        state=ItemState.WAITING, change_state="none", decided_at=None, decided_by=None
    )
    log(instance=row, action="wire.restore", user=by)


def _lock_open(item: WireItem) -> WireItem:
    row = WireItem.objects.select_for_update().filter(pk=item.pk).first()
    if row is None or row.state not in _OPEN:
        raise AlreadyDecided("Tin này đã có người xử lý trước đó.")
    return row


def _settle(
    row: WireItem, state: ItemState, by: User, *, article: ArticlePage | None = None
) -> None:
    WireItem.objects.filter(pk=row.pk).update(
        state=state, article=article, decided_at=timezone.now(), decided_by=by
    )


def _watch(row: WireItem) -> None:
    """Look at the outlet's page again in a while: what it corrects is offered."""
    seconds = compute_recheck_seconds(0)
    if seconds is None:
        return
    Sighting.objects.filter(
        Q(try_at__isnull=True), item=row, source=row.source, state=SightingState.READ
    ).update(try_at=timezone.now() + dt.timedelta(seconds=seconds), checks=1)
