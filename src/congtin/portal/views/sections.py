"""A section: its newest articles, or those of a year, a month or a day."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import SectionPage
from congtin.portal.addresses import get_page_address, make_absolute
from congtin.portal.frame import render_page
from congtin.portal.listings import list_articles

__all__ = ["show_section"]


def show_section(
    request: HttpRequest,
    page: SectionPage,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
) -> HttpResponse:
    find = partial(newsroom.get_articles, section=page)
    listing = list_articles(find, year=year, month=month, day=day)
    if year is not None and listing.is_empty:
        raise Http404
    context = {
        "page": page,
        "listing": listing,
        "year": year,
        "month": month,
        "day": day,
        "base": get_page_address(page),
        "canonical": make_absolute(request.path),
    }
    return render_page(request, "portal/section.html", context, section=page)
