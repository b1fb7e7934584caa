"""Which lines of a feed are new, known, or changed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from congtin.vietnamese.folding import fold
from congtin.wire.parsers import Entry, make_address_key
from congtin.wire.parsers.blocks import get_text

__all__ = ["Known", "Step", "choose_entries", "digest", "fingerprint"]

_OLDEST_DAYS = 30
_MOST_AT_FIRST = 100


class Step(Enum):
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a line that came before, by its number."""

    pk: int
    address_digest: str
    guid_digest: str
    headline: str
    fingerprint: str


def digest(text: str) -> str:
    """A short key for texts of any length."""
    return sha256(text.encode()).hexdigest()[:40]


def fingerprint(entry: Entry) -> str:
    """Changes with what the line says; not with its time of change alone, which some feeds renew
    at every request."""
    words = [entry.headline, entry.standfirst, *map(get_text, entry.blocks)]
    return digest("\n".join(" ".join(word.split()) for word in words))


def choose_entries(
    entries: Sequence[Entry],
    known: Iterable[Known],
    *,
    today: dt.date,
    is_first: bool,
    keeps_all: bool,
) -> list[tuple[Step, Entry, Known | None]]:
    """What there is to do, newest first as the feed has it; the same page twice is once.

    A page is known again by its address, or by its identifier under another headline-keeping
    address. At a first visit the old is left out; sitemaps (`keeps_all`) hold the old for ever.
    """
    by_address = {each.address_digest: each for each in known}
    by_guid = {each.guid_digest: each for each in by_address.values() if each.guid_digest}
    oldest = today - dt.timedelta(days=_OLDEST_DAYS)
    steps: list[tuple[Step, Entry, Known | None]] = []
    seen: set[str] = set()
    for entry in entries:
        key = digest(make_address_key(entry.address))
        if key in seen:
            continue
        seen.add(key)
        before = by_address.get(key) or _find_moved(entry, by_guid)
        if before is None:
            is_old = entry.published is not None and entry.published.day < oldest
            if not (is_old and (is_first or keeps_all)):
                steps.append((Step.NEW, entry, None))
        elif before.fingerprint != fingerprint(entry):
            steps.append((Step.CHANGED, entry, before))
    return steps[:_MOST_AT_FIRST] if is_first and keeps_all else steps


def _find_moved(entry: Entry, by_guid: dict[str, Known]) -> Known | None:
    """The same identifier counts only under the same headline: some feeds number their lines anew
    each time."""
    before = by_guid.get(digest(entry.guid)) if entry.guid else None
    return before if before and fold(before.headline) == fold(entry.headline) else None
