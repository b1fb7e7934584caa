"""What can go wrong on the wire, beside what `wire.retrieve` and `wire.parsers` raise."""

__all__ = ["AlreadyDecided", "LeaseLost", "WireError"]


class WireError(Exception):
    """The message is a Vietnamese sentence for the newsroom."""


class AlreadyDecided(WireError):
    """Somebody else was faster."""


class LeaseLost(WireError):
    """Another worker visits the source by now; this one has been away too long."""
