"""An indicator: its series over the years, target against result, units compared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from congtin.ledger.models import Indicator
from congtin.ledger.series import find_indicator, get_units_with
from congtin.places.models import Unit
from congtin.portal.addresses import get_indicator_address, make_absolute
from congtin.portal.frame import render_page
from congtin.portal.indicator_page import (
    choose_period,
    choose_units,
    compare_units,
    list_choices,
    show_series,
    sum_up,
)
from congtin.portal.views.plans import show_unit

__all__ = ["show_indicator", "show_unit_or_indicator"]


@require_safe
def show_unit_or_indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Units come first: their addresses are older."""
    if Unit.objects.filter(slug=slug).exists():
        return show_unit(request, slug)
    return _show(request, slug)


@require_safe
def show_indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a unit bears the same slug, this address still leads to the indicator."""
    return _show(request, slug)


def _show(request: HttpRequest, slug: str) -> HttpResponse:
    indicator = find_indicator(slug)
    if indicator is None:
        raise Http404
    context = _describe(indicator, request)
    return render_page(request, "portal/indicator.html", context, in_ledger=True)


def _describe(indicator: Indicator, request: HttpRequest) -> dict[str, object]:
    spans = get_units_with(indicator)
    chosen = choose_units(spans, request.GET.getlist("don-vi"))
    periods = sorted({period for span in spans for period in span.periods})
    period = choose_period(spans, request.GET.get("nam", ""))
    series, measure = show_series(indicator, chosen)
    compared = compare_units(indicator, period, spans, chosen) if period else []
    return {
        "indicator": indicator,
        "names": indicator.get_names()[1:],
        "series": series,
        "measure": measure,
        "choices": list_choices(spans, chosen, period),
        "chosen": chosen,
        "period": period,
        "periods": periods,
        "compared": compared,
        "has_targets": any(row.targets for row in compared),
        "summed": sum_up(indicator, period, compared),
        "canonical": make_absolute(get_indicator_address(indicator)),
    }
