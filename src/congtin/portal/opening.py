"""Answers that programs of any host may read (Fetch, CORS protocol)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from congtin.newsroom import queries as newsroom

__all__ = ["open_to_all"]


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let every host read the answer; a demonstration asks search engines to leave it alone."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        if newsroom.get_settings().is_demonstration:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened
