"""The page of results: filters read from the address, and addresses made from filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from congtin.newsroom.models import SectionPage, Source
from congtin.places.models import Unit
from congtin.search.documents import Heir, Kind
from congtin.search.engine import Hit
from congtin.search.extracts import Piece
from congtin.search.old_places import OldPlace
from congtin.search.queries import Results
from congtin.search.question import MOST_REACHED, PER_PAGE, Order, Question, read_question

__all__ = [
    "Choice",
    "Facet",
    "HitShown",
    "OldPlaceShown",
    "describe_results",
    "get_hit_address",
    "read_filters",
]

_KIND_LABELS = {
    Kind.ARTICLE: "Bài viết",
    Kind.UNIT: "Đơn vị",
    Kind.INDICATOR: "Chỉ tiêu",
    Kind.VALUE: "Số liệu",
    Kind.PLAN: "Kế hoạch",
    Kind.DOCUMENT: "Văn bản",
}
_ONE_LABELS = {
    Kind.ARTICLE: "Bài viết",
    Kind.UNIT: "Đơn vị hành chính",
    Kind.INDICATOR: "Chỉ tiêu",
    Kind.VALUE: "Số liệu",
    Kind.PLAN: "Kế hoạch",
    Kind.DOCUMENT: "Văn bản, tài liệu",
}
_Member = TypeVar("_Member", bound=StrEnum)
_MOST_CHOICES = 10  # of a filter


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many hits it leaves, and the address that sets or lifts it."""

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    name: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class HitShown:
    kind: str
    address: str
    is_outside: bool
    title: list[Piece]
    extract: list[Piece]
    day: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class OldPlaceShown:
    """`heirs`: (name, address of its page, address of a search for it)."""

    name: str
    address: str
    ended: dt.date | None
    heirs: list[tuple[str, str, str]]


def read_filters(query: QueryDict) -> Question:
    """What does not make sense is taken as not said."""
    since, until = _read_day(query.get("tu", "")), _read_day(query.get("den", ""))
    if since and until and since > until:
        since, until = until, since
    return read_question(
        query.get("q", ""),
        kind=_read_member(Kind, query.get("loai", "")),
        section=_read_slug(query.get("muc", "")),
        unit=_read_slug(query.get("don-vi", "")),
        source=_read_slug(query.get("nguon", "")),
        since=since,
        until=until,
        order=_read_member(Order, query.get("xep", "")) or Order.BEST,
        page=_read_page(query.get("trang", "")),
    )


def describe_results(results: Results) -> dict[str, object]:
    """What the template of the page shows."""
    question = results.question
    reached = min(results.total, MOST_REACHED)
    last = max(1, -(-reached // PER_PAGE))
    kinds = dict(results.counts.get("kind", ()))
    return {
        "hits": [
            HitShown(
                kind=_ONE_LABELS[each.hit.kind],
                address=get_hit_address(each.hit),
                is_outside="://" in get_hit_address(each.hit),
                title=each.title,
                extract=each.extract,
                day=each.hit.day,
                note=_("đã kết thúc") if each.hit.is_past else "",
            )
            for each in results.shown
        ],
        "total": results.total,
        "is_loose": results.is_loose,
        "meant": results.meant,
        "meant_address": make_address(question, text=results.meant, page=1),
        "old_places": [_show_old_place(each, question) for each in results.old_places],
        "kinds": _list_kinds(question, kinds),
        "facets": _list_facets(results),
        "orders": [
            Choice(label, 0, make_address(question, order=order, page=1), question.order == order)
            for order, label in ((Order.BEST, _("Hợp nhất")), (Order.NEWEST, _("Mới nhất")))
        ],
        "page": question.page,
        "last_page": last,
        "before": make_address(question, page=question.page - 1) if question.page > 1 else "",
        "after": make_address(question, page=question.page + 1) if question.page < last else "",
        "is_cut": results.total > MOST_REACHED and question.page == last,
        "filters": _list_set_filters(question),
    }


def get_hit_address(hit: Hit) -> str:
    """Where it is read; absolute for what is outside the portal."""
    if hit.kind == Kind.VALUE:
        return reverse("portal:value", args=[hit.ref])
    if hit.kind in {Kind.UNIT, Kind.INDICATOR}:
        return reverse("portal:unit", args=[hit.ref])
    if hit.kind in {Kind.PLAN, Kind.DOCUMENT} and "://" not in hit.ref:
        return reverse("portal:plan", args=hit.ref.split("/"))
    return hit.ref


def make_address(question: Question, **changes: object) -> str:
    """The shareable address of a search; only what is set stands in it."""
    said: dict[str, object] = {
        "text": question.text,
        "kind": question.kind or "",
        "section": question.section,
        "unit": question.unit,
        "source": question.source,
        "since": question.since or "",
        "until": question.until or "",
        "order": "" if question.order == Order.BEST else question.order,
        "page": question.page,
        **changes,
    }
    if said["page"] == 1:
        said["page"] = ""
    if said["order"] == Order.BEST:
        said["order"] = ""
    words = [(_NAMES[name], str(value)) for name, value in said.items() if value]
    return f"{reverse('portal:search')}?{urlencode(words)}" if words else reverse("portal:search")


_NAMES = {
    "text": "q",
    "kind": "loai",
    "section": "muc",
    "unit": "don-vi",
    "source": "nguon",
    "since": "tu",
    "until": "den",
    "order": "xep",
    "page": "trang",
}


def _list_set_filters(question: Question) -> list[tuple[str, str]]:
    """For the form, which keeps what was chosen by links."""
    said = {
        "loai": question.kind,
        "muc": question.section,
        "don-vi": question.unit,
        "nguon": question.source,
        "xep": "" if question.order == Order.BEST else question.order,
    }
    return [(name, str(value)) for name, value in said.items() if value]


def _list_kinds(question: Question, counts: Mapping[str, int]) -> list[Choice]:
    every = Choice(
        _("Tất cả"),
        sum(counts.values()),
        make_address(question, kind="", page=1),
        not question.kind,
    )
    return [
        every,
        *(
            Choice(
                label,
                counts.get(kind, 0),
                make_address(question, kind=kind, page=1),
                question.kind == kind,
            )
            for kind, label in _KIND_LABELS.items()
            if counts.get(kind) or question.kind == kind
        ),
    ]


def _list_facets(results: Results) -> list[Facet]:
    question, counts = results.question, results.counts
    named = (
        (_("Chuyên mục"), "section", SectionPage, "title", question.section),
        (_("Đơn vị"), "unit", Unit, "name", question.unit),
        (_("Nguồn tin"), "source", Source, "name", question.source),
    )
    facets = []
    for title, name, model, field, chosen in named:
        counted = counts.get(name, [])
        labels = _name(model, field, counted, chosen)
        choices = _list_choices(question, name, counted, labels, chosen)
        facets.append(Facet(title, name, choices))
    years = [(year, count) for year, count in counts.get("year", []) if year != "0"]
    facets.append(Facet(_("Năm"), "year", _list_years(question, years)))
    return [facet for facet in facets if facet.choices]


def _list_choices(
    question: Question,
    name: str,
    counts: Sequence[tuple[str, int]],
    labels: Mapping[str, str],
    chosen: str,
) -> list[Choice]:
    shown = [(value, count) for value, count in counts if value in labels][:_MOST_CHOICES]
    if chosen:
        shown = [(chosen, dict(counts).get(chosen, 0))] if chosen in labels else []
    return [
        Choice(
            labels[value],
            count,
            make_address(question, **{name: "" if value == chosen else value}, page=1),
            value == chosen,
        )
        for value, count in shown
    ]


def _name(
    model: type[Model], field: str, counts: Sequence[tuple[str, int]], chosen: str
) -> dict[str, str]:
    """Names by slug, of those that may be shown."""
    slugs = [value for value, _ in counts[: 2 * _MOST_CHOICES]] + ([chosen] if chosen else [])
    if not slugs:
        return {}
    found = model._default_manager.filter(slug__in=slugs)
    return dict(found.values_list("slug", field))


def _list_years(question: Question, counts: Sequence[tuple[str, int]]) -> list[Choice]:
    choices = []
    for year, count in sorted(counts, reverse=True):
        first, last = dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
        is_chosen = (question.since, question.until) == (first, last)
        changes = {"since": "", "until": ""} if is_chosen else {"since": first, "until": last}
        address = make_address(question, **changes, page=1)
        choices.append(Choice(year, count, address, is_chosen))
    return choices


def _show_old_place(place: OldPlace, question: Question) -> OldPlaceShown:
    def show(heir: Heir) -> tuple[str, str, str]:
        page = reverse("portal:unit", args=[heir.slug])
        return heir.name, page, make_address(Question(text=heir.name))

    unit = place.unit
    return OldPlaceShown(
        unit.title, get_hit_address(unit), unit.ended, [show(heir) for heir in unit.heirs]
    )


def _read_slug(text: str) -> str:
    return text if text.isascii() and text.replace("-", "").isalnum() and len(text) <= 255 else ""


def _read_member(members: type[_Member], text: str) -> _Member | None:
    try:
        return members(text)
    except ValueError:
        return None


def _read_day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def _read_page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), MOST_REACHED // PER_PAGE)
