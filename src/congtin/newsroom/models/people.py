"""Officials named in the news, with their posts and the dates for which a source vouches."""

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

__all__ = ["Person", "Post"]


class Person(index.Indexed, ClusterableModel):
    name = models.CharField("họ và tên", max_length=120)
    note = models.CharField(
        "ghi chú", max_length=200, blank=True, help_text="Để phân biệt người trùng tên."
    )

    panels = [FieldPanel("name"), FieldPanel("note"), InlinePanel("posts", label="Chức vụ")]
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta:
        verbose_name = "nhân vật"
        verbose_name_plural = "nhân vật"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "note"], name="person_is_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.note})" if self.note else self.name


class Post(models.Model):
    """One post of one person: a span of time, or a day on which a source names it."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField("chức vụ", max_length=160)
    organisation = models.CharField("cơ quan", max_length=160, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    as_of = models.DateField("theo nguồn ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    source_title = models.CharField("nguồn", max_length=300, blank=True)
    source_address = models.URLField("địa chỉ nguồn", max_length=500, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("organisation"),
        FieldPanel("valid_from"),
        FieldPanel("valid_to"),
        FieldPanel("as_of"),
        FieldPanel("note"),
        FieldPanel("source_title"),
        FieldPanel("source_address"),
    ]

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        ordering = ["-as_of", "-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày thôi giữ chức phải sau ngày nhận chức.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title
