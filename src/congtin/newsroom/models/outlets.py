"""Where news comes from: outlets and authors."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from congtin.vietnamese.folding import slugify

__all__ = ["Author", "Source"]


class Source(index.Indexed, models.Model):  # type: ignore[django-manager-missing]  # articles are Wagtail pages
    """An outlet: a newspaper, a portal, a body that publishes."""

    name = models.CharField("tên", max_length=160, unique=True)
    slug = models.SlugField(
        "đường dẫn", max_length=90, unique=True, blank=True, help_text="Để trống sẽ lấy theo tên."
    )
    address = models.URLField("địa chỉ trang", blank=True)
    licence_note = models.TextField(
        "điều kiện sử dụng tin",
        blank=True,
        help_text="Ví dụ: được đăng lại toàn văn, ghi rõ nguồn.",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("licence_note"),
        FieldPanel("slug"),
    ]
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta:
        verbose_name = "nguồn tin"
        verbose_name_plural = "nguồn tin"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.slug = self.slug or slugify(self.name)


class Author(index.Indexed, models.Model):
    """Who signs an article: a reporter, a group, a contributor."""

    name = models.CharField("tên", max_length=120, unique=True)
    post = models.CharField("chức danh", max_length=160, blank=True)

    panels = [FieldPanel("name"), FieldPanel("post")]
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta:
        verbose_name = "tác giả"
        verbose_name_plural = "tác giả"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
