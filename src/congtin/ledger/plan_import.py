"""A plan's table into the ledger: what each row would mean, then all chosen rows or none."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Prefetch
from wagtail.log_actions import log

from congtin.ledger.actions import Amount, make_indicator, record_result, record_target
from congtin.ledger.enums import Kind
from congtin.ledger.errors import LedgerError
from congtin.ledger.matching import Matcher
from congtin.ledger.meaning import Known, Meaning, Sense, compare_values, tell_meaning
from congtin.ledger.meanings import state
from congtin.ledger.models import Document, Evidence, Indicator, Result, Target
from congtin.ledger.plan_files import PlanFile, PlanRow, PlanValue
from congtin.ledger.progress import Stated
from congtin.ledger.proposing import make_matcher
from congtin.places.models import Unit
from congtin.vietnamese.formatting import format_number

if TYPE_CHECKING:
    from congtin.accounts.models import User

__all__ = [
    "Choice",
    "Imported",
    "PreviewRow",
    "PreviewValue",
    "RowsRefused",
    "Source",
    "describe_value",
    "import_plan",
    "preview_plan",
    "suggest_indicators",
]

_Key = tuple[int, str, bool, str]
_WORDS = {"ge": "từ ", "gt": "trên ", "le": "không quá ", "lt": "dưới ", "approx": "khoảng "}


@dataclass(frozen=True, slots=True)
class Source:
    """The file that vouches for the values; `digest` tells one file from another."""

    digest: str
    title: str
    publisher: str = ""
    published_on: dt.date | None = None


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
    set_by: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class PreviewRow:
    row: PlanRow
    indicator: Indicator | None
    certainty: Decimal
    values: tuple[PreviewValue, ...]

    @property
    def differs(self) -> bool:
        return any(
            each.meaning.sense in {Sense.DIFFERENT, Sense.THOUSANDFOLD} for each in self.values
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer says of one row: the indicator, or the name of one to be made.

    `replace`: True takes the place of another value in use, False is kept beside it.
    """

    number: int
    row: PlanRow
    indicator: Indicator | None = None
    new_name: str = ""
    replace: bool | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    document: Document
    targets: tuple[Target, ...]
    results: tuple[Result, ...]


class RowsRefused(LedgerError):
    """Some rows cannot be entered, so none was; `problems` by the numbers of the choices."""

    def __init__(self, problems: dict[int, str]) -> None:
        super().__init__(
            f"Chưa ghi dòng nào: {len(problems)} dòng cần xem lại. Sổ chỉ tiêu vẫn như cũ."
        )
        self.problems = problems


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
            values=tuple(_preview(value, indicator, set_by, known) for value in row.values),
        )
        for row, indicator, certainty in zip(plan.rows, indicators, certainties, strict=True)
    ]


@transaction.atomic
def import_plan(
    *, choices: Sequence[Choice], unit: Unit, set_by: str, source: Source, by: User | None
) -> Imported:
    """Enter all values of the chosen rows, with the file as their evidence.

    Raises RowsRefused with everything that stands in the way; the ledger is as it was then.
    """
    problems = _find_doubles(choices, set_by)
    document, _ = Document.objects.get_or_create(
        code=f"tep-{source.digest[:16]}",
        defaults={
            "title": source.title[:400],
            "publisher": source.publisher[:200],
            "published_on": source.published_on,
        },
    )
    entered: list[Target | Result] = []
    for choice in choices:
        try:
            with transaction.atomic():
                entered += _enter_row(choice, unit=unit, set_by=set_by, document=document, by=by)
        except LedgerError as problem:
            problems.setdefault(choice.number, str(problem))
    if problems:
        raise RowsRefused(problems)
    log(
        instance=document,
        action="ledger.import",
        user=by,
        data={"rows": len(choices), "values": len(entered), "unit": unit.pk},
    )
    return Imported(
        document,
        targets=tuple(value for value in entered if isinstance(value, Target)),
        results=tuple(value for value in entered if isinstance(value, Result)),
    )


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


def _find_match(matcher: Matcher, row: PlanRow) -> tuple[int, Decimal] | None:
    names = [row.name, f"{row.parent} {row.name}"] if row.parent else [row.name]
    found = [matcher.find(name, measure=row.measure) for name in names]
    best = max((match for match in found if match), key=lambda match: match.certainty, default=None)
    return (best.pk, best.certainty) if best else None


def _preview(
    value: PlanValue, indicator: Indicator | None, set_by: str, known: dict[_Key, list[Known]]
) -> PreviewValue:
    is_target = value.kind == Kind.TARGET
    who = (value.set_by or set_by) if is_target else ""
    meaning = Meaning(Sense.NEW, "Chưa chọn chỉ tiêu.")
    if indicator is not None:
        before = _get_year_before(value.period)
        last_year = [
            *known.get((indicator.pk, before, is_target, who), []),
            *known.get((indicator.pk, before, not is_target, ""), []),
        ]
        meaning = tell_meaning(
            _state(value),
            known=known.get((indicator.pk, value.period, is_target, who), []),
            last_year=last_year[0] if last_year else None,
        )
    return PreviewValue(value, describe_value(value), Kind(value.kind).label, who, meaning)


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
            known[key].append(Known(state(row), _show_known(row), _name_source(row), who))
    return known


def _show_known(row: Target | Result) -> str:
    if shown := row.format_value():
        return shown
    share = getattr(row, "attainment", None)
    return f"đạt {format_number(share.normalize())}% kế hoạch" if share is not None else ""


def _name_source(row: Target | Result) -> str:
    for evidence in row.evidence.all():
        if evidence.document is not None:
            return evidence.document.title
        if evidence.article is not None:
            return f"bài “{evidence.article.title}”"
    return "chưa ghi nguồn"


def _find_doubles(choices: Sequence[Choice], set_by: str) -> dict[int, str]:
    seen: dict[tuple[object, ...], str] = {}
    problems = {}
    for choice in choices:
        thing = choice.indicator.pk if choice.indicator else choice.new_name.casefold()
        for value in choice.row.values:
            is_target = value.kind == Kind.TARGET
            who = (value.set_by or set_by) if is_target else ""
            other = seen.setdefault((thing, value.period, is_target, who), choice.row.place)
            if other != choice.row.place:
                problems[choice.number] = (
                    f"Trùng chỉ tiêu với {other[:1].lower()}{other[1:]}. "
                    "Hãy chọn chỉ tiêu khác hoặc bỏ một dòng."
                )
    return problems


def _enter_row(
    choice: Choice, *, unit: Unit, set_by: str, document: Document, by: User | None
) -> list[Target | Result]:
    row = choice.row
    if row.problems:
        raise LedgerError(" ".join(row.problems))
    indicator = choice.indicator or make_indicator(name=choice.new_name, measure=row.measure, by=by)
    return [
        _enter_value(
            value,
            indicator=indicator,
            unit=unit,
            set_by=value.set_by or set_by,
            document=document,
            replace=choice.replace,
            place=row.place,
            by=by,
        )
        for value in row.values
    ]


def _enter_value(
    value: PlanValue,
    *,
    indicator: Indicator,
    unit: Unit,
    set_by: str,
    document: Document,
    replace: bool | None,
    place: str,
    by: User | None,
) -> Target | Result:
    """Differing values in use are settled here: a target of another document is none to
    record_target, and a known value that was not in use would stay so."""
    rivals = _find_rivals(value, indicator=indicator, unit=unit, set_by=set_by)
    if rivals and replace is None:
        raise LedgerError(
            f"Sổ đang dùng giá trị khác: {_show_known(rivals[0])} ({_name_source(rivals[0])}). "
            "Hãy chọn dùng giá trị mới hoặc giữ giá trị cũ."
        )
    amount = _make_amount(value)
    entered: Target | Result
    if value.kind == Kind.TARGET:
        entered = record_target(
            indicator=indicator,
            unit=unit,
            period=value.period,
            amount=amount,
            set_by=set_by,
            document=document,
            by=by,
            replace=bool(replace),
        )
    else:
        entered = record_result(
            indicator=indicator,
            unit=unit,
            period=value.period,
            amount=amount,
            is_estimate=value.kind == Kind.ESTIMATE,
            attainment=value.attainment,
            attainment_base="kế hoạch" if value.attainment is not None else "",
            document=document,
            by=by,
            replace=bool(replace),
        )
    if rivals:
        _settle(entered, rivals, replace=bool(replace), by=by)
    entered.evidence.filter(document=document).update(note=f"{place}, ô {value.ref}")
    return entered


def _find_rivals(
    value: PlanValue, *, indicator: Indicator, unit: Unit, set_by: str
) -> list[Target | Result]:
    things = {
        "indicator": indicator,
        "unit": unit,
        "period": value.period,
        "territory": "",
        "in_use": True,
    }
    found: list[Target | Result]
    if value.kind == Kind.TARGET:
        found = list(Target.objects.select_for_update().filter(**things, set_by=set_by))
    else:
        found = list(Result.objects.select_for_update().filter(**things))
    return [each for each in found if not _is_same(value, each)]


def _is_same(value: PlanValue, known: Target | Result) -> bool:
    ours, theirs = _state(value), state(known)
    if value.amount is None:
        return theirs.value is None and theirs.low is None and theirs.attainment == ours.attainment
    return compare_values(ours, theirs) == 0


def _settle(
    entered: Target | Result,
    rivals: Iterable[Target | Result],
    *,
    replace: bool,
    by: User | None,
) -> None:
    down = list(rivals) if replace else [entered]
    for each in down:
        each.refresh_from_db(fields=["in_use"])
        if each.in_use:
            each.in_use = False
            each.save(update_fields=["in_use", "changed_at"])
            log(
                instance=each,
                action="ledger.step_down",
                user=by,
                data={"value": each.format_value()},
            )
    if replace and not entered.in_use:
        entered.in_use = True
        entered.save(update_fields=["in_use", "changed_at"])
        log(instance=entered, action="ledger.step_up", user=by)


def _make_amount(value: PlanValue) -> Amount:
    if value.amount is None:
        return Amount(measure="")
    stated = value.amount
    return Amount(
        measure=stated.measure,
        value=stated.value,
        low=stated.low,
        high=stated.high,
        comparator=stated.comparator,
    )


def _state(value: PlanValue) -> Stated:
    amount = _make_amount(value)
    return Stated(
        period=value.period,
        measure=amount.measure,
        comparator=amount.comparator,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        attainment=value.attainment,
    )


def _get_year_before(period: str) -> str:
    """Empty for a term, which has no year before it."""
    return "" if len(period) == 9 and period[5:].isdigit() else f"{int(period[:4]) - 1}{period[4:]}"
