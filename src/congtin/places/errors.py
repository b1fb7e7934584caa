"""What can be wrong with a file of units."""

__all__ = ["PackageMissing", "ProvinceUnknown", "UnitFileError"]


class UnitFileError(ValueError):
    """A row of a file of units cannot be taken over; the text names the row and says why."""


class PackageMissing(RuntimeError):
    """The package with the units of all provinces is not installed; the text says how to."""


class ProvinceUnknown(LookupError):
    """No province of that name; the text lists those there are."""
