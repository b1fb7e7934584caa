"""A story as one source shows it, and each wording that it had there."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from congtin.wire.enums import SightingState
from congtin.wire.models.items import WireItem
from congtin.wire.models.sources import WireSource

__all__ = ["Sighting", "Version"]


class Sighting(models.Model):
    """One line of a source. It is written down before its page is read (`entry` holds what the
    line itself says), so that nothing is lost or done twice when the worker dies."""

    source = models.ForeignKey(WireSource, on_delete=models.CASCADE, related_name="sightings")
    item = models.ForeignKey(
        WireItem, null=True, on_delete=models.SET_NULL, related_name="sightings"
    )
    address = models.URLField("địa chỉ", max_length=500)
    address_digest = models.CharField(max_length=40)
    guid_digest = models.CharField(max_length=40, blank=True)
    headline = models.CharField("tít", max_length=255, blank=True)
    fingerprint = models.CharField(max_length=40)
    entry = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8, choices=SightingState.choices, default=SightingState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True, default=timezone.now)
    checks = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField("lỗi", max_length=300, blank=True)
    page_etag = models.CharField(max_length=300, blank=True)
    page_last_modified = models.CharField(max_length=60, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "tin tại nguồn"
        verbose_name_plural = "tin tại nguồn"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "address_digest"], name="sighting_is_written_down_once"
            ),
            models.CheckConstraint(
                name="sighting_that_waits_has_its_hour",
                condition=~Q(state=SightingState.PENDING) | Q(try_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["source", "try_at"],
                name="sighting_to_read",
                condition=Q(try_at__isnull=False),
            ),
            models.Index(fields=["source", "guid_digest"], name="sighting_by_guid"),
        ]

    def __str__(self) -> str:
        return self.headline or self.address


class Version(models.Model):
    """A wording of a story at one outlet: the first is what came, later ones correct it."""

    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=40)
    content = models.JSONField()
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bản"
        verbose_name_plural = "các bản"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sighting", "number"], name="version_has_one_number"),
        ]

    def __str__(self) -> str:
        return f"{self.sighting} ({self.number})"
