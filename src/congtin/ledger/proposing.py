"""From a published article to proposals: its figures are read and set before an editor."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Literal

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from congtin import figures
from congtin.ledger.anchoring import Anchor, Loss, find_again
from congtin.ledger.enums import ProposalState
from congtin.ledger.matching import Candidate, Matcher
from congtin.ledger.measures import is_kept_exactly
from congtin.ledger.models import Evidence, Indicator, Proposal
from congtin.ledger.periods import tidy_period
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.prose import read_prose
from congtin.newsroom.queries import get_units_of
from congtin.places.models import Unit
from congtin.places.queries import find_unit

__all__ = [
    "close_proposals",
    "draft_proposals",
    "follow_evidence",
    "make_matcher",
    "propose_figures",
]


def make_matcher() -> Matcher:
    """The matcher over the registry as it stands."""
    rows = Indicator.objects.values_list("pk", "folded_names", "measure")
    return Matcher(Candidate(pk, tuple(names.split("\n")), measure) for pk, names, measure in rows)


@transaction.atomic
def propose_figures(*, article: ArticlePage, matcher: Matcher | None = None) -> int:
    """Bring the article's proposals in line with its text; gives how many are open.

    What was decided stays decided while its sentence still says the same; open proposals whose
    sentence is gone are closed; what is new is opened.
    """
    text = read_prose(article)
    found = draft_proposals(article=article, text=text, matcher=matcher)
    known: dict[tuple[str, int, str], list[Proposal]] = defaultdict(list)
    for each in article.proposals.exclude(state=ProposalState.GONE).order_by("-start"):
        known[each.quotation, each.offset, each.surface].append(each)
    fresh = []
    for proposal, _ in found:
        # A sentence may stand in the article more than once: the first meets the first.
        alike = known[proposal.quotation, proposal.offset, proposal.surface]
        same = alike.pop() if alike else None
        if same is None:
            fresh.append(proposal)
        elif same.start != proposal.start:
            Proposal.objects.filter(pk=same.pk).update(start=proposal.start, end=proposal.end)
    left = [each for alike in known.values() for each in alike]
    gone = [each.pk for each in left if each.state == ProposalState.OPEN]
    Proposal.objects.filter(pk__in=gone).update(state=ProposalState.GONE)
    Proposal.objects.bulk_create(fresh)
    return article.proposals.filter(state=ProposalState.OPEN).count()


def draft_proposals(
    *, article: ArticlePage, text: str, matcher: Matcher | None = None
) -> list[tuple[Proposal, figures.Figure]]:
    """The figures of the article's text as proposals that are not saved, with suggestions.

    A number of more digits than the ledger keeps is no figure that anybody could confirm.
    """
    matcher = matcher or make_matcher()
    published_on = timezone.localtime(article.published_at or timezone.now()).date()
    units = get_units_of(article)
    drafts = []
    for figure in figures.read(text, published=published_on, unit=units[0].name if units else None):
        numbers = (figure.value, figure.low, figure.high)
        if not all(is_kept_exactly(number) for number in numbers if number is not None):
            continue
        proposal = _make_proposal(figure, text, article)
        proposal.period = _fill_period(figure.period, article, published_on.year)
        proposal.unit = _find_scope(figure.scope, units, article)
        _suggest(proposal, figure, matcher)
        drafts.append((proposal, figure))
    return drafts


@transaction.atomic
def follow_evidence(*, article: ArticlePage) -> int:
    """Find the article's quotations again in its text; gives how many are lost.

    A lost one is flagged and keeps its words: the value stands until an editor decides.
    """
    text = read_prose(article)
    lost = 0
    for evidence in Evidence.objects.filter(article=article):
        anchor = Anchor(
            evidence.quotation, evidence.surface, evidence.offset or 0, evidence.start or 0
        )
        found = find_again(anchor, text)
        if isinstance(found, Loss):
            lost += 1
            if evidence.loss not in {found.value, "kept"}:
                evidence.loss = found.value
                evidence.save(update_fields=["loss"])
                log(instance=evidence.target or evidence.result, action="ledger.lose_evidence")
            continue
        evidence.quotation, evidence.offset, evidence.start = (
            found.quotation,
            found.offset,
            found.start,
        )
        evidence.end = found.start + len(evidence.surface)
        evidence.revision, evidence.loss = article.live_revision_id, ""
        evidence.save(update_fields=["quotation", "offset", "start", "end", "revision", "loss"])
    return lost


@transaction.atomic
def close_proposals(*, article: ArticlePage) -> int:
    """An article that was taken down proposes nothing, and its evidence is flagged; gives how many
    proposals were closed. Published again, it is read anew."""
    for evidence in Evidence.objects.filter(article=article, loss__in=["", "changed", "gone"]):
        evidence.loss = "withdrawn"
        evidence.save(update_fields=["loss"])
        log(instance=evidence.target or evidence.result, action="ledger.lose_evidence")
    waiting = article.proposals.filter(state=ProposalState.OPEN)
    return waiting.update(state=ProposalState.GONE)


def _make_proposal(figure: figures.Figure, text: str, article: ArticlePage) -> Proposal:
    quotation = text[figure.sentence_start : figure.sentence_end]
    return Proposal(
        article=article,
        revision=article.live_revision_id,
        figure=figures.to_dict(figure),
        name=figure.name[:400],
        quotation=quotation,
        surface=figure.surface[:120],
        offset=figure.start - figure.sentence_start,
        start=figure.start,
        end=figure.end,
        comparator=figure.comparator,
        value=_sign(figure),
        low=figure.low,
        high=figure.high,
        measure=figure.unit[:60],
        kind=figure.kind,
    )


def _sign(figure: figures.Figure) -> Decimal | None:
    """A stated fall in per cent is a negative growth; "giảm 281 hộ" stays a count."""
    falls = _get_movement(figure) == "down" and figure.unit.startswith("%")
    return -figure.value if falls and figure.value is not None else figure.value


def _get_movement(figure: figures.Figure) -> Literal["up", "down"] | None:
    if figure.form != "change":
        return None
    return "down" if figure.change and figure.change[0].direction == "down" else "up"


def _fill_period(period: str | None, article: ArticlePage, year: int) -> str:
    return tidy_period((period or article.speaks_of or str(year)).replace("XXXX", str(year)))


def _find_scope(scope: str | None, units: list[Unit], article: ArticlePage) -> Unit | None:
    day = timezone.localtime(article.published_at or timezone.now()).date()
    named = find_unit(scope, on=day) if scope else None
    return named or (units[0] if units else None)


def _suggest(proposal: Proposal, figure: figures.Figure, matcher: Matcher) -> None:
    match = matcher.find(figure.name, measure=figure.unit, movement=_get_movement(figure))
    proposal.indicator_id = match.pk if match else None
    likeness = match.certainty if match else Decimal("0.4")
    proposal.certainty = (figure.certainty * likeness).quantize(Decimal("0.01"))
