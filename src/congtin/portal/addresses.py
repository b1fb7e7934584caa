"""The portal's own addresses (docs/adr/0004-addresses.md), and absolute ones."""

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from congtin.ledger.addresses import make_value_id
from congtin.ledger.models import Indicator, Target
from congtin.ledger.models.values import StatedValue
from congtin.places.models import Unit

__all__ = [
    "get_figure_anchor",
    "get_indicator_address",
    "get_page_address",
    "get_plan_address",
    "get_row_anchor",
    "get_short_address",
    "get_unit_address",
    "get_value_address",
    "get_value_id",
    "make_absolute",
]


def make_absolute(path: str) -> str:
    """With the portal's public host in front; an absolute address stays as it is."""
    return path if "://" in path else f"{settings.BASE_URL}{path}"


def get_page_address(page: Page) -> str:
    """The path of a page, "" where it has none yet (a preview of an unsaved page)."""
    path = page.get_url() if page.pk and page.url_path else None
    return path or ""


def get_short_address(article_id: int) -> str:
    """The permanent address of an article, absolute: what its QR code holds."""
    return make_absolute(reverse("portal:short", args=[article_id]))


def get_unit_address(unit: Unit) -> str:
    return reverse("portal:unit", args=[unit.slug])


def get_plan_address(unit: Unit, period: str) -> str:
    return reverse("portal:plan", args=[unit.slug, period])


def get_indicator_address(indicator: Indicator) -> str:
    """Among those of the units: a unit of the same slug comes first, `portal:indicator` then leads
    to the indicator all the same."""
    return reverse("portal:unit", args=[indicator.slug])


def get_value_id(value: StatedValue) -> str:
    return make_value_id(is_target=isinstance(value, Target), key=value.pk)


def get_value_address(value: StatedValue) -> str:
    """The permanent address of a target or result."""
    return reverse("portal:value", args=[get_value_id(value)])


def get_row_anchor(indicator: Indicator) -> str:
    """The id of an indicator's row on the page of a unit's year."""
    return f"chi-tieu-{indicator.slug}"


def get_figure_anchor(evidence_id: int) -> str:
    """The id of a marked figure on the page of an article."""
    return f"so-lieu-{evidence_id}"
