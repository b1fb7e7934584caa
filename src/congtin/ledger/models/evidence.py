"""Where a value is stated: a quotation in an article, or an outside document.

A quotation is kept with its place and its surroundings, after the TextQuoteSelector and the
TextPositionSelector of the W3C Web Annotation Data Model (4.2.4, 4.2.5).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from congtin.ledger.models.documents import Document
from congtin.ledger.models.values import Result, Target
from congtin.newsroom.models import ArticlePage

__all__ = ["Evidence"]


class Evidence(models.Model):
    """`start` and `end` place the number in the article's text (newsroom.prose) as of `revision`;
    `quotation` is the sentence, `offset` the number's place in it, in code points. `loss` is set
    when a later revision no longer bears it out; the value stands until an editor decides."""

    target = models.ForeignKey(
        Target, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    result = models.ForeignKey(
        Result, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    article = models.ForeignKey(
        ArticlePage, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    revision = models.PositiveBigIntegerField("phiên bản bài", null=True, blank=True)
    quotation = models.TextField("câu", blank=True)
    surface = models.CharField("con số như trong câu", max_length=120, blank=True)
    offset = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    loss = models.CharField(
        "cần xem lại",
        max_length=10,
        blank=True,
        choices=[
            ("changed", "số trong câu đã đổi"),
            ("gone", "câu không còn trong bài"),
            ("withdrawn", "bài đã gỡ"),
            ("kept", "giữ theo bản đăng trước"),
        ],
        db_index=True,
    )
    is_estimate = models.BooleanField("nói là số ước", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_of_one_value",
                condition=Q(target__isnull=False, result__isnull=True)
                | Q(target__isnull=True, result__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_points_somewhere",
                condition=Q(article__isnull=False) | Q(document__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_in_article_quotes_it",
                condition=Q(article__isnull=True) | (~Q(quotation="") & Q(offset__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.quotation or str(self.document)
