"""The article, with its four dates, and its corrections."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import classproperty
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from congtin.newsroom.blocks import ArticleBody
from congtin.newsroom.models.addresses import FoldedAddress
from congtin.newsroom.models.outlets import Author, Source
from congtin.newsroom.models.people import Person
from congtin.newsroom.page_form import FoldedSlugForm
from congtin.newsroom.presentation import article_panels, present
from congtin.newsroom.publication import check_publication
from congtin.places.models import Unit

__all__ = ["ArticlePage", "ArticlePerson", "ArticleUnit", "Correction", "RelatedArticle"]


class ArticlePage(FoldedAddress, Page):
    """One article. Its headline is the page's title.

    Four dates are kept apart: `original_date` (first published, by the outlet), `published_at`
    (published here), `last_published_at` (last changed here), `speaks_of` (the period told of, in
    the form of the figures schema: "2021", "2021-M01..06").
    """

    section = models.ForeignKey(
        "newsroom.SectionPage",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The parent page, kept here so that listings need one index.",
    )
    published_at = models.DateTimeField(
        "đăng lúc",
        null=True,
        blank=True,
        help_text="Giờ Việt Nam. Để trống thì lấy lúc xuất bản lần đầu.",
    )
    standfirst = models.TextField("sapo", blank=True, max_length=600)
    body = StreamField(
        ArticleBody(), verbose_name="nội dung", blank=True, default=[("paragraph", "")]
    )
    lead_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="ảnh đại diện",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Dùng ở trang chủ, chuyên mục và khi chia sẻ.",
    )
    byline = models.CharField(
        "bút danh", max_length=160, blank=True, help_text="In cuối bài nếu khác tên tác giả."
    )
    authors = ParentalManyToManyField(Author, verbose_name="tác giả", blank=True)
    source = models.ForeignKey(
        Source,
        verbose_name="nguồn tin",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text="Để trống nếu là tin tự viết.",
    )
    original_address = models.URLField("liên kết bài gốc", max_length=500, blank=True)
    original_date = models.DateField("ngày đăng bài gốc", null=True, blank=True)
    original_time = models.TimeField("giờ đăng bài gốc", null=True, blank=True)
    speaks_of = models.CharField(
        "kỳ số liệu", max_length=24, blank=True, help_text="Ví dụ: 2021, hoặc 2020-2025."
    )
    withdrawal_reason = models.TextField(
        "lý do gỡ bài",
        blank=True,
        help_text="Khi bài bị gỡ xuống, địa chỉ cũ ghi rõ bài đã gỡ và lý do này.",
    )

    base_form_class = FoldedSlugForm
    parent_page_types = ["newsroom.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    # Bodies stay out of the admin's search table: SQLite rewrites the row at every save.
    search_fields = [*Page.search_fields, index.FilterField("published_at")]

    class Meta:
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        indexes = [
            models.Index(fields=["section", "-published_at"], name="article_in_section"),
            models.Index(fields=["-published_at"], name="article_by_date"),
        ]

    def clean(self) -> None:
        super().clean()
        if self.source and not self.original_address:
            raise ValidationError(
                {"original_address": "Tin lấy từ nơi khác cần có liên kết tới bài gốc."}
            )
        if self.published_at and self.published_at > timezone.now():
            raise ValidationError(
                {"published_at": "Muốn đăng về sau thì đặt “Ngày xuất bản” trong mục hẹn giờ."}
            )
        if self.original_date and self.original_date > timezone.localdate():
            raise ValidationError({"original_date": "Ngày đăng bài gốc không thể ở tương lai."})

    def free_address(self, slug: str) -> str:
        """Digits alone would be a year of the section, and a headline may have no letter."""
        bare = slug.strip("-")
        return f"bai-{bare}".strip("-") if not bare or bare.isdigit() else bare

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Raises PublicationHeld where somebody asks for it and a check finds something."""
        if user is not None:
            check_publication(revision.as_object())
        return super().publish(revision, user=user, **options)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return present(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return present(self, request)

    def get_byline(self) -> str:
        """As printed below the text: the byline, else the authors' names."""
        return self.byline or ", ".join(author.name for author in self.authors.all())

    def get_changed_at(self) -> Any:
        """When it was last changed after its publication, else None."""
        first, last = self.published_at, self.last_published_at
        return last if first and last and (last - first).total_seconds() > 60 else None

    @classproperty
    def edit_handler(cls) -> TabbedInterface:  # noqa: N805  (a class property)
        """Built when first asked for, after the higher rooms have registered their panels."""
        return _make_edit_handler()


class ArticleUnit(Orderable):
    """A unit that the article speaks of; the first is suggested for the article's figures."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="unit_links")
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", on_delete=models.CASCADE, related_name="article_links"
    )

    panels = [FieldPanel("unit")]


class ArticlePerson(Orderable):
    """An official named in the article."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="person_links")
    person = models.ForeignKey(
        Person, verbose_name="nhân vật", on_delete=models.CASCADE, related_name="article_links"
    )

    panels = [FieldPanel("person")]


class RelatedArticle(Orderable):
    """Another article that an editor wants read next."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_links")
    other = models.ForeignKey(
        ArticlePage, verbose_name="bài viết", on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("other", "newsroom.ArticlePage")]


class Correction(Orderable):
    """A dated, public note of what was changed in a published article, and why."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField("ngày", default=timezone.localdate)
    text = models.TextField("nội dung đính chính", help_text="Đã sửa gì, vì sao.")

    panels = [FieldPanel("corrected_on"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "đính chính"
        verbose_name_plural = "đính chính"

    def __str__(self) -> str:
        return f"{self.corrected_on:%d/%m/%Y}: {self.text}"


def _make_edit_handler() -> TabbedInterface:
    writing = [
        TitleFieldPanel("title", placeholder="Tít của bài"),
        FieldPanel("standfirst", heading="Sapo"),
        FieldPanel("body"),
        MultipleChooserPanel(
            "unit_links", chooser_field_name="unit", heading="Đơn vị hành chính", label="Đơn vị"
        ),
        *article_panels,
    ]
    origin = [
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldPanel("original_address"),
                FieldRowPanel([FieldPanel("original_date"), FieldPanel("original_time")]),
            ],
            heading="Nguồn tin và bài gốc",
        ),
        MultiFieldPanel(
            [FieldPanel("authors", widget=CheckboxSelectMultiple), FieldPanel("byline")],
            heading="Tác giả",
        ),
        MultipleChooserPanel(
            "person_links", chooser_field_name="person", heading="Nhân vật", label="Nhân vật"
        ),
    ]
    listing = [
        FieldPanel("lead_image"),
        FieldPanel("published_at"),
        FieldPanel("speaks_of"),
        MultipleChooserPanel(
            "related_links", chooser_field_name="other", heading="Tin liên quan", label="Bài viết"
        ),
        InlinePanel("corrections", heading="Đính chính", label="Đính chính"),
    ]
    address = [
        *Page.promote_panels,
        FieldPanel("withdrawal_reason"),
        *Page.settings_panels,
    ]
    return TabbedInterface(
        [
            ObjectList(writing, heading="Bài viết"),
            ObjectList(origin, heading="Nguồn và tác giả"),
            ObjectList(listing, heading="Trình bày và đính chính"),
            ObjectList(address, heading="Địa chỉ và gỡ bài"),
        ],
        base_form_class=FoldedSlugForm,
    )
