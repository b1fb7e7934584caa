"""A dry run: the same reading, the same look at what is there, and nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from congtin.newsroom.models import HomePage, SectionPage
from congtin.vietnamese.folding import fold
from congtin.wire.moving.bodies import list_files
from congtin.wire.moving.media import MediaStore
from congtin.wire.moving.models import Move
from congtin.wire.moving.queries import find_moved
from congtin.wire.moving.records import Article, Reference
from congtin.wire.moving.writing import Outcome

__all__ = ["Rehearsal"]


@dataclass(slots=True)
class Rehearsal:
    """Stands in the place of the writer."""

    move: Move
    home: HomePage
    media: MediaStore
    host: str = ""
    sections: set[str] = field(default_factory=set)

    def write(self, batch: Sequence[Article]) -> Outcome:
        articles = list({article.key: article for article in batch}.values())
        keys = [article.key for article in articles]
        known = find_moved(self.move, "article", keys) if self.move.pk else {}
        fresh = [article for article in articles if article.key not in known]
        changed = tuple(
            article
            for article in articles
            if article.key in known and known[article.key].fingerprint != article.fingerprint
        )
        self.sections |= {a.section for a in fresh if isinstance(a.section, str) and a.section}
        missing = tuple(
            (article, str(block.place), reason)
            for article in fresh
            for kind, block in list_files(article)
            if kind != "link" and not isinstance(block.place, Reference)
            for reason in [self.media.find_fault(kind, block.place)]
            if reason
        )
        return Outcome(len(fresh), len(batch) - len(fresh), changed, missing)

    def list_new_sections(self) -> list[str]:
        there = {fold(title) for title in SectionPage.objects.values_list("title", flat=True)}
        return sorted(name for name in self.sections if fold(name) not in there)
