"""What can be wrong with a file of units."""

__all__ = ["UnitFileError"]


class UnitFileError(ValueError):
    """A row of a file of units cannot be taken over; the text names the row and says why."""
