"""The journal: what was changed, for every node that keeps pages of it."""

from django.db import models

__all__ = ["JournalEntry"]


class JournalEntry(models.Model):
    """Written in the transaction of the change itself, so that neither comes without the other.

    `transaction` is PostgreSQL's number of it, by which a node knows what it has not seen yet: rows
    are committed in another order than they are numbered. SQLite has one writer at a time, and 0.
    """

    transaction = models.BigIntegerField(default=0)
    changes = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "thay đổi"
        verbose_name_plural = "nhật ký thay đổi"
        indexes = [
            models.Index(fields=["transaction"], name="journal_by_transaction"),
            models.Index(fields=["at"], name="journal_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {len(self.changes)}"
