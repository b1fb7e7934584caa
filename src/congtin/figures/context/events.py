"""The day on which something happened: `Sáng 5/9, huyện trao 117 suất quà`."""

from __future__ import annotations

import re

from congtin.figures.context.clock import Clock
from congtin.figures.context.mentions import Mention


def note_event(clock: Clock, low: str, begin: int, mentions: list[Mention]) -> None:
    """Keep the day on which something happened: `Sáng 5/9, huyện trao 117 suất quà`."""
    for mention in mentions:
        if mention.shape not in {"date", "dates"} or mention.compared:
            continue
        before = low[begin : mention.start]
        if mention.shape == "date" and (
            mention.up_to
            or not _HAPPENED.search(before + low[mention.start : mention.end])
            or not _GOES_ON.match(low, mention.end)
        ):
            continue
        year = mention.year or clock.report_year
        if year is None or (clock.spoken_in or year) == year:
            clock.event = clock.write(mention)


# A day alone is that of the paper, and tells nothing of what stands in it.
_HAPPENED = re.compile(
    r"(?:^|[,;:]|\b(?:vừa qua|hôm nay))[\s\W\d]*(?:vào\s+)?"
    r"(?:(?:(?:rạng sáng|sáng|trưa|chiều|tối|đêm|trong|hôm)\s+)+(?:ngày\s+)?|ngày\s+)\d[\d/.\s-]*(?:tháng[\s\d]+)?(?:năm\s+\d+)?$"
)

_GOES_ON = re.compile(r"\s*\)?,?\s*[^\W\d_]")
