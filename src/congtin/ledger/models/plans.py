"""A unit's plan for a year or a term: its theme, and the document that adopted it."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from congtin.ledger.models.documents import Document
from congtin.ledger.periods import is_period, tidy_period
from congtin.places.models import Unit

__all__ = ["Plan", "check_period"]


def check_period(period: str) -> None:
    """Raises ValidationError at the field `period` on what is none."""
    if period and not is_period(period):
        raise ValidationError({"period": "Viết kỳ như 2021, 2021-06, 2021-M01..06 hoặc 2020-2025."})


class Plan(models.Model):
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="plans"
    )
    period = models.CharField("kỳ", max_length=24, help_text="Ví dụ: 2021, hoặc 2025-2030.")
    theme = models.TextField("chủ đề", blank=True)
    resolution_number = models.CharField("số văn bản", max_length=60, blank=True)
    resolution_date = models.DateField("ngày văn bản", null=True, blank=True)
    adopting_body = models.CharField("cơ quan thông qua", max_length=200, blank=True)
    documents = models.ManyToManyField(
        Document, verbose_name="tài liệu", blank=True, related_name="plans"
    )
    note = models.TextField("ghi chú", blank=True)

    panels = [
        FieldRowPanel([FieldPanel("unit"), FieldPanel("period")]),
        FieldPanel("theme"),
        FieldRowPanel([FieldPanel("resolution_number"), FieldPanel("resolution_date")]),
        FieldPanel("adopting_body"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-period", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period", "adopting_body", "resolution_number"],
                name="plan_is_kept_once",
                violation_error_message="Kế hoạch này đã có trong sổ.",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self.period = tidy_period(self.period)
        check_period(self.period)

    def __str__(self) -> str:
        return f"{self.unit.name}, {self.period}"
