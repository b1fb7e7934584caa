"""What a request says of the answer it can take. Pure.

RFC 9110: 12.5.3 (Accept-Encoding) and 13.1 (conditions).
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import parse_qsl

__all__ = ["choose_coding", "is_not_modified", "read_names"]

_PREFERRED = ("br", "gzip", "")
_LONGEST = 200


@lru_cache(maxsize=1024)
def choose_coding(accepted: str, offered: tuple[str, ...]) -> str:
    """The best of the offered codings, "" for the body itself.

    >>> choose_coding("gzip, br;q=0.5", ("", "br", "gzip")), choose_coding("br;q=0", ("", "br"))
    ('gzip', '')
    """
    weights = _read_weights(accepted[:_LONGEST])
    anything = weights.get("*", 0.0)

    def weigh(coding: str) -> float:
        if coding:
            return weights.get(coding, anything)
        return weights.get("identity", 0.001)  # taken unless refused, but after what is asked for

    return max((each for each in _PREFERRED if each in offered), key=weigh)


def is_not_modified(
    etag: str, modified: int, *, if_none_match: str, if_modified_since: str
) -> bool:
    """Whether the visitor has the very page. The second condition counts only without the first.

    >>> is_not_modified('"a"', 0, if_none_match='W/"a", "b"', if_modified_since="")
    True
    """
    if if_none_match:
        tags = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
        return etag in tags or "*" in tags
    if not if_modified_since:
        return False
    try:
        return modified <= parsedate_to_datetime(if_modified_since).timestamp()
    except (ValueError, OverflowError):
        return False


@lru_cache(maxsize=1024)
def read_names(query: str) -> frozenset[str]:
    """The names of a query's parameters.

    >>> sorted(read_names("utm_source=zalo&nam=2021&x"))
    ['nam', 'utm_source', 'x']
    """
    return frozenset(name for name, _ in parse_qsl(query, keep_blank_values=True))


def _read_weights(accepted: str) -> dict[str, float]:
    weights = {}
    for part in accepted.lower().split(","):
        coding, _, parameters = part.partition(";")
        name, _, text = parameters.strip().partition("=")
        try:
            weights[coding.strip()] = float(text) if name.strip() == "q" else 1.0
        except ValueError:
            weights[coding.strip()] = 0.0
    return weights
