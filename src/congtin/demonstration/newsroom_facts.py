"""The facts that go into the newsroom: sections, outlets, people, pictures, articles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Site

from congtin.demonstration.facts import (
    DATA,
    FactSource,
    Story,
    read_day,
    read_note,
    read_pictures,
    read_rows,
    read_sections,
)
from congtin.demonstration.ledger_facts import find_body
from congtin.newsroom.actions import make_section
from congtin.newsroom.models import (
    ArticlePage,
    ArticlePerson,
    ArticleUnit,
    Author,
    Correction,
    HomePage,
    Person,
    PortalSettings,
    Post,
    RelatedArticle,
    SectionPage,
    Source,
)
from congtin.vietnamese.folding import slugify

__all__ = [
    "load_outlets",
    "load_people",
    "load_pictures",
    "load_sections",
    "load_site",
    "publish_story",
    "relate_stories",
]

_DOMAIN = re.compile(r"\s*\([a-z0-9.-]+\.[a-z]{2,}\)$")


def load_site() -> None:
    site = Site.objects.get(is_default_site=True)
    PortalSettings.objects.update_or_create(
        site=site,
        defaults={
            "portal_name": "Cổng tin Hải Phòng",
            "tagline": "Tin tức và sổ chỉ tiêu của thành phố, quận và phường",
            "organisation": "Bản trình diễn của phần mềm Cổng tin",
            "contact": "Đây là bản trình diễn, không có tòa soạn trực tin.",
            "social_name": "Fanpage Cổng tin tức Thành phố Hải Phòng",
            "social_address": "https://www.facebook.com/congtintuchaiphong",
            "is_demonstration": True,
        },
    )


def load_sections() -> dict[str, SectionPage]:
    """By their slugs."""
    home = HomePage.objects.get()
    return {
        section["slug"]: make_section(
            home=home,
            slug=section["slug"],
            title=section["title"],
            description=section["description"],
        )
        for section in read_sections()
    }


def load_outlets(sources: Mapping[str, FactSource]) -> dict[str, Source]:
    """By the publisher as the facts name it; the domain in brackets becomes the address."""
    outlets = {}
    for source in sources.values():
        name = _DOMAIN.sub("", source.publisher)
        domain = source.address.split("/")
        address = "/".join(domain[:3]) + "/" if len(domain) > 2 else ""
        outlets[source.publisher], _ = Source.objects.get_or_create(
            name=name, defaults={"slug": slugify(name, max_length=90), "address": address}
        )
    return outlets


def load_people(sources: Mapping[str, FactSource]) -> dict[str, Person]:
    """By their names."""
    people: dict[str, Person] = {}
    fresh = not Person.objects.exists()
    for row in read_rows("people"):
        person, _ = Person.objects.get_or_create(name=row["person"], note="")
        people[person.name] = person
        if fresh:
            source = sources[row["source_id"]]
            Post.objects.create(
                person=person,
                title=row["post"],
                organisation=row["organisation"],
                valid_from=read_day(row["valid_from"]),
                valid_to=read_day(row["valid_to"]),
                as_of=read_day(row["as_of"]),
                note=read_note(row["note"]),
                source_title=source.title[:300],
                source_address=source.address,
            )
    return people


def load_pictures() -> dict[str, Any]:
    """By the names of their specifications; only those that have been drawn."""
    image_model = get_image_model()
    pictures = {}
    for name, spec in read_pictures().items():
        file = DATA / "pictures" / f"{name}.png"
        if not file.exists():
            continue
        image = image_model.objects.filter(title=spec["title"]).first()
        if image is None:
            with file.open("rb") as content:
                image = image_model(title=spec["title"], description=spec["alt"])
                image.file = ImageFile(content, name=file.name)
                image.save()
        pictures[name] = image
    return pictures


def publish_story(
    story: Story,
    *,
    sections: Mapping[str, SectionPage],
    outlets: Mapping[str, Source],
    people: Mapping[str, Person],
    pictures: Mapping[str, Any],
    sources: Mapping[str, FactSource],
) -> ArticlePage:
    """Make the article a page, published at its own time; its figures are read on the way."""
    source = sources[story.source]
    published_at = timezone.make_aware(story.published_at)
    article = ArticlePage(
        title=story.headline,
        slug=story.slug,
        standfirst=story.standfirst,
        search_description=story.standfirst[:250],
        published_at=published_at,
        body=_make_body(story, pictures),
        lead_image=_find_lead(story, pictures),
        source=outlets[source.publisher],
        original_address=source.address,
        original_date=source.published_on,
        speaks_of=story.period,
        live=False,
    )
    article.unit_links = [
        ArticleUnit(unit=find_body(name, period=str(published_at.year)), sort_order=order)
        for order, name in enumerate(story.units)
    ]
    article.person_links = [
        ArticlePerson(person=people[name], sort_order=order)
        for order, name in enumerate(story.people)
    ]
    article.corrections = [
        Correction(corrected_on=each["on"], text=each["text"], sort_order=order)
        for order, each in enumerate(story.corrections)
    ]
    author, _ = Author.objects.get_or_create(name=story.byline or "Ban biên tập")
    article.authors = [author]
    sections[story.section].add_child(instance=article)
    article.save_revision().publish()
    changed_at = max([published_at, *(_to_moment(each["on"]) for each in story.corrections)])
    ArticlePage.objects.filter(pk=article.pk).update(
        first_published_at=published_at, last_published_at=changed_at
    )
    return article


def relate_stories(stories: list[Story]) -> None:
    """Links between articles, once all of them are there; those that stand are left alone."""
    by_slug = {page.slug: page for page in ArticlePage.objects.all()}
    related = set(RelatedArticle.objects.values_list("article__slug", flat=True))
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=by_slug[story.slug], other=by_slug[slug], sort_order=order)
        for story in stories
        if story.slug not in related
        for order, slug in enumerate(story.related)
        if slug in by_slug
    )


def _make_body(story: Story, pictures: Mapping[str, Any]) -> list[tuple[str, Any]]:
    body: list[tuple[str, Any]] = []
    for block in story.body:
        if block["kind"] == "paragraph":
            body.append(("paragraph", f"<p>{escape(block['text'], quote=False)}</p>"))
        elif block["kind"] == "heading":
            body.append(("heading", block["text"]))
        elif block["kind"] == "picture" and block["picture"] in pictures:
            image = pictures[block["picture"]]
            body.append(
                (
                    "picture",
                    {
                        "image": image,
                        "caption": block["caption"],
                        "credit": "Đồ họa: Cổng tin",
                        "alt_text": image.description,
                    },
                )
            )
    return body


def _find_lead(story: Story, pictures: Mapping[str, Any]) -> Any:
    names = (block["picture"] for block in story.body if block["kind"] == "picture")
    return next((pictures[name] for name in names if name in pictures), None)


def _to_moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
