"""A unit's year as a notice of A4: the publication that the law asks for, on the board."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from congtin.ledger import queries as ledger
from congtin.ledger.periods import is_period
from congtin.places.enums import Level
from congtin.places.models import Unit
from congtin.portal.addresses import get_plan_address, make_absolute
from congtin.portal.frame import render_page
from congtin.portal.plan_page import show_plans, show_rows
from congtin.portal.qr import draw_qr
from congtin.portal.statuses import make_tally

__all__ = ["print_plan"]


@require_safe
def print_plan(request: HttpRequest, slug: str, period: str) -> HttpResponse:
    unit = get_object_or_404(Unit, slug=slug)
    if not is_period(period) or ledger.get_page_period(period) != period:
        raise Http404
    table = ledger.get_plan_table(unit=unit, period=period)
    if table.is_empty:
        raise Http404
    topics = show_rows(table)
    address = make_absolute(get_plan_address(unit, period))
    context = {
        "unit": unit,
        "period": period,
        "plans": show_plans(table),
        "topics": topics,
        "has_previous": any(row.previous for _topic, rows in topics for row in rows),
        "tally": make_tally(table.tally),
        "is_commune": unit.level == Level.COMMUNE,
        "today": timezone.localdate(timezone=timezone.get_default_timezone()),
        "address": address,
        "qr": draw_qr(address, label=_("Mã QR dẫn tới trang này trên cổng")),
        "canonical": address,
    }
    return render_page(request, "portal/plan_print.html", context, in_ledger=True)
