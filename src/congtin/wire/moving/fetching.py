"""Pictures and files from the old portal itself, by the fetcher that can reach nothing inside."""

from __future__ import annotations

from congtin.wire.manners import get_retriever
from congtin.wire.moving.media import FileRefused
from congtin.wire.retrieve import FILE, Allowance, RetrievalError, Retrieved

__all__ = ["ask", "fetch_file"]


def ask(address: str, allowance: Allowance) -> Retrieved:
    """Raises RetrievalError."""
    return get_retriever().retrieve(address, allowance=allowance)


def fetch_file(address: str) -> bytes:
    """Raises FileRefused."""
    try:
        return ask(address, FILE).content
    except RetrievalError as problem:
        raise FileRefused(str(problem).rstrip(".")) from problem
