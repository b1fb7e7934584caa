"""Units with their spans of validity: a name and a code recur, so neither is an identity."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from congtin.places.enums import Level
from congtin.vietnamese.folding import fold

__all__ = ["Succession", "Unit"]


class Unit(models.Model):  # type: ignore[django-manager-missing]  # a Wagtail model points here
    """One administrative unit in one span of validity.

    `slug` is the permanent part of its address; `valid_from` empty means "not established",
    `valid_to` empty means "still in being"; both days are included.
    """

    slug = models.SlugField("đường dẫn", max_length=90, unique=True)
    name = models.CharField("tên", max_length=120, db_index=True)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name="trực thuộc",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    code = models.CharField("mã thống kê", max_length=10, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    end_unknown = models.BooleanField(
        "đã kết thúc, không rõ ngày",
        default=False,
        help_text="Đơn vị đã nhập vào đơn vị khác nhưng nguồn không nêu ngày.",
    )
    area_km2 = models.DecimalField(
        "diện tích (km²)", max_digits=12, decimal_places=4, null=True, blank=True
    )
    population = models.PositiveIntegerField("dân số (người)", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    source_code = models.CharField("nguồn", max_length=20, blank=True)
    successors = models.ManyToManyField(
        "self",
        verbose_name="nay là",
        through="Succession",
        symmetrical=False,
        related_name="predecessors",
    )

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        constraints = [
            models.CheckConstraint(
                name="unit_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="unit_end_is_known_or_not",
                condition=Q(end_unknown=False) | Q(valid_to__isnull=True),
                violation_error_message="Đã có ngày kết thúc thì bỏ dấu “không rõ ngày”.",
            ),
            models.CheckConstraint(
                name="unit_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message="Một đơn vị không thể trực thuộc chính nó.",
            ),
        ]

    def __str__(self) -> str:
        if self.end_unknown:
            return f"{self.name} (đã kết thúc)"
        if self.valid_to is None:
            return self.name
        return f"{self.name} (đến {self.valid_to:%d/%m/%Y})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)

    def is_valid_on(self, day: dt.date) -> bool:
        """False too for a unit whose end is not known: nobody can vouch for it on any day."""
        return (
            not self.end_unknown
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


class Succession(models.Model):
    """On the day after `predecessor` ended, `successor` took over all or a part of it."""

    predecessor = models.ForeignKey(
        Unit, verbose_name="đơn vị cũ", on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Unit, verbose_name="đơn vị mới", on_delete=models.CASCADE, related_name="precedences"
    )

    class Meta:
        verbose_name = "kế thừa địa giới"
        verbose_name_plural = "kế thừa địa giới"
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_is_said_once"
            ),
            models.CheckConstraint(
                name="unit_does_not_succeed_itself", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
