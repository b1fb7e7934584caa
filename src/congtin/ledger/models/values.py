"""Targets and results: one row for each distinct value that a source states.

Several sources may disagree about one thing; all their values are kept, and exactly one is in use.
Values stand in the stated magnitude (`1223.771` with measure `tỷ đồng`), as exact decimals.
"""

from decimal import Decimal
from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import RevisionMixin

from congtin.ledger.enums import Comparator
from congtin.ledger.measures import is_kept_exactly
from congtin.ledger.models.documents import Document
from congtin.ledger.models.indicators import Indicator
from congtin.ledger.models.plans import Plan, check_period
from congtin.ledger.periods import OTHER_FORMS, tidy_period
from congtin.places.models import Unit
from congtin.vietnamese.formatting import format_number, trim_zeros

__all__ = ["Result", "StatedValue", "Target"]


def _number(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=24, decimal_places=6, null=True, blank=True)


def _one_or_both(prefix: str) -> list[models.CheckConstraint]:
    """The value, or the two ends of a range in order; and the comparator says which."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_range_has_two_ends",
            condition=Q(
                comparator=Comparator.RANGE,
                value__isnull=True,
                low__isnull=False,  # a check passes on what a missing end leaves unknown
                high__isnull=False,
                low__lte=F("high"),
            )
            | (~Q(comparator=Comparator.RANGE) & Q(low__isnull=True, high__isnull=True)),
            violation_error_message="Khoảng giá trị cần cả hai đầu, đầu nhỏ trước; "
            "giá trị đơn thì để trống hai ô này.",
        ),
    ]


def _one_form(prefix: str) -> models.CheckConstraint:
    """A period is written in one way, or two values of one thing would both be in use."""
    others = Q()
    for ending in OTHER_FORMS:
        others |= Q(period__endswith=ending)
    return models.CheckConstraint(
        name=f"{prefix}_period_has_one_form",
        condition=~others,
        violation_error_message="Viết kỳ theo lối của sổ: 2021, 2021-Q1, 2021-06, 2021-M01..06.",
    )


class StatedValue(RevisionMixin, models.Model):
    indicator = models.ForeignKey(
        Indicator, verbose_name="chỉ tiêu", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    period = models.CharField("kỳ", max_length=24, help_text="2021; 2021-M01..06; 2020-2025")
    comparator = models.CharField(
        "cách nói", max_length=10, choices=Comparator.choices, default=Comparator.EQ
    )
    value = _number("giá trị")
    low = _number("từ")
    high = _number("đến")
    decimals = models.PositiveSmallIntegerField(
        "số chữ số thập phân",
        null=True,
        blank=True,
        help_text="Như nguồn nêu: 406,890 có ba. Để trống thì bỏ các số 0 ở cuối.",
    )
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    territory = models.CharField(
        "địa giới", max_length=60, blank=True, help_text="Ví dụ: trước hợp nhất."
    )
    in_use = models.BooleanField("đang dùng", default=True)
    why_in_use = models.CharField("vì sao dùng", max_length=250, blank=True)
    note = models.TextField("ghi chú", blank=True)
    entered_at = models.DateTimeField("vào sổ lúc", auto_now_add=True)
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)
    # An edit in the administration leaves the value before it behind as a revision.
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    value_panels: ClassVar[list[Panel]] = [
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("period")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("comparator"), FieldPanel("value")]),
                FieldRowPanel([FieldPanel("low"), FieldPanel("high")]),
                FieldRowPanel([FieldPanel("measure"), FieldPanel("decimals")]),
            ],
            heading="Giá trị",
        ),
        MultiFieldPanel([FieldPanel("in_use"), FieldPanel("why_in_use")], heading="Dùng"),
        FieldPanel("territory"),
        FieldPanel("note"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.indicator.name}, {self.unit.name}, {self.period}: {self.format_value()}"

    def clean(self) -> None:
        super().clean()
        self.period = tidy_period(self.period)
        check_period(self.period)
        for field in ("value", "low", "high"):
            number = getattr(self, field)
            if number is not None and not is_kept_exactly(number):
                raise ValidationError({field: "Nhiều nhất 15 chữ số, 6 chữ số sau dấu phẩy."})

    def format_value(self) -> str:
        """The value with its bound and unit of measure: "trên 1.223,771 tỷ đồng"."""
        words = {"ge": "từ ", "gt": "trên ", "le": "không quá ", "lt": "dưới ", "approx": "khoảng "}
        if self.low is not None and self.high is not None:
            number = f"{self._format_end(self.low)} - {self._format_end(self.high)}"
        elif self.value is not None:
            number = words.get(self.comparator, "") + self._format(self.value)
        else:
            return ""
        glue = "" if self.measure.startswith(("%", "‰")) else "\u00a0"
        tail = " trở lên" if self.comparator == Comparator.GE else ""
        return f"{number}{glue}{self.measure}{tail}"

    def _format_end(self, number: Decimal) -> str:
        """Each end with the decimals that both were stated with, and its own: "10,9 - 11,36"."""
        own = Decimal(1).scaleb(-(self.decimals or 0))
        exact = trim_zeros(number)
        return format_number(min(exact, exact.quantize(own), key=_get_exponent))

    def _format(self, number: Decimal) -> str:
        if self.decimals is None:
            return format_number(trim_zeros(number))
        return format_number(number.quantize(Decimal(1).scaleb(-self.decimals)))


def _get_exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


class Target(StatedValue):
    """The value set for an indicator. Who set it is part of what it is: a unit's own target and
    the one assigned from above stand side by side."""

    plan = models.ForeignKey(
        Plan,
        verbose_name="kế hoạch",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="targets",
    )
    set_by = models.CharField("cơ quan đề ra", max_length=200, blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
    )
    state = models.CharField(
        "trạng thái đề ra", max_length=160, blank=True, help_text="Ví dụ: không còn hộ nghèo."
    )

    panels: ClassVar[list[Panel]] = [
        *StatedValue.value_panels,
        FieldPanel("set_by"),
        FieldPanel("document"),
        FieldPanel("state"),
        FieldPanel("plan"),
    ]

    class Meta(StatedValue.Meta):
        verbose_name = "mức đề ra"
        verbose_name_plural = "mức đề ra"
        ordering = ["-period", "indicator"]
        constraints = [
            *_one_or_both("target"),
            _one_form("target"),
            models.CheckConstraint(
                name="target_says_something",
                condition=Q(value__isnull=False) | Q(low__isnull=False),
                violation_error_message="Mức đề ra cần một giá trị hoặc một khoảng.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "territory", "set_by", "document"],
                condition=Q(in_use=True),
                name="one_target_in_use",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "territory", "set_by"],
                condition=Q(in_use=True, document__isnull=True),
                name="one_target_in_use_without_document",
            ),
        ]
        indexes = [models.Index(fields=["unit", "period"], name="target_of_unit")]


class Result(StatedValue):
    """The value reported for a period. Where a source states only how much of the plan was
    reached, `value` is empty and `attainment` holds the stated percentage."""

    is_estimate = models.BooleanField("là số ước", default=False)
    as_of = models.DateField("tính đến ngày", null=True, blank=True)
    attainment = models.DecimalField(
        "% so với mức đề ra, theo nguồn", max_digits=12, decimal_places=4, null=True, blank=True
    )
    attainment_base = models.CharField("so với", max_length=160, blank=True)
    other_attainments = models.JSONField(
        "tỷ lệ so với mức khác",
        default=list,
        blank=True,
        help_text="Khi nguồn nêu hai mẫu số: danh sách [tỷ lệ %, so với].",
    )

    panels: ClassVar[list[Panel]] = [
        *StatedValue.value_panels,
        FieldRowPanel([FieldPanel("is_estimate"), FieldPanel("as_of")]),
        FieldRowPanel([FieldPanel("attainment"), FieldPanel("attainment_base")]),
    ]

    def get_attainments(self) -> list[tuple[Decimal, str]]:
        """The stated shares of plans with their bases, the first one first."""
        others = [(Decimal(share), str(base)) for share, base in self.other_attainments]
        if self.attainment is None:
            return others
        return [(self.attainment, self.attainment_base), *others]

    class Meta(StatedValue.Meta):
        verbose_name = "kết quả"
        verbose_name_plural = "kết quả"
        ordering = ["-period", "indicator"]
        constraints = [
            *_one_or_both("result"),
            _one_form("result"),
            models.CheckConstraint(
                name="result_says_something",
                condition=Q(value__isnull=False)
                | Q(low__isnull=False)
                | Q(attainment__isnull=False),
                violation_error_message="Kết quả cần một giá trị, một khoảng hoặc tỷ lệ đạt.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "territory"],
                condition=Q(in_use=True),
                name="one_result_in_use",
            ),
        ]
        indexes = [models.Index(fields=["unit", "period"], name="result_of_unit")]
