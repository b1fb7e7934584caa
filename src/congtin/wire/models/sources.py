"""Where news is fetched from, how often, how much of it, and how the last visit went."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from congtin.newsroom.models import SectionPage, Source
from congtin.wire.enums import SourceKind, Taking
from congtin.wire.retrieve import AddressRefused, check_address

__all__ = ["WireSource"]


class WireSource(index.Indexed, models.Model):
    """One feed, sitemap or list page of an outlet. Whoever visits it holds its lease."""

    outlet = models.ForeignKey(
        Source, verbose_name="nguồn tin", on_delete=models.PROTECT, related_name="wire_sources"
    )
    title = models.CharField(
        "tên", max_length=120, blank=True, help_text="Ví dụ: Thời sự. Để trống cũng được."
    )
    address = models.URLField("địa chỉ", max_length=500, unique=True)
    kind = models.CharField(
        "loại", max_length=8, choices=SourceKind.choices, default=SourceKind.FEED
    )
    section = models.ForeignKey(
        SectionPage,
        verbose_name="chuyên mục nhận tin",
        on_delete=models.PROTECT,
        related_name="+",
    )
    taking = models.CharField(
        "được lấy",
        max_length=8,
        choices=Taking.choices,
        default=Taking.EXCERPT,
        help_text="Theo điều nơi đăng cho phép, ghi ở mục điều kiện sử dụng của nguồn tin.",
    )
    interval_minutes = models.PositiveIntegerField(
        "cách bao nhiêu phút",
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(10_080)],
    )
    is_on = models.BooleanField("đang lấy tin", default=True)

    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=60, blank=True, editable=False)
    next_at = models.DateTimeField("lần tới", default=timezone.now, editable=False)
    asked_at = models.DateTimeField("lần gần nhất", null=True, editable=False)
    succeeded_at = models.DateTimeField("lần lấy được", null=True, editable=False)
    failures = models.PositiveIntegerField("số lần lỗi liền", default=0, editable=False)
    problem = models.CharField("lỗi", max_length=300, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    lease_holder = models.CharField(max_length=40, blank=True, editable=False)

    panels = [
        MultiFieldPanel(
            [FieldPanel("outlet"), FieldPanel("title"), FieldPanel("address"), FieldPanel("kind")],
            heading="Nơi đăng",
        ),
        MultiFieldPanel(
            [
                FieldPanel("section"),
                FieldPanel("taking"),
                FieldRowPanel([FieldPanel("interval_minutes"), FieldPanel("is_on")]),
            ],
            heading="Lấy gì, khi nào",
        ),
    ]
    search_fields = [index.AutocompleteField("title"), index.SearchField("title")]

    class Meta:
        verbose_name = "nơi lấy tin"
        verbose_name_plural = "nơi lấy tin"
        ordering = ["outlet__name", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="wire_source_rests_between_visits",
                condition=Q(interval_minutes__gte=5, interval_minutes__lte=10_080),
                violation_error_message="Từ 5 phút đến 10.080 phút (một tuần).",
            ),
        ]
        indexes = [models.Index(fields=["is_on", "next_at"], name="wire_source_due")]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.title}" if self.title else str(self.outlet)

    def clean(self) -> None:
        try:
            check_address(self.address, allow_loopback=True)
        except AddressRefused as problem:
            raise ValidationError({"address": str(problem)}) from problem

    def describe_visit(self) -> str:
        """How the last visit went, for the list of sources."""
        if not self.is_on:
            return "đang tắt"
        if self.problem:
            return f"lỗi {self.failures} lần: {self.problem}"
        return "tốt" if self.succeeded_at else "chưa lấy lần nào"

    describe_visit.short_description = "tình trạng"  # type: ignore[attr-defined]  # Django's way
