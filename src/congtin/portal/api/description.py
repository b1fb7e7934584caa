"""The API's description by OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), written by hand;
only the properties of the rows are taken from the columns, which are described there."""

from __future__ import annotations

from typing import Any

from congtin.portal.api.resources import LARGEST_PAGE, RESOURCES, USUAL_PAGE, Resource
from congtin.portal.open_data.columns import LICENCE, LICENCE_NAME, Column

__all__ = ["describe_api"]

_PARAMETERS: dict[str, dict[str, Any]] = {
    "limit": {
        "name": "limit",
        "in": "query",
        "description": "Số dòng của một trang.",
        "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_PAGE,
            "default": USUAL_PAGE,
        },
    },
    "unit": {
        "name": "unit",
        "in": "query",
        "description": "Mã một đơn vị, từ /units.",
        "schema": {"type": "string", "pattern": "^[-a-z0-9]+$", "maxLength": 90},
        "example": "quan-le-chan",
    },
    "indicator": {
        "name": "indicator",
        "in": "query",
        "description": "Mã một chỉ tiêu, từ /indicators.",
        "schema": {"type": "string", "pattern": "^[-a-z0-9]+$", "maxLength": 120},
        "example": "thu-ngan-sach-nha-nuoc-tren-dia-ban",
    },
    "period": {
        "name": "period",
        "in": "query",
        "description": "Đúng một kỳ: 2021; 2021-06; 2021-Q1; 2021-M01..06; 2020-2025.",
        "schema": {"type": "string", "pattern": "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]))?$"},
        "example": "2021",
    },
}
_PROBLEM = {
    "type": "object",
    "description": "Lỗi theo RFC 9457.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}
_FORMATS = {"date": "date", "datetime": "date-time"}


def describe_api(*, portal_name: str, base: str) -> dict[str, Any]:
    """`base` is the address of the API without a slash at the end."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{portal_name}: API đọc của sổ chỉ tiêu",
            "version": "1.0.0",
            "summary": "Mức đề ra, kết quả và căn cứ của từng chỉ tiêu, từng đơn vị, từng kỳ.",
            "description": "Chỉ đọc, không cần khóa. Mã của mỗi dòng không đổi. Trong phiên bản 1 "
            "chỉ có thể thêm cột và thêm tham số, không bỏ và không đổi nghĩa.",
            "license": {"name": LICENCE_NAME, "url": LICENCE},
        },
        "servers": [{"url": base}],
        "paths": {
            path: item for resource in RESOURCES.values() for path, item in _describe(resource)
        },
        "components": {
            "schemas": {
                "Problem": _PROBLEM,
                **{name: _describe_row(resource) for name, resource in RESOURCES.items()},
            },
            "parameters": _PARAMETERS,
            "responses": {
                "Refused": _describe_problem("Tham số không hợp lệ."),
                "Missing": _describe_problem("Không có dòng, đơn vị hoặc chỉ tiêu ấy."),
            },
        },
    }


def _describe(resource: Resource) -> list[tuple[str, dict[str, Any]]]:
    name, title = resource.name, resource.table.title
    listing = {
        "operationId": f"list_{name}",
        "summary": title,
        "description": resource.table.description,
        "parameters": [
            _describe_cursor(resource),
            *({"$ref": f"#/components/parameters/{each}"} for each in ("limit", *resource.filters)),
        ],
        "responses": {
            "200": _answer(_describe_page(name), "Một trang."),
            "400": {"$ref": "#/components/responses/Refused"},
            "404": {"$ref": "#/components/responses/Missing"},
        },
    }
    single = {
        "operationId": f"get_{name}",
        "summary": f"{title}: một dòng",
        "parameters": [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "pattern": f"^{resource.identity}$"},
            }
        ],
        "responses": {
            "200": _answer({"$ref": f"#/components/schemas/{name}"}, "Dòng ấy."),
            "404": {"$ref": "#/components/responses/Missing"},
        },
    }
    return [(f"/{name}", {"get": listing}), (f"/{name}/{{id}}", {"get": single})]


def _describe_cursor(resource: Resource) -> dict[str, Any]:
    return {
        "name": "sau",
        "in": "query",
        "description": "Mã của dòng cuối cùng ở trang trước. Cách chắc chắn nhất là theo “next”.",
        "schema": {"type": "string", "pattern": f"^{resource.identity}$"},
    }


def _describe_page(name: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
            "next": {
                "type": ["string", "null"],
                "format": "uri",
                "description": "Địa chỉ trang sau, null ở trang cuối.",
            },
        },
        "required": ["data", "next"],
        "additionalProperties": False,
    }


def _describe_row(resource: Resource) -> dict[str, Any]:
    columns = resource.table.columns
    return {
        "type": "object",
        "title": resource.table.title,
        "properties": {column.name: _describe_property(column) for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def _describe_property(column: Column) -> dict[str, Any]:
    kind = "string" if column.type in _FORMATS else column.type
    described: dict[str, Any] = {
        "type": kind if column.required else [kind, "null"],
        "title": column.title,
        "description": column.description,
    }
    if column.type in _FORMATS:
        described["format"] = _FORMATS[column.type]
    if column.choices:
        described["enum"] = list(column.choices)
    return described


def _answer(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _describe_problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}
