"""The search page, and what is suggested while somebody types.

Neither is kept by anybody: there are as many pages as there are questions.
"""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from congtin.portal.frame import render_page
from congtin.portal.search_page import describe_results, get_hit_address, read_filters
from congtin.search.engine import IndexAway, NoIndexYet
from congtin.search.queries import search, suggest

__all__ = ["show_search", "show_suggestions"]

_log = logging.getLogger(__name__)


@require_safe
def show_search(request: HttpRequest) -> HttpResponse:
    question = read_filters(request.GET)
    context: dict[str, object] = {"question": question, "is_search": True}
    status = 200
    if not question.is_empty:
        try:
            context |= describe_results(search(question))
        except NoIndexYet:
            context["is_waiting"], status = True, 503
        except IndexAway:
            _log.exception("the search index does not answer")
            context["is_away"], status = True, 503
    response = render_page(request, "portal/search.html", context, status=status)
    if status == 503:
        response.headers["Retry-After"] = "10"
    return _keep_out(response)


@require_safe
def show_suggestions(request: HttpRequest) -> HttpResponse:
    """JSON: a list of titles with their addresses and kinds; empty while there is no index."""
    try:
        hits = suggest(request.GET.get("q", ""))
    except (NoIndexYet, IndexAway):
        hits = []
    found = [
        {"title": hit.title, "address": get_hit_address(hit), "kind": hit.kind} for hit in hits
    ]
    return _keep_out(JsonResponse({"found": found}, json_dumps_params={"ensure_ascii": False}))


def _keep_out(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
