"""Changing the ledger: each deed one transaction, its audit entry (Wagtail's log) inside."""

from congtin.ledger.actions.deciding import (
    confirm_proposal,
    make_indicator,
    reject_proposal,
    reopen_proposal,
)
from congtin.ledger.actions.recording import Amount, Quote, record_result, record_target
from congtin.ledger.actions.standing_by import (
    drop_lost_evidence,
    keep_lost_evidence,
    waive_findings,
)

__all__ = [
    "Amount",
    "Quote",
    "confirm_proposal",
    "drop_lost_evidence",
    "keep_lost_evidence",
    "make_indicator",
    "record_result",
    "record_target",
    "reject_proposal",
    "reopen_proposal",
    "waive_findings",
]
