"""Reading the ledger: a unit's year, an article's entries, what is open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet
from wagtail.models import Page

from congtin.ledger.addresses import get_page_period
from congtin.ledger.denominators import pick_attainment
from congtin.ledger.enums import Nature, ProposalState, Topic
from congtin.ledger.meanings import state
from congtin.ledger.measures import convert
from congtin.ledger.models import (
    Arrival,
    Evidence,
    Plan,
    Project,
    Proposal,
    Result,
    Target,
    YearTally,
)
from congtin.ledger.models.indicators import Indicator
from congtin.ledger.models.values import StatedValue
from congtin.ledger.periods import read_span
from congtin.ledger.progress import Judgement, Pace, Status, judge, make_pace
from congtin.newsroom.models import ArticlePage
from congtin.places.models import Unit
from congtin.vietnamese.ordering import sort_key

_Value = TypeVar("_Value", Target, Result)
_History = dict[str, Result]
_YEARS_OF_PACE = 3

__all__ = [
    "ArticleEntry",
    "Origin",
    "PlanTable",
    "Row",
    "TargetLine",
    "UnitYear",
    "count_evidence_below",
    "get_article_entries",
    "get_lost_evidence",
    "get_open_proposals",
    "get_origins",
    "get_plan_table",
    "get_units_and_years",
]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target with what became of it, and the result that it is held against."""

    target: Target
    judgement: Judgement
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of a unit's year: all targets, the result shown, and what else was stated."""

    indicator: Indicator
    targets: list[TargetLine]
    result: Result | None
    other_results: list[Result]
    previous: Result | None

    @property
    def status(self) -> Status:
        return self.targets[0].judgement.status if self.targets else Status.NO_DATA


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A unit's year (or term): plans, rows by topic in the order of `Topic`, and a tally.

    The tally counts rows that have a target, by the status of their first target.
    """

    unit: Unit
    period: str
    plans: list[Plan]
    topics: list[tuple[Topic, list[Row]]]
    projects: list[Project]
    tally: dict[Status, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.plans or self.topics)


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit's year in the overview, with how many targets and results it has in use."""

    unit: Unit
    period: str
    targets: int
    results: int


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """A value of the ledger that an article is evidence for."""

    evidence: Evidence
    value: StatedValue
    is_target: bool
    judgement: Judgement | None
    result: Result | None

    @property
    def plan_period(self) -> str:
        """The year, or the term, on whose page the value stands."""
        return get_page_period(self.value.period)


def get_plan_table(*, unit: Unit, period: str) -> PlanTable:
    """Everything of one unit and one year or term, in a bounded number of queries."""
    targets = _load(Target.objects.select_related("document"), unit=unit, period=period)
    results = _load(Result.objects.all(), unit=unit, period=period)
    history = _load_history(unit, period)
    rows = [
        _make_row(indicator, targets, results, history.get(indicator.pk, {}))
        for indicator in _get_indicators([*targets, *results])
    ]
    topics = [(topic, [row for row in rows if row.indicator.topic == topic]) for topic in Topic]
    return PlanTable(
        unit=unit,
        period=period,
        plans=list(unit.plans.filter(period=period).prefetch_related("documents")),
        topics=[(topic, group) for topic, group in topics if group],
        projects=_get_projects(unit, period),
        tally=dict(Counter(row.status for row in rows if row.targets)),
    )


def get_units_and_years() -> list[UnitYear]:
    """All units and years of which the ledger knows anything, newest year first."""
    tallies = list(YearTally.objects.all())
    units = Unit.objects.in_bulk({tally.unit_id for tally in tallies})
    found = [
        UnitYear(units[tally.unit_id], tally.page, tally.targets, tally.results)
        for tally in tallies
    ]
    order = {"province": 0, "district": 1, "commune": 2}
    found.sort(key=lambda entry: (order[entry.unit.level], sort_key(entry.unit.name)))
    return sorted(found, key=lambda entry: entry.period[:4], reverse=True)


def get_article_entries(article: ArticlePage) -> list[ArticleEntry]:
    """The values that the article is evidence for, in the order of its sentences."""
    # Sorted here: a database would be asked to sort rows of eighty columns.
    quoted = sorted(
        Evidence.objects.filter(article=article)
        .select_related("target__indicator", "target__unit", "result__indicator", "result__unit")
        .order_by(),
        key=lambda evidence: (evidence.start is not None, evidence.start or 0, evidence.pk),
    )
    stated = [(evidence, evidence.target or evidence.result) for evidence in quoted]
    values = [(evidence, value) for evidence, value in stated if value is not None]
    results = list(
        Result.objects.filter(
            unit__in={value.unit_id for _, value in values if isinstance(value, Target)},
            indicator__in={value.indicator_id for _, value in values if isinstance(value, Target)},
        )
    )
    return [_make_entry(evidence, value, results) for evidence, value in values]


def count_evidence_below(page: Page) -> int:
    """How many pieces of evidence quote the page or a page below it."""
    return Evidence.objects.filter(article__path__startswith=page.path).count()


def get_lost_evidence(article: ArticlePage | None = None) -> QuerySet[Evidence]:
    """Evidence that its article no longer bears out."""
    lost = Evidence.objects.filter(loss__in=["changed", "gone", "withdrawn"]).select_related(
        "article", "target__indicator", "target__unit", "result__indicator", "result__unit"
    )
    return lost if article is None else lost.filter(article=article)


@dataclass(frozen=True, slots=True)
class Origin:
    """A portal whose articles were moved in: how many figures wait to be decided on, and how many
    articles to be read."""

    name: str
    open_proposals: int
    unread: int


def get_origins() -> list[Origin]:
    """Those of which anything waits."""
    rows = Arrival.objects.values("origin").annotate(unread=Count("pk", filter=Q(read_at=None)))
    counts = dict(
        Proposal.objects.filter(state=ProposalState.OPEN, article__arrival__isnull=False)
        .values_list("article__arrival__origin")
        .annotate(count=Count("pk"))
    )
    found = [
        Origin(row["origin"], counts.get(row["origin"], 0), row["unread"])
        for row in rows.order_by("origin")
    ]
    return [each for each in found if each.open_proposals or each.unread]


def get_open_proposals(
    article: ArticlePage | None = None, *, origin: str = ""
) -> QuerySet[Proposal]:
    """What waits for an editor: of one article in the order of its text; or of all, the newest
    article first, in each the doubtful ones first. Those of articles that were moved in are
    reviewed apart, by the portal that they come from."""
    proposals = Proposal.objects.filter(state=ProposalState.OPEN).select_related(
        "indicator", "unit", "article"
    )
    if article is not None:
        return proposals.filter(article=article).order_by("start")
    if origin:
        proposals = proposals.filter(article__arrival__origin=origin)
    else:
        proposals = proposals.filter(article__arrival__isnull=True)
    return proposals.order_by("-article_id", "certainty", "start")


def _load(values: QuerySet[_Value], *, unit: Unit, period: str) -> list[_Value]:
    evidence = Prefetch(
        "evidence",
        queryset=Evidence.objects.select_related("article", "document", "article__source"),
    )
    return list(
        values.filter(_in_page(period), unit=unit)
        .select_related("indicator")
        .prefetch_related(evidence)
        .order_by("indicator__name", "-in_use", "pk")
    )


def _in_page(period: str) -> Q:
    """Whole-year values and those of parts of the year; a term's page holds the term only."""
    if len(period) != 4:
        return Q(period=period)
    return Q(period=period) | Q(
        period__startswith=f"{period}-", period__regex=r"^\d{4}-(M|Q|H|\d\d$|\d\d-)"
    )


def _load_history(unit: Unit, period: str) -> dict[int, _History]:
    """The values of the three years before, by indicator and period."""
    if len(period) != 4 or not period.isdigit():
        return {}
    years = Q()
    for back in range(1, _YEARS_OF_PACE + 1):
        years |= Q(period__startswith=str(int(period) - back))
    earlier = Result.objects.filter(
        years, unit=unit, in_use=True, value__isnull=False, territory=""
    )
    history: dict[int, _History] = {}
    for result in earlier:
        history.setdefault(result.indicator_id, {})[result.period] = result
    return history


def _find_pace(period: str, history: _History) -> Pace | None:
    """From the same months of earlier years, where month and year are both known."""
    part = period[4:]
    years = {}
    for stated, result in history.items():
        whole = history.get(stated[:4])
        if not part or stated[4:] != part or whole is None:
            continue
        value = convert(_need(result.value), from_=result.measure, to=whole.measure)
        if value is not None:
            years[stated[:4]] = value, _need(whole.value)
    return make_pace(years)


def _need(value: Decimal | None) -> Decimal:
    """The history holds results with a value only."""
    return Decimal(0) if value is None else value


def _get_indicators(values: Iterable[StatedValue]) -> list[Indicator]:
    found = {value.indicator_id: value.indicator for value in values}
    return sorted(found.values(), key=lambda indicator: sort_key(indicator.name))


def _make_row(
    indicator: Indicator, targets: list[Target], results: list[Result], history: _History
) -> Row:
    own_targets = [target for target in targets if target.indicator_id == indicator.pk]
    own_results = [result for result in results if result.indicator_id == indicator.pk]
    shown = _choose_result(own_results, own_targets)
    return Row(
        indicator=indicator,
        targets=[
            TargetLine(
                target,
                _judge(target, own_results, history),
                _find_comparable(target, own_results),
            )
            for target in own_targets
        ],
        result=shown,
        other_results=[result for result in own_results if result is not shown],
        previous=_get_year_before(own_targets + own_results, history),
    )


def _choose_result(results: list[Result], targets: list[Target]) -> Result | None:
    """The value in use that covers most of the period, an official one before an estimate."""
    territory = targets[0].territory if targets else ""

    def rank(result: Result) -> tuple[bool, bool, int, dt.date]:
        span = read_span(result.period)
        return (
            result.territory == territory,
            result.in_use,
            span.days if span else 0,
            span.last if span else dt.date.min,
        )

    return max(results, key=rank, default=None)


def _find_comparable(target: Target, results: list[Result]) -> Result | None:
    """The result in use of the same territory."""
    comparable = [
        result for result in results if result.territory == target.territory and result.in_use
    ]
    return _choose_result(comparable, [target])


def _get_year_before(values: Sequence[StatedValue], history: _History) -> Result | None:
    years = {int(value.period[:4]) for value in values}
    return history.get(str(max(years) - 1)) if years else None


def _judge(target: Target, results: list[Result], history: _History | None = None) -> Judgement:
    result = _find_comparable(target, results)
    stated = state(result) if result else None
    if result is not None and stated is not None and result.value is None and result.low is None:
        share = pick_attainment(target.set_by, result.get_attainments())
        if share is None:
            return Judgement(
                Status.INCOMPARABLE,
                arithmetic="Nguồn chỉ nêu tỷ lệ so với mức do nơi khác giao.",
            )
        stated = replace(stated, attainment=share[0])
    return judge(
        state(target),
        stated,
        direction=target.indicator.direction,
        adds_up=target.indicator.nature in {Nature.FLOW, Nature.COUNT},
        pace=_find_pace(result.period, history) if result and history else None,
    )


def _make_entry(evidence: Evidence, value: StatedValue, known: Iterable[Result]) -> ArticleEntry:
    """`known`: results among which those of the value's own unit, indicator and period are."""
    if not isinstance(value, Target):
        return ArticleEntry(evidence, value, is_target=False, judgement=None, result=None)
    results = [
        result
        for result in known
        if (result.unit_id, result.indicator_id) == (value.unit_id, value.indicator_id)
        and value.period in {result.period, get_page_period(result.period)}
    ]
    return ArticleEntry(
        evidence,
        value,
        is_target=True,
        judgement=_judge(value, results),
        result=_choose_result(results, [value]),
    )


def _get_projects(unit: Unit, period: str) -> list[Project]:
    """Those of which something was said in that year; undated statements go with no year."""
    said = Project.objects.filter(units=unit, statements__said_on__startswith=period)
    return list(
        Project.objects.filter(pk__in=said.values("pk"))
        .prefetch_related("statements__document")
        .order_by("name")
    )
