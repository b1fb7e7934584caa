"""The page of a unit's year: each row of the ledger as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from congtin.ledger.enums import Topic
from congtin.ledger.models import Indicator, Plan, Result, Target
from congtin.ledger.models.values import StatedValue
from congtin.ledger.progress import Judgement, Status
from congtin.ledger.queries import PlanTable, Row, TargetLine
from congtin.portal.addresses import get_row_anchor, get_value_address
from congtin.portal.citations import Citation, find_sentence, make_citations, name_document
from congtin.portal.statuses import LABELS
from congtin.vietnamese.formatting import format_date, format_number, format_period, trim_zeros

__all__ = [
    "Bar",
    "Cited",
    "PlanShown",
    "ResultShown",
    "RowShown",
    "TargetShown",
    "say_result",
    "show_plans",
    "show_rows",
]

_BAR_ROOM = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Bar:
    """Positions in percent of the bar's width, as SVG wants them; `due` is the share of the target
    that was due at the result's date, "" where that says nothing."""

    fill: str
    goal: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class TargetShown:
    """`sentence` is the address of the sentence of this portal that states it, "" without one;
    `origin` who set it, or the document that states it where nobody is named, and the territory
    where that is not today's; `result` is what it is held against."""

    text: str
    sentence: str
    origin: str
    status: Status
    label: str
    arithmetic: str
    bar: Bar | None
    result: ResultShown | None


@dataclass(frozen=True, slots=True)
class ResultShown:
    """`sentence` as for a target; `notes`: part of the year, estimate, as-of date."""

    text: str
    sentence: str
    notes: list[str]

    def __str__(self) -> str:
        return f"{self.text} ({', '.join(self.notes)})" if self.notes else self.text


@dataclass(frozen=True, slots=True)
class Cited:
    """A stated value with all its citations and the address of its own page; `reason` says why it
    is not the one shown."""

    address: str
    role: str
    text: str
    reason: str
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan with the document that adopted it: number or body first, then what else is known;
    `documents` are (name, address)."""

    theme: str
    title: str
    details: list[str]
    documents: list[tuple[str, str]]
    note: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """`result` is that of the row; not `has_one_result` where its targets are held against
    different ones."""

    indicator: Indicator
    anchor: str
    targets: list[TargetShown]
    result: ResultShown | None
    has_one_result: bool
    previous: str
    cited: list[Cited]
    notes: list[str]

    @property
    def places(self) -> list[Citation]:
        """The first citation of each place."""
        found: dict[str, Citation] = {}
        for cited in self.cited:
            for citation in cited.citations:
                found.setdefault(citation.title, citation)
        return list(found.values())

    @property
    def others(self) -> list[Cited]:
        """Values that are stated too, beside those shown."""
        return [cited for cited in self.cited if cited.reason]


def show_rows(table: PlanTable) -> list[tuple[Topic, list[RowShown]]]:
    """By topic, in the order of the ledger."""
    return [(topic, [_show_row(row, table.period) for row in rows]) for topic, rows in table.topics]


def show_plans(table: PlanTable) -> list[PlanShown]:
    return [_show_plan(plan) for plan in table.plans]


def _show_plan(plan: Plan) -> PlanShown:
    names = [name for name in (plan.resolution_number, plan.adopting_body) if name]
    details = [format_date(plan.resolution_date)] if plan.resolution_date else []
    return PlanShown(
        theme=plan.theme,
        title=names[0] if names else _("Kế hoạch %(period)s") % {"period": plan.period},
        details=[*details, *names[1:]],
        documents=[(name_document(each), each.address) for each in plan.documents.all()],
        note=plan.note,
    )


def _show_row(row: Row, period: str) -> RowShown:
    targets = [line.target for line in row.targets]
    lines = [line for line in row.targets if line.target.in_use]
    held = {line.result.pk: line.result for line in lines if line.result}
    held |= {row.result.pk: row.result} if row.result else {}
    used: list[StatedValue] = [*(line.target for line in lines), *held.values()]
    return RowShown(
        indicator=row.indicator,
        anchor=get_row_anchor(row.indicator),
        targets=[_show_target(line, period) for line in lines],
        result=_show_result(row.result, period) if row.result else None,
        has_one_result=len({line.result and line.result.pk for line in lines}) <= 1,
        previous=row.previous.format_value() if row.previous else "",
        cited=[
            *(_cite_target(target) for target in targets),
            *(_cite_result(result, row.result, period, is_used=True) for result in held.values()),
            *(
                _cite_result(result, row.result, period, is_used=False)
                for result in row.other_results
                if result.pk not in held
            ),
        ],
        notes=list(dict.fromkeys(value.note for value in used if value.note)),
    )


def _show_target(line: TargetLine, period: str) -> TargetShown:
    target, judgement = line.target, line.judgement
    origin = target.set_by or (name_document(target.document) if target.document else "")
    return TargetShown(
        text=_say_target(target),
        sentence=find_sentence(target),
        origin=", ".join(part for part in (origin, target.territory) if part),
        status=judgement.status,
        label=str(LABELS[judgement.status]),
        arithmetic=judgement.arithmetic if judgement.status is not Status.NO_DATA else "",
        bar=_draw_bar(judgement),
        result=_show_result(line.result, period) if line.result else None,
    )


def _say_target(target: Target) -> str:
    return target.state or target.format_value()


def _draw_bar(judgement: Judgement) -> Bar | None:
    if judgement.ratio is None or judgement.ratio < 0:
        return None
    whole = max(_BAR_ROOM, judgement.ratio)
    return Bar(
        fill=_percent(judgement.ratio / whole),
        goal=_percent(1 / whole),
        due=_percent(judgement.expected / whole) if judgement.expected is not None else "",
    )


def _percent(share: Decimal) -> str:
    return f"{100 * share:.2f}%"


def _show_result(result: Result, period: str) -> ResultShown:
    notes = [_("số ước")] if result.is_estimate else []
    if result.period != period:
        notes.append(format_period(result.period))
    if result.as_of:
        notes.append(_("tính đến %(day)s") % {"day": format_date(result.as_of)})
    if result.territory:
        notes.append(result.territory)
    notes.extend(_say_attainments(result))
    return ResultShown(say_result(result), find_sentence(result), notes)


def _say_attainments(result: Result) -> list[str]:
    """The stated shares beside the value: a result may be held against two plans."""
    stated = [(Decimal(share), base) for share, base in result.other_attainments]
    if result.value is not None and result.attainment is not None and result.attainment_base:
        stated.insert(0, (result.attainment, result.attainment_base))
    return [_say_share(share, base) for share, base in stated]


def _say_share(share: Decimal, base: str) -> str:
    words = {"share": f"{format_number(trim_zeros(share))}%", "base": base or _("mức đề ra")}
    return _("bằng %(share)s %(base)s") % words


def say_result(result: Result) -> str:
    """The value, or the share of plan where the source states only that."""
    if result.value is not None or result.low is not None:
        return result.format_value()
    return _say_share(result.attainment or Decimal(0), result.attainment_base)


def _cite_target(target: Target) -> Cited:
    reason = "" if target.in_use else target.note or _("không dùng: đã có mức khác thay thế")
    address = get_value_address(target)
    return Cited(address, _("Đề ra"), _say_target(target), reason, make_citations(target))


def _cite_result(result: Result, shown: Result | None, period: str, *, is_used: bool) -> Cited:
    reason = "" if is_used else _explain_result(result, shown)
    text = str(_show_result(result, period))
    address = get_value_address(result)
    return Cited(address, _("Kết quả"), text, reason, make_citations(result))


def _explain_result(result: Result, shown: Result | None) -> str:
    if result.note:
        return result.note
    if result.in_use:
        return _("số của một phần kỳ, hoặc của địa giới khác")
    if shown and shown.why_in_use:
        return _("không dùng: %(reason)s") % {"reason": shown.why_in_use}
    return _("không dùng: nguồn khác được chọn")
