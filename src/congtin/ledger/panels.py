"""Figures shown in the administration: beside an article's text, and on the dashboard."""

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from congtin.ledger.enums import ProposalState
from congtin.ledger.models import Proposal
from congtin.ledger.queries import get_open_proposals

__all__ = ["FiguresPanel", "WaitingPanel"]


class FiguresPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "ledger/figures_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.proposals = list(
                Proposal.objects.filter(article_id=self.instance.pk).exclude(
                    state=ProposalState.GONE
                )
                if self.instance.pk
                else []
            )
            self.open_count = sum(each.state == ProposalState.OPEN for each in self.proposals)


class WaitingPanel(Component):
    name = "ledger_waiting"
    template_name = "ledger/waiting.html"
    order = 60

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"waiting": get_open_proposals().count()}
