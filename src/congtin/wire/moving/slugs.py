"""The last part of an article's address: the old one where it can be kept, and free."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from wagtail.models import Page

from congtin.newsroom.models import ArticlePage, SectionPage
from congtin.vietnamese.folding import slugify
from congtin.wire.moving.records import Article

__all__ = ["choose_slugs"]

_LONGEST = 120


def choose_slugs(articles: Sequence[tuple[Article, SectionPage]]) -> list[str]:
    """One for each, unlike each other and all that is there already below the same section."""
    page = ArticlePage()
    wanted = [(page.free_address(_wish(article)), section) for article, section in articles]
    taken = _find_taken(wanted)
    chosen = []
    for slug, section in wanted:
        free, number = slug, 2
        while (section.pk, free) in taken:
            free, number = f"{slug}-{number}", number + 1
            if number == 3:
                taken |= _find_beginning(slug, section)
        taken.add((section.pk, free))
        chosen.append(free)
    return chosen


def _wish(article: Article) -> str:
    old = unquote(article.slug)
    is_kept = old and old.isascii() and len(old) <= 250 and slugify(old, max_length=250) == old
    return old if is_kept else slugify(old or article.headline, max_length=_LONGEST)


def _find_taken(wanted: Sequence[tuple[str, SectionPage]]) -> set[tuple[int, str]]:
    sections = {section.pk: section for _, section in wanted}
    taken: set[tuple[int, str]] = set()
    for number, section in sections.items():
        addresses = [f"{section.url_path}{slug}/" for slug, each in wanted if each.pk == number]
        slugs = [slug for slug, each in wanted if each.pk == number]
        found = Page.objects.filter(slug__in=slugs, url_path__in=addresses)
        taken |= {(number, slug) for slug in found.values_list("slug", flat=True)}
    return taken


def _find_beginning(slug: str, section: SectionPage) -> set[tuple[int, str]]:
    found = Page.objects.filter(slug__startswith=f"{slug}-", path__startswith=section.path)
    return {(section.pk, each) for each in found.values_list("slug", flat=True)}
