"""What the rows of a plan's table would mean in the ledger, shown before anything is entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from congtin.ledger.enums import Kind
from congtin.ledger.matching import Matcher
from congtin.ledger.meaning import Known, Meaning, Sense, is_thousandfold, tell_meaning
from congtin.ledger.meanings import name_source, state
from congtin.ledger.models import Evidence, Indicator, Result, Target
from congtin.ledger.plan_amounts import StatedAmount
from congtin.ledger.plan_files import PlanFile, PlanRow, PlanValue
from congtin.ledger.progress import Stated
from congtin.ledger.proposing import make_matcher
from congtin.places.models import Unit
from congtin.vietnamese.formatting import format_number, format_period

__all__ = [
    "PreviewRow",
    "PreviewValue",
    "Suggestion",
    "describe_value",
    "preview_plan",
    "state_value",
    "suggest_indicators",
]

_Key = tuple[int, str, bool, str]
_WORDS = {"ge": "từ ", "gt": "trên ", "le": "không quá ", "lt": "dưới ", "approx": "khoảng "}


@dataclass(frozen=True, slots=True)
class Suggestion:
    indicator: Indicator
    certainty: Decimal


@dataclass(frozen=True, slots=True)
class PreviewValue:
    """A value of the file, as shown, with what entering it would mean."""

    value: PlanValue
    shown: str
    kind: str
    period: str
    set_by: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class PreviewRow:
    row: PlanRow
    indicator: Indicator | None
    certainty: Decimal
    values: tuple[PreviewValue, ...]

    @property
    def is_odd(self) -> bool:
        """Somebody should look before it is entered."""
        return self.differs or any(each.meaning.sense == Sense.THOUSANDFOLD for each in self.values)

    @property
    def differs(self) -> bool:
        """Another value is in use, so it must be said which one to use."""
        return any(each.meaning.sense == Sense.DIFFERENT for each in self.values)


def suggest_indicators(plan: PlanFile) -> list[Suggestion | None]:
    """For each row the likeliest indicator; a part of a sum is also tried with the sum's name."""
    matcher = make_matcher()
    matches = [_find_match(matcher, row) for row in plan.rows]
    known = Indicator.objects.in_bulk({match[0] for match in matches if match})
    return [Suggestion(known[match[0]], match[1]) if match else None for match in matches]


def preview_plan(
    *,
    plan: PlanFile,
    unit: Unit,
    set_by: str,
    indicators: Sequence[Indicator | None],
    certainties: Sequence[Decimal],
) -> list[PreviewRow]:
    """What each row would mean with the indicator given for it, in a bounded number of queries."""
    known = _load_known(unit, plan, indicators)
    return [
        PreviewRow(
            row=row,
            indicator=indicator,
            certainty=certainty,
            values=tuple(_preview(value, row, indicator, set_by, known) for value in row.values),
        )
        for row, indicator, certainty in zip(plan.rows, indicators, certainties, strict=True)
    ]


def describe_value(value: PlanValue) -> str:
    """
    >>> from congtin.ledger.plan_amounts import StatedAmount
    >>> amount = StatedAmount("%", Decimal("95"), comparator="ge")
    >>> describe_value(PlanValue("target", "2025", "D7", "≥ 95", amount))
    'từ 95% trở lên'
    """
    shown = []
    if amount := value.amount:
        glue = "" if amount.measure.startswith(("%", "‰")) else "\u00a0"
        ends = (amount.value,) if amount.value is not None else (amount.low, amount.high)
        number = " - ".join(format_number(end) for end in ends if end is not None)
        tail = " trở lên" if amount.comparator == "ge" else ""
        shown.append(
            f"{_WORDS.get(amount.comparator, '')}{number}{glue}{amount.measure}{tail}".strip()
        )
    if value.attainment is not None:
        shown.append(f"đạt {format_number(value.attainment)}% kế hoạch")
    return ", ".join(shown)


def state_value(value: PlanValue) -> Stated:
    """The stated value alone, for the pure modules."""
    stated = value.amount or StatedAmount("")
    return Stated(
        period=value.period,
        measure=stated.measure,
        comparator=stated.comparator,
        value=stated.value,
        low=stated.low,
        high=stated.high,
        attainment=value.attainment,
    )


def show_known(row: Target | Result) -> str:
    if shown := row.format_value():
        return shown
    share = getattr(row, "attainment", None)
    return f"đạt {format_number(share.normalize())}% kế hoạch" if share is not None else ""


def _find_match(matcher: Matcher, row: PlanRow) -> tuple[int, Decimal] | None:
    names = [row.name, f"{row.parent} {row.name}"] if row.parent else [row.name]
    found = [matcher.find(name, measure=row.measure) for name in names]
    best = max((match for match in found if match), key=lambda match: match.certainty, default=None)
    return (best.pk, best.certainty) if best else None


def _preview(
    value: PlanValue,
    row: PlanRow,
    indicator: Indicator | None,
    set_by: str,
    known: dict[_Key, list[Known]],
) -> PreviewValue:
    who = (value.set_by or set_by) if value.kind == Kind.TARGET else ""
    return PreviewValue(
        value=value,
        shown=describe_value(value),
        kind=Kind(value.kind).label,
        period=format_period(value.period),
        set_by=who,
        meaning=_find_misread(value, row) or _tell(value, indicator, who, known),
    )


def _find_misread(value: PlanValue, row: PlanRow) -> Meaning | None:
    """A result some thousand times its own row's plan: a dot was meant as a comma, or a measure
    changed between the columns."""
    targets = [each for each in row.values if each.kind == Kind.TARGET]
    if value.kind == Kind.TARGET or value.amount is None:
        return None
    if not any(is_thousandfold(state_value(value), state_value(each)) for each in targets):
        return None
    return Meaning(
        Sense.THOUSANDFOLD,
        "Chênh khoảng 1000 lần so với kế hoạch cùng dòng. "
        "Xem lại dấu chấm, dấu phẩy và đơn vị tính trong tệp.",
    )


def _tell(
    value: PlanValue, indicator: Indicator | None, who: str, known: dict[_Key, list[Known]]
) -> Meaning:
    if indicator is None:
        return Meaning(Sense.NEW, "Chưa chọn chỉ tiêu.")
    is_target = value.kind == Kind.TARGET
    before = _get_year_before(value.period)
    last_year = [
        *known.get((indicator.pk, before, is_target, who), []),
        *known.get((indicator.pk, before, not is_target, ""), []),
    ]
    return tell_meaning(
        state_value(value),
        known=known.get((indicator.pk, value.period, is_target, who), []),
        last_year=last_year[0] if last_year else None,
    )


def _load_known(
    unit: Unit, plan: PlanFile, indicators: Iterable[Indicator | None]
) -> dict[_Key, list[Known]]:
    """Values in use, by indicator, period, whether a target, and who set it."""
    periods = {value.period for row in plan.rows for value in row.values}
    periods |= {_get_year_before(period) for period in periods}
    evidence = Prefetch(
        "evidence", queryset=Evidence.objects.select_related("article", "document").order_by("pk")
    )
    known: dict[_Key, list[Known]] = defaultdict(list)
    for model in (Target, Result):
        rows = model.objects.filter(
            unit=unit,
            period__in=periods,
            indicator__in={indicator.pk for indicator in indicators if indicator},
            in_use=True,
            territory="",
        ).prefetch_related(evidence)
        for row in rows:
            who = row.set_by if isinstance(row, Target) else ""
            key = row.indicator_id, row.period, model is Target, who
            known[key].append(Known(state(row), show_known(row), name_source(row), who))
    return known


def _get_year_before(period: str) -> str:
    """Empty for a term, which has no year before it."""
    return "" if len(period) == 9 and period[5:].isdigit() else f"{int(period[:4]) - 1}{period[4:]}"
