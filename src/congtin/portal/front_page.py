"""What the front page shows: the lead, the newest, each section, and how promises stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from congtin.ledger import queries as ledger
from congtin.ledger.queries import PlanTable, UnitYear
from congtin.newsroom import queries as newsroom
from congtin.newsroom.models import ArticlePage, SectionPage
from congtin.places.enums import Level
from congtin.portal.statuses import Tally, make_tally

__all__ = ["FrontPage", "Promises", "lay_out_front_page"]

_LEADS = 5
_NEWEST = 5
_PER_SECTION = 4
_ENOUGH_JUDGED = 5
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Promises:
    """A unit's year whose targets are mostly judged, and other years worth a look."""

    table: PlanTable
    tally: Tally
    others: list[UnitYear]


@dataclass(frozen=True, slots=True)
class FrontPage:
    lead: ArticlePage | None
    seconds: list[ArticlePage]
    newest: list[ArticlePage]
    groups: list[tuple[SectionPage, list[ArticlePage]]]
    promises: Promises | None


def lay_out_front_page() -> FrontPage:
    newest = list(newsroom.get_articles()[: _LEADS + _NEWEST])
    leads, rest = newest[:_LEADS], newest[_LEADS:]
    groups = _group_by_section({article.pk for article in leads})
    shown = [*leads, *(article for _, articles in groups for article in articles)]
    pictured = [article for article in shown if article.lead_image]
    prefetch_related_objects(pictured, "lead_image__renditions")
    return FrontPage(leads[0] if leads else None, leads[1:], rest, groups, find_promises())


def find_promises() -> Promises | None:
    """The newest year of a province of which enough targets can be judged."""
    known = ledger.get_units_and_years()
    candidates = [
        each
        for each in known
        if each.unit.level == Level.PROVINCE
        and len(each.period) == 4
        and min(each.targets, each.results) >= _ENOUGH_JUDGED
    ]
    for candidate in candidates[:_TRIES]:
        table = ledger.get_plan_table(unit=candidate.unit, period=candidate.period)
        tally = make_tally(table.tally)
        if tally.judged >= _ENOUGH_JUDGED:
            others = [each for each in known if each.targets and each is not candidate]
            return Promises(table, tally, others[:5])
    return None


def _group_by_section(without: set[int]) -> list[tuple[SectionPage, list[ArticlePage]]]:
    """A few of each section: one small query each, which an index answers at any size."""
    groups = []
    for section in newsroom.get_sections():
        articles = newsroom.get_articles(section=section).exclude(pk__in=without)[:_PER_SECTION]
        groups.append((section, list(articles)))
    return [(section, articles) for section, articles in groups if articles]
