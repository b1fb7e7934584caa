"""The index on an OpenSearch server, for portals that outgrow the one in the data folder.

Questions and answers by https://docs.opensearch.org/latest/query-dsl/ and …/api-reference/. Terms
come ready made, so that the server only parts them at spaces; one alias names the index in use.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import httpx

from congtin.search.documents import Document, Kind, State
from congtin.search.engine import FORM, Found, Hit, IndexAway, NoIndexYet, dump_hit, load_hit
from congtin.search.entries import make_entry
from congtin.search.question import MOST_REACHED, PER_PAGE, Order, Question
from congtin.search.tiers import PAIR_SCORE, TITLE_BOOST, Tier, list_needed, list_tiers

__all__ = ["OpenSearchIndex"]

_STATE = "@state"
_STEP = 1000.0  # between tiers; no sum of rarities comes near it
_AT_ONCE = 500  # documents of one request
_MOST_COUNTED = 200
_FACETS = ("section", "unit", "source", "year")
_PATIENCE = httpx.Timeout(10.0, connect=3.0, read=60.0)

Json = dict[str, Any]


class OpenSearchIndex:
    """`address`: https://user:password@host:9200/name. Several nodes may write to one index: they
    write the same."""

    def __init__(
        self, address: str, *, index: str = "", client: httpx.Client | None = None
    ) -> None:
        parts = urlsplit(address)
        self._alias = parts.path.strip("/") or "congtin"
        self._index = index or self._alias
        self._client = client or httpx.Client(
            base_url=f"{parts.scheme}://{parts.hostname}:{parts.port or 9200}",
            auth=(parts.username, parts.password or "") if parts.username else None,
            timeout=_PATIENCE,
        )

    def find(self, question: Question) -> Found:
        answer = self._search(make_request(question))
        counted = answer["aggregations"]
        counts = {name: _read_buckets(counted["chosen"][name]) for name in _FACETS}
        counts["kind"] = _read_buckets(counted["kind"])
        return Found(_read_hits(answer), answer["hits"]["total"]["value"], counts)

    def find_units(self, names: Sequence[str]) -> list[Hit]:
        query = {"terms": {"names": list(names)}}
        return _read_hits(self._search({"size": 50, "query": query, "_source": ["shown"]}))

    def suggest(self, question: Question, *, limit: int) -> list[Hit]:
        if not question.words:
            return []
        *whole, last = question.words
        must: list[Json] = [{"term": {"title": word.bare}} for word in whole]
        must.append({"prefix": {"title": {"value": last.bare}}})
        should = [_give(5.0, {"term": {"title": word.marked}}) for word in whole]
        should += [_give(20.0, {"term": {"kind": kind}}) for kind in (Kind.UNIT, Kind.INDICATOR)]
        query = {"bool": {"must": must, "should": should}}
        return _read_hits(self._search({"size": limit, "query": query, "_source": ["shown"]}))

    def count_terms(self, terms: Sequence[str]) -> list[int]:
        filters = {str(number): {"term": {"words": term}} for number, term in enumerate(terms)}
        answer = self._search({"size": 0, "aggs": {"terms": {"filters": {"filters": filters}}}})
        buckets = answer["aggregations"]["terms"]["buckets"]
        return [buckets[str(number)]["doc_count"] for number in range(len(terms))]

    def read_state(self) -> State:
        response = self._ask("GET", f"/{self._index}/_doc/{_STATE}")
        source = response.json().get("_source")
        if not source or source["form"] != FORM:
            raise NoIndexYet
        return State(
            source["position"],
            tuple(source["seen"]),
            dt.datetime.fromisoformat(source["written_at"]),
        )

    def count(self) -> int:
        return max(0, int(self._ask("GET", f"/{self._index}/_count").json()["count"]) - 1)

    def write(
        self, documents: Iterable[Document], *, gone: Sequence[str] = (), state: State
    ) -> None:
        """The state last: what a crash leaves out before it is written again afterwards."""
        lines = _list_lines(documents, gone)
        while batch := list(islice(lines, _AT_ONCE)):
            self._send_bulk(batch)
        self._send_bulk([_make_state_line(state)], refresh=True)

    def begin_anew(self) -> OpenSearchIndex:
        name = f"{self._alias}-{FORM}-{uuid.uuid4().hex[:12]}"
        self._ask("PUT", f"/{name}", SETTINGS)
        return OpenSearchIndex(f"none:///{self._alias}", index=name, client=self._client)

    def take_over(self) -> None:
        """By one request: a reader sees the old index or the new one; the old ones then go."""
        own = re.compile(rf"{re.escape(self._alias)}-[0-9]+-[0-9a-f]{{12}}")
        answer = self._ask("GET", "/_cat/indices", params={"format": "json", "h": "index"}).json()
        others = [
            each["index"]
            for each in answer
            if own.fullmatch(each["index"]) and each["index"] != self._index
        ]
        actions: list[Json] = [{"remove_index": {"index": name}} for name in others]
        actions.append({"add": {"index": self._index, "alias": self._alias}})
        self._ask("POST", "/_aliases", {"actions": actions})

    def close(self) -> None:
        """Connections are kept: the next request uses them."""

    def _search(self, body: Json) -> Json:
        answer: Json = self._ask("POST", f"/{self._index}/_search", body).json()
        return answer

    def _send_bulk(self, lines: list[str], *, refresh: bool = False) -> None:
        answer = self._send(
            "POST",
            f"/{self._index}/_bulk",
            params={"refresh": "true"} if refresh else {},
            content="".join(lines).encode(),
            headers={"Content-Type": "application/x-ndjson"},
        ).json()
        if answer["errors"]:
            failed = [item for item in answer["items"] if _has_failed(item)]
            if failed:
                raise IndexAway(f"OpenSearch refused {len(failed)} documents: {failed[0]}")

    def _ask(
        self, method: str, path: str, body: Json | None = None, *, params: Json | None = None
    ) -> httpx.Response:
        return self._send(method, path, json=body, params=params)

    def _send(self, method: str, path: str, **what: Any) -> httpx.Response:
        try:
            response = self._client.request(method, path, **what)
            if response.status_code != 404:
                return response.raise_for_status()
        except httpx.HTTPError as problem:
            raise IndexAway(str(problem)) from problem
        raise NoIndexYet


def make_request(question: Question) -> Json:
    """The body of a search: `filter` says what a hit is, the tiers how it ranks; facets count what
    the chosen kind leaves, and the kinds what any kind would."""
    kind = [{"term": {"kind": question.kind}}] if question.kind else []
    query: Json = {"filter": [*_list_needed(question), *_list_filters(question)]}
    if question.order == Order.BEST:
        query["must"] = [{"dis_max": {"queries": _list_tiers(question)}}]
    size = max(0, min(PER_PAGE, MOST_REACHED - question.first))
    return {
        "from": question.first,
        "size": size,
        "track_total_hits": True,
        "query": {"bool": query},
        "post_filter": {"bool": {"filter": kind}},
        "sort": ["_score" if question.order == Order.BEST else {"day": "desc"}],
        "aggs": {
            "kind": {"terms": {"field": "kind", "size": _MOST_COUNTED}},
            "chosen": {
                "filter": {"bool": {"filter": kind}},
                "aggs": {
                    name: {"terms": {"field": name, "size": _MOST_COUNTED}} for name in _FACETS
                },
            },
        },
        "_source": ["shown"],
    }


def _list_tiers(question: Question) -> list[Json]:
    """A hit gets the step of the best tier that it is in, and in it what its terms are worth."""
    needed = [{"term": {"words": term}} for term in list_needed(question).terms]
    tiers = list_tiers(question)
    return [
        {
            "bool": {
                "must": [
                    _give(_STEP * (len(tiers) - place), {"match_all": {}}),
                    {
                        "function_score": {
                            "query": _make_tier(tier, needed),
                            "field_value_factor": {"field": "weight"},
                            "boost_mode": "multiply",
                        }
                    },
                ]
            }
        }
        for place, tier in enumerate(tiers)
    ]


def _make_tier(tier: Tier, needed: list[Json]) -> Json:
    should: list[Json] = [
        {"term": {"title": {"value": term, "boost": TITLE_BOOST}}} for term in tier.in_title
    ]
    should += [
        _give(PAIR_SCORE, {"term": {field: pair}})
        for pair in tier.pairs
        for field in ("words", "title")
    ]
    must = [*_all_or_some(tier.field, tier.terms, tier.enough), *needed]
    return {"bool": {"must": must, "should": should}}


def _list_needed(question: Question) -> list[Json]:
    needed = list_needed(question)
    return [
        *_all_or_some("words", needed.words, needed.enough),
        *({"term": {"words": term}} for term in needed.terms),
        *({"match_phrase": {"run": " ".join(phrase)}} for phrase in needed.phrases),
    ]


def _all_or_some(field: str, terms: Sequence[str], enough: int) -> list[Json]:
    queries: list[Json] = [{"term": {field: term}} for term in terms]
    if not enough:
        return queries
    return [{"bool": {"should": queries, "minimum_should_match": enough}}]


def _list_filters(question: Question) -> list[Json]:
    chosen = {"section": question.section, "unit": question.unit, "source": question.source}
    filters: list[Json] = [{"term": {name: value}} for name, value in chosen.items() if value]
    if question.since or question.until:
        since, until = question.since or dt.date.min, question.until or dt.date.max
        span = {"gte": int(f"{since:%Y%m%d}"), "lte": int(f"{until:%Y%m%d}")}
        filters.append({"range": {"day": span}})
    return filters


def _give(score: float, query: Json) -> Json:
    return {"constant_score": {"filter": query, "boost": score}}


def _list_lines(documents: Iterable[Document], gone: Sequence[str]) -> Iterator[str]:
    for key in gone:
        yield _dump({"delete": {"_id": key}})
    for document in documents:
        entry = make_entry(document)
        source = {
            "kind": document.kind,
            "names": document.names,
            "title": entry.title,
            "words": entry.words,
            "run": entry.run,
            "section": document.section or None,
            "unit": document.units,
            "source": document.source or None,
            "day": entry.day,
            "year": entry.day // 10_000,
            "weight": document.weight,
            "shown": dump_hit(document).decode(),
        }
        yield _dump({"index": {"_id": document.key}}) + _dump(source)


def _make_state_line(state: State) -> str:
    source = {
        "form": FORM,
        "position": state.position,
        "seen": state.seen,
        "written_at": state.written_at.isoformat(),
    }
    return _dump({"index": {"_id": _STATE}}) + _dump(source)


def _dump(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


def _has_failed(item: Json) -> bool:
    """To take out what is not there is no failure."""
    return any(outcome["status"] >= 400 and outcome["status"] != 404 for outcome in item.values())


def _read_hits(answer: Json) -> list[Hit]:
    return [load_hit(hit["_source"]["shown"]) for hit in answer["hits"]["hits"]]


def _read_buckets(counted: Json) -> list[tuple[str, int]]:
    return [(str(bucket["key"]), bucket["doc_count"]) for bucket in counted["buckets"]]


_TERMS = {"type": "text", "analyzer": "whitespace"}
SETTINGS: Json = {
    "settings": {"index": {"max_result_window": 10_000}},
    "mappings": {
        "dynamic": False,
        "properties": {
            "kind": {"type": "keyword"},
            "names": {"type": "keyword"},
            "title": {**_TERMS, "index_options": "freqs"},
            "words": {**_TERMS, "index_options": "freqs"},
            "run": _TERMS,
            "section": {"type": "keyword"},
            "unit": {"type": "keyword"},
            "source": {"type": "keyword"},
            "day": {"type": "integer"},
            "year": {"type": "integer"},
            "weight": {"type": "float"},
        },
    },
}
