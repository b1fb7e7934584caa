"""The roles of a newsroom; each is a group of the same name."""

from django.db import models

__all__ = ["Role"]


class Role(models.TextChoices):
    REPORTER = "Phóng viên"
    EDITOR = "Biên tập viên"
    APPROVER = "Lãnh đạo duyệt"
    PLAN_OFFICER = "Cán bộ kế hoạch"
