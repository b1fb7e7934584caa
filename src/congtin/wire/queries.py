"""Reading the wire: what is alike, what waits, what a story says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import connection, models
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from congtin.newsroom.models import ArticlePage
from congtin.newsroom.prose import read_prose
from congtin.wire.contents import Content, load_content
from congtin.wire.decide import Story, Verdict, compare
from congtin.wire.enums import ChangeState, ItemState
from congtin.wire.models import ArticleBand, ItemBand, Sighting, Version, WireItem, WireSource
from congtin.wire.parsers import Picture

__all__ = [
    "count_waiting",
    "find_alike",
    "find_alike_articles",
    "find_latest_version",
    "find_picture_addresses",
    "get_content",
    "get_inbox",
    "get_offered",
    "get_sightings_to_read",
    "get_versions",
]

_Thing = TypeVar("_Thing", WireItem, ArticlePage)
_PER_BAND = 30
_COMPARED = 6
_LEAST_PERCENT = 25


def get_inbox(state: str = ItemState.WAITING, *, outlet: int | None = None) -> QuerySet[WireItem]:
    """Stories in this state, newest first."""
    items = WireItem.objects.filter(state=state).order_by("-arrived_at", "-pk")
    if outlet is not None:
        items = items.filter(source__outlet=outlet)
    return items.select_related(
        "source__outlet", "source__section", "like_item", "like_article", "article"
    )


def get_offered() -> QuerySet[WireItem]:
    """Accepted stories that their outlets have corrected since."""
    return (
        WireItem.objects.filter(change_state=ChangeState.OFFERED)
        .select_related("source__outlet", "article")
        .order_by("-arrived_at", "-pk")
    )


def count_waiting() -> dict[str, int]:
    """How many stories wait, and how many corrections are offered."""
    return WireItem.objects.aggregate(
        waiting=Count("pk", filter=Q(state=ItemState.WAITING)),
        postponed=Count("pk", filter=Q(state=ItemState.POSTPONED)),
        offered=Count("pk", filter=Q(change_state=ChangeState.OFFERED)),
    )


def get_sightings_to_read(source: WireSource, *, limit: int) -> list[Sighting]:
    """Lines of the source whose pages are due, those never read first."""
    due = Sighting.objects.filter(source=source, try_at__lte=timezone.now())
    return list(due.select_related("source", "item").order_by("try_at", "pk")[:limit])


def get_content(item: WireItem) -> Content:
    return load_content(
        {
            "headline": item.headline,
            "address": item.original_address,
            "standfirst": item.standfirst,
            "byline": item.byline,
            "moment": _write_moment(item),
            "blocks": item.body,
        }
    )


def get_versions(item: WireItem) -> list[Version]:
    """The wordings at the outlet that the story was taken from, newest first."""
    versions = Version.objects.filter(sighting__item=item, sighting__source=item.source_id)
    return list(versions.order_by("-seen_at", "-pk")[:50])


def find_latest_version(item: WireItem) -> Version | None:
    return next(iter(get_versions(item)), None)


def find_picture_addresses(contents: Iterable[WireItem | Content]) -> list[str]:
    """Where the pictures of these stories are, each once."""
    plain = (get_content(each) if isinstance(each, WireItem) else each for each in contents)
    found = (block for content in plain for block in content.blocks)
    return list(dict.fromkeys(block.address for block in found if isinstance(block, Picture)))


def find_alike(story: Story, bands: Sequence[int]) -> tuple[WireItem, Verdict] | None:
    """The known story that is most like this one, if any is somewhat."""
    numbers = _find_by_bands(ItemBand, "item_id", bands)
    if not numbers:
        return None
    items = WireItem.objects.filter(pk__in=numbers)
    verdicts = [(item, compare(story, get_content(item).to_story())) for item in items]
    return _choose(verdicts)


def find_alike_articles(story: Story, bands: Sequence[int]) -> tuple[ArticlePage, Verdict] | None:
    """The same among the portal's own articles."""
    numbers = _find_by_bands(ArticleBand, "article_id", bands)
    if not numbers:
        return None
    articles = ArticlePage.objects.filter(pk__in=numbers)
    return _choose([(each, compare(story, _make_story(each))) for each in articles])


def _choose(verdicts: list[tuple[_Thing, Verdict]]) -> tuple[_Thing, Verdict] | None:
    best = max(verdicts, key=lambda each: (each[1].is_same, each[1].percent), default=None)
    return best if best and (best[1].is_same or best[1].percent >= _LEAST_PERCENT) else None


def _find_by_bands(model: type[models.Model], column: str, bands: Sequence[int]) -> list[int]:
    """The numbers that share most bands. Of each band only the newest few are looked at, so that a
    boilerplate text cannot make the search slow."""
    if not bands:
        return []
    table = connection.ops.quote_name(model._meta.db_table)
    one = (
        f"SELECT * FROM (SELECT {column} FROM {table} WHERE band = %s"  # noqa: S608  (names of ours)
        f" ORDER BY {column} DESC LIMIT {_PER_BAND}) AS newest"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(bands)), list(bands))
        counts = Counter(row[0] for row in cursor.fetchall())
    return [number for number, _ in counts.most_common(_COMPARED)]


def _make_story(article: ArticlePage) -> Story:
    moment = article.published_at
    day = article.original_date or (timezone.localdate(moment) if moment else None)
    return Story(article.title, read_prose(article), day)


def _write_moment(item: WireItem) -> str:
    if item.original_day is None:
        return ""
    time = f"T{item.original_time:%H:%M}" if item.original_time else ""
    return item.original_day.isoformat() + time
