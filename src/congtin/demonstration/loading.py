"""Loading the demonstration, read top to bottom.

Every step may be repeated: an interrupted load is taken up where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.db import transaction

from congtin.accounts.models import User
from congtin.demonstration import confirming, ledger_facts, newsroom_facts
from congtin.demonstration.facts import read_sources, read_stories
from congtin.ledger.proposing import propose_figures
from congtin.newsroom.models import ArticlePage
from congtin.places.actions import UNITS_FILE, load_units

__all__ = ["load_demonstration"]


def load_demonstration(
    *, editor: User | None, step: Callable[[str], AbstractContextManager[None]]
) -> None:
    """Carry facts and articles in; `step` is entered with the title of each part.

    `editor` stands in the audit trail as the one who confirmed the articles' figures.
    """
    sources = read_sources()
    with step("Nạp 313 đơn vị hành chính của Hải Phòng"), transaction.atomic():
        load_units(file=UNITS_FILE)
    with step("Nạp kế hoạch, dự án, mức đề ra và kết quả"), transaction.atomic():
        documents = ledger_facts.load_documents(sources)
        ledger_facts.load_plans(documents)
        ledger_facts.load_projects(documents)
        ledger_facts.load_figures(documents, sources)
    with step("Nạp chuyên mục, nguồn tin, nhân vật, hình vẽ"), transaction.atomic():
        newsroom_facts.load_site()
        sections = newsroom_facts.load_sections()
        outlets = newsroom_facts.load_outlets(sources)
        people = newsroom_facts.load_people(sources)
        pictures = newsroom_facts.load_pictures()
    every = read_stories()
    known = set(ArticlePage.objects.values_list("slug", flat=True))
    stories = [story for story in every if story.slug not in known]
    with step(f"Đăng {len(stories)} bài viết và đọc số liệu trong bài"):
        _read_missed()
        for story in stories:
            with transaction.atomic():
                newsroom_facts.publish_story(
                    story,
                    sections=sections,
                    outlets=outlets,
                    people=people,
                    pictures=pictures,
                    sources=sources,
                )
        newsroom_facts.relate_stories(every)
    with step("Xác nhận số liệu trong bài"):
        confirming.confirm_known_figures(by=editor)


def _read_missed() -> None:
    """An article is read after it was committed: an interruption may fall in between."""
    for article in ArticlePage.objects.filter(proposals=None):
        propose_figures(article=article)
