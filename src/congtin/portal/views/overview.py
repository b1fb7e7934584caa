"""The ledger at a glance: search, units with their years, indicators by topic."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from congtin.ledger.enums import Topic
from congtin.ledger.models import Indicator
from congtin.ledger.overview import (
    UnitOverview,
    YearCount,
    find_indicators,
    find_units,
    get_indicators_in_use,
    get_overview,
)
from congtin.places.enums import Level
from congtin.portal.addresses import get_unit_address, make_absolute
from congtin.portal.frame import render_page

__all__ = ["UnitShown", "YearShown", "show_ledger"]


@dataclass(frozen=True, slots=True)
class YearShown:
    """`share` of the targets that have a result, in percent of a bar, "" without targets; `short`
    is what stands under it, `said` the same in words."""

    period: str
    address: str
    share: str
    short: str
    said: str


@dataclass(frozen=True, slots=True)
class UnitShown:
    name: str
    address: str
    years: list[YearShown]


@require_safe
def show_ledger(request: HttpRequest) -> HttpResponse:
    """With `?tim=` what is found stands alone."""
    wanted = _read_words(request.GET.get("tim", ""))
    context: dict[str, object] = {"wanted": wanted, "canonical": make_absolute(request.path)}
    if wanted:
        context |= {"indicators": find_indicators(wanted), "units": find_units(wanted)}
    else:
        context |= {
            "levels": _group_units(get_overview()),
            "topics": _group_indicators(get_indicators_in_use()),
        }
    return render_page(request, "portal/ledger.html", context, in_ledger=True)


def _read_words(text: str) -> str:
    """Without what cannot be printed: PostgreSQL takes no zero byte."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:100]


def _group_units(entries: list[UnitOverview]) -> list[tuple[Level, list[UnitShown]]]:
    levels = [
        (level, [_show_unit(each) for each in entries if each.unit.level == level])
        for level in Level
    ]
    return [(level, group) for level, group in levels if group]


def _show_unit(entry: UnitOverview) -> UnitShown:
    address = get_unit_address(entry.unit)
    return UnitShown(entry.unit.name, address, [_show_year(each, address) for each in entry.years])


def _show_year(year: YearCount, unit_address: str) -> YearShown:
    """Addresses are joined here: there may be a thousand, and each look-up takes its time."""
    address = f"{unit_address}{year.period}/"
    if year.targets:
        share = f"{100 * year.done / year.targets:.0f}%"
        said = _("%(targets)s mức đề ra, %(done)s đã có kết quả")
        words = said % {"targets": year.targets, "done": year.done}
        return YearShown(year.period, address, share, f"{year.done}/{year.targets}", words)
    said = _("%(count)s kết quả") % {"count": year.results} if year.results else _("văn bản")
    return YearShown(year.period, address, "", said, "")


def _group_indicators(indicators: list[Indicator]) -> list[tuple[Topic, list[Indicator]]]:
    topics = [(topic, [each for each in indicators if each.topic == topic]) for topic in Topic]
    return [(topic, group) for topic, group in topics if group]
