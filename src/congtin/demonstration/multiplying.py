"""Filling the portal with invented articles, in bulk: pages, their units, and ledger entries.

Rows are written as Wagtail's tree would have them (path, numchild, url_path), a batch in one
transaction, so that an interrupted run is taken up where it stopped. Signals are not sent and no
revision is kept: what is invented here was never edited.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Model
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from congtin.demonstration.inventing import Invention, Place, invent, read_number
from congtin.ledger.models import Evidence, Indicator, Result, Target
from congtin.newsroom.models import ArticlePage, ArticleUnit, SectionPage
from congtin.places.models import Unit

__all__ = ["BYLINE", "count_invented", "multiply_articles"]

BYLINE = "Bài mẫu do máy ghép"
BATCH = 1000
_SET_BY = "HĐND cùng cấp"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is the same for every batch."""

    sections: Sequence[SectionPage]
    pictures: Sequence[int]
    places: Sequence[Place]
    indicators: dict[str, Indicator]
    known: frozenset[tuple[int, int, str]]
    content_type: ContentType
    locale: Locale
    until: dt.date


def count_invented() -> int:
    """How many there are: their numbers go on without a gap, and pages are made in their order."""
    newest = ArticlePage.objects.filter(byline=BYLINE).order_by("-pk").only("slug").first()
    return read_number(newest.slug) + 1 if newest else 0


def multiply_articles(
    *, total: int, until: dt.date, advance: Callable[[int], None] = lambda _: None
) -> int:
    """Add invented articles until there are `total` of them; `advance` hears how many came each
    time. Gives how many were added. Raises LookupError where the portal has no section or unit."""
    ground = _survey(until)
    begun = count_invented()
    for first in range(begun, total, BATCH):
        numbers = range(first, min(first + BATCH, total))
        inventions = [
            invent(number, places=ground.places, until=ground.until, sections=len(ground.sections))
            for number in numbers
        ]
        with transaction.atomic():
            _add_batch(inventions, ground)
        advance(len(numbers))
    _let_the_planner_know()
    return max(0, total - begun)


def _survey(until: dt.date) -> _Ground:
    sections = list(SectionPage.objects.live().order_by("path"))
    units = list(Unit.objects.filter(end_unknown=False).exclude(level="province").order_by("pk"))
    if not sections or not units:
        raise LookupError("no section or no unit to place articles in")
    return _Ground(
        sections=sections,
        pictures=list(get_image_model().objects.order_by("pk").values_list("pk", flat=True)),
        places=[Place(unit.pk, unit.name, unit.valid_from, unit.valid_to) for unit in units],
        indicators={indicator.name: indicator for indicator in Indicator.objects.all()},
        known=_find_known(),
        content_type=ContentType.objects.get_for_model(ArticlePage),
        locale=Locale.get_default(),
        until=until,
    )


def _find_known() -> frozenset[tuple[int, int, str]]:
    """What the ledger says without these articles: nothing is invented against it."""
    keys = ("indicator_id", "unit_id", "period")
    return frozenset(
        key
        for model in (Target, Result)
        for key in model._default_manager.filter(in_use=True)
        .exclude(evidence__article__byline=BYLINE)
        .values_list(*keys)
    )


def _add_batch(inventions: Sequence[Invention], ground: _Ground) -> None:
    pages = _make_pages(inventions, ground)
    Page.objects.bulk_create(pages)
    articles = [
        _make_article(invention, page, ground)
        for invention, page in zip(inventions, pages, strict=True)
    ]
    _insert_children(articles)
    ArticleUnit.objects.bulk_create(
        ArticleUnit(article_id=page.pk, unit_id=invention.place.key, sort_order=0)
        for invention, page in zip(inventions, pages, strict=True)
    )
    _add_entries(inventions, pages, ground)
    get_search_backend().get_index_for_model(ArticlePage).add_items(ArticlePage, articles)


def _make_pages(inventions: Sequence[Invention], ground: _Ground) -> list[Page]:
    steps = [_find_last_step(section) for section in ground.sections]
    pages = []
    for invention in inventions:
        section = ground.sections[invention.section]
        steps[invention.section] += 1
        pages.append(_make_page(invention, section, steps[invention.section], ground))
    for place, section in enumerate(ground.sections):
        added = sum(invention.section == place for invention in inventions)
        Page.objects.filter(pk=section.pk).update(numchild=F("numchild") + added)
    return pages


def _find_last_step(section: SectionPage) -> int:
    last = (
        Page.objects.filter(path__startswith=section.path, depth=section.depth + 1)
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    return Page._str2int(last[-Page.steplen :]) if last else 0


def _make_page(invention: Invention, section: SectionPage, step: int, ground: _Ground) -> Page:
    moment = timezone.make_aware(invention.published_at)
    depth = section.depth + 1
    return Page(
        path=Page._get_path(section.path, depth, step),
        depth=depth,
        numchild=0,
        title=invention.headline,
        draft_title=invention.headline,
        slug=invention.slug,
        url_path=f"{section.url_path}{invention.slug}/",
        content_type=ground.content_type,
        locale=ground.locale,
        translation_key=uuid.uuid5(uuid.NAMESPACE_OID, f"congtin-{invention.number}"),
        live=True,
        search_description=invention.standfirst[:250],
        first_published_at=moment,
        last_published_at=moment,
        latest_revision_created_at=moment,
    )


def _make_article(invention: Invention, page: Page, ground: _Ground) -> ArticlePage:
    article = ArticlePage(
        page_ptr_id=page.pk,
        section_id=ground.sections[invention.section].pk,
        published_at=page.first_published_at,
        standfirst=invention.standfirst,
        body=json.dumps(_make_body(invention), ensure_ascii=False),
        lead_image_id=ground.pictures[invention.picture % len(ground.pictures)]
        if ground.pictures
        else None,
        byline=BYLINE,
        speaks_of=invention.statement.period if invention.statement else "",
    )
    for field in Page._meta.concrete_fields:
        setattr(article, field.attname, getattr(page, field.attname))
    return article


def _make_body(invention: Invention) -> list[dict[str, str]]:
    return [
        {
            "type": "paragraph",
            "value": f"<p>{escape(text, quote=False)}</p>",
            "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"congtin-{invention.number}-{place}")),
        }
        for place, text in enumerate(invention.paragraphs)
    ]


def _insert_children(rows: Sequence[ArticlePage]) -> None:
    """Django's bulk_create refuses models with a parent table; their own columns alone it takes."""
    fields = list(ArticlePage._meta.local_concrete_fields)
    size = connection.ops.bulk_batch_size(fields, rows)
    for first in range(0, len(rows), size):
        query = InsertQuery(ArticlePage)
        query.insert_values(fields, list(rows[first : first + size]))
        query.get_compiler(connection=connection).execute_sql()


def _add_entries(inventions: Sequence[Invention], pages: Sequence[Page], ground: _Ground) -> None:
    evidence: list[Evidence] = []
    values: dict[type[Model], list[Any]] = {Target: [], Result: []}
    for invention, page in zip(inventions, pages, strict=True):
        said = invention.statement
        if said is None or said.indicator not in ground.indicators:
            continue
        value = _make_value(invention, ground.indicators[said.indicator])
        if (value.indicator_id, value.unit_id, value.period) in ground.known:
            continue
        values[type(value)].append(value)
        evidence.append(
            Evidence(
                article_id=page.pk,
                quotation=said.quotation,
                surface=said.surface,
                offset=said.offset,
                target=value if said.is_target else None,
                result=None if said.is_target else value,
            )
        )
    for model, rows in values.items():
        model._default_manager.bulk_create(rows)
    for each in evidence:  # the keys of the rows are known only now
        each.target_id = each.target.pk if each.target else None
        each.result_id = each.result.pk if each.result else None
    Evidence.objects.bulk_create(evidence)


def _make_value(invention: Invention, indicator: Indicator) -> Target | Result:
    said = invention.statement
    if said is None:
        raise ValueError(f"article {invention.number} states nothing")
    row = {
        "indicator": indicator,
        "unit_id": invention.place.key,
        "period": said.period,
        "value": said.value,
        "measure": said.measure,
    }
    return Target(**row, set_by=_SET_BY) if said.is_target else Result(**row)


def _let_the_planner_know() -> None:
    """Without fresh statistics a database plans for the few rows that it had before."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
