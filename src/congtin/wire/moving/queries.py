"""Reading what was moved."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from congtin.wire.moving.models import Move, Moved, OldAddress

__all__ = ["find_moved", "find_new_address", "find_old_addresses"]


def find_new_address(*, host: str, path: str) -> str:
    """The path here of what stood there; "" where it is not known, or where several portals had
    something at that path and the host tells none of them."""
    bare = path.partition("?")[0]
    wanted = [path] if bare == path else [path, bare]
    found = list(
        OldAddress.objects.filter(path__in=wanted).select_related("article").order_by("pk")[:20]
    )
    for each in wanted:  # a query that nobody knows does not hide the page
        here = [row for row in found if row.path == each]
        exact = [row for row in here if row.host == host]
        if exact or len(here) == 1:
            return _get_target((exact or here)[0])
    return ""


def find_moved(move: Move, kind: str, keys: Iterable[str]) -> dict[str, Moved]:
    return {row.key: row for row in Moved.objects.filter(move=move, kind=kind, key__in=list(keys))}


def find_old_addresses(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The articles at these hosts and paths."""
    wanted = set(places)
    rows = OldAddress.objects.filter(
        path__in={path for _, path in wanted}, article__isnull=False
    ).values_list("host", "path", "article_id")
    return {
        (host, path): number
        for host, path, number in rows
        if number is not None and (host, path) in wanted
    }


def _get_target(row: OldAddress) -> str:
    article = row.article
    if article is None:
        return row.target
    if article.first_published_at is None:
        return ""
    address = article.get_url()
    return urlsplit(address).path if address else ""
