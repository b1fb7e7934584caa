"""Reading what is public out of the newsroom, the ledger and places, as documents."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from congtin.ledger.addresses import get_page_period, make_value_id
from congtin.ledger.models import Document as OutsideDocument
from congtin.ledger.models import Evidence, Indicator, Plan, Result, Target
from congtin.newsroom import queries as newsroom
from congtin.newsroom.models.articles import ArticleUnit
from congtin.newsroom.prose import read_stored_body
from congtin.places.models import Unit
from congtin.places.queries import get_heirs
from congtin.search.documents import Document, Heir, Kind, make_key
from congtin.vietnamese.folding import fold
from congtin.vietnamese.formatting import format_date, format_period

__all__ = ["READERS", "Reader", "count_articles", "read_all"]

_AT_ONCE = 1000
_KINDS_OF_UNIT = tuple(
    f"{fold(kind)} "
    for kind in (
        "thành phố",
        "thị xã",
        "thị trấn",
        "đặc khu",
        "tỉnh",
        "quận",
        "huyện",
        "phường",
        "xã",
    )
)
_ARTICLE_FIELDS = (
    *("pk", "title", "standfirst", "url_path", "section__slug", "source__slug", "source__name"),
    *("byline", "published_at", "original_date"),
)

Numbers = Collection[int] | None  # None for all of them


def read_all() -> Iterator[Document]:
    """Every document, the few of the ledger and of places first."""
    for name in ("unit", "indicator", "plan", "document", "target", "result", "article"):
        yield from READERS[name].read(None)


def count_articles() -> int:
    return newsroom.get_articles().count()


def _read_articles(numbers: Numbers) -> Iterator[Document]:
    articles = newsroom.get_articles().select_related(None)
    for rows in _cut(articles, numbers):
        columns = rows.annotate(stored=Cast("body", TextField())).values_list(
            *_ARTICLE_FIELDS, "stored"
        )
        found = list(columns)
        units = _read_units_of([row[0] for row in found])
        for row in found:
            yield _make_article(row, units.get(row[0], ()))


def _make_article(row: tuple[Any, ...], units: tuple[str, ...]) -> Document:
    (number, title, standfirst, path, section, source, source_name) = row[:7]
    byline, published_at, original_date, stored = row[7:]
    day = original_date or (published_at and _get_day(published_at))
    return Document(
        kind=Kind.ARTICLE,
        number=number,
        ref="/" + path.lstrip("/").partition("/")[2],
        title=title,
        text="\n".join(filter(None, [standfirst, *read_stored_body(stored)])),
        also=f"{byline} {source_name or ''}",
        section=section or "",
        source=source or "",
        units=units,
        day=day,
        weight=_weigh_year(day),
    )


def _weigh_year(day: dt.date | None) -> float:
    """Newer articles go a little before older ones that are as good."""
    return 1 + (day.year - 2000) / 200 if day else 1.0


def _read_units_of(articles: list[int]) -> dict[int, tuple[str, ...]]:
    links = ArticleUnit.objects.filter(article__in=articles).order_by("article", "sort_order")
    units: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for article, slug in links.values_list("article_id", "unit__slug"):
        units[article] += (slug,)
    return units


def _read_units(numbers: Numbers) -> Iterator[Document]:
    units = Unit.objects.select_related("parent").prefetch_related("predecessors")
    heirs: dict[int, list[Unit]] | None = None
    for batch in _cut(units, numbers):
        for unit in batch:
            if heirs is None:
                heirs = get_heirs()
            yield _make_unit(unit, heirs.get(unit.pk, []))


def _make_unit(unit: Unit, living: list[Unit]) -> Document:
    heirs = tuple(Heir(heir.slug, heir.name) for heir in living)
    before = [each.name for each in unit.predecessors.all()]
    lines = [unit.get_level_display()]
    if unit.parent:
        lines.append(f"Trực thuộc: {unit.parent.name}")
    if before:
        lines.append(f"Lập từ: {', '.join(before)}")
    if heirs:
        lines.append(f"Nay là: {', '.join(heir.name for heir in heirs)}")
    is_past = unit.end_unknown or unit.valid_to is not None
    return Document(
        kind=Kind.UNIT,
        number=unit.pk,
        ref=unit.slug,
        title=unit.name,
        text=". ".join(lines),
        units=(unit.slug,),
        names=_list_names(unit.name),
        is_past=is_past,
        ended=unit.valid_to,
        heirs=heirs,
        weight=2.0 if is_past else 3.0,
    )


def _list_names(name: str) -> tuple[str, ...]:
    """Bare, with its kind and without."""
    bare = fold(name)
    kind = next((kind for kind in _KINDS_OF_UNIT if bare.startswith(kind)), "")
    return (bare, bare[len(kind) :]) if kind else (bare,)


def _read_indicators(numbers: Numbers) -> Iterator[Document]:
    for batch in _cut(Indicator.objects.all(), numbers):
        used = set(
            Target.objects.filter(indicator__in=list(batch)).values_list("indicator_id", flat=True)
        )
        used |= set(
            Result.objects.filter(indicator__in=list(batch)).values_list("indicator_id", flat=True)
        )
        for each in batch:
            yield Document(
                kind=Kind.INDICATOR,
                number=each.pk,
                ref=each.slug,
                title=each.name,
                text=f"{each.topic}. {each.measure}" if each.measure else each.topic,
                also=f"{each.aliases} {each.code}",
                weight=3.0 if each.pk in used else 1.5,
            )


def _read_values(model: type[Target] | type[Result], numbers: Numbers) -> Iterator[Document]:
    column = "target" if model is Target else "result"
    values: QuerySet[Any] = model.objects.select_related("indicator", "unit")
    for batch in _cut(values, numbers):
        found = list(batch)
        said = _read_sayings(column, [value.pk for value in found])
        for value in found:
            yield _make_value(value, said.get(value.pk, []))


@dataclass(frozen=True, slots=True)
class _Saying:
    """Where a value is stated, and when that was published."""

    quotation: str
    day: dt.date | None


def _read_sayings(column: str, numbers: list[int]) -> dict[int, list[_Saying]]:
    evidence = Evidence.objects.filter(**{f"{column}__in": numbers}).order_by("pk")
    columns = (f"{column}_id", "quotation", "article__original_date", "article__published_at")
    sayings: dict[int, list[_Saying]] = defaultdict(list)
    for number, quotation, original, published, document_day in evidence.values_list(
        *columns, "document__published_on"
    ):
        day = original or (published and _get_day(published)) or document_day
        sayings[number].append(_Saying(quotation, day))
    return sayings


def _make_value(value: Target | Result, sayings: list[_Saying]) -> Document:
    is_target = isinstance(value, Target)
    indicator, unit = value.indicator, value.unit
    stated = value.format_value()
    said = "mức đề ra" if is_target else "kết quả"
    if isinstance(value, Target) and value.state:
        stated = f"{stated} ({value.state})" if stated else value.state
    as_of = value.as_of if isinstance(value, Result) else None
    return Document(
        kind=Kind.VALUE,
        number=value.pk,
        is_target=is_target,
        ref=make_value_id(is_target=is_target, key=value.pk),
        title=f"{indicator.name}: {stated}" if stated else indicator.name,
        text="\n".join(
            [
                f"{unit.name}, {format_period(value.period)}, {said}",
                *dict.fromkeys(each.quotation for each in sayings if each.quotation),
            ]
        ),
        also=indicator.aliases,
        units=(unit.slug,),
        day=as_of or min((each.day for each in sayings if each.day), default=None),
        weight=1.0 if value.in_use else 0.5,
    )


def _read_plans(numbers: Numbers) -> Iterator[Document]:
    plans = Plan.objects.select_related("unit").prefetch_related("documents")
    for batch in _cut(plans, numbers):
        for plan in batch:
            period = get_page_period(plan.period)
            by = f" ({plan.resolution_number})" if plan.resolution_number else ""
            lines = [
                f"Chủ đề: {plan.theme}" if plan.theme else "",
                f"{plan.resolution_number}, {_format(plan.resolution_date)}".strip(", "),
                plan.adopting_body,
                *(each.title for each in plan.documents.all()),
            ]
            yield Document(
                kind=Kind.PLAN,
                number=plan.pk,
                ref=f"{plan.unit.slug}/{period}",
                title=f"Kế hoạch {format_period(period)}, {plan.unit.name}{by}",
                text="\n".join(line for line in lines if line),
                also=f"chỉ tiêu nghị quyết {plan.note}",
                units=(plan.unit.slug,),
                day=plan.resolution_date,
                weight=2.0,
            )


def _read_documents(numbers: Numbers) -> Iterator[Document]:
    """Those that have an address or stand on the page of a plan."""
    documents = OutsideDocument.objects.prefetch_related("plans__unit")
    for batch in _cut(documents, numbers):
        for each in batch:
            plan = next(iter(each.plans.all()), None)
            ref = f"{plan.unit.slug}/{get_page_period(plan.period)}" if plan else each.address
            if not ref:
                continue
            yield Document(
                kind=Kind.DOCUMENT,
                number=each.pk,
                ref=ref,
                title=each.title,
                text=each.publisher,
                units=tuple({other.unit.slug: None for other in each.plans.all()}),
                day=each.published_on or each.event_on,
                weight=0.5,
            )


def _format(day: dt.date | None) -> str:
    return f"ngày {format_date(day)}" if day else ""


def _cut(rows: QuerySet[Any], numbers: Numbers) -> Iterator[QuerySet[Any]]:
    """In batches by key, each fetched on its own: a million rows are never held at once."""
    rows = rows.order_by("pk")
    if numbers is not None:
        wanted = sorted(numbers)
        for start in range(0, len(wanted), _AT_ONCE):
            yield rows.filter(pk__in=wanted[start : start + _AT_ONCE])
        return
    last = 0
    while True:
        batch = rows.filter(pk__gt=last)
        keys = batch.values_list("pk", flat=True)
        end = keys[_AT_ONCE - 1 : _AT_ONCE].first()
        if end is None:
            yield batch
            return
        yield batch.filter(pk__lte=end)
        last = end


def _get_day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(timezone.get_default_timezone()).date()


class Reader:
    """How the documents of one kind of row are read, and what they are called in the index."""

    def __init__(
        self, kind: Kind, read: Callable[[Numbers], Iterator[Document]], *, is_target: bool = False
    ) -> None:
        self.kind = kind
        self.read = read
        self._is_target = is_target

    def make_key(self, number: int) -> str:
        return make_key(self.kind, number, is_target=self._is_target)


READERS = {
    "article": Reader(Kind.ARTICLE, _read_articles),
    "unit": Reader(Kind.UNIT, _read_units),
    "indicator": Reader(Kind.INDICATOR, _read_indicators),
    "target": Reader(Kind.VALUE, lambda numbers: _read_values(Target, numbers), is_target=True),
    "result": Reader(Kind.VALUE, lambda numbers: _read_values(Result, numbers)),
    "plan": Reader(Kind.PLAN, _read_plans),
    "document": Reader(Kind.DOCUMENT, _read_documents),
}
