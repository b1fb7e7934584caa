"""What has changed and is to be indexed: written by triggers of the database itself, in the very
transaction of the change, whoever makes it and in whatever way."""

from django.db import models
from django.db.models.functions import Now

__all__ = ["Change"]


class Change(models.Model):
    """`name` and `number` say which row changed (triggers.WATCHED). `ticket` orders changes by
    commit where `id` does not: PostgreSQL's number of the transaction."""

    name = models.CharField(max_length=12)
    number = models.BigIntegerField()
    ticket = models.BigIntegerField(null=True, db_index=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "thay đổi cần lập chỉ mục"
        verbose_name_plural = "thay đổi cần lập chỉ mục"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
