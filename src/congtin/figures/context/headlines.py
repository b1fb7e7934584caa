"""The time of a headline, which its text tells."""

from __future__ import annotations

from dataclasses import replace

from congtin.figures.figure import Figure
from congtin.figures.text.plain import Plain

_HEADLINE = 240  # a longer first line is a paragraph


def date_headline(plain: Plain, figures: list[Figure]) -> list[Figure]:
    """A headline speaks of the time of its text."""
    head = plain.text.find("\n")
    if not 0 <= head <= _HEADLINE or not figures or figures[0].period is not None:
        return figures
    known = next((figure.period for figure in figures if figure.period is not None), None)
    limit = plain.back(head, head)[0]
    return [
        replace(figure, period=_period_of_twin(figure, figures) or known)
        if figure.start < limit and figure.period is None
        else figure
        for figure in figures
    ]


def _period_of_twin(figure: Figure, figures: list[Figure]) -> str | None:
    twins = (
        other.period
        for other in figures
        if other.period and (other.value, other.unit) == (figure.value, figure.unit)
    )
    return next(twins, None)
