"""What may hold an article back from publication: a higher room registers its check.

Whoever asks for a publication (the form's button, the last step of the approval chain, a scheduled
day, the list's bulk action) meets the same checks. What the portal itself publishes, as the worker
does when a scheduled hour has come, passed them when it was asked for.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["PublicationHeld", "add_publication_check", "check_publication"]

# Called with the article as it would be published; gives the address where the editor reads what
# is in the way, "" where nothing is.
Check = Callable[[Any], str]
_checks: list[Check] = []


class PublicationHeld(Exception):
    """Nothing was published; `address` says why and how to go on."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def add_publication_check(check: Check) -> None:
    """Let a higher room look at an article before it is published."""
    if check not in _checks:
        _checks.append(check)


def check_publication(article: Any) -> None:
    """Raises PublicationHeld for the first check that finds something."""
    for check in _checks:
        if address := check(article):
            raise PublicationHeld(address)
