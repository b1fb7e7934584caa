import datetime as dt
import json
from pathlib import Path

import pytest
from frictionless import Package
from frictionless import system as frictionless
from tests.factories import (
    make_document,
    make_evidence,
    make_indicator,
    make_result,
    make_target,
    make_unit,
)
from tests.portal.making import make_stated_target

from congtin.portal.open_data.tables import TABLES


@pytest.fixture
def ledger(section):
    """Something in each table, with a range, a share, marks in the text and all pointers."""
    article, target, _ = make_stated_target(section)
    target.plan = target.unit.plans.create(period="2021", theme="Chủ đề, có dấu phẩy\nvà dòng mới")
    target.save()
    city = make_unit("Thành phố Hải Phòng", level="province", slug="thanh-pho-hai-phong")
    target.unit.parent = city
    target.unit.valid_to = dt.date(2025, 6, 30)
    target.unit.save()
    make_target(
        indicator=target.indicator, unit=city, value=None, low=1, high=2, comparator="range"
    )
    result = make_result(indicator=target.indicator, unit=city, as_of=dt.date(2021, 12, 31))
    make_evidence(article, result=result)
    result.evidence.create(document=make_document(address="https://v.example/1"))
    make_indicator('Tỷ lệ "khác"', measure="%", code="T0102", aliases="Một\nHai")
    return target


@pytest.fixture
def package(client, ledger, tmp_path):
    """The package and its files as a researcher would have them on a disk."""
    descriptor = client.get("/du-lieu/datapackage.json")
    assert descriptor["Access-Control-Allow-Origin"] == "*"
    (tmp_path / "datapackage.json").write_bytes(descriptor.content)
    for resource in descriptor.json()["resources"]:
        content = b"".join(client.get(f"/du-lieu/{resource['path']}").streaming_content)
        (tmp_path / resource["path"]).write_bytes(content)
    return tmp_path / "datapackage.json"


def test_the_data_package_is_valid_with_its_types_and_pointers(package):
    with frictionless.use_context(trusted=True):
        report = Package(str(package)).validate()
    assert report.valid, report.flatten(["taskNumber", "type", "note", "rowNumber", "fieldName"])
    assert [task.name for task in report.tasks] == [table.name for table in TABLES]
    assert all(task.stats["rows"] for task in report.tasks)


def test_a_broken_pointer_would_be_found(package):
    targets = package.parent / "targets.csv"
    targets.write_text(targets.read_text().replace("thu-ngan-sach", "khong-co"))
    with frictionless.use_context(trusted=True):
        report = Package(str(package)).validate()
    assert "foreign-key" in {kind for [kind] in report.flatten(["type"])}


def test_the_catalogue_names_a_licence_and_three_files_of_each_table(client, home):
    response = client.get("/du-lieu/catalog.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    catalogue = json.loads(response.content)
    assert catalogue["@type"] == "dcat:Catalog"
    for dataset in catalogue["dcat:dataset"]:
        assert dataset["dct:license"] == "https://creativecommons.org/licenses/by/4.0/"
        for distribution in dataset["dcat:distribution"]:
            path = distribution["dcat:downloadURL"].removeprefix("http://testserver")
            assert client.get(path).status_code == 200
        assert len(dataset["dcat:distribution"]) == 3


def test_the_columns_are_documented():
    text = Path(__file__).parents[3].joinpath("docs", "open-data.md").read_text(encoding="utf-8")
    for table in TABLES:
        names = ", ".join(f"`{column.name}`" for column in table.columns)
        assert f"| `{table.name}` | {names} |" in text
