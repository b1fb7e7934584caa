"""Documents and indexes to test with."""

import datetime as dt

from congtin.search.documents import Document, Kind, State

STATE = State(position=1, seen=(), written_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def make_document(number, title, text="", **more):
    kind = more.pop("kind", Kind.ARTICLE)
    return Document(
        kind=kind,
        number=number,
        ref=more.pop("ref", f"/tin/{number}/"),
        title=title,
        text=text,
        **more,
    )


def fill(engine, *documents):
    """A new index of these documents in the place of the one before."""
    fresh = engine.begin_anew()
    fresh.write(documents, state=STATE)
    engine.close()
    fresh.take_over()
    return engine
