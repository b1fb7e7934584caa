"""Articles that came in numbers from another portal: their figures are read by and by."""

from django.db import models
from django.db.models import Q

from congtin.newsroom.models import ArticlePage

__all__ = ["Arrival"]


class Arrival(models.Model):
    """`origin` names the portal; its articles' proposals are reviewed apart from the daily ones.
    `read_at` is empty while the figures wait to be read."""

    article = models.OneToOneField(
        ArticlePage, primary_key=True, on_delete=models.CASCADE, related_name="arrival"
    )
    origin = models.CharField("cổng cũ", max_length=250, db_index=True)
    read_at = models.DateTimeField("đọc số liệu lúc", null=True)

    class Meta:
        verbose_name = "bài chuyển đến"
        verbose_name_plural = "bài chuyển đến"
        indexes = [
            models.Index(fields=["-article"], condition=Q(read_at=None), name="arrival_to_read"),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.origin})"
