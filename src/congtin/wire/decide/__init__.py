"""What to do with what came: new, seen, changed, or the same story from elsewhere. Pure."""

from congtin.wire.decide.choosing import Known, Step, choose_entries, fingerprint
from congtin.wire.decide.comparing import Story, Verdict, compare
from congtin.wire.decide.scheduling import compute_next_seconds, compute_recheck_seconds
from congtin.wire.decide.sketches import make_bands, measure_likeness

__all__ = [
    "Known",
    "Step",
    "Story",
    "Verdict",
    "choose_entries",
    "compare",
    "compute_next_seconds",
    "compute_recheck_seconds",
    "fingerprint",
    "make_bands",
    "measure_likeness",
]
