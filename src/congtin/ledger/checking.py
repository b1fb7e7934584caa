"""The checks of one article against its own text and the ledger, less what was waived before."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from congtin.ledger.checks import Checked, Finding, find_oddities
from congtin.ledger.meanings import KnownValues
from congtin.ledger.proposing import draft_proposals
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.prose import read_prose

__all__ = ["check_article", "find_obstacle"]


def check_article(article: ArticlePage) -> list[Finding]:
    """What is odd about the figures of the article as it stands now, saved or not."""
    text = read_prose(article)
    drafts = draft_proposals(article=article, text=text)
    known = KnownValues([proposal for proposal, _ in drafts])
    checked = []
    for proposal, figure in drafts:
        target, last_year = known.find_target(proposal), known.find_last_year(proposal)
        checked.append(
            Checked(
                figure=figure,
                sentence=proposal.quotation,
                period=proposal.period,
                meaning=known.tell(proposal),
                target=target.stated if target else None,
                last_year=last_year.stated if last_year else None,
            )
        )
    waived = _get_waived(article)
    findings = find_oddities(checked, today=timezone.localdate())
    return [finding for finding in findings if finding.key not in waived]


def find_obstacle(article: object) -> str:
    """The address of the screen where the oddities are read and waved through, "" without any."""
    if not isinstance(article, ArticlePage) or not check_article(article):
        return ""
    return reverse("ledger:check", args=[article.pk])


def _get_waived(article: ArticlePage) -> set[str]:
    entries = PageLogEntry.objects.filter(page_id=article.pk, action="ledger.waive")
    return {entry.data.get("key", "") for entry in entries}
