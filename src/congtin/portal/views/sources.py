"""The page of a source: what is taken from it, and on what terms."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import Source
from congtin.portal.addresses import make_absolute
from congtin.portal.frame import render_page
from congtin.portal.listings import list_articles

__all__ = ["show_source"]


@require_safe
def show_source(
    request: HttpRequest,
    slug: str,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
) -> HttpResponse:
    source = get_object_or_404(Source, slug=slug)
    find = partial(newsroom.get_articles, source=source)
    try:
        listing = list_articles(find, year=year, month=month, day=day)
    except ValueError:  # the 30th of February
        raise Http404 from None
    if year is not None and listing.is_empty:
        raise Http404
    context = {
        "source": source,
        "listing": listing,
        "year": year,
        "month": month,
        "day": day,
        "base": reverse("portal:source", args=[source.slug]),
        "canonical": make_absolute(request.path),
    }
    return render_page(request, "portal/source.html", context)
