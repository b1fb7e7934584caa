"""A plan's table into the ledger: all values of the chosen rows, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from congtin.ledger.actions import Amount, make_indicator, record_result, record_target
from congtin.ledger.enums import Kind
from congtin.ledger.errors import LedgerError
from congtin.ledger.models import Document, Indicator, Result, Target
from congtin.ledger.plan_files import PlanRow, PlanValue
from congtin.places.models import Unit

if TYPE_CHECKING:
    from congtin.accounts.models import User

__all__ = ["Choice", "Imported", "RowsRefused", "Source", "import_plan"]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that vouches for the values; `digest` tells one file from another."""

    digest: str
    title: str
    publisher: str = ""
    published_on: dt.date | None = None


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
            replace=replace,
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
            replace=replace,
        )
    entered.evidence.filter(document=document).update(note=f"{place}, ô {value.ref}")
    return entered


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
