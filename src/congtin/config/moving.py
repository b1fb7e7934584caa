"""What of the rooms beside and above the wire is moved with a portal (docs/adr/0016).

The wire moves any table that is described to it; here the ledger's are. A row comes after those
that it points to.
"""

from __future__ import annotations

from django.db.models import Model

from congtin.ledger.models import (
    Arrival,
    Document,
    Evidence,
    Indicator,
    Plan,
    Project,
    ProjectStatement,
    Proposal,
    Result,
    Target,
)
from congtin.ledger.tallying import recount_all
from congtin.wire.moving.registers import AFTER_ARTICLES, BEFORE_ARTICLES, KINDS
from congtin.wire.moving.reports import Report
from congtin.wire.moving.tables import Table

__all__ = ["LEDGER", "TABLES", "settle_ledger"]

_KINDS: dict[type[Model], str] = {
    **KINDS,
    Indicator: "indicator",
    Document: "document",
    Plan: "plan",
    Target: "target",
    Result: "result",
    Project: "project",
}
# The number of a revision means nothing where revisions are not moved.
_HISTORY = frozenset({"revision"})

LEDGER = (
    Table("indicator", Indicator, by=("name",), points_to=_KINDS),
    Table("document", Document, points_to=_KINDS),
    Table(
        "plan",
        Plan,
        by=("unit", "period", "adopting_body", "resolution_number"),
        points_to=_KINDS,
    ),
    Table("target", Target, points_to=_KINDS),
    Table("result", Result, points_to=_KINDS),
    Table("evidence", Evidence, points_to=_KINDS, left_out=_HISTORY),
    Table("proposal", Proposal, points_to=_KINDS, left_out=_HISTORY),
    Table("arrival", Arrival, by=("article",), points_to=_KINDS),
    Table("project", Project, by=("name",), points_to=_KINDS),
    Table("project_statement", ProjectStatement, points_to=_KINDS),
)
TABLES = (*BEFORE_ARTICLES, *AFTER_ARTICLES, *LEDGER)


def settle_ledger(report: Report) -> None:
    """Rows were written past the ledger's actions: what it counts from them is counted anew."""
    if any(report.made[kind] for kind in ("plan", "target", "result")):
        recount_all()
