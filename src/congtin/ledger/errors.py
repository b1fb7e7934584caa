"""What can stand in the way of a change to the ledger; every text is meant for the editor."""

__all__ = ["AlreadyDecided", "LedgerError", "UnitNotInBeing", "ValueConflict"]


class LedgerError(Exception):
    """The change was not made; the text says why and what to do."""


class AlreadyDecided(LedgerError):
    """Somebody has settled this proposal in the meantime."""


class UnitNotInBeing(LedgerError):
    """The unit did not exist in the period of the value."""


class ValueConflict(LedgerError):
    """Another value is in use for the same thing; the editor must say which one to use."""
