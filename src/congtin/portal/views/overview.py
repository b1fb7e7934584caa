"""The ledger at a glance: search, units with their years, indicators by topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from congtin.ledger.enums import Topic
from congtin.ledger.models import Indicator
from congtin.ledger.overview import (
    UnitOverview,
    find_indicators,
    find_units,
    get_indicators_in_use,
    get_overview,
)
from congtin.places.enums import Level
from congtin.portal.addresses import make_absolute
from congtin.portal.frame import render_page

__all__ = ["show_ledger"]


@require_safe
def show_ledger(request: HttpRequest) -> HttpResponse:
    """With `?tim=` what is found stands alone."""
    wanted = " ".join(request.GET.get("tim", "").split())[:100]
    context: dict[str, object] = {"wanted": wanted, "canonical": make_absolute(request.path)}
    if wanted:
        context |= {"indicators": find_indicators(wanted), "units": find_units(wanted)}
    else:
        context |= {
            "levels": _group_units(get_overview()),
            "topics": _group_indicators(get_indicators_in_use()),
        }
    return render_page(request, "portal/ledger.html", context, in_ledger=True)


def _group_units(entries: list[UnitOverview]) -> list[tuple[Level, list[UnitOverview]]]:
    levels = [(level, [each for each in entries if each.unit.level == level]) for level in Level]
    return [(level, group) for level, group in levels if group]


def _group_indicators(indicators: list[Indicator]) -> list[tuple[Topic, list[Indicator]]]:
    topics = [(topic, [each for each in indicators if each.topic == topic]) for topic in Topic]
    return [(topic, group) for topic, group in topics if group]
