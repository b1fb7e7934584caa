"""Sections, authors and outlets by the names that an old portal gives them; made where missing."""

from __future__ import annotations

from dataclasses import dataclass, field

from congtin.newsroom.actions import make_section
from congtin.newsroom.models import Author, HomePage, SectionPage, Source
from congtin.vietnamese.folding import fold, slugify
from congtin.wire.moving.models import Move
from congtin.wire.moving.queries import find_moved
from congtin.wire.moving.records import Name, Outlet, Reference

__all__ = ["Lookups"]

_UNNAMED = "Tin đã chuyển"


@dataclass(slots=True)
class Lookups:
    """Remembered while a run lasts. Call it inside the transaction of a batch and `forget` when
    that is rolled back."""

    move: Move
    home: HomePage
    default_section: str = _UNNAMED
    made_sections: list[str] = field(default_factory=list)
    _sections: dict[Name, SectionPage] = field(default_factory=dict)
    _authors: dict[Name, int | None] = field(default_factory=dict)
    _sources: dict[Reference | Outlet, int | None] = field(default_factory=dict)

    def forget(self) -> None:
        for each in (self._sections, self._authors, self._sources):
            each.clear()

    def get_section(self, name: Name) -> SectionPage:
        wanted: Name = name or self.default_section
        if wanted not in self._sections:
            self._sections[wanted] = self._find_section(wanted)
        return self._sections[wanted]

    def find_author(self, name: Name) -> int | None:
        if not name:
            return None
        if name not in self._authors:
            if isinstance(name, Reference):
                self._authors[name] = self._find_number("author", name.key)
            else:
                self._authors[name] = Author.objects.get_or_create(name=name[:120])[0].pk
        return self._authors[name]

    def find_source(self, source: Reference | Outlet | None) -> int | None:
        if source is None:
            return None
        if source not in self._sources:
            if isinstance(source, Reference):
                self._sources[source] = self._find_number("source", source.key)
            else:
                self._sources[source] = _make_source(source)
        return self._sources[source]

    def _find_number(self, kind: str, key: str) -> int | None:
        row = find_moved(self.move, kind, [key]).get(key)
        return row.number if row else None

    def _find_section(self, name: Name) -> SectionPage:
        if isinstance(name, Reference):
            number = self._find_number("section", name.key)
            found = SectionPage.objects.filter(pk=number).first() if number else None
            return found or self.get_section(self.default_section)
        wanted, slug = fold(name), slugify(name, max_length=120)
        for section in SectionPage.objects.child_of(self.home):
            if fold(section.title) == wanted or section.slug in {slug, name}:
                return section
        self.made_sections.append(name)
        return make_section(
            home=self.home, slug=_free_section_slug(slug), title=name[:255], description=""
        )


def _make_source(outlet: Outlet) -> int:
    found = Source.objects.filter(name=outlet.name).first()
    if found is None:
        slug = base = slugify(outlet.name, max_length=80) or "nguon"
        number = 2
        while Source.objects.filter(slug=slug).exists():
            slug, number = f"{base}-{number}", number + 1
        address = outlet.address if outlet.address.startswith(("http://", "https://")) else ""
        found = Source.objects.create(name=outlet.name, slug=slug, address=address)
    return found.pk


def _free_section_slug(slug: str) -> str:
    """An address of the portal's own, or digits alone, is no section's."""
    return f"muc-{slug}".strip("-") if not slug or SectionPage.is_taken(slug) else slug
