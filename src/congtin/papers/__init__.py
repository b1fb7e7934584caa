"""Papers: the files that offices exchange, as text and tables. No Django."""

from congtin.papers.errors import (
    PaperDamaged,
    PaperError,
    PaperNotReadable,
    PaperTooLarge,
    PaperUnsafe,
)
from congtin.papers.paper import Cell, Paper, Row, Table
from congtin.papers.reading import MAX_BYTES, SUFFIXES, read_paper

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "Cell",
    "Paper",
    "PaperDamaged",
    "PaperError",
    "PaperNotReadable",
    "PaperTooLarge",
    "PaperUnsafe",
    "Row",
    "Table",
    "read_paper",
]
