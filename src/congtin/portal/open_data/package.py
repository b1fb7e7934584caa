"""What catalogues read: a Frictionless Data Package (https://specs.frictionlessdata.io/data-package/),
a DCAT 3 catalogue (https://www.w3.org/TR/vocab-dcat-3/), schema.org Dataset."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from congtin.newsroom.models import PortalSettings
from congtin.portal.addresses import make_absolute
from congtin.portal.open_data.columns import LICENCE, LICENCE_NAME, Column, Table
from congtin.portal.open_data.tables import TABLES

__all__ = ["describe_catalogue", "describe_dataset", "describe_package"]

_TITLE = "Sổ chỉ tiêu: mức đề ra, kết quả và căn cứ"
_TYPES = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def describe_package(portal: PortalSettings) -> dict[str, Any]:
    """The package's tables are the files with machine names."""
    return {
        "profile": "tabular-data-package",
        "name": "so-chi-tieu",
        "title": f"{portal.portal_name}. {_TITLE}",
        "homepage": make_absolute(reverse("portal:open_data")),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": LICENCE_NAME}],
        "sources": [{"title": _name_publisher(portal), "path": make_absolute("/")}],
        "contributors": [{"title": _name_publisher(portal), "role": "publisher"}],
        "resources": [_describe_resource(table) for table in TABLES],
    }


def describe_catalogue(portal: PortalSettings, *, today: dt.date) -> dict[str, Any]:
    """One dataset for each table and one for all of them together."""
    home = make_absolute(reverse("portal:open_data"))
    publisher = {"@type": "foaf:Agent", "foaf:name": _name_publisher(portal)}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "dct:license": {"@type": "@id"},
            "dct:language": {"@type": "@id"},
            "dct:issued": {"@type": "xsd:date"},
            "dcat:landingPage": {"@type": "@id"},
            "dcat:downloadURL": {"@type": "@id"},
            "dcat:accessURL": {"@type": "@id"},
            "dcat:endpointURL": {"@type": "@id"},
            "dcat:endpointDescription": {"@type": "@id"},
            "dcat:mediaType": {"@type": "@id"},
        },
        "@id": make_absolute(reverse("portal:catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": {"@value": f"{portal.portal_name}: dữ liệu mở", "@language": "vi"},
        "dct:publisher": publisher,
        "dct:license": LICENCE,
        "dct:language": "http://id.loc.gov/vocabulary/iso639-1/vi",
        "dct:modified": {"@value": today.isoformat(), "@type": "xsd:date"},
        "dcat:dataset": [_describe_table(table, home, publisher) for table in TABLES],
        "dcat:service": {
            "@id": make_absolute(reverse("portal:api")),
            "@type": "dcat:DataService",
            "dct:title": {"@value": "API đọc", "@language": "vi"},
            "dcat:endpointURL": make_absolute(reverse("portal:api")),
            "dcat:endpointDescription": make_absolute(reverse("portal:openapi")),
            "dcat:servesDataset": [{"@id": f"{home}#{table.slug}"} for table in TABLES],
        },
    }


def describe_dataset(
    portal: PortalSettings, *, name: str, description: str, address: str, files: dict[str, str]
) -> dict[str, Any]:
    """`files`: paths by their format (csv, json, xlsx). For a page's JSON-LD."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": address,
        "inLanguage": "vi",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": _name_publisher(portal)},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": f"{portal.portal_name}: dữ liệu mở",
            "url": make_absolute(reverse("portal:open_data")),
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _TYPES[kind][1],
                "contentUrl": make_absolute(path),
            }
            for kind, path in files.items()
        ],
    }


def _name_publisher(portal: PortalSettings) -> str:
    return portal.organisation or portal.portal_name


def _describe_resource(table: Table) -> dict[str, Any]:
    pointers = [column for column in table.columns if column.points_to]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "profile": "tabular-data-resource",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_describe_field(column) for column in table.columns],
            "primaryKey": ["id"],
            "foreignKeys": [_describe_pointer(column, table) for column in pointers],
            "missingValues": [""],
        },
    }


def _describe_field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.name == "id":
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    field = {
        "name": column.name,
        "title": column.title,
        "type": column.type,
        "description": column.description,
    }
    if column.type == "datetime":
        field["format"] = "%Y-%m-%dT%H:%M:%S%z"
    return {**field, "constraints": constraints} if constraints else field


def _describe_pointer(column: Column, table: Table) -> dict[str, Any]:
    name, field = column.points_to or ("", "")
    resource = "" if name == table.name else name
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [field]}}


def _describe_table(table: Table, home: str, publisher: dict[str, str]) -> dict[str, Any]:
    return {
        "@id": f"{home}#{table.slug}",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": table.title, "@language": "vi"},
        "dct:description": {"@value": table.description, "@language": "vi"},
        "dct:publisher": publisher,
        "dct:license": LICENCE,
        "dcat:landingPage": home,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": f"{table.title}, {name}",
                "dct:license": LICENCE,
                "dcat:mediaType": f"https://www.iana.org/assignments/media-types/{media}",
                "dcat:accessURL": home,
                "dcat:downloadURL": make_absolute(
                    reverse("portal:data_table", args=[table.slug, kind])
                ),
            }
            for kind, (name, media) in _TYPES.items()
        ],
    }
