"""404, 410 and 500 in the portal's own dress."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import Withdrawal
from congtin.portal.frame import find_settings, keep_from_search_engines, render_page

__all__ = ["show_gone", "show_not_found", "show_server_error"]


def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """410 with the reason where an article was taken down from this address, else 404."""
    withdrawal = newsroom.find_withdrawal(request.path)
    if withdrawal is not None:
        return show_gone(request, withdrawal)
    return render_page(request, "portal/not_found.html", {}, status=404)


def show_gone(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    return render_page(request, "portal/gone.html", {"withdrawal": withdrawal}, status=410)


def show_server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request's context and, where need be, without the database: either may
    be what failed."""
    portal = find_settings()
    response = HttpResponse(
        render_to_string("portal/server_error.html", {"portal": portal}), status=500
    )
    return keep_from_search_engines(response, portal) if portal else response
