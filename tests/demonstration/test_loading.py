"""The whole demonstration, loaded once for all tests of this file."""

import pytest
from django.utils import timezone
from tests.demonstration.conftest import step
from tests.demonstration.relevance import read_judged, score

from congtin.demonstration.facts import read_rows, read_stories
from congtin.demonstration.loading import load_demonstration
from congtin.ledger.models import Document, Evidence, Plan, Project, Proposal, Result, Target
from congtin.ledger.queries import get_article_entries
from congtin.newsroom.models import ArticlePage, Person, SectionPage, Source
from congtin.newsroom.queries import get_articles, get_settings
from congtin.places.models import Unit
from congtin.search.following import rebuild
from congtin.search.queries import search
from congtin.search.question import read_question
from congtin.search.tantivy_index import TantivyIndex

pytestmark = pytest.mark.django_db

# The nine targets of quận Lê Chân for 2021, set at the conference of 18/12/2020.
THE_NINE = [
    "1.223,771\u00a0tỷ đồng",
    "100%",
    "100%",
    "116,773\u00a0tỷ đồng",
    "155\u00a0đảng viên",
    "2\u00a0tổ chức đảng",
    "406,890\u00a0tỷ đồng",
    "604,570\u00a0tỷ đồng",
    "7.500\u00a0lượt người",
]
MODELS = (
    ArticlePage,
    Document,
    Evidence,
    Person,
    Plan,
    Project,
    Proposal,
    Result,
    SectionPage,
    Source,
    Target,
    Unit,
)


def count_all():
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def conference(editor):
    """The article of the conference at which the nine targets were set."""
    return ArticlePage.objects.get(slug="le-chan-chon-chu-de-2021")


def test_every_article_is_published_at_its_own_time(editor):
    stories = {story.slug: story.published_at for story in read_stories()}
    published = {article.slug: article.published_at for article in get_articles()}
    assert len(published) >= 40
    assert published == {slug: timezone.make_aware(moment) for slug, moment in stories.items()}


def test_articles_stand_in_at_least_six_sections_and_span_the_years(editor):
    articles = list(get_articles())
    assert len({article.section_id for article in articles}) >= 6
    assert {article.published_at.year for article in articles} >= {2019, 2020, 2021, 2025, 2026}


def test_every_article_cites_its_outlet_and_the_original(editor):
    for article in get_articles():
        assert article.source is not None
        assert article.original_address.startswith("http")


def test_all_units_plans_and_projects_of_the_facts_are_there(editor):
    assert Unit.objects.count() == 313
    assert Plan.objects.count() == len(read_rows("plans"))
    assert Project.objects.count() == len({row["name"] for row in read_rows("projects")})


def test_every_figure_of_the_facts_is_in_the_ledger(editor):
    evidence = Evidence.objects.exclude(document=None).select_related("document")
    stated = {(each.document.code, each.target_id is not None) for each in evidence}
    facts = {(row["source_id"], row["kind"] == "target") for row in read_rows("figures")}
    assert stated == facts


def test_conference_speaks_of_its_unit_and_the_speaker(conference):
    assert conference.published_at.strftime("%d/%m/%Y") == "19/12/2020"
    assert [link.unit.name for link in conference.unit_links.all()] == ["Quận Lê Chân"]
    assert [link.person.name for link in conference.person_links.all()] == ["Lê Trung Kiên"]


def test_the_nine_targets_are_confirmed_with_their_sentences(conference, editor):
    entries = [entry for entry in get_article_entries(conference) if entry.is_target]
    assert sorted(entry.value.format_value() for entry in entries) == THE_NINE
    for entry in entries:
        evidence = entry.evidence
        assert (entry.value.unit.slug, entry.value.period) == ("quan-le-chan", "2021")
        assert evidence.quotation[evidence.offset :].startswith(evidence.surface)
        assert evidence.added_by == editor
        assert entry.value.set_by == "Quận ủy Lê Chân"
        documents = entry.value.evidence.exclude(document=None)
        assert [each.document.code for each in documents] == ["S001"]


def test_two_denominators_of_le_chan_stand_side_by_side(editor):
    targets = Target.objects.filter(
        unit__slug="quan-le-chan", period="2021", in_use=True
    ).values_list("indicator__name", "set_by")
    bodies = {}
    for name, body in targets:
        bodies.setdefault(name, set()).add(body)
    assert any(len(each) > 1 for each in bodies.values())


def test_territories_before_and_after_the_merger_are_kept_apart(editor):
    city = Unit.objects.get(slug="thanh-pho-hai-phong")
    values = [*city.targets.filter(period="2025"), *city.results.filter(period__startswith="2025")]
    assert {value.territory for value in values} >= {"", "trước hợp nhất"}


def test_portal_says_that_it_is_a_demonstration(editor):
    assert get_settings().is_demonstration is True


def test_loading_again_changes_nothing(editor):
    before = count_all()
    load_demonstration(editor=editor, step=step)
    assert count_all() == before


def test_the_search_ranks_as_a_person_would_want(editor, tmp_path):
    engine = TantivyIndex(tmp_path)
    rebuild(engine)
    judged = read_judged()
    assert len(judged) >= 60
    scores = [
        score(each, [shown.hit for shown in search(read_question(each.text), engine=engine).shown])
        for each in judged
    ]
    assert sum(scores) / len(scores) >= 0.9  # docs/search.md has the score itself
