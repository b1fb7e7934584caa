"""The index in the data folder, on Tantivy: one folder a generation, `current` names the one in
use. Whoever kills it loses nothing: what was not committed is read again from the database."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from congtin.search.documents import Document, Kind, State
from congtin.search.engine import FORM, Found, Hit, NoIndexYet, dump_hit, load_hit
from congtin.search.entries import make_entry
from congtin.search.question import MOST_REACHED, PER_PAGE, Order, Question
from congtin.search.tiers import PAIR_SCORE, TITLE_BOOST, Tier, list_needed, list_tiers

__all__ = ["TantivyIndex"]

_STATE = "@state"
_HEAP_BYTES = 64_000_000
_HEAP_BYTES_ANEW = 256_000_000
_FACETS = ("kind", "section", "unit", "source", "year")
_MOST_COUNTED = 200  # values of a facet
_MOST_COMPLETIONS = 50


class TantivyIndex:
    """Readers and the one writer may be different processes; a reader takes up what was committed
    before it is asked."""

    def __init__(self, folder: Path, *, generation: str = "") -> None:
        self._folder = folder
        self._generation = generation
        self._is_anew = bool(generation)
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._seen: tuple[str, int, int] | None = None

    # Reading

    def find(self, question: Question) -> Found:
        searcher = self._read()
        asked = _Asked(self._schema(), question)
        counts = _count(searcher, asked.everything)
        total = sum(count for _, count in counts["kind"])
        counts["kind"] = (
            _count(searcher, asked.of_any_kind, ("kind",))["kind"]
            if question.kind
            else counts["kind"]
        )
        places = self._rank(searcher, asked, total) if total else []
        page = places[question.first : question.first + PER_PAGE]
        return Found([self._load(searcher, place) for place in page], total, counts)

    def find_units(self, names: Sequence[str]) -> list[Hit]:
        searcher = self._read()
        query = Query.term_set_query(self._schema(), "names", list(names))
        found = searcher.search(query, 50, count=False).hits
        return [self._load(searcher, place) for _, place in found]

    def suggest(self, question: Question, *, limit: int) -> list[Hit]:
        searcher, schema = self._read(), self._schema()
        words = question.words
        if not words:
            return []
        *whole, last = words
        completions = {
            term
            for term, _ in searcher.terms_with_prefix("title", last.bare, limit=_MOST_COMPLETIONS)
            if "_" not in term
        }
        must = [_term(schema, "title", word.bare) for word in whole]
        must.append(Query.term_set_query(schema, "title", sorted(completions | {last.bare})))
        marked = [_term(schema, "title", word.marked) for word in whole if question.has_marks]
        query = Query.boolean_query(
            [(Occur.Must, each) for each in must]
            + [(Occur.Should, Query.const_score_query(each, 5.0)) for each in marked]
            + [
                (Occur.Should, Query.const_score_query(_term(schema, "kind", kind), 20.0))
                for kind in (Kind.UNIT, Kind.INDICATOR)
            ]
        )
        found = searcher.search(query, limit, count=False, weight_by_field="weight").hits
        return [self._load(searcher, place) for _, place in found]

    def count_terms(self, terms: Sequence[str]) -> list[int]:
        searcher = self._read()
        return [searcher.doc_freq("words", term) for term in terms]

    def read_state(self) -> State:
        searcher = self._read()
        found = searcher.search(_term(self._schema(), "key", _STATE), 1, count=False).hits
        if not found:
            raise NoIndexYet
        return _load_state(_get_shown(searcher, found[0][1]))

    def count(self) -> int:
        return max(0, self._read().num_docs - 1)

    # Writing

    def write(
        self, documents: Iterable[Document], *, gone: Sequence[str] = (), state: State
    ) -> None:
        writer = self._open_writer()
        for key in gone:
            writer.delete_documents_by_term("key", key)
        for document in documents:
            if not self._is_anew:
                writer.delete_documents_by_term("key", document.key)
            writer.add_document(_make_row(document))
        writer.delete_documents_by_term("key", _STATE)
        writer.add_document(_make_state_row(state))
        writer.commit()

    def begin_anew(self) -> TantivyIndex:
        return TantivyIndex(self._folder, generation=f"{FORM}-{uuid.uuid4().hex[:12]}")

    def take_over(self) -> None:
        """By one rename: a reader sees the old index or the new one."""
        self.close()
        part = self._folder / f".current.{self._generation}"
        part.write_text(self._generation, encoding="utf-8")
        part.replace(self._folder / "current")
        for other in self._folder.iterdir():
            if other.is_dir() and other.name != self._generation:
                shutil.rmtree(other, ignore_errors=True)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.wait_merging_threads()
        self._writer = self._index = self._searcher = None
        self._seen = None

    # Within

    def _schema(self) -> tantivy.Schema:
        assert self._index is not None
        return self._index.schema

    def _read(self) -> tantivy.Searcher:
        """The newest committed state; one look at two files where nothing has changed."""
        generation = self._generation or self._read_current()
        meta = self._folder / generation / "meta.json"
        try:
            stat = os.stat(meta)
        except OSError:
            raise NoIndexYet from None
        seen = (generation, stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen or self._searcher is None:
            if self._index is None or self._seen is None or self._seen[0] != generation:
                self._index = _open(self._folder / generation)
            self._index.reload()
            self._searcher, self._seen = self._index.searcher(), seen
        return self._searcher

    def _read_current(self) -> str:
        try:
            generation = (self._folder / "current").read_text(encoding="utf-8").strip()
        except OSError:
            raise NoIndexYet from None
        if not generation.startswith(f"{FORM}-"):
            raise NoIndexYet
        return generation

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            generation = self._generation or self._read_current()
            path = self._folder / generation
            if self._is_anew:
                path.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(_make_schema(), path=str(path))
                _register(self._index)
            elif self._index is None:
                self._index = _open(path)
            assert self._index is not None
            heap = _HEAP_BYTES_ANEW if self._is_anew else _HEAP_BYTES
            self._writer = self._index.writer(heap, 1)
        return self._writer

    def _rank(self, searcher: tantivy.Searcher, asked: _Asked, total: int) -> list[Any]:
        """Places of the best hits, as many as the page needs. Each tier is asked for only while
        those above it do not fill the page, so that a tier is a sort key of its own."""
        question = asked.question
        needed = min(total, question.first + PER_PAGE, MOST_REACHED)
        if question.order == Order.NEWEST:
            found = searcher.search(asked.everything, needed, count=False, order_by_field="day")
            return [place for _, place in found.hits]
        ranked: dict[tuple[int, int], Any] = {}
        for tier in asked.list_tiers():
            query = Query.boolean_query([(Occur.Must, tier), *asked.filters])
            found = searcher.search(
                query, needed + len(ranked), count=False, weight_by_field="weight"
            )
            for _, place in found.hits:
                ranked.setdefault((place.segment_ord, place.doc), place)
            if len(ranked) >= needed:
                break
        return list(ranked.values())[:needed]

    def _load(self, searcher: tantivy.Searcher, place: Any) -> Hit:
        return load_hit(_get_shown(searcher, place))


class _Asked:
    """A question in Tantivy's terms."""

    def __init__(self, schema: tantivy.Schema, question: Question) -> None:
        self.question = question
        self._schema = schema
        self._needed = list_needed(question)
        bases = [(Occur.Must, each) for each in self._list_base()]
        self.filters = [(Occur.Must, each) for each in self._make_filters(with_kind=True)]
        self.everything = Query.boolean_query([*bases, *self.filters])
        self.of_any_kind = Query.boolean_query(
            [*bases, *((Occur.Must, each) for each in self._make_filters(with_kind=False))]
        )

    def list_tiers(self) -> list[Query]:
        return [self._make_tier(tier) for tier in list_tiers(self.question)]

    def _make_tier(self, tier: Tier) -> Query:
        codes = [self._term("words", term) for term in self._needed.terms]
        quiet = [Query.const_score_query(each, 0.0) for each in self._list_phrases()]
        counted = [
            Query.boost_query(self._term("title", term), TITLE_BOOST) for term in tier.in_title
        ]
        counted += [
            Query.const_score_query(self._term(field, pair), PAIR_SCORE)
            for pair in tier.pairs
            for field in ("words", "title")
        ]
        needed = [*self._all_or_some(tier.field, tier.terms, tier.enough), *codes, *quiet]
        return Query.boolean_query(
            [
                *((Occur.Must, each) for each in needed),
                *((Occur.Should, each) for each in counted),
            ]
        )

    def _list_base(self) -> list[Query]:
        words = self._all_or_some("words", self._needed.words, self._needed.enough)
        terms = [self._term("words", term) for term in self._needed.terms]
        return [*words, *terms, *self._list_phrases()]

    def _all_or_some(self, field: str, terms: Sequence[str], enough: int) -> list[Query]:
        queries = [self._term(field, term) for term in terms]
        if not enough:
            return queries
        some = [(Occur.Should, each) for each in queries]
        return [Query.boolean_query(some, minimum_number_should_match=enough)]

    def _list_phrases(self) -> list[Query]:
        return [
            Query.phrase_query(self._schema, "run", list(phrase)) for phrase in self._needed.phrases
        ]

    def _term(self, field: str, term: str) -> Query:
        return _term(self._schema, field, term)

    def _make_filters(self, *, with_kind: bool) -> list[Query]:
        question = self.question
        chosen = {
            "kind": question.kind if with_kind else "",
            "section": question.section,
            "unit": question.unit,
            "source": question.source,
        }
        queries = [_term(self._schema, name, value) for name, value in chosen.items() if value]
        if question.since or question.until:
            queries.append(
                Query.range_query(
                    self._schema,
                    "day",
                    FieldType.Unsigned,
                    _number(question.since) if question.since else 1,
                    _number(question.until) if question.until else 99_999_999,
                )
            )
        return [Query.const_score_query(query, 0.0) for query in queries]


def _make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("names", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("words", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("run", tokenizer_name="terms", index_option="position")
    for name in ("kind", "section", "unit", "source"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", fast=True)
    builder.add_unsigned_field("year", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def _register(index: tantivy.Index) -> None:
    """Terms come ready made, with spaces between."""
    terms = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", terms)


def _open(path: Path) -> tantivy.Index:
    try:
        index = tantivy.Index.open(str(path))
    except (OSError, ValueError) as problem:
        raise NoIndexYet from problem
    _register(index)
    return index


def _make_row(document: Document) -> tantivy.Document:
    entry = make_entry(document)
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_text("kind", document.kind)
    row.add_text("title", entry.title)
    row.add_text("words", entry.words)
    row.add_text("run", entry.run)
    for name, value in (("section", document.section), ("source", document.source)):
        if value:
            row.add_text(name, value)
    for unit in document.units:
        row.add_text("unit", unit)
    for name in document.names:
        row.add_text("names", name)
    row.add_unsigned("day", entry.day)
    row.add_unsigned("year", entry.day // 10_000)
    row.add_float("weight", document.weight)
    row.add_bytes("shown", dump_hit(document))
    return row


def _make_state_row(state: State) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("key", _STATE)
    data = [state.position, state.seen, state.written_at.isoformat()]
    row.add_bytes("shown", json.dumps(data).encode())
    return row


def _get_shown(searcher: tantivy.Searcher, place: Any) -> bytes:
    return bytes(searcher.doc(place).get_first("shown") or b"")


def _load_state(data: bytes) -> State:
    position, seen, written_at = json.loads(data)
    return State(position, tuple(seen), datetime.fromisoformat(written_at))


def _count(
    searcher: tantivy.Searcher, query: Query, facets: Sequence[str] = _FACETS
) -> dict[str, list[tuple[str, int]]]:
    """One pass over the hits for all facets; the kinds add up to the total."""
    wanted = {name: {"terms": {"field": name, "size": _MOST_COUNTED}} for name in facets}
    counted = searcher.aggregate(query, wanted)
    return {
        name: [
            (bucket.get("key_as_string") or _say(bucket["key"]), bucket["doc_count"])
            for bucket in counted[name]["buckets"]
        ]
        for name in facets
    }


def _say(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


def _term(schema: tantivy.Schema, field: str, value: str) -> Query:
    return Query.term_query(
        schema, field, value, "freq" if field in {"title", "words"} else "basic"
    )


def _number(day: Any) -> int:
    return int(day.strftime("%Y%m%d"))
