"""An OpenSearch server in memory, as far as the index speaks to it.

It was written after the server's documentation and not held against a real one. Where it does not
know a query it fails, so that no test passes on what it left out. Scores are plain counts of terms.
"""

import json
import re
from urllib.parse import parse_qs

import httpx

_TEXTS = {"title", "words", "run"}


class FakeOpenSearch:
    def __init__(self):
        self.indices = {}
        self.aliases = {}
        self.requests = []

    def make_client(self):
        return httpx.Client(transport=httpx.MockTransport(self.answer), base_url="http://search")

    def answer(self, request):
        body = request.content.decode()
        self.requests.append((request.method, request.url.path, body))
        query = parse_qs(request.url.query.decode())
        parts = request.url.path.strip("/").split("/")
        if parts[0] == "_aliases":
            return self._change_aliases(json.loads(body)["actions"])
        if parts == ["_cat", "indices"]:
            assert query["format"] == ["json"]
            return httpx.Response(200, json=[{"index": name} for name in self.indices])
        if request.method == "PUT" and len(parts) == 1:
            return self._make_index(parts[0], json.loads(body))
        index = self.indices.get(self.aliases.get(parts[0], parts[0]))
        if index is None:
            return httpx.Response(404, json={"error": {"type": "index_not_found_exception"}})
        return {
            "_doc": lambda: _get(index, parts[-1]),
            "_count": lambda: httpx.Response(200, json={"count": len(index)}),
            "_bulk": lambda: _write(index, request, body),
            "_search": lambda: httpx.Response(200, json=_search(index, json.loads(body))),
        }[parts[1]]()

    def _make_index(self, name, body):
        assert re.fullmatch("[a-z0-9-]+", name)
        assert body["mappings"]["properties"]["words"]["analyzer"] == "whitespace"
        self.indices[name] = {}
        return httpx.Response(200, json={"acknowledged": True})

    def _change_aliases(self, actions):
        for action in actions:
            if "remove_index" in action:
                del self.indices[action["remove_index"]["index"]]
            else:
                self.aliases[action["add"]["alias"]] = action["add"]["index"]
        return httpx.Response(200, json={"acknowledged": True})


def _get(index, key):
    found = key in index
    source = {"_source": index[key]} if found else {}
    return httpx.Response(200 if found else 404, json={"found": found, **source})


def _write(index, request, body):
    assert request.headers["Content-Type"] == "application/x-ndjson"
    assert body.endswith("\n")
    items = []
    lines = iter([json.loads(line) for line in body.splitlines()])
    for line in lines:
        ((deed, meta),) = line.items()
        if deed == "delete":
            status = 200 if index.pop(meta["_id"], None) else 404
        else:
            index[meta["_id"]] = next(lines)
            status = 201
        items.append({deed: {"_id": meta["_id"], "status": status}})
    return httpx.Response(200, json={"errors": False, "items": items})


def _search(index, body):
    query = body.get("query", {"match_all": {}})
    scored = [(_score(query, source), key, source) for key, source in index.items()]
    scored = [each for each in scored if each[0] is not None]
    counted = {name: _aggregate(agg, scored) for name, agg in body.get("aggs", {}).items()}
    kept = body.get("post_filter")
    hits = [each for each in scored if kept is None or _score(kept, each[2]) is not None]
    if body.get("sort", ["_score"]) == ["_score"]:
        hits.sort(key=lambda each: -each[0])
    else:
        assert body["sort"] == [{"day": "desc"}]
        hits.sort(key=lambda each: -each[2]["day"])
    first = body.get("from", 0)
    page = hits[first : first + body["size"]]
    return {
        "hits": {
            "total": {"value": len(hits), "relation": "eq"},
            "hits": [
                {"_id": key, "_score": score, "_source": {"shown": source["shown"]}}
                for score, key, source in page
            ],
        },
        "aggregations": counted,
    }


def _aggregate(agg, scored):
    if "terms" in agg:
        counts = {}
        for _, _, source in scored:
            for value in _list_values(source, agg["terms"]["field"]):
                counts[value] = counts.get(value, 0) + 1
        ordered = sorted(counts.items(), key=lambda each: -each[1])[: agg["terms"]["size"]]
        return {"buckets": [{"key": key, "doc_count": count} for key, count in ordered]}
    if "filters" in agg:
        return {
            "buckets": {
                name: {"doc_count": sum(_score(query, each[2]) is not None for each in scored)}
                for name, query in agg["filters"]["filters"].items()
            }
        }
    left = [each for each in scored if _score(agg["filter"], each[2]) is not None]
    within = {name: _aggregate(each, left) for name, each in agg["aggs"].items()}
    return {"doc_count": len(left), **within}


def _score(query, source):
    """The score of a document, None where it does not match."""
    ((name, body),) = query.items()
    return {
        "match_all": lambda: 1.0,
        "term": lambda: _score_term(body, source),
        "terms": lambda: _score_terms(body, source),
        "prefix": lambda: _score_prefix(body, source),
        "match_phrase": lambda: _score_phrase(body, source),
        "range": lambda: _score_range(body, source),
        "constant_score": lambda: _if(_score(body["filter"], source), body["boost"]),
        "bool": lambda: _score_bool(body, source),
        "dis_max": lambda: max(
            (score for each in body["queries"] if (score := _score(each, source)) is not None),
            default=None,
        ),
        "function_score": lambda: _score_function(body, source),
    }[name]()


def _score_function(body, source):
    assert body["boost_mode"] == "multiply"
    score = _score(body["query"], source)
    return score and score * source[body["field_value_factor"]["field"]]


def _score_bool(body, source):
    assert body.keys() <= {"must", "filter", "should", "minimum_should_match"}
    must = [_score(each, source) for each in body.get("must", ())]
    kept = [_score(each, source) for each in body.get("filter", ())]
    should = [_score(each, source) for each in body.get("should", ())]
    met = sum(score is not None for score in should)
    least = body.get("minimum_should_match", 0 if must or kept else min(1, len(should)))
    if None in must or None in kept or met < least:
        return None
    return sum(must) + sum(score for score in should if score is not None)


def _score_term(body, source):
    ((field, value),) = body.items()
    boost = 1.0
    if isinstance(value, dict):
        value, boost = value["value"], value["boost"]
    count = _list_values(source, field).count(value)
    return count * boost / (1 + len(_list_values(source, field))) if count else None


def _score_terms(body, source):
    ((field, values),) = body.items()
    return _if(set(values) & set(_list_values(source, field)), 1.0)


def _score_prefix(body, source):
    ((field, prefix),) = body.items()
    return _if(any(each.startswith(prefix["value"]) for each in _list_values(source, field)), 1.0)


def _score_phrase(body, source):
    ((field, phrase),) = body.items()
    return _if(f" {phrase} " in f" {source.get(field, '')} ", 1.0)


def _score_range(body, source):
    ((field, span),) = body.items()
    return _if(field in source and span["gte"] <= source[field] <= span["lte"], 1.0)


def _if(matches, score):
    return score if matches not in (None, False, set()) else None


def _list_values(source, field):
    value = source.get(field)
    if value is None:
        return []
    if field in _TEXTS:
        return value.split()
    return list(value) if isinstance(value, list) else [value]
