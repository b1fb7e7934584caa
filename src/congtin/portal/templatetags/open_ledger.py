"""What a page of the ledger says of itself to catalogues: schema.org Dataset."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from congtin.ledger.models import Indicator
from congtin.places.models import Unit
from congtin.portal.open_data.package import describe_dataset
from congtin.portal.structured_data import dump_json_ld
from congtin.vietnamese.formatting import format_period

__all__ = ["indicator_dataset", "plan_dataset"]

register = template.Library()

_KINDS = ("csv", "json", "xlsx")


@register.simple_tag(takes_context=True)
def plan_dataset(context: dict[str, Any], unit: Unit, period: str) -> SafeString:
    """For a script element of type application/ld+json."""
    files = {kind: reverse("portal:data_plan", args=[unit.slug, period, kind]) for kind in _KINDS}
    name = f"{unit.name}, {format_period(period)}: đề ra và kết quả"
    return _describe(context, name, files)


@register.simple_tag(takes_context=True)
def indicator_dataset(context: dict[str, Any], indicator: Indicator) -> SafeString:
    """For a script element of type application/ld+json."""
    files = {kind: reverse("portal:data_indicator", args=[indicator.slug, kind]) for kind in _KINDS}
    return _describe(context, f"{indicator.name}: mức đề ra và kết quả", files)


def _describe(context: dict[str, Any], name: str, files: dict[str, str]) -> SafeString:
    description = f"{name}. Mỗi giá trị có đơn vị tính, kỳ, căn cứ và địa chỉ riêng."
    return dump_json_ld(
        describe_dataset(
            context["portal"],
            name=name,
            description=description,
            address=context["canonical"],
            files=files,
        )
    )
