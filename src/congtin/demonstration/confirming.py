"""Confirming those figures of the articles that the facts vouch for; the rest stay proposals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from congtin.accounts.models import User
from congtin.demonstration.facts import FactFigure, Story, read_figures, read_stories
from congtin.demonstration.ledger_facts import find_body, make_indicator_finder
from congtin.ledger.actions import Amount, confirm_proposal
from congtin.ledger.errors import LedgerError
from congtin.ledger.measures import convert
from congtin.ledger.models import Proposal
from congtin.ledger.periods import read_span
from congtin.ledger.queries import get_open_proposals
from congtin.newsroom.models import ArticlePage
from congtin.vietnamese.folding import fold

__all__ = ["confirm_known_figures"]


def confirm_known_figures(*, by: User | None) -> int:
    """Confirm each open proposal that states a row of the facts; gives how many were."""
    figures = read_figures()
    find_indicator = make_indicator_finder()
    confirmed = 0
    for story in read_stories():
        article = ArticlePage.objects.filter(slug=story.slug).first()
        if article is None:
            continue
        rows = [row for row in figures if row.source in {story.source, *story.facts}]
        for proposal in get_open_proposals(article):
            row = _find_row(proposal, rows, story)
            if row is not None:
                confirmed += _confirm(proposal, row, find_indicator(row.indicator), by)
    return confirmed


def _confirm(proposal: Proposal, row: FactFigure, indicator, by: User | None) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001  (an Indicator)
    try:
        confirm_proposal(
            proposal=proposal,
            indicator=indicator,
            unit=find_body(row.body, period=row.period),
            period=row.period,
            kind=row.kind,
            amount=Amount(
                measure=row.measure,
                value=row.value,
                low=row.low,
                high=row.high,
                comparator=row.comparator,
            ),
            set_by=row.set_by,
            territory=row.territory,
            by=by,
            replace=False,
        )
    except LedgerError:
        return False
    return True


def _find_row(proposal: Proposal, rows: Iterable[FactFigure], story: Story) -> FactFigure | None:
    """The row with the same value that is nearest in name, period and kind."""
    fitting = [row for row in rows if _has_same_value(proposal, row)]
    ranked = sorted(fitting, key=lambda row: _rate(proposal, row, story), reverse=True)
    return ranked[0] if ranked and _rate(proposal, ranked[0], story) >= 2 else None


def _has_same_value(proposal: Proposal, row: FactFigure) -> bool:
    if row.low is not None:
        return (row.low, row.high) == (proposal.low, proposal.high)
    if proposal.value is None:
        return False
    if row.value is None:
        return proposal.measure == "%" and row.attainment == proposal.value
    return convert(abs(proposal.value), from_=proposal.measure, to=row.measure) == abs(row.value)


def _rate(proposal: Proposal, row: FactFigure, story: Story) -> Decimal:
    said = set(fold(proposal.name).split())
    known = set(fold(row.indicator).split())
    score = Decimal(4 * len(said & known)) / (len(known) or 1)
    if proposal.period == row.period:
        score += 2
    elif _year(proposal.period) == _year(row.period):
        score += 1
    if (proposal.kind == "target") == (row.kind == "target"):
        score += 1
    if row.body in story.units:
        score += 1
    return score if said & known else Decimal(0)


def _year(period: str) -> int | None:
    span = read_span(period)
    return span.last.year if span else None
