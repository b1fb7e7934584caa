"""What stands around every public page: the portal's name, the ways through it, the notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import PortalSettings, SectionPage
from congtin.portal.addresses import get_page_address

__all__ = ["Way", "find_settings", "keep_from_search_engines", "render_page"]

_LEDGER = "chi-tieu"
_last_known: list[PortalSettings] = []


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the main navigation; `current` is the value of aria-current, or empty."""

    title: str
    address: str
    current: str


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    section: SectionPage | None = None,
    in_ledger: bool = False,
    status: int = 200,
    portal: PortalSettings | None = None,
) -> HttpResponse:
    """A page in the portal's dress. `section` or `in_ledger`: the part of the portal it is in;
    `portal`: its settings where the view has them."""
    portal = _remember(portal or newsroom.get_settings())
    here = _LEDGER if in_ledger else section.slug if section else ""
    frame = {"portal": portal, "ways": _list_ways(request.path, here)}
    html = render_to_string(template, {**frame, **context}, request)
    return keep_from_search_engines(HttpResponse(html, status=status), portal)


def find_settings() -> PortalSettings | None:
    """The portal's settings for a page that must come out even when the database is away."""
    if _last_known:
        return _last_known[0]
    try:
        return _remember(newsroom.get_settings())
    except DatabaseError:
        return None


def keep_from_search_engines(response: HttpResponse, portal: PortalSettings) -> HttpResponse:
    """A demonstration is not to be indexed, whatever the kind of its files."""
    if portal.is_demonstration:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _remember(portal: PortalSettings) -> PortalSettings:
    _last_known[:] = [portal]
    return portal


def _list_ways(path: str, here: str) -> list[Way]:
    def make(title: str, address: str, *, is_within: bool) -> Way:
        current = "page" if path == address else "true" if is_within else ""
        return Way(title, address, current)

    return [
        make(_("Trang chủ"), "/", is_within=False),
        *(
            make(section.title, get_page_address(section), is_within=section.slug == here)
            for section in newsroom.get_sections()
        ),
        make(_("Sổ chỉ tiêu"), reverse("portal:ledger"), is_within=here == _LEDGER),
    ]
