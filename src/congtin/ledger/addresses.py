"""The ledger's public addresses and identities; the portal answers them."""

import re

__all__ = ["get_page_period", "get_plan_path", "make_value_id", "read_value_id"]

_VALUE_ID = re.compile(r"([mk])([1-9][0-9]{0,17})", re.ASCII)


def get_page_period(period: str) -> str:
    """The year, or the term, on whose page a value of that period stands.

    >>> get_page_period("2021-M01..06"), get_page_period("2020-2025")
    ('2021', '2020-2025')
    """
    _, _, rest = period.partition("-")
    return period if len(rest) == 4 and rest.isdigit() else period[:4]


def get_plan_path(*, unit_slug: str, period: str) -> str:
    return f"/chi-tieu/{unit_slug}/{get_page_period(period)}/"


def make_value_id(*, is_target: bool, key: int) -> str:
    """The permanent public identity of a value: m for a target (mức đề ra), k for a result (kết
    quả), and its key.

    >>> make_value_id(is_target=True, key=12)
    'm12'
    """
    return f"{'m' if is_target else 'k'}{key}"


def read_value_id(text: str) -> tuple[bool, int] | None:
    """(is_target, key), or None for a text that identifies no value.

    >>> read_value_id("k7"), read_value_id("k07")
    ((False, 7), None)
    """
    found = _VALUE_ID.fullmatch(text)
    return (found[1] == "m", int(found[2])) if found else None
