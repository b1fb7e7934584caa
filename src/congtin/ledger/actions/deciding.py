"""Settling proposals: confirm, reject, undo; and the new indicators that this asks for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log, registry

from congtin.ledger.actions.recording import (
    Amount,
    Quote,
    announce_change,
    change_use,
    drop_unproved,
    record_result,
    record_target,
)
from congtin.ledger.enums import Kind, ProposalState, Topic
from congtin.ledger.errors import AlreadyDecided, LedgerError
from congtin.ledger.models import Indicator, Proposal, Result, Target
from congtin.ledger.periods import tidy_period
from congtin.places.models import Unit
from congtin.vietnamese.folding import slugify

if TYPE_CHECKING:
    from congtin.accounts.models import User

__all__ = ["confirm_proposal", "make_indicator", "reject_proposal", "reopen_proposal"]


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
    thing = {
        "indicator": indicator,
        "unit": unit,
        "period": tidy_period(period),
        "territory": territory,
    }
    used_before = _find_in_use(kind, thing, set_by)
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
    row.indicator, row.unit, row.kind = indicator, unit, kind
    row.period = (row.target or row.result or row).period
    _decide(row, ProposalState.CONFIRMED, by)
    entered = row.target or row.result
    if entered is None:
        raise LedgerError("Số liệu chưa được ghi.")
    replaced = [pk for pk in used_before if pk != entered.pk] if entered.in_use else []
    data = {"proposal": row.pk, "replaced": replaced}
    log(instance=entered, action="ledger.confirm", user=by, data=data)
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
        announce_change(entered, None, article_id=row.article_id)
        drop_unproved(entered, by)
        if entered.pk is not None:
            _give_place_back(entered, row, by)


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


def _find_in_use(kind: str, thing: Mapping[str, object], set_by: str) -> list[int]:
    if kind == Kind.TARGET:
        used = Target.objects.filter(**thing, set_by=set_by, in_use=True)
        return list(used.values_list("pk", flat=True))
    return list(Result.objects.filter(**thing, in_use=True).values_list("pk", flat=True))


def _give_place_back(entered: Target | Result, row: Proposal, by: User | None) -> None:
    """A value that others vouch for too stays, but no longer in the place that this proposal gave
    it."""
    entries = registry.get_logs_for_instance(entered).filter(action="ledger.confirm")
    own = [entry for entry in entries if entry.data.get("proposal") == row.pk]
    last = max(own, key=lambda entry: entry.timestamp, default=None)
    for before in type(entered).objects.filter(pk__in=last.data["replaced"] if last else []):
        change_use(entered, in_use=False, by=by)
        change_use(before, in_use=True, by=by)


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
