"""Why something could not be fetched. The message is a Vietnamese sentence for the newsroom."""

__all__ = [
    "AddressRefused",
    "AnswerFailed",
    "AnswerTooLarge",
    "AnswerUnreadable",
    "HostResting",
    "RetrievalError",
    "RobotsRefused",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
]


class RetrievalError(Exception):
    """Nothing was fetched. `retry_after_seconds` is what the host asked for, if it did."""

    retry_after_seconds: float | None = None


class AddressRefused(RetrievalError):
    """Not http(s), or not a public address: it is not asked at all."""


class RobotsRefused(RetrievalError):
    """The host's robots.txt (RFC 9309) keeps us out, or cannot be read for now."""


class HostResting(RetrievalError):
    """The host asked to be left alone for a while."""

    def __init__(self, message: str, *, retry_after_seconds: float) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Unreachable(RetrievalError):
    """No such host, no connection, a broken certificate, a connection that ended early."""


class TooSlow(RetrievalError):
    """Not whole within the time allowed."""


class TooManyRedirects(RetrievalError):
    """Sent on and on."""


class AnswerTooLarge(RetrievalError):
    """More bytes than are taken, packed or unpacked."""


class AnswerUnreadable(RetrievalError):
    """Packed in a way that was not asked for, or damaged."""


class AnswerFailed(RetrievalError):
    """A status that is no success; `status` is the number."""

    def __init__(
        self, message: str, *, status: int, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_seconds = retry_after_seconds
