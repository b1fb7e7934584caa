"""The model article as one makes it by Wagtail's manual: snippets, orderables, settings."""

from typing import Any, ClassVar

import segno
from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet


class _Named(models.Model):
    name = models.CharField(max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@register_snippet
class Author(_Named):
    pass


@register_snippet
class Source(_Named):
    pass


@register_snippet
class Unit(_Named):
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)


@register_snippet
class Person(_Named):
    pass


@register_setting
class Contact(BaseSiteSetting):
    organisation = models.CharField(max_length=120, blank=True)
    social_address = models.URLField(blank=True)


class HomePage(Page):
    pass


class SectionPage(Page):
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.child_of(self).live().order_by("-date")
        return {**context, "articles": articles.select_related("lead_image", "source")[:20]}


class ArticlePage(Page):
    date = models.DateTimeField()
    intro = models.TextField(blank=True)
    lead_image = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL)
    original_address = models.URLField(blank=True)
    authors = ParentalManyToManyField(Author, blank=True)
    body = StreamField(
        [
            ("paragraph", blocks.RichTextBlock()),
            ("heading", blocks.CharBlock()),
            ("picture", ImageChooserBlock()),
        ]
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("intro"),
        FieldPanel("lead_image"),
        FieldPanel("source"),
        FieldPanel("authors", widget=forms.CheckboxSelectMultiple),
        FieldPanel("body"),
        InlinePanel("unit_links"),
        InlinePanel("person_links"),
        InlinePanel("related_links"),
        InlinePanel("corrections"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        units = [link.unit for link in self.unit_links.select_related("unit__parent")]
        articles = ArticlePage.objects.live().public().exclude(pk=self.pk).order_by("-date")
        chosen = [link.other for link in self.related_links.select_related("other")]
        near = articles.filter(unit_links__unit__in=units[:1], date__lt=self.date)[:4]
        others = articles.sibling_of(self).filter(date__lt=self.date)[:6]
        return {
            **context,
            "units": units,
            "people": [link.person for link in self.person_links.select_related("person")],
            "others": [*chosen, *near, *others][:6],
            "code": _draw_code(self.full_url),
            "social_code": _draw_code(Contact.for_request(request).social_address),
        }


def _draw_code(address: str) -> SafeString:
    drawing = segno.make(address or "https://portal.example/").svg_inline(scale=4)
    return mark_safe(drawing)  # noqa: S308  (made of squares)


class ArticleUnit(Orderable):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="unit_links")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)


class ArticlePerson(Orderable):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="person_links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)


class RelatedArticle(Orderable):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_links")
    other = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")


class Correction(Orderable):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField()
