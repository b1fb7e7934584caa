"""Leading on who comes to an address of an old portal (RFC 9110, 15.4.2: 301)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from congtin.wire.moving.addresses import read_place, strip_host
from congtin.wire.moving.queries import find_new_address

__all__ = ["OldAddresses"]


class OldAddresses:
    """Looks only where nothing was found, and at the front page with WordPress's `?p=`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/" and "p" in request.GET:
            return self._lead_on(request) or self.get_response(request)
        response = self.get_response(request)
        if response.status_code == 404:
            return self._lead_on(request) or response
        return response

    def _lead_on(self, request: HttpRequest) -> HttpResponse | None:
        if request.method not in {"GET", "HEAD"}:
            return None
        place = read_place(request.get_full_path())
        if place is None:
            return None
        target = find_new_address(host=strip_host(request.get_host()), path=place.path)
        if not target or target == request.path:
            return None
        return HttpResponsePermanentRedirect(target)
