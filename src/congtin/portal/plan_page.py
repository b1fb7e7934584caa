"""The page of a unit's year: each row of the ledger as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from django.utils.translation import gettext as _

from congtin.ledger.enums import Topic
from congtin.ledger.models import Document, Evidence, Indicator, Result, Target
from congtin.ledger.models.values import StatedValue
from congtin.ledger.progress import Judgement, Status
from congtin.ledger.queries import PlanTable, Row, TargetLine
from congtin.portal.addresses import get_figure_anchor, get_page_address, get_row_anchor
from congtin.portal.statuses import LABELS
from congtin.vietnamese.formatting import format_date, format_number, format_period

__all__ = ["Bar", "Citation", "ResultShown", "RowShown", "TargetShown", "show_rows"]

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
    text: str
    set_by: str
    document: Document | None
    status: Status
    label: str
    arithmetic: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class ResultShown:
    """`notes`: part of the year, estimate, as-of date."""

    text: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a value is stated. The quotation is in three parts, the number in the middle;
    without a quotation `before` is empty. `is_ours`: the address is a sentence of this portal."""

    role: str
    value: str
    before: str
    number: str
    after: str
    title: str
    address: str
    is_ours: bool
    note: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """`others`: values that are stated too and not used, or stand for a part of the year, with the
    reason."""

    indicator: Indicator
    anchor: str
    targets: list[TargetShown]
    result: ResultShown | None
    previous: str
    citations: list[Citation]
    others: list[tuple[str, str]]
    notes: list[str]

    @property
    def outlets(self) -> list[Citation]:
        """One citation of each place, for the short line."""
        return list({(each.title, each.address): each for each in self.citations}.values())


def show_rows(table: PlanTable) -> list[tuple[Topic, list[RowShown]]]:
    """By topic, in the order of the ledger."""
    return [(topic, [_show_row(row, table.period) for row in rows]) for topic, rows in table.topics]


def _show_row(row: Row, period: str) -> RowShown:
    used = [line for line in row.targets if line.target.in_use]
    unused = [line.target for line in row.targets if not line.target.in_use]
    values: list[StatedValue] = [line.target for line in row.targets]
    values += [row.result] if row.result else []
    values += row.other_results
    return RowShown(
        indicator=row.indicator,
        anchor=get_row_anchor(row.indicator),
        targets=[_show_target(line) for line in used],
        result=_show_result(row.result, period) if row.result else None,
        previous=row.previous.format_value() if row.previous else "",
        citations=list(chain.from_iterable(_cite(value) for value in values)),
        others=[*_explain_targets(unused), *_explain_results(row.other_results, row.result, period)],
        notes=[value.note for value in values if value.note and value.in_use],
    )


def _show_target(line: TargetLine) -> TargetShown:
    target, judgement = line.target, line.judgement
    return TargetShown(
        text=target.state or target.format_value(),
        set_by=target.set_by,
        document=target.document,
        status=judgement.status,
        label=str(LABELS[judgement.status]),
        arithmetic=judgement.arithmetic if judgement.status is not Status.NO_DATA else "",
        bar=_draw_bar(judgement),
    )


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
    return ResultShown(text=format_result(result), notes=notes)


def format_result(result: Result) -> str:
    """The value, or the share of plan where the source states only that."""
    if result.value is not None or result.low is not None:
        return result.format_value()
    attainment = result.attainment or Decimal(0)
    share = f"{format_number(_trim(attainment))}%"
    base = result.attainment_base or _("mức đề ra")
    return _("bằng %(share)s %(base)s") % {"share": share, "base": base}


def _trim(value: Decimal) -> Decimal:
    trimmed = value.normalize()
    return trimmed if int(trimmed.as_tuple().exponent) < 0 else trimmed.quantize(Decimal(1))


def _explain_targets(targets: list[Target]) -> list[tuple[str, str]]:
    return [
        (
            _("Mức đề ra %(value)s") % {"value": target.state or target.format_value()},
            target.note or _("không dùng: đã có mức khác thay thế"),
        )
        for target in targets
    ]


def _explain_results(
    results: list[Result], shown: Result | None, period: str
) -> list[tuple[str, str]]:
    return [(_describe_other(result, period), _find_reason(result, shown)) for result in results]


def _describe_other(result: Result, period: str) -> str:
    shown = _show_result(result, period)
    return f"{shown.text} ({', '.join(shown.notes)})" if shown.notes else shown.text


def _find_reason(result: Result, shown: Result | None) -> str:
    if result.in_use:
        return result.note or _("số của một phần kỳ, hoặc của địa giới khác")
    if result.note:
        return result.note
    if shown and shown.why_in_use:
        return _("không dùng: %(reason)s") % {"reason": shown.why_in_use}
    return _("không dùng: nguồn khác được chọn")


def _cite(value: StatedValue) -> list[Citation]:
    if isinstance(value, Target):
        role, text = _("Đề ra"), value.state or value.format_value()
    elif isinstance(value, Result):
        role, text = _("Kết quả"), format_result(value)
    evidence = value.evidence.all()  # type: ignore[attr-defined]  # both kinds of values have it
    return [_make_citation(each, role, text) for each in evidence]


def _make_citation(evidence: Evidence, role: str, text: str) -> Citation:
    before, number, after = _split_quotation(evidence)
    title, address, is_ours = _locate(evidence)
    return Citation(role, text, before, number, after, title, address, is_ours, evidence.note)


def _split_quotation(evidence: Evidence) -> tuple[str, str, str]:
    quotation, offset = evidence.quotation, evidence.offset
    if offset is None or quotation[offset : offset + len(evidence.surface)] != evidence.surface:
        return quotation, "", ""
    end = offset + len(evidence.surface)
    return quotation[:offset], evidence.surface, quotation[end:]


def _locate(evidence: Evidence) -> tuple[str, str, bool]:
    """Title and address: the marked sentence of a published article, else the outside document."""
    article, document = evidence.article, evidence.document
    if article is not None:
        outlet = article.source.name if article.source else _("Bài viết")
        day = article.original_date or (article.published_at and article.published_at.date())
        title = f"{outlet}, {format_date(day)}" if day else outlet
        anchor = get_figure_anchor(evidence.pk)
        return title, f"{get_page_address(article)}#{anchor}" if article.live else "", True
    if document is None:
        return "", "", False
    day = document.published_on or document.event_on
    name = document.publisher or document.title
    return f"{name}, {format_date(day)}" if day else name, document.address, False
