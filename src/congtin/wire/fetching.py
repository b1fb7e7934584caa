"""A visit to a source: its feed is asked for, what is new is written down, pages are read.

Each step is kept before the next begins, so that a worker may die at any moment: what was written
down is read by the next, and nothing comes in twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import DatabaseError
from django.utils import timezone

from congtin.wire import actions
from congtin.wire.contents import Content, from_article, from_entry, load_entry
from congtin.wire.enums import SightingState, SourceKind, Taking
from congtin.wire.errors import LeaseLost
from congtin.wire.models import Sighting, WireSource
from congtin.wire.parsers import Entry, Feed, ParsingError, parse_article, parse_feed, parse_list
from congtin.wire.queries import get_sightings_to_read
from congtin.wire.retrieve import (
    FEED,
    PAGE,
    AddressRefused,
    AnswerFailed,
    AnswerTooLarge,
    HostResting,
    RetrievalError,
    Retriever,
    RobotsRefused,
    TooSlow,
    Unreachable,
    Validators,
)

__all__ = ["Visit", "visit_source"]

_log = logging.getLogger(__name__)
_PAGES_PER_VISIT = 60
_VISIT_SECONDS = 120.0
_MOST_SITEMAPS = 3
_MOST_FAULTS = 2
_GONE = frozenset((401, 403, 404, 410, 451))


@dataclass(frozen=True, slots=True)
class Visit:
    """How it went: lines with something new, pages and lines filed, and what went wrong."""

    source: WireSource
    lines: int = 0
    filed: int = 0
    problem: str = ""


def visit_source(
    *,
    source: WireSource,
    holder: str,
    retriever: Retriever,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Visit:
    """`holder` has the source's lease, and has it no more afterwards."""
    lines, validators, moved_to = 0, None, ""
    try:
        if not _has_been_asked(source):
            lines, validators, moved_to = _ask_feed(source, retriever)
        filed = _read_pages(source, holder, retriever, is_stopping)
        actions.finish_visit(source=source, holder=holder, validators=validators, moved_to=moved_to)
    except LeaseLost:
        return Visit(source, lines, problem="nguồn đã sang tay tiến trình khác")
    except (RetrievalError, ParsingError) as problem:
        actions.fail_visit(
            source=source,
            holder=holder,
            problem=str(problem),
            retry_after_seconds=getattr(problem, "retry_after_seconds", None),
        )
        return Visit(source, lines, problem=str(problem))
    return Visit(source, lines, filed)


def _has_been_asked(source: WireSource) -> bool:
    """In this interval already: the visit is for the pages that were left."""
    if source.asked_at is None or source.failures:
        return False
    age_seconds = (timezone.now() - source.asked_at).total_seconds()
    return age_seconds < source.interval_minutes * 60 * 0.9


def _ask_feed(source: WireSource, retriever: Retriever) -> tuple[int, Validators, str]:
    answer = retriever.retrieve(
        source.address,
        allowance=FEED,
        known=Validators(source.etag, source.last_modified) if not source.failures else None,
    )
    if answer.is_unchanged:
        return 0, Validators(source.etag, source.last_modified), answer.moved_to
    feed = _parse(source, answer.content, answer.address, answer.content_type)
    entries = [*feed.entries, *_ask_sitemaps(source, feed, retriever)]
    lines = actions.record_entries(
        source=source,
        entries=entries,
        keeps_all=feed.keeps_all or bool(feed.more),
        is_first=source.succeeded_at is None,
    )
    return lines, answer.validators, answer.moved_to


def _parse(source: WireSource, content: bytes, address: str, content_type: str) -> Feed:
    parse = parse_list if source.kind == SourceKind.LIST else parse_feed
    return parse(content, address=address, now=timezone.now(), content_type=content_type)


def _ask_sitemaps(source: WireSource, feed: Feed, retriever: Retriever) -> list[Entry]:
    """The newest files of an index; what they lead to in turn is not followed."""
    entries: list[Entry] = []
    for address in feed.more[:_MOST_SITEMAPS]:
        answer = retriever.retrieve(address, allowance=FEED)
        entries += _parse(source, answer.content, answer.address, answer.content_type).entries
    return entries


def _read_pages(
    source: WireSource, holder: str, retriever: Retriever, is_stopping: Callable[[], bool]
) -> int:
    """Until all are read, the time is over, or the host seems to be down."""
    end = time.monotonic() + _VISIT_SECONDS
    filed = faults = 0
    for sighting in get_sightings_to_read(source, limit=_PAGES_PER_VISIT):
        if time.monotonic() > end or faults >= _MOST_FAULTS or is_stopping():
            break
        actions.hold_lease(source=source, holder=holder)
        try:
            _read_sighting(sighting, source, retriever)
            filed, faults = filed + 1, 0
        except HostResting:
            break
        except (RetrievalError, ParsingError) as problem:
            faults += isinstance(problem, TooSlow | Unreachable)
            _give_up(sighting, source, problem)
        except (LeaseLost, DatabaseError):
            raise
        except Exception as problem:
            # A page on which a library stumbles must not keep the source's other pages unread.
            _log.exception("%s could not be read", sighting.address)
            _give_up(sighting, source, problem)
    return filed


def _read_sighting(sighting: Sighting, source: WireSource, retriever: Retriever) -> None:
    entry = load_entry(sighting.entry)
    if not _needs_page(entry, source):
        actions.file_content(sighting=sighting, content=_cut(from_entry(entry), source))
        return
    known = Validators(sighting.page_etag, sighting.page_last_modified)
    is_read = sighting.state == SightingState.READ
    answer = retriever.retrieve(sighting.address, allowance=PAGE, known=known if is_read else None)
    if answer.is_unchanged:
        actions.note_unchanged(sighting=sighting)
        return
    article = parse_article(
        answer.content,
        address=answer.address,
        now=timezone.now(),
        content_type=answer.content_type,
    )
    actions.file_content(
        sighting=sighting,
        content=_cut(from_article(article, entry), source),
        validators=answer.validators,
    )


def _needs_page(entry: Entry, source: WireSource) -> bool:
    if source.taking == Taking.FULL:
        return not entry.is_whole
    is_bare = source.taking == Taking.EXCERPT and not entry.standfirst
    return not entry.headline or entry.published is None or is_bare


def _cut(content: Content, source: WireSource) -> Content:
    """No more than the outlet lets be taken."""
    if source.taking == Taking.LINK:
        return content.cut_to_link()
    return content.cut_to_excerpt() if source.taking == Taking.EXCERPT else content


def _give_up(sighting: Sighting, source: WireSource, problem: Exception) -> None:
    """For now, or for good; then the line itself is all that there is."""
    is_final = isinstance(
        problem, RobotsRefused | AddressRefused | AnswerTooLarge | ParsingError
    ) or (isinstance(problem, AnswerFailed) and problem.status in _GONE)
    actions.fail_sighting(sighting=sighting, problem=str(problem), is_final=is_final)
    sighting.refresh_from_db()
    entry = load_entry(sighting.entry)
    if sighting.state == SightingState.FAILED and entry.headline:
        actions.file_content(
            sighting=sighting,
            content=_cut(from_entry(replace(entry, is_whole=False)), source),
            problem=str(problem),
        )
