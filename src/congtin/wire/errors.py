"""What can go wrong on the wire, beside what `wire.retrieve` raises."""

__all__ = ["WireError"]


class WireError(Exception):
    """The message is a Vietnamese sentence for the newsroom."""
