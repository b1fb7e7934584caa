"""The panel beside an article's text: the figures that were found in it."""

from typing import Any

from wagtail.admin.panels import Panel

from congtin.ledger.enums import ProposalState
from congtin.ledger.models import Proposal

__all__ = ["FiguresPanel"]


class FiguresPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "ledger/figures_panel.html"

        def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (Wagtail's signature)
            super().__init__(**kwargs)
            self.proposals = list(
                Proposal.objects.filter(article_id=self.instance.pk).exclude(
                    state=ProposalState.GONE
                )
                if self.instance.pk
                else []
            )
            self.open_count = sum(each.state == ProposalState.OPEN for each in self.proposals)
