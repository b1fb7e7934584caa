"""An outlet's later correction: taken over into a new draft of the article, or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from congtin.newsroom.models import ArticlePage
from congtin.wire.contents import load_content
from congtin.wire.drafting import fill_article
from congtin.wire.enums import ChangeState
from congtin.wire.errors import AlreadyDecided
from congtin.wire.models import WireItem
from congtin.wire.pictures import FetchedPicture
from congtin.wire.queries import find_latest_version

if TYPE_CHECKING:
    from congtin.accounts.models import User

__all__ = ["decline_change", "take_change"]


@transaction.atomic
def take_change(
    *, item: WireItem, by: User, pictures: Mapping[str, FetchedPicture] | None = None
) -> ArticlePage:
    """A new draft of the article with the outlet's wording; what is public stays until somebody
    publishes. Raises AlreadyDecided."""
    row = _lock_offered(item)
    version = find_latest_version(row)
    if row.article is None or version is None:
        raise AlreadyDecided("Bài viết hoặc bản sửa không còn.")
    page = ArticlePage.objects.select_for_update().get(pk=row.article.pk)
    article = page.get_latest_revision_as_object()
    fill_article(article, load_content(version.content), pictures or {}, by)
    article.save_revision(user=by, changed=True)
    WireItem.objects.filter(pk=row.pk).update(change_state=ChangeState.TAKEN)
    log(instance=row, action="wire.take_change", user=by)
    return page


@transaction.atomic
def decline_change(*, item: WireItem, by: User) -> None:
    """Keep the portal's own wording. Raises AlreadyDecided."""
    row = _lock_offered(item)
    WireItem.objects.filter(pk=row.pk).update(change_state=ChangeState.DECLINED)
    log(instance=row, action="wire.decline_change", user=by)


def _lock_offered(item: WireItem) -> WireItem:
    row = WireItem.objects.select_for_update().filter(pk=item.pk).first()
    if row is None or row.change_state != ChangeState.OFFERED:
        raise AlreadyDecided("Bản sửa này đã có người xử lý trước đó.")
    return row
