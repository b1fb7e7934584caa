"""When to ask again: at the source's interval, later and later after failures."""

__all__ = ["compute_next_seconds", "compute_recheck_seconds"]

_LONGEST_SECONDS = 24 * 3600.0
_MOST_DOUBLINGS = 8
# An outlet corrects soon or not at all.
_RECHECKS_HOURS = (1, 6, 24, 72)


def compute_next_seconds(
    *, interval_seconds: float, failures: int, retry_after_seconds: float | None, spread: float
) -> float:
    """`spread`, from 0 to 1, sets sources of one interval apart, so that they do not all come at
    once.

    >>> compute_next_seconds(
    ...     interval_seconds=600, failures=2, retry_after_seconds=None, spread=0)
    2400.0
    """
    factor = 2.0 ** min(failures, _MOST_DOUBLINGS)
    seconds = min(interval_seconds * factor, max(_LONGEST_SECONDS, interval_seconds))
    return max(seconds * (1 + 0.1 * spread), retry_after_seconds or 0.0)


def compute_recheck_seconds(checks: int) -> float | None:
    """After so many looks at an accepted page, the seconds until the next; None for never."""
    return _RECHECKS_HOURS[checks] * 3600.0 if checks < len(_RECHECKS_HOURS) else None
