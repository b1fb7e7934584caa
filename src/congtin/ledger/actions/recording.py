"""Entering targets and results with their evidence; one value of each thing is in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log

from congtin.ledger.errors import LedgerError, UnitNotInBeing, ValueConflict
from congtin.ledger.meanings import name_source
from congtin.ledger.measures import convert, is_kept_exactly
from congtin.ledger.models import Document, Evidence, Indicator, Plan, Result, Target
from congtin.ledger.periods import read_span, tidy_period
from congtin.ledger.signals import ledger_changed
from congtin.places.models import Unit

if TYPE_CHECKING:
    from congtin.accounts.models import User
    from congtin.newsroom.models import ArticlePage

__all__ = [
    "Amount",
    "Quote",
    "announce_change",
    "change_use",
    "drop_unproved",
    "record_result",
    "record_target",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A value or the two ends of a range, in `measure`."""

    measure: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: str = "eq"

    @property
    def is_empty(self) -> bool:
        return self.value is None and self.low is None

    def count_decimals(self) -> int | None:
        """As written: three in 406.890, of a range those of both ends; None without a number."""
        exponents = [
            number.as_tuple().exponent
            for number in (self.value, self.low, self.high)
            if number is not None
        ]
        counts = [-exponent for exponent in exponents if isinstance(exponent, int)]
        return max(0, min(counts)) if counts else None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article with the number's place in it and in the article's text."""

    article: ArticlePage
    revision: int | None
    quotation: str
    surface: str
    offset: int
    start: int
    end: int


@transaction.atomic
def record_target(
    *,
    indicator: Indicator,
    unit: Unit,
    period: str,
    amount: Amount,
    set_by: str = "",
    territory: str = "",
    document: Document | None = None,
    quote: Quote | None = None,
    note: str = "",
    by: User | None = None,
    replace: bool | None = None,
) -> Target:
    """Enter a target with its evidence; a value that is there already gains evidence.

    `replace` says what becomes of another value in use, whichever document states it: True takes
    its place, False is kept beside it unused, None raises ValueConflict. Raises UnitNotInBeing and
    LedgerError (bad period, no value).
    """
    period = tidy_period(period)
    _check(unit, period, amount)
    if amount.is_empty:
        raise LedgerError("Mức đề ra cần một giá trị hoặc một khoảng.")
    same_thing = Target.objects.select_for_update().filter(
        indicator=indicator, unit=unit, period=period, territory=territory, set_by=set_by
    )
    known = _find_equal(same_thing, amount)
    in_use = _settle_use(same_thing, known, replace=replace, by=by)
    if known is None:
        known = Target.objects.create(
            indicator=indicator,
            unit=unit,
            period=period,
            territory=territory,
            set_by=set_by,
            document=document,
            plan=Plan.objects.filter(unit=unit, period=period).order_by("pk").first(),
            in_use=in_use,
            note=note,
            **_columns(amount),
        )
        log(instance=known, action="ledger.enter", user=by, data={"value": known.format_value()})
    elif in_use:
        change_use(known, in_use=True, by=by)
    _add_evidence(target=known, document=document, quote=quote, by=by)
    announce_change(known, quote)
    return known


@transaction.atomic
def record_result(
    *,
    indicator: Indicator,
    unit: Unit,
    period: str,
    amount: Amount,
    is_estimate: bool = False,
    as_of: dt.date | None = None,
    attainment: Decimal | None = None,
    attainment_base: str = "",
    other_attainments: Sequence[tuple[Decimal, str]] = (),
    territory: str = "",
    document: Document | None = None,
    quote: Quote | None = None,
    note: str = "",
    by: User | None = None,
    replace: bool | None = None,
) -> Result:
    """Enter a result with its evidence; see record_target for `replace` and what is raised.

    A known estimate becomes official where the same value is now stated as final.
    """
    period = tidy_period(period)
    _check(unit, period, amount)
    if amount.is_empty and attainment is None:
        raise LedgerError("Kết quả cần một giá trị, một khoảng hoặc tỷ lệ đạt.")
    same_thing = Result.objects.select_for_update().filter(
        indicator=indicator, unit=unit, period=period, territory=territory
    )
    known = _find_equal(same_thing, amount, attainment)
    in_use = _settle_use(same_thing, known, replace=replace, by=by)
    if known is None:
        known = Result.objects.create(
            indicator=indicator,
            unit=unit,
            period=period,
            territory=territory,
            is_estimate=is_estimate,
            as_of=as_of,
            attainment=attainment,
            attainment_base=attainment_base,
            other_attainments=[[str(share), base] for share, base in other_attainments],
            in_use=in_use,
            note=note,
            **_columns(amount),
        )
        log(instance=known, action="ledger.enter", user=by, data={"value": known.format_value()})
    else:
        if in_use:
            change_use(known, in_use=True, by=by)
        if known.is_estimate and not is_estimate:
            _mark_estimate(known, is_estimate=False, by=by)
    _add_evidence(result=known, document=document, quote=quote, by=by, is_estimate=is_estimate)
    announce_change(known, quote)
    return known


def drop_unproved(value: Target | Result, by: User | None) -> None:
    """What follows when evidence was taken from a value: without any it goes, and the one whose
    place it took is in use again; with none left but such as calls it an estimate, it is one."""
    if value.evidence.exists():
        is_final = value.evidence.filter(is_estimate=False).exists()
        if isinstance(value, Result) and not value.is_estimate and not is_final:
            _mark_estimate(value, is_estimate=True, by=by)
        return
    fields = ["indicator", "unit", "period", "territory"]
    if isinstance(value, Target):
        fields.append("set_by")
    rivals = type(value).objects.filter(**{field: getattr(value, field) for field in fields})
    was_in_use = value.in_use
    value.delete()
    before = rivals.order_by("-in_use", "-changed_at").first()
    if was_in_use and before is not None:
        change_use(before, in_use=True, by=by)


def announce_change(
    value: Target | Result, quote: Quote | None, *, article_id: int | None = None
) -> None:
    news = {
        "unit_id": value.unit_id,
        "period": value.period,
        "article_id": quote.article.pk if quote else article_id,
    }
    transaction.on_commit(lambda: ledger_changed.send(sender=type(value), **news))


def change_use(value: Target | Result, *, in_use: bool, by: User | None) -> None:
    """With its entry in the log; nothing where it is so already."""
    if value.in_use == in_use:
        return
    value.in_use = in_use
    value.save(update_fields=["in_use", "changed_at"])
    action = "ledger.step_up" if in_use else "ledger.step_down"
    log(instance=value, action=action, user=by, data={"value": value.format_value()})


def _check(unit: Unit, period: str, amount: Amount) -> None:
    span = read_span(period)
    if span is None:
        raise LedgerError(f"“{period}” không phải là kỳ. Viết như 2021, 2021-06 hoặc 2021-M01..06.")
    numbers = (amount.value, amount.low, amount.high)
    if not all(is_kept_exactly(number) for number in numbers if number is not None):
        raise LedgerError("Sổ giữ nhiều nhất 15 chữ số, 6 chữ số sau dấu phẩy.")
    began_late = unit.valid_from is not None and unit.valid_from > span.last
    if began_late or (unit.valid_to is not None and unit.valid_to < span.first):
        raise UnitNotInBeing(
            f"{unit} không tồn tại trong kỳ {period}. Hãy chọn đơn vị có vào thời điểm đó."
        )


def _columns(amount: Amount) -> dict[str, object]:
    return {
        "measure": amount.measure,
        "value": amount.value,
        "low": amount.low,
        "high": amount.high,
        "comparator": amount.comparator,
        "decimals": amount.count_decimals(),
    }


def _find_equal(values, amount: Amount, attainment: Decimal | None = None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  (targets or results alike)
    for known in values:
        if amount.is_empty:
            if known.value is None and known.attainment == attainment:
                return known
        elif _is_equal(known, amount):
            return known
    return None


def _is_equal(known: Target | Result, amount: Amount) -> bool:
    pairs = (
        (known.value, amount.value),
        (known.low, amount.low),
        (known.high, amount.high),
    )
    for there, here in pairs:
        if (there is None) != (here is None):
            return False
        if here is not None and convert(here, from_=amount.measure, to=known.measure) != there:
            return False
    return True


def _settle_use(
    same_thing: QuerySet[Any],
    known: Target | Result | None,
    *,
    replace: bool | None,
    by: User | None,
) -> bool:
    """Whether the value stated, `known` or new, is to be in use; steps the old ones down where it
    takes their place."""
    rivals = list(same_thing.filter(in_use=True))
    if known in rivals or not rivals:
        return True
    if replace is None:
        shown = rivals[0].format_value() or "chỉ có tỷ lệ so với kế hoạch"
        raise ValueConflict(
            f"Sổ đang dùng giá trị khác: {shown} ({name_source(rivals[0])}). "
            "Hãy chọn dùng giá trị mới hoặc giữ giá trị cũ."
        )
    for rival in rivals if replace else ():
        change_use(rival, in_use=False, by=by)
    return replace


def _mark_estimate(result: Result, *, is_estimate: bool, by: User | None) -> None:
    result.is_estimate = is_estimate
    result.save(update_fields=["is_estimate", "changed_at"])
    action = "ledger.make_estimate" if is_estimate else "ledger.make_official"
    log(instance=result, action=action, user=by, data={"value": result.format_value()})


def _add_evidence(
    *,
    document: Document | None,
    quote: Quote | None,
    by: User | None,
    target: Target | None = None,
    result: Result | None = None,
    is_estimate: bool = False,
) -> None:
    """A document that states a value again and calls it final no longer calls it an estimate."""
    if document is not None:
        own, is_new = Evidence.objects.get_or_create(
            target=target,
            result=result,
            document=document,
            article=None,
            defaults={"added_by": by, "is_estimate": is_estimate},
        )
        if not is_new and own.is_estimate and not is_estimate:
            own.is_estimate = False
            own.save(update_fields=["is_estimate"])
    if quote is not None:
        Evidence.objects.get_or_create(
            target=target,
            result=result,
            article=quote.article,
            start=quote.start,
            defaults={
                "revision": quote.revision,
                "quotation": quote.quotation,
                "surface": quote.surface,
                "offset": quote.offset,
                "end": quote.end,
                "added_by": by,
                "is_estimate": is_estimate,
            },
        )
