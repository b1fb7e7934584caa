"""The read API at /api/v1/: pages of rows, single rows, the description; every error a problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import conditional_page

from congtin.newsroom import queries as newsroom
from congtin.portal.addresses import make_absolute
from congtin.portal.api.description import describe_api
from congtin.portal.api.problems import Problem, answer_problem
from congtin.portal.api.resources import RESOURCES, Resource, find_row, list_rows
from congtin.portal.opening import open_to_all

__all__ = ["show_description", "show_missing", "show_root", "show_row", "show_rows"]

_METHODS = "GET, HEAD, OPTIONS"
_View = Callable[..., HttpResponse]


def _answer_api(view: _View) -> _View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _answer_preflight()
        try:
            _check_method(request)
            return view(request, *args, **kwargs)
        except Problem as problem:
            response = answer_problem(problem, instance=request.path)
            if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
                response.headers["Allow"] = _METHODS
            return response

    return open_to_all(conditional_page(answered))  # type: ignore[return-value]  # as it came


def _check_method(request: HttpRequest) -> None:
    if request.method not in {"GET", "HEAD"}:
        raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, "Chỉ đọc", f"API này chỉ nhận {_METHODS}.")


def _answer_preflight() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response.headers["Allow"] = _METHODS
    response.headers["Access-Control-Allow-Methods"] = _METHODS
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


@_answer_api
def show_root(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    return _answer(
        {
            "description": make_absolute(reverse("portal:openapi")),
            "documentation": make_absolute(reverse("portal:open_data")),
            **{name: _get_address(name) for name in RESOURCES},
        }
    )


@_answer_api
def show_rows(request: HttpRequest, name: str) -> HttpResponse:
    resource = _get_resource(name)
    query = request.GET.dict()
    page = list_rows(resource, query)
    following = None
    if page.next:
        following = f"{_get_address(name)}?{urlencode({**query, 'sau': page.next})}"
    response = _answer({"data": page.rows, "next": following})
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@_answer_api
def show_row(request: HttpRequest, name: str, identity: str) -> HttpResponse:
    return _answer(find_row(_get_resource(name), identity))


@_answer_api
def show_description(request: HttpRequest) -> HttpResponse:
    name = newsroom.get_settings().portal_name
    base = make_absolute(reverse("portal:api")).rstrip("/")
    return _answer(describe_api(portal_name=name, base=base))


@_answer_api
def show_missing(request: HttpRequest, path: str = "") -> HttpResponse:
    raise Problem(
        HTTPStatus.NOT_FOUND,
        "Không tìm thấy",
        f"API không có địa chỉ này. Mọi địa chỉ: {make_absolute(reverse('portal:api'))}",
    )


def _get_resource(name: str) -> Resource:
    try:
        return RESOURCES[name]
    except KeyError:
        raise Problem(
            HTTPStatus.NOT_FOUND,
            "Không tìm thấy",
            f"API không có bảng “{name}”. Các bảng: {', '.join(RESOURCES)}.",
        ) from None


def _get_address(name: str) -> str:
    return make_absolute(reverse("portal:api_rows", args=[name]))


def _answer(content: Any) -> JsonResponse:
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
