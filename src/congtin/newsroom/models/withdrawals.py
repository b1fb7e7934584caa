"""Addresses of articles that were taken down: they answer 410 and say why (RFC 9110, 15.5.11)."""

from django.db import models

__all__ = ["Withdrawal"]


class Withdrawal(models.Model):
    path = models.CharField("địa chỉ", max_length=600, unique=True)
    article_number = models.PositiveBigIntegerField(
        "số bài", null=True, db_index=True, help_text="The number in the short address."
    )
    headline = models.CharField("tít", max_length=255)
    reason = models.TextField("lý do", blank=True)
    withdrawn_at = models.DateTimeField("gỡ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bài đã gỡ"
        verbose_name_plural = "bài đã gỡ"
        ordering = ["-withdrawn_at"]

    def __str__(self) -> str:
        return self.headline
