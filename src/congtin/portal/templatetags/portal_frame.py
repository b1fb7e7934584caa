"""The portal's settings for templates that are rendered by others (sign-in lock, server error)."""

from typing import Any

from django import template

from congtin.newsroom.models import PortalSettings
from congtin.portal.frame import find_settings

register = template.Library()


@register.simple_tag(takes_context=True)
def find_portal(context: dict[str, Any]) -> PortalSettings | None:
    """What the view gave, else the settings as far as they can be had."""
    return context.get("portal") or find_settings()
