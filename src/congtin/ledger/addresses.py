"""The ledger's public addresses; the portal answers them."""

__all__ = ["get_page_period", "get_plan_path"]


def get_page_period(period: str) -> str:
    """The year, or the term, on whose page a value of that period stands.

    >>> get_page_period("2021-M01..06"), get_page_period("2020-2025")
    ('2021', '2020-2025')
    """
    _, _, rest = period.partition("-")
    return period if len(rest) == 4 and rest.isdigit() else period[:4]


def get_plan_path(*, unit_slug: str, period: str) -> str:
    return f"/chi-tieu/{unit_slug}/{get_page_period(period)}/"
