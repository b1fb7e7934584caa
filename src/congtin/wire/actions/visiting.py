"""Visits to sources. Whoever visits holds a lease; it runs out by itself when the worker dies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from congtin.wire.contents import write_entry
from congtin.wire.decide import Known, Step, choose_entries, compute_next_seconds, fingerprint
from congtin.wire.decide.choosing import digest
from congtin.wire.enums import SightingState
from congtin.wire.errors import LeaseLost
from congtin.wire.models import Sighting, WireSource
from congtin.wire.parsers import Entry, make_address_key
from congtin.wire.retrieve import Validators

__all__ = [
    "fail_visit",
    "finish_visit",
    "hold_lease",
    "lease_source",
    "record_entries",
    "request_visit",
]

LEASE_SECONDS = 180
_SOON_SECONDS = 5
_LOOKED_AT = 200
_IN_ONE_QUERY = 300


def lease_source(*, holder: str, besides_hosts: Collection[str] = ()) -> WireSource | None:
    """The source that has waited longest, for this holder alone; None where none is due.

    Sources at `besides_hosts`, which somebody asks at this moment, are passed over.
    """
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    due = WireSource.objects.filter(free, is_on=True, next_at__lte=now).order_by("next_at", "pk")
    for pk, address in due.values_list("pk", "address")[:_LOOKED_AT]:
        if urlsplit(address).netloc in besides_hosts:
            continue
        until = now + dt.timedelta(seconds=LEASE_SECONDS)
        lease = {"leased_until": until, "lease_holder": holder}
        if WireSource.objects.filter(free, pk=pk, next_at__lte=now).update(**lease):
            return WireSource.objects.select_related("outlet", "section").get(pk=pk)
    return None


def hold_lease(*, source: WireSource, holder: str) -> None:
    """Make the lease last from now on. Raises LeaseLost where another has it by now."""
    until = timezone.now() + dt.timedelta(seconds=LEASE_SECONDS)
    mine = WireSource.objects.filter(pk=source.pk, lease_holder=holder)
    if not mine.update(leased_until=until):
        raise LeaseLost


@transaction.atomic
def record_entries(
    *, source: WireSource, entries: list[Entry], keeps_all: bool, is_first: bool
) -> int:
    """Write down what the feed brought that was not known; gives how many lines have work."""
    now = timezone.now()
    known = _get_known(source, entries)
    steps = choose_entries(
        entries,
        known,
        today=timezone.localdate(now),
        is_first=is_first,
        keeps_all=keeps_all,
    )
    fresh = [_make_sighting(source, entry) for step, entry, _ in steps if step is Step.NEW]
    # Older lines first, so that the newest stand on top of the inbox.
    Sighting.objects.bulk_create(reversed(fresh), ignore_conflicts=True, batch_size=100)
    for step, entry, before in steps:
        if step is Step.CHANGED and before is not None:
            Sighting.objects.filter(pk=before.pk).update(
                fingerprint=fingerprint(entry), entry=write_entry(entry), attempts=0, try_at=now
            )
    return len(steps)


@transaction.atomic
def finish_visit(
    *, source: WireSource, holder: str, validators: Validators | None, moved_to: str = ""
) -> None:
    """Note the success and let go; with lines left to read the next visit is soon.

    `validators` is None where the feed itself was not asked for.
    """
    now = timezone.now()
    waits = Sighting.objects.filter(source=source, try_at__lte=now).exists()
    seconds = compute_next_seconds(
        interval_seconds=source.interval_minutes * 60,
        failures=0,
        retry_after_seconds=None,
        spread=(source.pk * 37 % 100) / 100,
    )
    fields: dict[str, object] = {
        "next_at": now + dt.timedelta(seconds=_SOON_SECONDS if waits else seconds)
    }
    if validators is not None:
        fields |= {
            "etag": validators.etag,
            "last_modified": validators.last_modified,
            "asked_at": now,
            "succeeded_at": now,
            "failures": 0,
            "problem": "",
        }
    if moved_to and not WireSource.objects.filter(address=moved_to).exists():
        fields["address"] = moved_to
    _let_go(source, holder, fields)


def fail_visit(
    *, source: WireSource, holder: str, problem: str, retry_after_seconds: float | None = None
) -> None:
    """Note what went wrong and let go; the next visit is later the oftener it failed."""
    now = timezone.now()
    seconds = compute_next_seconds(
        interval_seconds=source.interval_minutes * 60,
        failures=source.failures + 1,
        retry_after_seconds=retry_after_seconds,
        spread=(source.pk * 37 % 100) / 100,
    )
    _let_go(
        source,
        holder,
        {
            "next_at": now + dt.timedelta(seconds=seconds),
            "asked_at": now,
            "failures": F("failures") + 1,
            "problem": problem[:300],
        },
    )


def request_visit(*, source: WireSource) -> None:
    """Let the source be due now, whatever its interval or failures."""
    WireSource.objects.filter(pk=source.pk).update(next_at=timezone.now(), asked_at=None)


def _let_go(source: WireSource, holder: str, fields: dict[str, object]) -> None:
    WireSource.objects.filter(pk=source.pk, lease_holder=holder).update(
        leased_until=None, lease_holder="", **fields
    )


def _get_known(source: WireSource, entries: list[Entry]) -> list[Known]:
    keys = [digest(make_address_key(entry.address)) for entry in entries]
    guids = [digest(entry.guid) for entry in entries if entry.guid]
    found: dict[int, Known] = {}
    rows = Sighting.objects.filter(source=source)
    fields = ("pk", "address_digest", "guid_digest", "headline", "fingerprint")
    for name, values in (("address_digest__in", keys), ("guid_digest__in", guids)):
        for at in range(0, len(values), _IN_ONE_QUERY):
            chosen = {name: values[at : at + _IN_ONE_QUERY]}
            for row in rows.filter(**chosen).values_list(*fields):
                found[row[0]] = Known(*row)
    return list(found.values())


def _make_sighting(source: WireSource, entry: Entry) -> Sighting:
    return Sighting(
        source=source,
        address=entry.address,
        address_digest=digest(make_address_key(entry.address)),
        guid_digest=digest(entry.guid) if entry.guid else "",
        headline=entry.headline[:255],
        fingerprint=fingerprint(entry),
        entry=write_entry(entry),
        state=SightingState.PENDING,
    )
