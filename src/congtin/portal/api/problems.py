"""Errors as problem details (RFC 9457), in Vietnamese."""

from __future__ import annotations

from http import HTTPStatus

from django.http import JsonResponse

__all__ = ["Problem", "answer_problem"]


class Problem(Exception):
    """What is wrong with a request; `detail` says it to the programmer who reads the answer."""

    def __init__(self, status: HTTPStatus, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail


def answer_problem(problem: Problem, *, instance: str) -> JsonResponse:
    """`type` stays about:blank: the status says what kind of problem it is (RFC 9457, 4.2.1)."""
    content = {
        "type": "about:blank",
        "title": problem.title,
        "status": int(problem.status),
        "detail": problem.detail,
        "instance": instance,
    }
    return JsonResponse(
        content,
        status=problem.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
