"""News that the ledger sends upward, after the commit."""

from django.dispatch import Signal

__all__ = ["ledger_changed"]

# sender: Target or Result; unit_id, period: whose page shows the value; article_id or None
ledger_changed = Signal()
