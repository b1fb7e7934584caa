"""A story that came over the wire, whichever outlets it came from."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from congtin.newsroom.models import ArticlePage
from congtin.wire.enums import ChangeState, ItemState
from congtin.wire.models.sources import WireSource

__all__ = ["WireItem"]


class WireItem(models.Model):
    """`body` holds the blocks in plain form (`wire.contents`). The source is the first that
    brought the story; all of them are its sightings."""

    source = models.ForeignKey(WireSource, on_delete=models.PROTECT, related_name="items")
    headline = models.CharField("tít", max_length=255)
    standfirst = models.TextField("sapo", blank=True)
    byline = models.CharField("tác giả", max_length=160, blank=True)
    body = models.JSONField("nội dung", default=list)
    original_address = models.URLField("liên kết bài gốc", max_length=500)
    original_day = models.DateField("ngày đăng bài gốc", null=True)
    original_time = models.TimeField("giờ đăng bài gốc", null=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ItemState.choices, default=ItemState.WAITING
    )
    change_state = models.CharField(
        "bản sửa", max_length=10, choices=ChangeState.choices, default=ChangeState.NONE
    )
    figure_count = models.PositiveIntegerField("số liệu", default=0)
    like_percent = models.PositiveSmallIntegerField("giống", default=0)
    like_item = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    like_article = models.ForeignKey(
        ArticlePage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    article = models.ForeignKey(
        ArticlePage, null=True, on_delete=models.SET_NULL, related_name="wire_items"
    )
    arrived_at = models.DateTimeField("đến lúc", default=timezone.now)
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "tin đến"
        verbose_name_plural = "tin đến"
        ordering = ["-arrived_at", "-pk"]
        permissions = [("decide_wireitem", "Nhận hoặc bỏ qua tin đến")]
        constraints = [
            models.CheckConstraint(
                name="wire_item_is_a_draft_once_accepted",
                condition=Q(state=ItemState.ACCEPTED) | Q(article__isnull=True),
            ),
            models.CheckConstraint(
                name="wire_item_changes_once_accepted",
                condition=Q(state=ItemState.ACCEPTED) | Q(change_state=ChangeState.NONE),
            ),
            models.CheckConstraint(
                name="wire_item_likeness_is_percent", condition=Q(like_percent__lte=100)
            ),
            models.CheckConstraint(
                name="wire_item_time_has_a_day",
                condition=Q(original_time__isnull=True) | Q(original_day__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-arrived_at", "-id"], name="wire_item_in_inbox"),
            models.Index(
                fields=["-arrived_at"],
                name="wire_item_changed",
                condition=Q(change_state=ChangeState.OFFERED),
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_original_moment(self) -> dt.datetime | dt.date | None:
        """Day, and time where it is known."""
        if self.original_day and self.original_time:
            return dt.datetime.combine(
                self.original_day, self.original_time, timezone.get_default_timezone()
            )
        return self.original_day
