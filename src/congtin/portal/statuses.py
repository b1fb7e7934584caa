"""How a status of progress is said and shown: a word, a sign and a colour, never colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congtin.ledger.progress import Status

__all__ = ["LABELS", "Segment", "Tally", "make_tally"]

LABELS: dict[Status, Promise] = {
    Status.EXCEEDED: _("Vượt"),
    Status.MET: _("Đạt"),
    Status.ON_TRACK: _("Đúng tiến độ"),
    Status.BEHIND: _("Chậm"),
    Status.MISSED: _("Không đạt"),
    Status.NO_DATA: _("Chưa có số liệu"),
    Status.INCOMPARABLE: _("Không so được"),
}
_JUDGED = frozenset(Status) - {Status.NO_DATA, Status.INCOMPARABLE}


@dataclass(frozen=True, slots=True)
class Segment:
    """One status of a tally bar; `x` and `width` are percentages as SVG wants them."""

    status: Status
    label: Promise
    count: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tally:
    segments: list[Segment]
    total: int
    judged: int

    def __str__(self) -> str:
        """The bar in words: "9 chỉ tiêu: 1 vượt, 8 chưa có số liệu"."""
        parts = ", ".join(f"{part.count} {str(part.label).lower()}" for part in self.segments)
        return gettext("%(total)s chỉ tiêu: %(parts)s") % {"total": self.total, "parts": parts}


def make_tally(counts: Mapping[Status, int]) -> Tally:
    """The segments of a bar, in the order of `Status`."""
    total = sum(counts.values())
    segments: list[Segment] = []
    before = 0
    for status in Status:
        if count := counts.get(status, 0):
            x, width = _percent(before, total), _percent(count, total)
            segments.append(Segment(status, LABELS[status], count, x, width))
            before += count
    return Tally(segments, total, sum(counts.get(status, 0) for status in _JUDGED))


def _percent(part: int, total: int) -> str:
    return f"{100 * part / total:.3f}%"
