"""What machines ask for: robots.txt, sitemaps, the icon."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from congtin.newsroom import queries as newsroom
from congtin.portal.addresses import make_absolute
from congtin.portal.frame import keep_from_search_engines
from congtin.portal.sitemaps import (
    list_article_entries,
    list_sitemaps,
    list_standing_entries,
)

__all__ = [
    "redirect_to_icon",
    "show_month_sitemap",
    "show_robots",
    "show_sitemap_index",
    "show_standing_sitemap",
]


@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309. A demonstration asks to be left alone."""
    if newsroom.get_settings().is_demonstration:
        text = "User-agent: *\nDisallow: /\n"
    else:
        sitemap = make_absolute(reverse("portal:sitemap_index"))
        text = (
            "User-agent: *\nDisallow: /toa-soan/\nDisallow: /b/*/in/\nDisallow: /tim-kiem/\n"
            "Allow: /\n\n"
            f"Sitemap: {sitemap}\n"
        )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def show_sitemap_index(request: HttpRequest) -> HttpResponse:
    return _render("portal/sitemap_index.xml", {"addresses": list_sitemaps()})


@require_safe
def show_standing_sitemap(request: HttpRequest) -> HttpResponse:
    return _render("portal/sitemap.xml", {"entries": list_standing_entries()})


@require_safe
def show_month_sitemap(request: HttpRequest, year: int, month: int) -> HttpResponse:
    entries = list_article_entries(year, month)
    if not entries:
        raise Http404
    return _render("portal/sitemap.xml", {"entries": entries})


@require_safe
def redirect_to_icon(request: HttpRequest) -> HttpResponse:
    """For programs that ask for the icon without reading the page."""
    return redirect(static("portal/emblem.svg"))


def _render(template: str, context: dict[str, object]) -> HttpResponse:
    response = HttpResponse(render_to_string(template, context), content_type="application/xml")
    return keep_from_search_engines(response, newsroom.get_settings())
