"""Changing the ledger: each deed one transaction, its audit entry (Wagtail's log) inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from congtin.ledger.enums import Kind, ProposalState, Topic
from congtin.ledger.errors import AlreadyDecided, LedgerError, UnitNotInBeing, ValueConflict
from congtin.ledger.measures import convert, is_kept_exactly
from congtin.ledger.models import Document, Evidence, Indicator, Plan, Proposal, Result, Target
from congtin.ledger.periods import read_span
from congtin.ledger.signals import ledger_changed
from congtin.places.models import Unit
from congtin.vietnamese.folding import slugify

if TYPE_CHECKING:
    from congtin.accounts.models import User
    from congtin.ledger.checks import Finding
    from congtin.newsroom.models import ArticlePage

_SHORTEST_REASON = 5

__all__ = [
    "Amount",
    "Quote",
    "confirm_proposal",
    "drop_lost_evidence",
    "keep_lost_evidence",
    "make_indicator",
    "record_result",
    "record_target",
    "reject_proposal",
    "reopen_proposal",
    "waive_findings",
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
    _announce(known, quote)
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
    _announce(known, quote)
    return known


@transaction.atomic
def confirm_proposal(
    *,
    proposal: Proposal,
    indicator: Indicator,
    unit: Unit,
    period: str,
    kind: str,
    amount: Amount,
    by: User | None,
    set_by: str = "",
    territory: str = "",
    replace: bool | None = None,
) -> Target | Result:
    """Enter a proposal, as found or as corrected by the editor, into the ledger.

    Raises AlreadyDecided, UnitNotInBeing, ValueConflict, LedgerError; nothing is changed then.
    """
    row = _lock_open(proposal)
    quote = Quote(
        article=row.article,
        revision=row.revision,
        quotation=row.quotation,
        surface=row.surface,
        offset=row.offset,
        start=row.start,
        end=row.end,
    )
    amount, attainment, base = _split_attainment(row.figure, amount, indicator)
    if kind == Kind.TARGET:
        row.target = record_target(
            indicator=indicator,
            unit=unit,
            period=period,
            amount=amount,
            set_by=set_by,
            territory=territory,
            quote=quote,
            by=by,
            replace=replace,
        )
    else:
        row.result = record_result(
            indicator=indicator,
            unit=unit,
            period=period,
            amount=amount,
            is_estimate=kind == Kind.ESTIMATE,
            attainment=attainment,
            attainment_base=base,
            other_attainments=_find_attainments(row.figure)[1:],
            territory=territory,
            quote=quote,
            by=by,
            replace=replace,
        )
    row.indicator, row.unit, row.period, row.kind = indicator, unit, period, kind
    _decide(row, ProposalState.CONFIRMED, by)
    entered = row.target or row.result
    if entered is None:
        raise LedgerError("Số liệu chưa được ghi.")
    log(instance=entered, action="ledger.confirm", user=by, data={"proposal": row.pk})
    return entered


@transaction.atomic
def reject_proposal(*, proposal: Proposal, by: User | None) -> None:
    """Set a proposal aside for good. Raises AlreadyDecided."""
    row = _lock_open(proposal)
    _decide(row, ProposalState.REJECTED, by)
    log(instance=row, action="ledger.reject", user=by)


@transaction.atomic
def reopen_proposal(*, proposal: Proposal, by: User | None) -> None:
    """Undo a decision: the evidence goes, and with it a value that nothing else vouches for."""
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state not in {ProposalState.CONFIRMED, ProposalState.REJECTED}:
        raise AlreadyDecided("Số liệu này chưa được quyết định, không có gì để hoàn tác.")
    entered = row.target or row.result
    row.target = row.result = None
    _decide(row, ProposalState.OPEN, None)
    if entered is not None:
        _withdraw_evidence(row, entered)
        log(instance=entered, action="ledger.undo", user=by, data={"proposal": row.pk})
        _announce(entered, None, article_id=row.article_id)
        _drop_unproved(entered, by)


@transaction.atomic
def waive_findings(
    *, article: ArticlePage, findings: Iterable[Finding], reasons: Mapping[str, str], by: User
) -> None:
    """Record why the editor publishes all the same; LedgerError where a reason is missing."""
    for finding in findings:
        reason = reasons.get(finding.key, "").strip()
        if len(reason) < _SHORTEST_REASON:
            raise LedgerError("Ghi lý do cho từng điểm, ít nhất vài chữ.")
        log(
            instance=article,
            action="ledger.waive",
            user=by,
            data={"key": finding.key, "sentence": finding.sentence, "reason": reason},
        )


@transaction.atomic
def keep_lost_evidence(*, evidence: Evidence, by: User | None) -> None:
    """The editor stands by the value: the quotation stays as it was read then."""
    evidence.loss = "kept"
    evidence.save(update_fields=["loss"])
    log(instance=evidence.target or evidence.result, action="ledger.keep", user=by)


@transaction.atomic
def drop_lost_evidence(*, evidence: Evidence, by: User | None) -> None:
    """The article no longer vouches for the value; a value without any evidence goes too."""
    value = evidence.target or evidence.result
    if value is None:
        raise LedgerError("Căn cứ này không thuộc giá trị nào.")
    log(
        instance=value,
        action="ledger.drop_evidence",
        user=by,
        data={"quotation": evidence.quotation, "value": value.format_value()},
    )
    _announce(value, None, article_id=evidence.article_id)
    evidence.delete()
    _drop_unproved(value, by)


@transaction.atomic
def make_indicator(*, name: str, measure: str, by: User | None, topic: str = "") -> Indicator:
    """A new entry of the registry. Raises LedgerError when the name is taken or too short."""
    name = " ".join(name.split())
    if len(name) < 3:
        raise LedgerError("Tên chỉ tiêu cần ít nhất ba ký tự.")
    slug = slugify(name, max_length=120)
    if not slug:
        raise LedgerError("Tên chỉ tiêu cần có chữ hoặc số.")
    if Indicator.objects.filter(slug=slug).exists():
        raise LedgerError(f"Đã có chỉ tiêu “{name}”. Hãy chọn chỉ tiêu ấy.")
    indicator = Indicator.objects.create(
        name=name[:1].upper() + name[1:], slug=slug, measure=measure, topic=topic or Topic.ECONOMY
    )
    log(instance=indicator, action="wagtail.create", user=by)
    return indicator


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


def _split_attainment(
    figure: dict[str, object], amount: Amount, indicator: Indicator
) -> tuple[Amount, Decimal | None, str]:
    """The amount, the stated share of a plan and its base.

    "Thu ngân sách đạt 95% dự toán" states no amount, only the share. Raises LedgerError where a
    percentage would be entered for what is not measured in per cent, or the reverse.
    """
    attainment, base = next(iter(_find_attainments(figure)), (None, ""))
    in_percent = amount.measure.startswith("%")
    if not indicator.measure or in_percent == indicator.measure.startswith("%"):
        return amount, attainment, base
    form, number = figure.get("form"), amount.value
    if in_percent and form in {"share", "change"} and attainment is not None and number is not None:
        # The number, which the editor may have corrected, is the share or what is above the whole.
        share = number if form == "share" else 100 + number
        return Amount(measure=indicator.measure), share, base
    raise LedgerError(
        f"“{indicator.name}” tính bằng {indicator.measure}, còn số này tính bằng "
        f"{amount.measure or 'số đếm'}. Hãy chọn chỉ tiêu khác hoặc sửa đơn vị tính."
    )


def _find_attainments(figure: dict[str, object]) -> list[tuple[Decimal, str]]:
    """The stated shares of plans: 95 of "đạt 95% kế hoạch", 106.4 of "vượt 6,4% kế hoạch"."""
    found = []
    for field, base_field in (("share_of", "of"), ("change", "base")):
        stated = figure.get(field)
        for item in stated if isinstance(stated, list) else []:
            base = str(item.get(base_field) or "")
            planned = any(word in base for word in ("kế hoạch", "dự toán", "chỉ tiêu", "KH"))
            if planned and item.get("unit") == "%" and not isinstance(item.get("amount"), list):
                found.append((_read_share(Decimal(str(item["amount"])), item), base[:160]))
    return found


def _read_share(amount: Decimal, item: Mapping[str, object]) -> Decimal:
    """A movement against the plan becomes a share of it."""
    if "direction" not in item:
        return amount
    return 100 - amount if item["direction"] == "down" else 100 + amount


def _withdraw_evidence(row: Proposal, entered: Target | Result) -> None:
    """Take back what this proposal vouches for; what others of the article vouch for stays."""
    own = entered.evidence.filter(article=row.article)
    if not own.filter(start=row.start).delete()[0]:
        # Its sentence has moved since.
        others = entered.proposals.filter(article=row.article, state=ProposalState.CONFIRMED)
        own.exclude(start__in=others.exclude(pk=row.pk).values("start")).delete()


def _drop_unproved(value: Target | Result, by: User | None) -> None:
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


def _lock_open(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != ProposalState.OPEN:
        who = f" ({row.decided_by})" if row.decided_by else ""
        raise AlreadyDecided(f"Số liệu này vừa được quyết định: {row.get_state_display()}{who}.")
    return row


def _decide(row: Proposal, state: ProposalState, by: User | None) -> None:
    row.state = state
    row.decided_by = by
    row.decided_at = timezone.now() if state != ProposalState.OPEN else None
    row.save()


def _announce(
    value: Target | Result, quote: Quote | None, *, article_id: int | None = None
) -> None:
    news = {
        "unit_id": value.unit_id,
        "period": value.period,
        "article_id": quote.article.pk if quote else article_id,
    }
    transaction.on_commit(lambda: ledger_changed.send(sender=type(value), **news))
