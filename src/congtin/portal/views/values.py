"""One value of the ledger at its permanent address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from congtin.ledger.addresses import read_value_id
from congtin.ledger.records import find_last_label, find_value
from congtin.newsroom import queries as newsroom
from congtin.portal.frame import render_page
from congtin.portal.value_page import describe_value

__all__ = ["show_value"]


@require_safe
def show_value(request: HttpRequest, value_id: str) -> HttpResponse:
    """410 with its last name for a value that was taken out of the ledger."""
    known = read_value_id(value_id)
    if known is None:
        raise Http404
    is_target, key = known
    value = find_value(is_target=is_target, key=key)
    if value is not None:
        context = describe_value(value, newsroom.get_settings())
        return render_page(request, "portal/value.html", context, in_ledger=True)
    label = find_last_label(is_target=is_target, key=key)
    if label is None:
        raise Http404
    context = {"label": label}
    return render_page(request, "portal/value_gone.html", context, in_ledger=True, status=410)
