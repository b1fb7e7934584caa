"""The front page."""

from django.http import HttpRequest, HttpResponse

from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import HomePage
from congtin.portal.addresses import make_absolute
from congtin.portal.frame import render_page
from congtin.portal.front_page import lay_out_front_page
from congtin.portal.structured_data import describe_website, dump_json_ld

__all__ = ["show_home"]


def show_home(request: HttpRequest, page: HomePage) -> HttpResponse:
    portal = newsroom.get_settings()
    context = {
        "page": page,
        "front": lay_out_front_page(),
        "canonical": make_absolute("/"),
        "json_ld": dump_json_ld(describe_website(portal)),
    }
    return render_page(request, "portal/home.html", context, portal=portal)
