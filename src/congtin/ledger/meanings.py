"""Reading what proposals would mean against the ledger, for a whole page of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch
from django.utils import timezone

from congtin.ledger.enums import Kind
from congtin.ledger.meaning import Known, Meaning, tell_meaning
from congtin.ledger.models import Evidence, Proposal, Result, Target
from congtin.ledger.models.values import StatedValue
from congtin.ledger.progress import Stated
from congtin.vietnamese.formatting import format_date

__all__ = ["KnownValues", "get_meanings", "name_source", "state"]

_Key = tuple[int, int, str, bool]


class KnownValues:
    """The values in use beside a number of proposals, loaded in two queries."""

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        self._known = _load_known([each for each in proposals if _is_whole(each)])

    def tell(self, proposal: Proposal) -> Meaning | None:
        """None for a proposal without indicator, unit or period: it means nothing yet."""
        if not _is_whole(proposal):
            return None
        return tell_meaning(
            state(proposal),
            known=self._get(proposal, proposal.period, is_target=_is_target(proposal)),
            last_year=self.find_last_year(proposal),
        )

    def find_target(self, proposal: Proposal) -> Known | None:
        """The target in use for the thing that a result is of."""
        known = self._get(proposal, proposal.period, is_target=True)
        return known[0] if known else None

    def find_last_year(self, proposal: Proposal) -> Known | None:
        """Last year's value, of the same kind where there is one."""
        before = _get_year_before(proposal.period)
        same = _is_target(proposal)
        for kind in (same, not same):
            if known := self._get(proposal, before, is_target=kind):
                return known[0]
        return None

    def _get(self, proposal: Proposal, period: str, *, is_target: bool) -> list[Known]:
        key = proposal.indicator_id or 0, proposal.unit_id or 0, period, is_target
        return self._known.get(key, [])


def get_meanings(proposals: Sequence[Proposal]) -> dict[int, Meaning]:
    """By the proposals' keys."""
    known = KnownValues(proposals)
    meanings = {each.pk: known.tell(each) for each in proposals}
    return {pk: meaning for pk, meaning in meanings.items() if meaning is not None}


def state(value: StatedValue | Proposal) -> Stated:
    """The stated value alone, for the pure modules."""
    return Stated(
        period=value.period,
        measure=value.measure,
        comparator=value.comparator,
        value=value.value,
        low=value.low,
        high=value.high,
        attainment=getattr(value, "attainment", None),
    )


def name_source(value: StatedValue) -> str:
    """Who vouches for the value, and since when."""
    evidence: Iterable[Evidence] = value.evidence.all()
    return next(filter(None, map(_name_source, evidence)), "chưa ghi nguồn")


def _is_whole(proposal: Proposal) -> bool:
    return bool(proposal.indicator_id and proposal.unit_id and proposal.period)


def _is_target(proposal: Proposal) -> bool:
    return proposal.kind == Kind.TARGET


def _load_known(proposals: Sequence[Proposal]) -> dict[_Key, list[Known]]:
    periods = {each.period for each in proposals}
    periods |= {_get_year_before(period) for period in periods}
    known: dict[_Key, list[Known]] = defaultdict(list)
    evidence = Prefetch(
        "evidence", queryset=Evidence.objects.select_related("article__source", "document")
    )
    for model in (Target, Result):
        rows = model.objects.filter(
            indicator__in={each.indicator_id for each in proposals},
            unit__in={each.unit_id for each in proposals},
            period__in=periods,
            in_use=True,
        ).exclude(value__isnull=True, low__isnull=True)
        rows = rows.prefetch_related(evidence)
        for row in rows:
            key = (row.indicator_id, row.unit_id, row.period, model is Target)
            known[key].append(_make_known(row))
    return known


def _make_known(row: StatedValue) -> Known:
    return Known(state(row), row.format_value(), name_source(row), getattr(row, "set_by", ""))


def _name_source(evidence: Evidence) -> str:
    if evidence.document is not None:
        day = evidence.document.published_on or evidence.document.event_on
        name = evidence.document.publisher or evidence.document.title
    elif evidence.article is not None:
        moment = evidence.article.published_at
        day = timezone.localdate(moment) if moment else None
        name = f"bài “{evidence.article.title}”"
    else:
        return ""
    return f"{name}, {format_date(day)}" if day else name


def _get_year_before(period: str) -> str:
    year = period[:4]
    return f"{int(year) - 1}{period[4:]}" if year.isdigit() and len(period) < 9 else ""
