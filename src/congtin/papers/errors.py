"""Why a file could not be read. The message is a Vietnamese sentence for the person who sent it,
with what to do about it."""

__all__ = ["PaperDamaged", "PaperError", "PaperNotReadable", "PaperTooLarge", "PaperUnsafe"]


class PaperError(Exception):
    """The file cannot be read."""


class PaperDamaged(PaperError):
    """The file is empty, cut short, or not what its name says."""


class PaperNotReadable(PaperError):
    """A kind of file, or a way of writing letters, that is not read here."""


class PaperTooLarge(PaperError):
    """More than what is read: bytes, rows, cells or pages."""


class PaperUnsafe(PaperError):
    """Macros, passwords, archives that swell, entities in XML."""
