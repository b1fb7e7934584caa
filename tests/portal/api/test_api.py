import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.factories import make_document, make_indicator, make_result, make_target, make_unit
from tests.portal.making import make_stated_target

from congtin.portal.api.resources import RESOURCES


@pytest.fixture
def target(section):
    _, target, _ = make_stated_target(section)
    target.unit.plans.create(period="2021", theme="Chủ đề")
    result = make_result(indicator=target.indicator, unit=target.unit, period="2021-M01..06")
    result.evidence.create(document=make_document(address="https://v.example/1"))
    return target


def get_data(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()["data"]


def test_the_root_names_every_resource(client, home):
    root = client.get("/api/v1/").json()
    for name in RESOURCES:
        assert root[name] == f"http://testserver/api/v1/{name}"


def test_a_target_is_told_with_its_identity_and_exact_value(client, target):
    [row] = get_data(client, "targets?unit=quan-le-chan&indicator=thu-ngan-sach&period=2021")
    assert (row["id"], row["value"], row["measure"]) == (f"m{target.pk}", 1223.771, "tỷ đồng")
    assert row["set_by"] == "Quận ủy Lê Chân"
    assert row["address"] == f"http://testserver/so-lieu/m{target.pk}/"
    assert client.get(f"/api/v1/targets/m{target.pk}").json() == row


def test_evidence_names_the_value_and_leads_to_the_sentence(client, target):
    rows = get_data(client, "evidence?unit=quan-le-chan")
    assert [row["kind"] for row in rows] == ["article", "document"]
    assert rows[0]["target"] == f"m{target.pk}"
    assert rows[0]["link"].endswith(f"#so-lieu-{target.evidence.get().pk}")
    assert get_data(client, "evidence?period=2021-M01..06") == [rows[1]]


def test_nobody_of_the_newsroom_is_named(client, target, editor):
    target.evidence.update(added_by=editor)
    for name in RESOURCES:
        assert editor.username not in client.get(f"/api/v1/{name}").content.decode()


@pytest.mark.parametrize("name", ["units", "indicators", "targets"])
def test_pages_follow_each_other_without_gap_or_repetition(client, home, name):
    unit = make_unit()
    for number in range(7):
        make_target(indicator=make_indicator(f"Chỉ tiêu {number}"), unit=unit)
        make_unit(f"Phường {number}")
    path, seen = f"/api/v1/{name}?limit=3", []
    while path:
        response = client.get(path)
        seen += [row["id"] for row in response.json()["data"]]
        path = response.json()["next"]
        assert (path is None) == ("Link" not in response)
    assert len(seen) == len(set(seen)) == {"units": 8, "indicators": 7, "targets": 7}[name]


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("targets?limit=0", 400, "limit"),
        ("targets?limit=501", 400, "limit"),
        ("targets?limit=²", 400, "limit"),
        ("targets?sau=x1", 400, "sau"),
        ("targets?sau=m99999999999999999999", 400, "sau"),
        ("targets?nam=2021", 400, "nam"),
        ("units?period=2021", 400, "period"),
        ("targets?period=2021-13", 400, "period"),
        ("targets?unit=khong-co", 404, "khong-co"),
        ("targets?indicator=khong-co", 404, "khong-co"),
        ("targets/k1", 404, "k1"),
        ("targets/m01", 404, "m01"),
        ("khong-co", 404, "khong-co"),
        ("targets/m1/them", 404, "/api/v1/"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client, target, path, status, word):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert word in problem["detail"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_only_reading_is_allowed(client, target):
    response = client.post("/api/v1/targets")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    preflight = client.options("/api/v1/targets")
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Origin"] == "*"
    assert "GET" in preflight["Access-Control-Allow-Methods"]


def test_an_answer_that_has_not_changed_is_not_sent_again(client, target):
    first = client.get("/api/v1/targets")
    again = client.get("/api/v1/targets", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not client.cookies


@pytest.mark.parametrize("name", RESOURCES)
def test_answers_match_their_description(client, target, name):
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"] == "3.1.0"
    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    rows = get_data(client, name)
    assert rows
    for row in rows:
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
            row
        )


@pytest.mark.parametrize("name", RESOURCES)
def test_a_hundred_rows_cost_no_more_queries_than_one(client, section, count_queries, name):
    _, target, _ = make_stated_target(section)
    target.unit.plans.create(period="2021")
    make_result(indicator=target.indicator, unit=target.unit)
    with_one = count_queries(f"/api/v1/{name}")
    for number in range(30):
        unit = make_unit(f"Phường {number}", parent=target.unit)
        indicator = make_indicator(f"Chỉ tiêu {number}")
        each = make_target(indicator=indicator, unit=unit, document=make_document(f"V {number}"))
        each.evidence.create(document=each.document)
        make_result(indicator=indicator, unit=unit)
        unit.plans.create(period="2021")
    assert count_queries(f"/api/v1/{name}") == with_one


@pytest.fixture
def description(client, target):
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture
def connection_is_kept(description):
    """As Django's own test client does during a request: the test's transaction lives on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_is_kept")
def test_the_description_holds_against_generated_requests(description):
    """All checks of schemathesis, on requests of its own making."""
    description["servers"] = [{"url": "/api/v1"}]
    schema = schemathesis.openapi.from_dict(description)
    schema.app = get_wsgi_application()

    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=15, suppress_health_check=list(HealthCheck))
        def hold(case):
            case.call_and_validate(headers={"Host": "testserver"})

        hold()
