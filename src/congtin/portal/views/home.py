"""The front page."""

from django.http import HttpRequest, HttpResponse

from congtin.newsroom.models import HomePage
from congtin.portal.addresses import make_absolute
from congtin.portal.frame import render_page
from congtin.portal.front_page import lay_out_front_page

__all__ = ["show_home"]


def show_home(request: HttpRequest, page: HomePage) -> HttpResponse:
    context = {"page": page, "front": lay_out_front_page(), "canonical": make_absolute("/")}
    return render_page(request, "portal/home.html", context)
