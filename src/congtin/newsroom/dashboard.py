"""The newsroom's own piece of the dashboard: one step to a new article."""

from typing import Any

from wagtail.admin.ui.components import Component

from congtin.newsroom.queries import get_sections

__all__ = ["WaysPanel"]


class WaysPanel(Component):
    name = "newsroom_ways"
    template_name = "newsroom/admin/ways.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The sections in which this person may write."""
        user = parent_context["request"].user
        sections = [
            section
            for section in get_sections()
            if section.permissions_for_user(user).can_add_subpage()
        ]
        return {"sections": sections}
