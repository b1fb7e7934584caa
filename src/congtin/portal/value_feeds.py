"""Atom (RFC 4287) of new and changed values: of a unit, of an indicator.

An entry's identity is the value's permanent address, so that a changed value is read as the same
entry, updated.
"""

from __future__ import annotations

import datetime as dt
import re
from heapq import nlargest
from itertools import chain

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from congtin.ledger.models import Indicator, Result, Target
from congtin.ledger.series import find_indicator
from congtin.newsroom import queries as newsroom
from congtin.places.models import Unit
from congtin.portal.addresses import (
    get_indicator_address,
    get_unit_address,
    get_value_address,
    make_absolute,
)
from congtin.portal.frame import keep_from_search_engines
from congtin.portal.value_page import name_kind, name_setter, say_value
from congtin.vietnamese.formatting import format_period

__all__ = ["IndicatorValuesAtom", "ValuesAtom"]

_LENGTH = 50
# Characters that XML 1.0 (2.2) does not allow at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_Subject = Unit | Indicator


class ValuesAtom(Feed):
    """The newest fifty of the unit that bears the slug, else of the indicator that does."""

    feed_type = Atom1Feed
    language = "vi"

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        return keep_from_search_engines(response, newsroom.get_settings())

    def get_object(self, request: HttpRequest, slug: str) -> _Subject:
        found = Unit.objects.filter(slug=slug).first() or find_indicator(slug)
        if found is None:
            raise Http404
        return found

    def title(self, subject: _Subject) -> str:
        return _clean(f"{newsroom.get_settings().portal_name}: {subject.name}")

    def subtitle(self, subject: _Subject) -> str:
        return "Mức đề ra và kết quả mới vào sổ hoặc vừa sửa."

    def link(self, subject: _Subject) -> str:
        own = get_unit_address if isinstance(subject, Unit) else get_indicator_address
        return make_absolute(own(subject))  # type: ignore[arg-type]  # the function of its type

    def feed_url(self, subject: _Subject) -> str:
        return make_absolute(reverse("portal:unit_values_atom", args=[subject.slug]))

    def items(self, subject: _Subject) -> list[Target | Result]:
        targets = subject.targets.select_related("indicator", "unit", "document")
        results = subject.results.select_related("indicator", "unit")
        newest = chain(
            targets.order_by("-changed_at")[:_LENGTH], results.order_by("-changed_at")[:_LENGTH]
        )
        return nlargest(_LENGTH, newest, key=lambda value: value.changed_at)

    def item_title(self, item: Target | Result) -> str:
        subject = f"{item.indicator.name}, {item.unit.name}, {format_period(item.period)}"
        return _clean(f"{name_kind(item)}: {subject}: {say_value(item)}")

    def item_description(self, item: Target | Result) -> str:
        parts = [name_setter(item) if isinstance(item, Target) else "", item.territory]
        parts += ["" if item.in_use else "không dùng", item.note]
        return escape(_clean("; ".join(part for part in parts if part)))

    def item_link(self, item: Target | Result) -> str:
        return make_absolute(get_value_address(item))

    def item_guid(self, item: Target | Result) -> str:
        return self.item_link(item)

    item_guid_is_permalink = True

    def item_pubdate(self, item: Target | Result) -> dt.datetime:
        return _localise(item.entered_at)

    def item_updateddate(self, item: Target | Result) -> dt.datetime:
        return _localise(item.changed_at)

    def item_categories(self, item: Target | Result) -> list[str]:
        return [item.indicator.topic]


class IndicatorValuesAtom(ValuesAtom):
    """Where a unit bears the same slug, this address still leads to the indicator's."""

    def get_object(self, request: HttpRequest, slug: str) -> _Subject:
        found = find_indicator(slug)
        if found is None:
            raise Http404
        return found

    def feed_url(self, subject: _Subject) -> str:
        return make_absolute(reverse("portal:indicator_values_atom", args=[subject.slug]))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _localise(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())
