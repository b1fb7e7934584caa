"""Figures that the reader found in an article and nobody has confirmed yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from congtin.ledger.enums import Comparator, Kind, ProposalState
from congtin.ledger.models.indicators import Indicator
from congtin.ledger.models.values import Result, Target
from congtin.newsroom.models import ArticlePage
from congtin.places.models import Unit

__all__ = ["Proposal"]


class Proposal(models.Model):
    """`figure` holds the whole figure in the form of the figures schema (docs/figures.md); the
    columns repeat what the review screen shows and asks for."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="proposals")
    revision = models.PositiveBigIntegerField("phiên bản bài", null=True)
    figure = models.JSONField("số liệu", default=dict)
    name = models.CharField("tên trong bài", max_length=400, blank=True)
    quotation = models.TextField("câu")
    surface = models.CharField("con số như trong câu", max_length=120)
    offset = models.PositiveIntegerField("vị trí trong câu")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    comparator = models.CharField(max_length=10, choices=Comparator.choices)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    period = models.CharField("kỳ", max_length=24, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name="chỉ tiêu", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    certainty = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    target = models.ForeignKey(
        Target, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    result = models.ForeignKey(
        Result, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )

    class Meta:
        verbose_name = "số liệu chờ duyệt"
        verbose_name_plural = "số liệu chờ duyệt"
        ordering = ["start"]
        permissions = [("decide_proposal", "Xác nhận hoặc bỏ số liệu chờ duyệt")]
        constraints = [
            models.CheckConstraint(
                name="only_confirmed_proposals_made_a_value",
                condition=Q(state=ProposalState.CONFIRMED)
                | Q(target__isnull=True, result__isnull=True),
            ),
        ]
        # The order of the review screen, so that it needs no sorting of all that is open.
        indexes = [
            models.Index(
                fields=["state", "-article", "certainty", "start"], name="proposal_in_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.surface} {self.measure}".strip()
