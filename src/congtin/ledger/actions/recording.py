"""Entering targets and results with their evidence; one value of each thing is in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from congtin.ledger.errors import LedgerError, UnitNotInBeing, ValueConflict
from congtin.ledger.measures import convert, is_kept_exactly
from congtin.ledger.models import Document, Evidence, Indicator, Plan, Result, Target
from congtin.ledger.periods import read_span
from congtin.ledger.signals import ledger_changed
from congtin.places.models import Unit

if TYPE_CHECKING:
    from congtin.accounts.models import User
    from congtin.newsroom.models import ArticlePage

__all__ = ["Amount", "Quote", "announce_change", "drop_unproved", "record_result", "record_target"]


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
        """As written: three in 406.890; None without a number."""
        exponents = [
            number.as_tuple().exponent
            for number in (self.value, self.low, self.high)
            if number is not None
        ]
        counts = [-exponent for exponent in exponents if isinstance(exponent, int)]
        return max([0, *counts]) if counts else None


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
    """Enter a target with its evidence; a value that is there already only gains evidence.

    `replace` says what becomes of another value in use: True takes its place, False is kept beside
    it unused, None raises ValueConflict. Raises UnitNotInBeing and LedgerError (bad period, no
    value).
    """
    _check(unit, period, amount)
    if amount.is_empty:
        raise LedgerError("Mức đề ra cần một giá trị hoặc một khoảng.")
    same_thing = Target.objects.select_for_update().filter(
        indicator=indicator, unit=unit, period=period, territory=territory, set_by=set_by
    )
    known = _find_equal(same_thing, amount)
    if known is None:
        in_use = _settle_use(same_thing.filter(document=document), replace=replace)
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
    """Enter a result with its evidence; see record_target for `replace` and what is raised."""
    _check(unit, period, amount)
    if amount.is_empty and attainment is None:
        raise LedgerError("Kết quả cần một giá trị, một khoảng hoặc tỷ lệ đạt.")
    same_thing = Result.objects.select_for_update().filter(
        indicator=indicator, unit=unit, period=period, territory=territory
    )
    known = _find_equal(same_thing, amount, attainment)
    if known is None:
        in_use = _settle_use(same_thing, replace=replace)
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
    _add_evidence(result=known, document=document, quote=quote, by=by)
    announce_change(known, quote)
    return known


def drop_unproved(value: Target | Result, by: User | None) -> None:
    """A value without any evidence goes, and the one whose place it took is in use again."""
    if value.evidence.exists():
        return
    fields = ["indicator", "unit", "period", "territory"]
    if isinstance(value, Target):
        fields += ["set_by", "document"]
    rivals = type(value).objects.filter(**{field: getattr(value, field) for field in fields})
    before = rivals.exclude(pk=value.pk).order_by("-changed_at").first()
    was_in_use = value.in_use
    value.delete()
    if was_in_use and before is not None:
        before.in_use = True
        before.save(update_fields=["in_use", "changed_at"])
        log(instance=before, action="ledger.step_up", user=by)


def announce_change(
    value: Target | Result, quote: Quote | None, *, article_id: int | None = None
) -> None:
    news = {
        "unit_id": value.unit_id,
        "period": value.period,
        "article_id": quote.article.pk if quote else article_id,
    }
    transaction.on_commit(lambda: ledger_changed.send(sender=type(value), **news))


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


def _settle_use(rivals, *, replace: bool | None) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001  (targets or results alike)
    """Whether the new value is the one in use; steps the old one down where it takes its place."""
    rival = rivals.filter(in_use=True).first()
    if rival is None:
        return True
    if replace is None:
        raise ValueConflict(
            f"Sổ đang dùng giá trị khác: {rival.format_value() or 'chỉ có tỷ lệ'}. "
            "Hãy chọn dùng giá trị mới hoặc giữ giá trị cũ."
        )
    if replace:
        rival.in_use = False
        rival.save(update_fields=["in_use", "changed_at"])
        log(instance=rival, action="ledger.step_down", data={"value": rival.format_value()})
    return replace


def _add_evidence(
    *,
    document: Document | None,
    quote: Quote | None,
    by: User | None,
    target: Target | None = None,
    result: Result | None = None,
) -> None:
    if document is not None:
        Evidence.objects.get_or_create(
            target=target, result=result, document=document, article=None, defaults={"added_by": by}
        )
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
            },
        )
