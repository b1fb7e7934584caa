import csv
import io
import json

import pytest
from openpyxl import load_workbook
from tests.factories import make_document, make_indicator, make_result, make_target, make_unit
from tests.portal.making import make_stated_target
from tests.portal.markup import check_page

from congtin.portal.open_data.tables import TABLES


@pytest.fixture
def target(section):
    _, target, _ = make_stated_target(section)
    make_result(indicator=target.indicator, unit=target.unit, value="1566.427")
    return target


def read(response):
    return b"".join(response.streaming_content)


def test_the_page_explains_every_table_and_column(client, home):
    response = client.get("/du-lieu/")
    page = check_page(response)
    html = response.content.decode()
    for table in TABLES:
        assert f"/du-lieu/{table.slug}.csv" in page.links
        for column in table.columns:
            assert f"<code>{column.name}</code>" in html
    assert "https://creativecommons.org/licenses/by/4.0/" in page.links
    assert "application/ld+json" in html


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_every_table_comes_in_three_kinds(client, target, table, kind):
    target.unit.plans.create(period="2021")
    response = client.get(f"/du-lieu/{table.slug}.{kind}")
    assert response["Access-Control-Allow-Origin"] == "*"
    content = read(response)
    titles = [column.title for column in table.columns]
    if kind == "csv":
        assert response["Content-Disposition"] == f'attachment; filename="{table.slug}.csv"'
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert rows[0] == titles
        assert len(rows) > 1
    elif kind == "json":
        told = json.loads(content)
        assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert list(told["data"][0]) == [column.name for column in table.columns]
    else:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        assert [cell.value for cell in sheet[1]] == titles


def test_a_plan_as_a_file_says_target_result_progress_and_sources(client, target):
    told = json.loads(read(client.get("/du-lieu/ke-hoach/quan-le-chan/2021.json")))
    [row] = told["data"]
    assert (row["target_value"], row["result_value"]) == (1223.771, 1566.427)
    assert (row["status"], row["status_name"]) == ("vuot", "Vượt")
    assert row["ratio"] == 1.28
    assert row["sources"] == "Tin của quận"
    assert row["target_address"] == f"http://testserver/so-lieu/m{target.pk}/"
    assert told["source"] == "http://testserver/chi-tieu/quan-le-chan/2021/"


def test_a_result_without_a_target_is_in_the_file_too(client, home):
    unit = make_unit(slug="quan-le-chan")
    make_result(indicator=make_indicator(), unit=unit)
    [row] = json.loads(read(client.get("/du-lieu/ke-hoach/quan-le-chan/2021.json")))["data"]
    assert (row["target_value"], row["status"], row["result_value"]) == (None, None, 100)


def test_an_indicator_as_a_file_holds_all_its_values(client, target):
    make_result(indicator=target.indicator, unit=target.unit, in_use=False, is_estimate=True)
    rows = json.loads(read(client.get("/du-lieu/chi-tieu/thu-ngan-sach.json")))["data"]
    assert [(row["kind"], row["in_use"]) for row in rows] == [
        ("target", True),
        ("result", True),
        ("estimate", False),
    ]


@pytest.mark.parametrize(
    "path", ["khong-co.csv", "units.json", "units.xlsx", "don-vi.pdf", "chi-tieu/khong-co.csv"]
)
def test_what_there_is_not_is_not_found(client, home, path):
    assert client.get(f"/du-lieu/{path}").status_code == 404


def test_a_demonstrations_data_is_kept_from_search_engines(client, demonstration):
    for path in ("/du-lieu/don-vi.csv", "/du-lieu/datapackage.json", "/api/v1/units"):
        assert client.get(path)["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("slug", [table.slug for table in TABLES])
def test_thirty_rows_cost_no_more_queries_than_one(
    client, target, django_assert_max_num_queries, slug
):
    def count():
        with django_assert_max_num_queries(50) as queries:
            read(client.get(f"/du-lieu/{slug}.csv"))
        return len(queries)

    target.unit.plans.create(period="2021")
    count()
    with_one = count()
    for number in range(30):
        unit = make_unit(f"Phường {number}", parent=target.unit)
        indicator = make_indicator(f"Chỉ tiêu {number}")
        each = make_target(indicator=indicator, unit=unit)
        each.evidence.create(document=make_document(f"Văn bản {number}"))
        make_result(indicator=indicator, unit=unit)
        unit.plans.create(period="2021")
    assert count() == with_one
