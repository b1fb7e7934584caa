"""The wire on the dashboard: how much waits."""

from typing import Any

from wagtail.admin.ui.components import Component

from congtin.wire.queries import count_waiting

__all__ = ["ArrivalsPanel"]


class ArrivalsPanel(Component):
    name = "wire_arrivals"
    template_name = "wire/arrivals.html"
    order = 55

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"counts": count_waiting()}
