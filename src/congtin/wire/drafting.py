"""From a story to an ordinary draft of the newsroom: its blocks, with the pictures stored."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from congtin.newsroom.models import ArticlePage
from congtin.vietnamese.folding import slugify
from congtin.wire.contents import Content
from congtin.wire.models import WireItem
from congtin.wire.parsers import Heading, Picture, Prose, Quote
from congtin.wire.parsers.plain import cut
from congtin.wire.pictures import FetchedPicture

__all__ = ["fill_article", "make_article"]

_LONGEST_HEADING = 160


def make_article(
    item: WireItem, content: Content, pictures: Mapping[str, FetchedPicture], by: Any
) -> ArticlePage:
    """A page that is not saved yet, with source, original link and original date filled in."""
    article = ArticlePage(live=False, owner=by, source=item.source.outlet)
    fill_article(article, content, pictures, by)
    return article


def fill_article(
    article: ArticlePage, content: Content, pictures: Mapping[str, FetchedPicture], by: Any
) -> None:
    """Bring the article to this wording; what the newsroom added beside it stays."""
    stored: dict[str, Any] = {}
    article.title = article.draft_title = content.headline[:255]
    article.standfirst = content.standfirst[:600]
    article.byline = content.byline[:160]
    article.original_address = content.address
    if content.moment is not None:
        article.original_date = content.moment.day
        article.original_time = content.moment.time
    article.body = _make_body(content, pictures, stored, by)
    if article.lead_image is None:
        article.lead_image = next(iter(stored.values()), None)


def _make_body(
    content: Content, pictures: Mapping[str, FetchedPicture], stored: dict[str, Any], by: Any
) -> list[tuple[str, Any]]:
    body: list[tuple[str, Any]] = []
    for block in content.blocks:
        if isinstance(block, Prose):
            body.append(("paragraph", block.html))
        elif isinstance(block, Heading) and len(block.text) <= _LONGEST_HEADING:
            body.append(("heading", block.text))
        elif isinstance(block, Heading):
            body.append(("paragraph", f"<p><b>{escape(block.text, quote=False)}</b></p>"))
        elif isinstance(block, Quote):
            body.append(("quote", {"text": block.text, "attribution": block.attribution[:200]}))
        elif block.address in pictures:
            image = stored.get(block.address) or _store(
                pictures[block.address], block, content.headline, by
            )
            stored[block.address] = image
            body.append(("picture", _make_picture(block, image, content.headline)))
    return body or [("paragraph", "")]


def _make_picture(block: Picture, image: Any, headline: str) -> dict[str, Any]:
    return {
        "image": image,
        "caption": block.caption[:300],
        "credit": block.credit[:120],
        "alt_text": (block.alt_text or block.caption or headline)[:300],
    }


def _store(picture: FetchedPicture, block: Picture, headline: str, by: Any) -> Any:
    """The same pixels are kept once."""
    model = get_image_model()
    image = model(
        title=cut(block.caption or headline, 255),
        uploaded_by_user=by,
        width=picture.width,
        height=picture.height,
    )
    name = f"{slugify(block.caption or headline, max_length=60) or 'anh'}.{picture.suffix}"
    image.file = ContentFile(picture.content, name=name)
    image._set_file_hash()
    known = model.objects.filter(file_hash=image.file_hash).first()
    if known is not None:
        return known
    image.file_size = len(picture.content)
    image.save()
    return image
