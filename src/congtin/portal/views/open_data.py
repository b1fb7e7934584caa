"""Open data: the page that explains it, the files, and what catalogues read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from congtin.ledger import queries as ledger
from congtin.ledger.periods import is_period
from congtin.ledger.series import find_indicator
from congtin.newsroom import queries as newsroom
from congtin.places.models import Unit
from congtin.portal.addresses import get_indicator_address, get_plan_address, make_absolute
from congtin.portal.frame import render_page
from congtin.portal.open_data.columns import LICENCE, LICENCE_NAME, Column
from congtin.portal.open_data.extracts import (
    PLAN_COLUMNS,
    SERIES_COLUMNS,
    list_plan_lines,
    list_series,
)
from congtin.portal.open_data.files import write_csv, write_json
from congtin.portal.open_data.package import (
    describe_catalogue,
    describe_dataset,
    describe_package,
)
from congtin.portal.open_data.tables import TABLES, find_table
from congtin.portal.open_data.workbooks import write_workbook
from congtin.portal.opening import open_to_all
from congtin.portal.structured_data import dump_json_ld
from congtin.vietnamese.formatting import format_period

__all__ = [
    "send_indicator",
    "send_plan",
    "send_table",
    "show_catalogue",
    "show_open_data",
    "show_package",
]

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def show_open_data(request: HttpRequest) -> HttpResponse:
    portal = newsroom.get_settings()
    address = make_absolute(request.path)
    dataset = describe_dataset(
        portal,
        name=f"{portal.portal_name}: sổ chỉ tiêu",
        description="Mức đề ra, kết quả và căn cứ của từng chỉ tiêu, từng đơn vị, từng kỳ.",
        address=address,
        files={"csv": reverse("portal:data_table", args=["ket-qua", "csv"])},
    )
    context = {
        "tables": TABLES,
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
        "canonical": address,
        "json_ld": dump_json_ld(dataset),
    }
    return render_page(request, "portal/open_data.html", context, in_ledger=True)


@require_safe
@open_to_all
def show_package(request: HttpRequest) -> HttpResponse:
    package = describe_package(newsroom.get_settings())
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
@open_to_all
def show_catalogue(request: HttpRequest) -> HttpResponse:
    catalogue = describe_catalogue(newsroom.get_settings(), today=timezone.localdate())
    return JsonResponse(
        catalogue,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


@require_safe
@open_to_all
def send_table(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """By the machine name: a resource of the data package, CSV with machine names."""
    table = find_table(slug)
    if table is None:
        raise Http404
    if slug == table.slug:
        address = f"{make_absolute(reverse('portal:open_data'))}#{table.slug}"
        return _send(
            kind,
            table.columns,
            table.read_all,
            title=table.title,
            address=address,
            name=table.slug,
        )
    if kind != "csv":
        raise Http404
    lines = write_csv(table.columns, table.read_all(), for_machines=True)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")


@require_safe
@open_to_all
def send_plan(request: HttpRequest, slug: str, period: str, kind: str) -> HttpResponseBase:
    unit = get_object_or_404(Unit, slug=slug)
    if not is_period(period) or ledger.get_page_period(period) != period:
        raise Http404
    table = ledger.get_plan_table(unit=unit, period=period)
    if table.is_empty:
        raise Http404
    title = f"{unit.name}, {format_period(period)}"
    address = make_absolute(get_plan_address(unit, period))
    return _send(
        kind,
        PLAN_COLUMNS,
        lambda: list_plan_lines(table),
        title=title,
        address=address,
        name=f"ke-hoach-{slug}-{period}",
    )


@require_safe
@open_to_all
def send_indicator(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    indicator = find_indicator(slug)
    if indicator is None:
        raise Http404
    address = make_absolute(get_indicator_address(indicator))
    return _send(
        kind,
        SERIES_COLUMNS,
        lambda: list_series(indicator),
        title=indicator.name,
        address=address,
        name=f"chi-tieu-{slug}",
    )


def _send(
    kind: str,
    columns: tuple[Column, ...],
    read: Callable[[], Iterable[Any]],
    *,
    title: str,
    address: str,
    name: str,
) -> HttpResponseBase:
    response: HttpResponseBase
    if kind == "xlsx":
        book = write_workbook(columns, read(), title=title, source=address)
        response = StreamingHttpResponse(book, content_type=_WORKBOOK)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    elif kind == "json":
        about = {"title": title, "source": address, "license": LICENCE}
        lines = write_json(columns, read(), about=about)
        response = StreamingHttpResponse(lines, content_type="application/json")
    else:
        lines = write_csv(columns, read())
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Link"] = f'<{LICENCE}>; rel="license"'
    return response
