"""An article: its page, its print view, its permanent short address and its QR code."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import ArticlePage
from congtin.portal.addresses import get_page_address, get_short_address, make_absolute
from congtin.portal.article_page import describe_article
from congtin.portal.frame import keep_from_search_engines, render_page
from congtin.portal.pictures import get_share_picture
from congtin.portal.qr import draw_qr
from congtin.portal.structured_data import describe_news_article, dump_json_ld
from congtin.portal.views.errors import show_gone

__all__ = ["print_article", "show_article", "show_article_qr", "show_short_address"]


def show_article(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    portal = newsroom.get_settings()
    context = describe_article(page, portal)
    picture = get_share_picture(page.lead_image)
    data = describe_news_article(
        page,
        portal,
        canonical=context["canonical"],
        units=context["units"],
        corrections=context["corrections"][::-1],
        image_address=picture.url if picture else "",
    )
    context |= {
        "share_picture": picture,
        "share_picture_address": make_absolute(picture.url) if picture else "",
        "json_ld": dump_json_ld(data),
    }
    return render_page(request, "portal/article.html", context, section=page.section, portal=portal)


@require_safe
def print_article(request: HttpRequest, article_id: int) -> HttpResponse:
    page = newsroom.get_articles().filter(pk=article_id).first()
    if page is None:
        return _answer_for_missing(request, article_id)
    portal = newsroom.get_settings()
    context = describe_article(page, portal)
    return render_page(
        request, "portal/article_print.html", context, section=page.section, portal=portal
    )


@require_safe
def show_short_address(request: HttpRequest, article_id: int) -> HttpResponse:
    """To the article's present address: it may move, so the answer is not for ever (302)."""
    page = newsroom.get_articles().filter(pk=article_id).first()
    if page is None:
        return _answer_for_missing(request, article_id)
    return redirect(get_page_address(page))


@require_safe
def show_article_qr(request: HttpRequest, article_id: int) -> HttpResponse:
    """The code as a file, for posters and notice boards."""
    page = newsroom.get_articles().filter(pk=article_id).first()
    if page is None:
        return _answer_for_missing(request, article_id)
    drawing = draw_qr(get_short_address(page.pk), label=page.title)
    response = HttpResponse(drawing, content_type="image/svg+xml")
    return keep_from_search_engines(response, newsroom.get_settings())


def _answer_for_missing(request: HttpRequest, article_id: int) -> HttpResponse:
    """410 with the reason for an article that was taken down; Http404 is raised for no article."""
    withdrawal = newsroom.find_withdrawal_of(article_id)
    if withdrawal is None:
        raise Http404
    return show_gone(request, withdrawal)
