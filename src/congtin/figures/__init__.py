"""Figures: reads the figures out of Vietnamese official prose. Pure Python, no Django, no I/O."""

from congtin.figures.figure import Change, Figure, Share, to_dict
from congtin.figures.parts import join_parts
from congtin.figures.reading import read, read_parts, read_table

__all__ = [
    "Change",
    "Figure",
    "Share",
    "join_parts",
    "read",
    "read_parts",
    "read_table",
    "to_dict",
]
