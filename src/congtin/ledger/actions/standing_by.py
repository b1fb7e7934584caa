"""Editors' decisions on a text: publish although it looks odd; keep or drop lost evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from congtin.ledger.actions.recording import announce_change, drop_unproved
from congtin.ledger.errors import LedgerError
from congtin.ledger.models import Evidence

if TYPE_CHECKING:
    from congtin.accounts.models import User
    from congtin.ledger.checks import Finding
    from congtin.newsroom.models import ArticlePage

__all__ = ["drop_lost_evidence", "keep_lost_evidence", "waive_findings"]

_SHORTEST_REASON = 5


@transaction.atomic
def waive_findings(
    *, article: ArticlePage, findings: Iterable[Finding], reasons: Mapping[str, str], by: User
) -> None:
    """Record why the editor publishes all the same; LedgerError where a reason is missing."""
    for finding in findings:
        reason = reasons.get(finding.key, "").strip()
        if len(reason) < _SHORTEST_REASON:
            raise LedgerError("Ghi lý do cho từng điểm, ít nhất vài chữ.")
        log(
            instance=article,
            action="ledger.waive",
            user=by,
            data={"key": finding.key, "sentence": finding.sentence, "reason": reason},
        )


@transaction.atomic
def keep_lost_evidence(*, evidence: Evidence, by: User | None) -> None:
    """The editor stands by the value: the quotation stays as it was read then."""
    evidence.loss = "kept"
    evidence.save(update_fields=["loss"])
    log(instance=evidence.target or evidence.result, action="ledger.keep", user=by)


@transaction.atomic
def drop_lost_evidence(*, evidence: Evidence, by: User | None) -> None:
    """The article no longer vouches for the value; a value without any evidence goes too."""
    value = evidence.target or evidence.result
    if value is None:
        raise LedgerError("Căn cứ này không thuộc giá trị nào.")
    log(
        instance=value,
        action="ledger.drop_evidence",
        user=by,
        data={"quotation": evidence.quotation, "value": value.format_value()},
    )
    announce_change(value, None, article_id=evidence.article_id)
    evidence.delete()
    drop_unproved(value, by)
