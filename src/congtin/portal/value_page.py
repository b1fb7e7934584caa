"""The page of one value: what it is, where it is said, who says otherwise, what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from congtin.ledger.addresses import get_page_period
from congtin.ledger.models import Result, Target
from congtin.ledger.records import Change, get_changes, get_rivals
from congtin.newsroom.models import PortalSettings
from congtin.portal.addresses import (
    get_indicator_address,
    get_plan_address,
    get_row_anchor,
    get_value_address,
    make_absolute,
)
from congtin.portal.citations import Citation, make_citations, name_document
from congtin.portal.plan_page import say_result
from congtin.vietnamese.formatting import format_date, format_period

__all__ = ["Rival", "Step", "describe_value", "name_kind", "say_value"]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another value stated for the same thing; `use` says whether it counts, and why."""

    text: str
    address: str
    kind: str
    use: str
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a value's history."""

    at: dt.datetime
    deed: str
    by: str
    details: list[str]


def describe_value(value: Target | Result, portal: PortalSettings) -> dict[str, Any]:
    rivals = get_rivals(value)
    in_use = value if value.in_use else next((each for each in rivals if each.in_use), None)
    canonical = make_absolute(get_value_address(value))
    plan = get_plan_address(value.unit, get_page_period(value.period))
    return {
        "value": value,
        "is_target": isinstance(value, Target),
        "text": say_value(value),
        "kind": name_kind(value),
        "set_by": name_setter(value) if isinstance(value, Target) else "",
        "use": "" if value.in_use and not rivals else _explain_use(value, in_use),
        "citations": make_citations(value),
        "rivals": [_show_rival(each, in_use) for each in rivals],
        "steps": [_show_step(change) for change in get_changes(value)],
        "reference": _make_reference(value, portal, canonical),
        "plan_address": f"{plan}#{get_row_anchor(value.indicator)}",
        "indicator_address": get_indicator_address(value.indicator),
        "canonical": canonical,
    }


def say_value(value: Target | Result) -> str:
    """The value in words; a state that was set as the target ("không còn hộ nghèo") as such."""
    if isinstance(value, Target):
        return value.state or value.format_value()
    return say_result(value)


def name_kind(value: Target | Result) -> str:
    if isinstance(value, Target):
        return _("Mức đề ra")
    return _("Kết quả ước") if value.is_estimate else _("Kết quả")


def name_setter(target: Target) -> str:
    """Who set it, else the document that states it."""
    return target.set_by or (name_document(target.document) if target.document else "")


def _explain_use(value: Target | Result, in_use: Target | Result | None) -> str:
    if value.in_use:
        reason = value.why_in_use
        return _("Đang dùng: %(reason)s") % {"reason": reason} if reason else _("Đang dùng")
    reason = value.note or (in_use.why_in_use if in_use else "")
    text = reason or _("nguồn khác được chọn")
    return _("Không dùng: %(reason)s") % {"reason": text}


def _show_rival(rival: Target | Result, in_use: Target | Result | None) -> Rival:
    setter = name_setter(rival) if isinstance(rival, Target) else ""
    kind = name_kind(rival)
    return Rival(
        text=say_value(rival),
        address=get_value_address(rival),
        kind=f"{kind}, {setter}" if setter else kind,
        use=_explain_use(rival, in_use),
        citations=make_citations(rival),
    )


def _show_step(change: Change) -> Step:
    details = [change.value] if change.value else []
    details += [
        _("%(field)s: %(before)s → %(after)s")
        % {"field": edit.label, "before": edit.before or "–", "after": edit.after or "–"}
        for edit in change.edits
    ]
    return Step(change.at, _name_deed(change.action), change.role, details)


def _name_deed(action: str) -> str:
    if action in {"wagtail.edit", "wagtail.revert"}:
        return _("Sửa trong sổ")
    known = registry.get_action_label(action) if registry.action_exists(action) else ""
    return str(known) or _("Thay đổi")


def _make_reference(value: Target | Result, portal: PortalSettings, address: str) -> str:
    """As a bibliography would have it; the reader adds the day of access."""
    publisher = portal.organisation or portal.portal_name
    changed = timezone.localtime(value.changed_at, timezone.get_default_timezone())
    subject = ", ".join(
        (
            value.indicator.name,
            value.unit.name,
            format_period(value.period),
            name_kind(value).lower(),
        )
    )
    return _(
        "%(publisher)s. “%(subject)s: %(value)s”. %(ledger)s, bản ngày %(day)s. %(address)s"
    ) % {
        "publisher": publisher,
        "subject": subject,
        "value": say_value(value),
        "ledger": _("Sổ chỉ tiêu"),
        "day": format_date(changed.date()),
        "address": address,
    }
