"""The whole portal as JSON Lines with its files beside them (docs/moving.md)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from congtin.newsroom.models import ArticlePage, SectionPage
from congtin.newsroom.queries import get_settings
from congtin.wire.moving.json_lines import FORMAT
from congtin.wire.moving.portal_records import FILE_FIELDS, SETTINGS
from congtin.wire.moving.registers import AFTER_ARTICLES, BEFORE_ARTICLES
from congtin.wire.moving.tables import Table, read_rows

__all__ = ["FILE_NAME", "count_articles", "export_portal", "list_records"]

FILE_NAME = "congtin.jsonl"
_PAUSE = 500


def count_articles() -> int:
    return ArticlePage.objects.count()


def export_portal(
    folder: Path, *, tables: Sequence[Table], advance: Callable[[int], None] = lambda _: None
) -> int:
    """Write the file and copy what it names into `files/`; gives the number of records.

    The file has its name only when it is whole. `advance` hears of each article.
    """
    (folder / "files").mkdir(parents=True, exist_ok=True)
    part = folder / f".{FILE_NAME}.part"
    count = 0
    with part.open("w", encoding="utf-8", newline="\n") as out:
        for record in list_records(folder, tables=tables):
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
            if record["kind"] == "article":
                advance(1)
    part.replace(folder / FILE_NAME)
    return count


def list_records(folder: Path | None, *, tables: Sequence[Table]) -> Iterator[dict[str, Any]]:
    """All records in an order in which each comes after what it points to. Without a folder the
    files are named and not copied."""
    yield _describe_portal()
    for table in BEFORE_ARTICLES:
        yield from read_rows(table)
    yield from map(_describe_section, SectionPage.objects.order_by("path"))
    yield from _list_files("picture", get_image_model(), folder)
    yield from _list_files("attachment", get_document_model(), folder)
    yield from map(_describe_article, _list_articles())
    for table in (*AFTER_ARTICLES, *tables):
        yield from read_rows(table)


def _describe_portal() -> dict[str, Any]:
    own = get_settings()
    return {
        "kind": "portal",
        "format": FORMAT,
        "id": "portal",
        "address": settings.BASE_URL,
        "settings": {name: getattr(own, name) for name in SETTINGS},
    }


def _describe_section(section: SectionPage) -> dict[str, Any]:
    return {
        "kind": "section",
        "id": str(section.pk),
        "number": section.pk,
        "slug": section.slug,
        "title": section.title,
        "description": section.description,
        "show_in_menus": section.show_in_menus,
        "live": section.live,
        "seo_title": section.seo_title,
        "search_description": section.search_description,
        "first_published_at": _write_moment(section.first_published_at),
        "last_published_at": _write_moment(section.last_published_at),
    }


def _list_files(kind: str, model: Any, folder: Path | None) -> Iterator[dict[str, Any]]:
    for row in model.objects.order_by("pk").iterator(chunk_size=_PAUSE):
        name = f"files/{row.file.name}"
        if folder is not None and not _copy(row, folder / name):
            continue  # its row points to a file that is no longer there
        yield {
            "kind": kind,
            "id": str(row.pk),
            "file": name,
            "sha1": row.get_file_hash(),
            "created_at": _write_moment(row.created_at),
            **{field: getattr(row, field) for field in FILE_FIELDS[kind]},
        }


def _copy(row: Any, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with row.file.storage.open(row.file.name) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return False
    return True


def _list_articles() -> Iterator[ArticlePage]:
    """As the public sees them; one that is not published as its editor left it."""
    rows = ArticlePage.objects.order_by("pk").prefetch_related("authors", "corrections")
    for row in rows.iterator(chunk_size=_PAUSE):
        yield row if row.live else row.get_latest_revision_as_object()


def _describe_article(article: ArticlePage) -> dict[str, Any]:
    return {
        "kind": "article",
        "id": str(article.pk),
        "number": article.pk,
        "address": f"{settings.BASE_URL}/{article.url_path.strip('/').partition('/')[2]}/",
        "slug": article.slug,
        "section": {"id": str(article.get_parent().pk)},
        "state": _find_state(article),
        "headline": article.title,
        "standfirst": article.standfirst,
        "body": [_describe_block(row) for row in article.body.raw_data],
        "authors": [{"id": str(author.pk)} for author in article.authors.all()],
        "byline": article.byline,
        "source": {"id": str(article.source_id)} if article.source_id else None,
        "original_address": article.original_address,
        "original_date": _write_moment(article.original_date),
        "original_time": _write_moment(article.original_time),
        "published_at": _write_moment(article.published_at),
        "lead_picture": _refer("picture", article.lead_image_id),
        "corrections": [
            {"date": each.corrected_on.isoformat(), "text": each.text}
            for each in sorted(article.corrections.all(), key=lambda row: (row.sort_order, row.pk))
        ],
        "speaks_of": article.speaks_of,
        "withdrawal_reason": article.withdrawal_reason,
        "seo_title": article.seo_title,
        "search_description": article.search_description,
        "first_published_at": _write_moment(article.first_published_at),
        "last_published_at": _write_moment(article.last_published_at),
        "go_live_at": _write_moment(article.go_live_at),
        "expire_at": _write_moment(article.expire_at),
        "expired": article.expired,
    }


def _find_state(article: ArticlePage) -> str:
    if article.live:
        return "live"
    return "withdrawn" if article.first_published_at else "draft"


def _describe_block(row: Any) -> dict[str, Any]:
    kind, value, key = row["type"], row["value"], row.get("id") or ""
    if kind == "paragraph":
        return {"type": kind, "html": value, "key": key}
    if kind == "heading":
        return {"type": kind, "text": value, "key": key}
    if kind == "attachment":
        return {"type": kind, "attachment": {"id": str(value)}, "key": key}
    if kind == "picture":
        words = {name: value.get(name) or "" for name in ("caption", "credit", "alt_text")}
        return {"type": kind, "picture": {"id": str(value["image"])}, **words, "key": key}
    return {"type": kind, **dict(value), "key": key}


def _refer(kind: str, number: int | None) -> dict[str, Any] | None:
    return {kind: {"id": str(number)}} if number else None


def _write_moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
