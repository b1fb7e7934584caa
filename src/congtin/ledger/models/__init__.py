"""The ledger's own things, one file each."""

from congtin.ledger.models.arrivals import Arrival
from congtin.ledger.models.documents import Document
from congtin.ledger.models.evidence import Evidence
from congtin.ledger.models.indicators import Indicator
from congtin.ledger.models.plans import Plan
from congtin.ledger.models.projects import Project, ProjectStatement
from congtin.ledger.models.proposals import Proposal
from congtin.ledger.models.tallies import YearTally
from congtin.ledger.models.values import Result, Target

__all__ = [
    "Arrival",
    "Document",
    "Evidence",
    "Indicator",
    "Plan",
    "Project",
    "ProjectStatement",
    "Proposal",
    "Result",
    "Target",
    "YearTally",
]
