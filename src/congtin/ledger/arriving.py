"""Figures of articles that were moved in: noted with the move, read afterwards, the newest first.

Reading an article takes longer than moving it, and nobody waits for figures of years ago.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from congtin.ledger.models import Arrival
from congtin.ledger.proposing import make_matcher, propose_figures

__all__ = ["note_arrivals", "read_arrivals"]

_AT_ONCE = 50
_log = logging.getLogger(__name__)


def note_arrivals(*, numbers: Sequence[int], origin: str) -> None:
    """Remember that these articles are to be read. Call it in the transaction that adds them."""
    Arrival.objects.bulk_create(
        (Arrival(article_id=number, origin=origin) for number in numbers), ignore_conflicts=True
    )


def read_arrivals(*, may_go_on: Callable[[], bool] = lambda: True) -> int:
    """Read what waits, as long as `may_go_on` says so; gives how many articles were read. One that
    cannot be read is logged and passed over."""
    matcher = None
    count = 0
    while may_go_on():
        waiting = list(
            Arrival.objects.filter(read_at=None)
            .select_related("article")
            .order_by("-article")[:_AT_ONCE]
        )
        if not waiting:
            break
        matcher = matcher or make_matcher()
        for arrival in waiting:
            if not may_go_on():
                break
            try:
                with transaction.atomic():
                    propose_figures(article=arrival.article, matcher=matcher)
            except Exception:
                _log.exception("figures of article %s could not be read", arrival.pk)
            Arrival.objects.filter(pk=arrival.pk).update(read_at=timezone.now())
            count += 1
    return count
