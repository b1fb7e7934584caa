"""Reading single values: with their proof, with what else is stated of the same thing, and with
what happened to them since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q, QuerySet
from django.utils.text import capfirst
from wagtail.models import ModelLogEntry, Revision

from congtin.accounts.enums import Role
from congtin.ledger.models import Evidence, Result, Target
from congtin.ledger.models.values import StatedValue

__all__ = ["Change", "Edit", "find_last_label", "find_value", "get_changes", "get_rivals"]

# What an edit may change and the public may read.
_PUBLIC_FIELDS = (
    *("period", "comparator", "value", "low", "high", "measure", "territory", "in_use"),
    *("why_in_use", "note", "set_by", "state", "is_estimate", "as_of", "attainment"),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that was changed by hand; both values as they are kept, "" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the log as the public may read it. `role` is the role of whoever did it, never a
    name, and "" where the portal itself did; `value` as it was entered or stepped down."""

    at: dt.datetime
    action: str
    role: str
    value: str
    edits: list[Edit]


def find_value(*, is_target: bool, key: int) -> Target | Result | None:
    """With indicator, unit and evidence."""
    targets, results = _load(Target.objects.all()), _load(Result.objects.all())
    return (targets if is_target else results).filter(pk=key).first()


def get_rivals(value: Target | Result) -> list[Target | Result]:
    """Other values stated for the same indicator, unit, period and territory, those in use first;
    of a target also those that another body set."""
    same = Q(
        indicator=value.indicator_id,
        unit=value.unit_id,
        period=value.period,
        territory=value.territory,
    )
    rivals = _load(type(value).objects.filter(same).exclude(pk=value.pk))
    return list(rivals.order_by("-in_use", "pk"))


def get_changes(value: Target | Result) -> list[Change]:
    """Oldest first."""
    entries = (
        ModelLogEntry.objects.filter(_is_of(type(value), value.pk))
        .select_related("user")
        .prefetch_related("user__groups")
        .order_by("timestamp", "pk")
    )
    states = _get_states(value)
    return [
        Change(
            at=entry.timestamp,
            action=entry.action,
            role=_name_role(entry),
            value=str(entry.data.get("value", "")),
            edits=states.get(entry.revision_id, []),
        )
        for entry in entries
    ]


def find_last_label(*, is_target: bool, key: int) -> str | None:
    """What a value that is no longer in the ledger was last called; None where there was none."""
    model = Target if is_target else Result
    last = ModelLogEntry.objects.filter(_is_of(model, key)).order_by("-timestamp").first()
    return last.label if last else None


def _load(values: QuerySet[Any]) -> QuerySet[Any]:
    evidence = Evidence.objects.select_related("article", "document", "article__source")
    related = ["indicator", "unit"]
    related += ["document", "plan"] if values.model is Target else []
    return values.select_related(*related).prefetch_related(Prefetch("evidence", evidence))


def _is_of(model: type[StatedValue], key: int) -> Q:
    return Q(content_type=ContentType.objects.get_for_model(model), object_id=str(key))


def _name_role(entry: ModelLogEntry) -> str:
    if entry.user is None:
        return ""
    named = {group.name for group in entry.user.groups.all()}
    return next((role.value for role in reversed(Role) if role.value in named), "Quản trị")


def _get_states(value: StatedValue) -> dict[int | None, list[Edit]]:
    """What each revision changed against the one before, by the revision's key."""
    revisions = Revision.objects.for_instance(value).order_by("created_at", "pk")
    edits: dict[int | None, list[Edit]] = {}
    before: dict[str, Any] | None = None
    for revision in revisions:
        if before is not None:
            edits[revision.pk] = list(_compare(type(value), before, revision.content))
        before = revision.content
    return edits


def _compare(
    model: type[StatedValue], before: dict[str, Any], after: dict[str, Any]
) -> Iterable[Edit]:
    names = {field.name: field for field in model._meta.get_fields()}
    for name in _PUBLIC_FIELDS:
        if name in names and before.get(name) != after.get(name):
            label = capfirst(str(getattr(names[name], "verbose_name", name)))
            yield Edit(label, _say(before.get(name)), _say(after.get(name)))


def _say(content: Any) -> str:
    if isinstance(content, bool):
        return "có" if content else "không"
    return "" if content is None else str(content)
