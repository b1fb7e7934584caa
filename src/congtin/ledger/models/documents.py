"""Outside documents that vouch for values: a page, a report, a resolution."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

__all__ = ["Document"]


class Document(index.Indexed, models.Model):
    code = models.CharField("ký hiệu", max_length=20, blank=True, db_index=True)
    title = models.CharField("tên", max_length=400)
    publisher = models.CharField("nơi công bố", max_length=200, blank=True)
    address = models.URLField("địa chỉ", max_length=600, blank=True)
    published_on = models.DateField("ngày công bố", null=True, blank=True)
    event_on = models.DateField("ngày sự việc", null=True, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("publisher"),
        FieldPanel("address"),
        FieldPanel("published_on"),
        FieldPanel("event_on"),
        FieldPanel("code"),
    ]
    search_fields = [
        index.AutocompleteField("title"),
        index.SearchField("title"),
        index.SearchField("code"),
    ]

    class Meta:
        verbose_name = "tài liệu"
        verbose_name_plural = "tài liệu"
        ordering = ["-published_on", "title"]

    def __str__(self) -> str:
        return self.title
