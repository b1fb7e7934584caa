"""What was moved from where, and the addresses at which it stood there."""

from django.db import models
from django.db.models import Q

from congtin.newsroom.models import ArticlePage

__all__ = ["Move", "Moved", "OldAddress"]


class Move(models.Model):
    """All that comes from one old portal, in however many runs.

    `keeps_numbers` is settled at the first run: into an empty portal an export is taken back with
    its numbers, which short addresses and QR codes bear.
    """

    origin = models.CharField("cổng cũ", max_length=250, unique=True)
    keeps_numbers = models.BooleanField("giữ số của bài", default=False)
    begun_at = models.DateTimeField("bắt đầu lúc", auto_now_add=True)
    ended_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        verbose_name = "lần chuyển"
        verbose_name_plural = "lần chuyển"

    def __str__(self) -> str:
        return self.origin


class Moved(models.Model):
    """One thing that was moved: its kind and id there, what it said, its number here."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="moved")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=32)
    number = models.PositiveBigIntegerField()
    has_old_links = models.BooleanField(
        default=False, help_text="Its text links to addresses that had not been moved yet."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "kind", "key"], name="thing_is_moved_once"),
        ]
        indexes = [
            models.Index(
                fields=["move"], condition=Q(has_old_links=True), name="moved_with_old_links"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class OldAddress(models.Model):
    """Where something stood on its old portal; a visitor who comes there is led on.

    Not Wagtail's redirects: several portals are moved into one, so the same path may mean several
    things, and the host tells them apart. `target` is a path here, for what is no article.
    """

    host = models.CharField("máy chủ cũ", max_length=200, blank=True)
    path = models.CharField("đường dẫn cũ", max_length=500, db_index=True)
    article = models.ForeignKey(
        ArticlePage, null=True, on_delete=models.CASCADE, related_name="old_addresses"
    )
    target = models.CharField("đường dẫn mới", max_length=500, blank=True)

    class Meta:
        verbose_name = "địa chỉ cũ"
        verbose_name_plural = "địa chỉ cũ"
        constraints = [
            models.UniqueConstraint(fields=["host", "path"], name="old_address_leads_one_way"),
            models.CheckConstraint(
                name="old_address_leads_somewhere",
                condition=Q(article__isnull=False) | ~Q(target=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host}{self.path}"
