"""The index of likeness: stories and articles that share a band are worth comparing."""

from django.db import models

from congtin.newsroom.models import ArticlePage
from congtin.wire.models.items import WireItem

__all__ = ["ArticleBand", "ItemBand"]


class ItemBand(models.Model):
    item = models.ForeignKey(WireItem, on_delete=models.CASCADE, related_name="bands")
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["band", "-item"], name="item_band")]

    def __str__(self) -> str:
        return str(self.band)


class ArticleBand(models.Model):
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["band", "-article"], name="article_band")]

    def __str__(self) -> str:
        return str(self.band)
