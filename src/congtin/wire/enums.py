"""The choices that the wire's models offer."""

from django.db import models

__all__ = ["ChangeState", "ItemState", "SightingState", "SourceKind", "Taking"]


class SourceKind(models.TextChoices):
    FEED = "feed", "nguồn cấp tin (RSS, Atom, JSON Feed) hoặc sơ đồ trang"
    LIST = "list", "trang danh sách có liên kết tới bài"


class Taking(models.TextChoices):
    """How much the outlet lets be taken."""

    FULL = "full", "toàn văn"
    EXCERPT = "excerpt", "trích đoạn"
    LINK = "link", "chỉ tít và liên kết"


class ItemState(models.TextChoices):
    WAITING = "waiting", "chờ xem"
    POSTPONED = "postponed", "để sau"
    ACCEPTED = "accepted", "đã nhận"
    IGNORED = "ignored", "bỏ qua"


class SightingState(models.TextChoices):
    PENDING = "pending", "chờ đọc trang"
    READ = "read", "đã đọc"
    FAILED = "failed", "không đọc được"


class ChangeState(models.TextChoices):
    NONE = "none", "không có"
    OFFERED = "offered", "nơi đăng đã sửa"
    TAKEN = "taken", "đã lấy bản sửa"
    DECLINED = "declined", "giữ bản của ta"
