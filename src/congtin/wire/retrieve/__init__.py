"""Fetching from hosts that nobody vouches for: public addresses only, bounded, polite. No Django.

One `Retriever` serves a whole process and may be used by many threads:

    answer = retriever.retrieve("https://bao.example/rss", allowance=FEED, known=Validators(etag))
"""

from congtin.wire.retrieve.destinations import check_address
from congtin.wire.retrieve.errors import (
    AddressRefused,
    AnswerFailed,
    AnswerTooLarge,
    AnswerUnreadable,
    HostResting,
    RetrievalError,
    RobotsRefused,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from congtin.wire.retrieve.limits import FEED, FILE, PAGE, PICTURE, Allowance
from congtin.wire.retrieve.retriever import Retrieved, Retriever, Validators

__all__ = [
    "FEED",
    "FILE",
    "PAGE",
    "PICTURE",
    "AddressRefused",
    "Allowance",
    "AnswerFailed",
    "AnswerTooLarge",
    "AnswerUnreadable",
    "HostResting",
    "RetrievalError",
    "Retrieved",
    "Retriever",
    "RobotsRefused",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
    "Validators",
    "check_address",
]
