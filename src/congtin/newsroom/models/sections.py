"""The home page and the sections, whose listings are cut by month so that old ones stand still."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from congtin.newsroom.models.addresses import FoldedAddress
from congtin.newsroom.page_form import FoldedSlugForm
from congtin.newsroom.presentation import present

__all__ = ["HomePage", "SectionPage"]


# First parts of the portal's own addresses.
_TAKEN = frozenset(
    (
        *("b", "nguon", "chi-tieu", "so-lieu", "du-lieu", "chuyen-muc", "tim-kiem"),
        *("api", "toa-soan", "tai-lieu", "static", "media"),
    )
)


class HomePage(FoldedAddress, Page):
    """The front of one portal."""

    base_form_class = FoldedSlugForm
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.SectionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """An article's address is found in one query; going down the tree takes two a step."""
        if len(path_components) == 2:
            article = self._find_article(path_components)
            if article is not None:
                return RouteResult(article)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return present(self, request)

    def _find_article(self, path_components: list[str]) -> Page | None:
        found = (
            apps.get_model("newsroom", "ArticlePage")
            .objects.live()
            .filter(
                slug=path_components[1], url_path=f"{self.url_path}{'/'.join(path_components)}/"
            )
            .select_related("section", "source", "lead_image")
        )
        return next(iter(found[:1]), None)  # unordered: `first` would sort by all its columns


class SectionPage(FoldedAddress, Page):
    """A section of the portal: articles live below it."""

    description = models.CharField("mô tả", max_length=250, blank=True)

    base_form_class = FoldedSlugForm
    parent_page_types = ["newsroom.HomePage"]
    subpage_types = ["newsroom.ArticlePage"]
    content_panels = [*Page.content_panels, FieldPanel("description")]

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"

    @staticmethod
    def is_taken(slug: str) -> bool:
        """Whether the portal itself answers at that address."""
        return slug in _TAKEN or slug.isdigit()

    def clean(self) -> None:
        super().clean()
        if self.is_taken(self.slug):
            raise ValidationError(
                {"slug": "Địa chỉ này cổng dùng cho việc khác. Hãy chọn chữ khác."}
            )

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Besides articles: `2020/`, `2020/12/` and `2020/12/19/`, a listing cut by date."""
        if path_components and path_components[0].isascii() and path_components[0].isdigit():
            return RouteResult(self, kwargs=_read_cut(path_components))
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return present(self, request, **kwargs)


def _read_cut(components: list[str]) -> dict[str, int]:
    """The year, month and day that are named; Http404 for what is no date."""
    widths = (4, 2, 2)
    if len(components) > len(widths) or not all(
        part.isascii() and part.isdigit() and len(part) == width
        for part, width in zip(components, widths, strict=False)
    ):
        raise Http404
    cut = dict(zip(("year", "month", "day"), map(int, components), strict=False))
    if not 1900 <= cut["year"] <= 2999:
        raise Http404
    try:
        dt.date(cut["year"], cut.get("month", 1), cut.get("day", 1))
    except ValueError:
        raise Http404 from None
    return cut
