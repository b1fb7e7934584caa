"""The articles and files as WXR 1.2, for whoever moves to WordPress or a program that reads it.

What WordPress has no element for (outlet, original, byline) is kept in custom fields whose names
begin with `congtin_`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

from congtin.newsroom.models import ArticlePage, SectionPage
from congtin.newsroom.queries import get_settings
from congtin.wire.moving.moments import VIETNAM
from congtin.wire.moving.wordpress_writing import Post, write_head, write_post, write_tail

__all__ = ["FILE_NAME", "export_wordpress"]

FILE_NAME = "congtin.wxr.xml"
_PAUSE = 500


def export_wordpress(folder: Path, *, advance: Callable[[int], None] = lambda _: None) -> Path:
    """Write the file; gives where it is. It has its name only when it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{FILE_NAME}.part"
    numbers = _count_on()
    with part.open("w", encoding="utf-8", newline="\n") as out:
        sections = SectionPage.objects.order_by("path").values_list("slug", "title")
        out.write(
            write_head(
                title=get_settings().portal_name, address=settings.BASE_URL, sections=list(sections)
            )
        )
        out.writelines(map(write_post, _list_files(numbers)))
        for post in _list_articles(numbers):
            out.write(write_post(post))
            advance(1)
        out.write(write_tail())
    part.replace(folder / FILE_NAME)
    return folder / FILE_NAME


@dataclass(frozen=True, slots=True)
class _Numbers:
    """WordPress numbers articles and files in one row, so files come after all articles."""

    first_picture: int
    first_document: int


def _count_on() -> _Numbers:
    newest = _find_newest(ArticlePage)
    return _Numbers(newest, newest + _find_newest(get_image_model()))


def _find_newest(model: Any) -> int:
    return int(model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)


def _list_files(numbers: _Numbers) -> Iterator[Post]:
    for first, model in (
        (numbers.first_picture, get_image_model()),
        (numbers.first_document, get_document_model()),
    ):
        for row in model.objects.order_by("pk").iterator(chunk_size=_PAUSE):
            moment = row.created_at.astimezone(VIETNAM)
            address = _locate(row)
            yield Post(
                number=first + row.pk,
                title=row.title,
                link=address,
                published_at=moment,
                changed_at=moment,
                slug=f"tep-{first + row.pk}",
                status="inherit",
                kind="attachment",
                file=address,
                meta={"_wp_attachment_image_alt": getattr(row, "description", "")},
            )


def _list_articles(numbers: _Numbers) -> Iterator[Post]:
    """What the public sees, and no drafts."""
    rows = ArticlePage.objects.live().order_by("pk").select_related("section", "source")
    files = _Files()
    for row in rows.prefetch_related("authors").iterator(chunk_size=_PAUSE):
        moment = (row.published_at or row.first_published_at).astimezone(VIETNAM)
        section = row.section
        author = next(iter(row.authors.all()), None)
        path = "/" + row.url_path.strip("/").partition("/")[2] + "/"
        yield Post(
            number=row.pk,
            title=row.title,
            link=f"{settings.BASE_URL}{path}",
            guid=f"{settings.BASE_URL}/?p={row.pk}",
            published_at=moment,
            changed_at=(row.last_published_at or moment).astimezone(VIETNAM),
            creator=author.name if author else "",
            content="\n\n".join(filter(None, (_render(each, files) for each in row.body.raw_data))),
            excerpt=row.standfirst,
            slug=row.slug,
            sections=[(section.slug, section.title)] if section else (),
            meta=_list_meta(row, numbers),
        )


def _list_meta(row: ArticlePage, numbers: _Numbers) -> dict[str, str]:
    lead = row.lead_image_id
    return {
        "_thumbnail_id": str(numbers.first_picture + lead) if lead else "",
        "congtin_byline": row.byline,
        "congtin_source": row.source.name if row.source else "",
        "congtin_source_address": row.source.address if row.source else "",
        "congtin_original_address": row.original_address,
        "congtin_original_date": row.original_date.isoformat() if row.original_date else "",
    }


class _Files:
    """Addresses of files by their numbers; the same few are asked for again and again."""

    def __init__(self) -> None:
        self.find_picture = lru_cache(maxsize=5000)(lambda n: _find(get_image_model(), n))
        self.find_document = lru_cache(maxsize=5000)(lambda n: _find(get_document_model(), n))


def _find(model: Any, number: int) -> tuple[str, str] | None:
    row = model.objects.filter(pk=number).first()
    return (_locate(row), row.title) if row else None


def _locate(row: Any) -> str:
    path = row.file.url if isinstance(row, get_image_model()) else row.url
    return path if "://" in path else f"{settings.BASE_URL}{path}"


def _render(block: Any, files: _Files) -> str:
    """One block as the HTML of WordPress's block editor."""
    kind, value = block["type"], block["value"]
    if kind == "paragraph":
        return f"<!-- wp:paragraph -->\n{expand_db_html(value)}\n<!-- /wp:paragraph -->"
    if kind == "heading":
        text = escape(value, quote=False)
        return (
            f'<!-- wp:heading -->\n<h2 class="wp-block-heading">{text}</h2>\n<!-- /wp:heading -->'
        )
    if kind == "quote":
        return _render_quote(value)
    if kind == "attachment":
        found = files.find_document(value)
        return _render_file(*found) if found else ""
    found = files.find_picture(value["image"])
    return _render_picture(found[0], value) if found else ""


def _render_quote(value: Any) -> str:
    said = "".join(f"<p>{escape(line, quote=False)}</p>" for line in value["text"].splitlines())
    who = (
        f"<cite>{escape(value['attribution'], quote=False)}</cite>" if value["attribution"] else ""
    )
    quote = f'<blockquote class="wp-block-quote">{said}{who}</blockquote>'
    return f"<!-- wp:quote -->\n{quote}\n<!-- /wp:quote -->"


def _render_file(address: str, title: str) -> str:
    link = f'<a href="{escape(address)}">{escape(title, quote=False)}</a>'
    return f'<!-- wp:file -->\n<div class="wp-block-file">{link}</div>\n<!-- /wp:file -->'


def _render_picture(address: str, value: Any) -> str:
    words = " ".join(filter(None, (value.get("caption"), value.get("credit"))))
    caption = f"<figcaption>{escape(words, quote=False)}</figcaption>" if words else ""
    image = f'<img src="{escape(address)}" alt="{escape(value.get("alt_text") or "")}"/>'
    figure = f'<figure class="wp-block-image">{image}{caption}</figure>'
    return f"<!-- wp:image -->\n{figure}\n<!-- /wp:image -->"
