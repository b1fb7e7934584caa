"""What is said to an OpenSearch server, and what of its answers is believed."""

import datetime as dt
import json

import httpx
import pytest
from tests.search.fake_opensearch import FakeOpenSearch
from tests.search.making import STATE, fill, make_document

from congtin.search.documents import Kind
from congtin.search.engine import IndexAway
from congtin.search.opensearch import OpenSearchIndex, make_request
from congtin.search.queries import get_engine
from congtin.search.question import Order, read_question


@pytest.fixture
def server():
    return FakeOpenSearch()


@pytest.fixture
def engine(server):
    return OpenSearchIndex("https://search/congtin", client=server.make_client())


def test_setting_alone_chooses_it(settings):
    settings.SEARCH_ADDRESS = "https://an:mat-khau@search.example:9201/thu"
    get_engine.cache_clear()
    try:
        engine = get_engine()
        assert isinstance(engine, OpenSearchIndex)
        assert str(engine._client.base_url) == "https://search.example:9201"
        assert engine._index == "thu"
    finally:
        get_engine.cache_clear()


def test_request_has_what_is_needed_the_filters_the_page_and_the_counts():
    question = read_question(
        "ngan sach 28-NQ/TU",
        kind=Kind.ARTICLE,
        section="thoi-su",
        since=dt.date(2021, 1, 1),
        until=dt.date(2021, 12, 31),
        page=2,
    )
    body = make_request(question)
    assert body["query"]["bool"]["filter"] == [
        {"term": {"words": "ngan"}},
        {"term": {"words": "sach"}},
        {"term": {"words": "#28-nq/tu"}},
        {"term": {"section": "thoi-su"}},
        {"range": {"day": {"gte": 20210101, "lte": 20211231}}},
    ]
    assert body["post_filter"] == {"bool": {"filter": [{"term": {"kind": "bai-viet"}}]}}
    assert (body["from"], body["size"], body["sort"]) == (10, 10, ["_score"])
    assert body["aggs"]["kind"] == {"terms": {"field": "kind", "size": 200}}


def test_tiers_are_steps_apart():
    tiers = make_request(read_question("lê chân"))["query"]["bool"]["must"][0]["dis_max"]["queries"]
    steps = [each["bool"]["must"][0]["constant_score"]["boost"] for each in tiers]
    assert steps == [1000.0 * step for step in range(len(tiers), 0, -1)]


def test_newest_first_has_no_ranks():
    body = make_request(read_question("lê chân", order=Order.NEWEST))
    assert body["sort"] == [{"day": "desc"}]
    assert "must" not in body["query"]["bool"]


def test_index_in_use_is_named_by_an_alias_and_old_ones_go(engine, server):
    server.indices["congtin-nhat-ky"] = {}  # somebody else's
    fill(engine, make_document(1, "Một"))
    (first,) = server.indices.keys() - {"congtin-nhat-ky"}
    fill(engine, make_document(2, "Hai"))
    (second,) = server.indices.keys() - {"congtin-nhat-ky"}
    assert first != second
    assert server.aliases == {"congtin": second}


def test_documents_are_sent_in_parts_and_the_state_last(engine, server, monkeypatch):
    monkeypatch.setattr("congtin.search.opensearch._AT_ONCE", 2)
    fill(engine, *(make_document(number, "Tin") for number in range(5)))
    bulks = [body for _, path, body in server.requests if path.endswith("_bulk")]
    assert [body.count('"index"') for body in bulks] == [2, 2, 1, 1]
    assert json.loads(bulks[-1].splitlines()[0]) == {"index": {"_id": "@state"}}


def test_refused_documents_are_a_fault():
    def refuse(request):
        item = {"index": {"_id": "a", "status": 400, "error": {"type": "mapper_parsing_exception"}}}
        return httpx.Response(200, json={"errors": True, "items": [item]})

    client = httpx.Client(transport=httpx.MockTransport(refuse), base_url="http://search")
    with pytest.raises(IndexAway, match="refused 1 documents"):
        OpenSearchIndex("http://search/a", client=client).write(
            [make_document(1, "A")], state=STATE
        )


def go_down(request):
    raise httpx.ConnectError("refused")


@pytest.mark.parametrize("answer", [lambda request: httpx.Response(503), go_down])
def test_server_in_trouble_is_told_from_an_index_that_is_not_there(answer):
    client = httpx.Client(transport=httpx.MockTransport(answer), base_url="http://search")
    with pytest.raises(IndexAway):
        OpenSearchIndex("http://search/a", client=client).find(read_question("a"))
