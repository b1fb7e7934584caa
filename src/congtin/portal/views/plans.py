"""The ledger in public: a unit, a unit's year, the method."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from congtin.ledger import queries as ledger
from congtin.ledger.overview import get_years_of
from congtin.ledger.periods import is_period
from congtin.newsroom import queries as newsroom
from congtin.places.models import Unit
from congtin.places.queries import get_family
from congtin.portal.addresses import make_absolute
from congtin.portal.frame import render_page
from congtin.portal.plan_page import show_plans, show_rows
from congtin.portal.statuses import LABELS, make_tally

__all__ = ["show_method", "show_plan", "show_unit"]

_NEWEST = 10


@require_safe
def show_unit(request: HttpRequest, slug: str) -> HttpResponse:
    unit = _get_unit(slug)
    predecessors, successors = get_family(unit)
    context = {
        "unit": unit,
        "predecessors": predecessors,
        "successors": successors,
        "years": get_years_of(unit)[::-1],
        "articles": newsroom.get_articles(unit=unit)[:_NEWEST],
        "canonical": make_absolute(request.path),
    }
    return render_page(request, "portal/unit.html", context, in_ledger=True)


@require_safe
def show_plan(request: HttpRequest, slug: str, period: str) -> HttpResponse:
    unit = _get_unit(slug)
    if not is_period(period) or ledger.get_page_period(period) != period:
        raise Http404
    table = ledger.get_plan_table(unit=unit, period=period)
    if table.is_empty and not table.projects:
        raise Http404
    predecessors, successors = get_family(unit)
    topics = show_rows(table)
    context = {
        "unit": unit,
        "period": period,
        "table": table,
        "plans": show_plans(table),
        "topics": topics,
        "has_previous": any(row.previous for _, rows in topics for row in rows),
        "tally": make_tally(table.tally),
        "predecessors": predecessors,
        "successors": successors,
        "years": get_years_of(unit)[::-1],
        "canonical": make_absolute(request.path),
    }
    return render_page(request, "portal/plan.html", context, in_ledger=True)


@require_safe
def show_method(request: HttpRequest) -> HttpResponse:
    labels = {status.replace("-", "_"): label for status, label in LABELS.items()}
    context = {"labels": labels, "canonical": make_absolute(request.path)}
    return render_page(request, "portal/method.html", context, in_ledger=True)


def _get_unit(slug: str) -> Unit:
    return get_object_or_404(Unit.objects.select_related("parent"), slug=slug)
