"""The tiers of local government (Law on the Organisation of Local Government 2025)."""

from django.db import models

__all__ = ["Level"]


class Level(models.TextChoices):
    PROVINCE = "province", "Tỉnh, thành phố"
    DISTRICT = "district", "Quận, huyện (đến 30/6/2025)"
    COMMUNE = "commune", "Xã, phường, đặc khu"
