"""What was committed is in the index, and what was withdrawn is not; whatever happened between."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from tests.factories import (
    draft_article,
    make_article,
    make_evidence,
    make_indicator,
    make_result,
    make_section,
    make_source,
    make_target,
    make_unit,
    rewrite_article,
)
from tests.search.making import make_document
from wagtail.models import PageViewRestriction

from congtin.ledger.models import Document, Plan
from congtin.newsroom.models import ArticlePage
from congtin.places.models import Succession
from congtin.search import following
from congtin.search.documents import State
from congtin.search.following import catch_up, count_waiting, follow, rebuild
from congtin.search.models import Change
from congtin.search.question import read_question


@pytest.fixture
def index(engine, home):
    """An index of an empty portal."""
    rebuild(engine)
    return engine


def find(engine, text):
    hits = engine.find(read_question(text)).hits
    return [hit.title.replace("\u00a0", " ") for hit in hits]


def bring_up(engine):
    while catch_up(engine):
        pass


def test_published_article_is_found_and_withdrawn_one_is_gone(index):
    article = make_article("Quận họp bàn.", title="Tin của quận")
    bring_up(index)
    assert find(index, "họp bàn") == ["Tin của quận"]
    article.unpublish()
    bring_up(index)
    assert find(index, "họp bàn") == []


def test_draft_is_not_found_and_its_publication_is(index):
    article = draft_article("Quận họp bàn.")
    bring_up(index)
    assert find(index, "họp bàn") == []
    article.save_revision().publish()
    bring_up(index)
    assert find(index, "họp bàn") == ["Tin của quận"]


def test_draft_of_a_published_article_changes_nothing(index):
    article = make_article("Quận họp bàn.")
    bring_up(index)
    article.title = "Tít chưa đăng"
    article.save_revision()
    bring_up(index)
    assert find(index, "họp bàn") == ["Tin của quận"]


def test_rewritten_article_is_found_by_its_new_words_only(index):
    article = make_article("Quận họp bàn.")
    rewrite_article(article, "Quận khánh thành cầu.")
    bring_up(index)
    assert find(index, "họp bàn") == []
    assert find(index, "khánh thành") == ["Tin của quận"]


def test_deleted_article_is_gone(index):
    article = make_article("Quận họp bàn.")
    bring_up(index)
    article.delete()
    bring_up(index)
    assert find(index, "họp bàn") == []


def test_changes_that_pass_by_the_models_are_followed_too(index):
    article = make_article("Quận họp bàn.")
    bring_up(index)
    ArticlePage.objects.filter(pk=article.pk).update(standfirst="Sapo khác hẳn.")
    bring_up(index)
    assert find(index, "khác hẳn") == ["Tin của quận"]


def test_what_is_rolled_back_is_not_indexed(index):
    with transaction.atomic():
        make_article("Quận họp bàn.")
        transaction.set_rollback(True)
    assert catch_up(index) == 0
    assert find(index, "họp bàn") == []


def test_article_of_a_moved_section_is_found_at_its_new_address(index):
    section = make_section("Thời sự")
    make_article("Quận họp bàn.", section=section, slug="tin")
    section.slug = "thoi-su-moi"
    section.save_revision().publish()
    bring_up(index)
    hit = index.find(read_question("họp bàn")).hits[0]
    assert (hit.ref, hit.section) == ("/thoi-su-moi/tin/", "thoi-su-moi")


def test_article_carries_section_units_source_and_the_day_of_its_original(index):
    make_article(
        "Quận họp bàn.",
        section=make_section("Thời sự"),
        units=[make_unit("Quận Lê Chân", slug="quan-le-chan")],
        source=make_source("Báo Thử"),
        original_address="https://example.org/bai",
        original_date=dt.date(2019, 3, 4),
    )
    bring_up(index)
    hit = index.find(read_question("họp bàn")).hits[0]
    assert (hit.section, hit.units, hit.source, hit.day) == (
        "thoi-su",
        ("quan-le-chan",),
        "bao-thu",
        dt.date(2019, 3, 4),
    )


def test_renamed_source_is_found_in_its_articles(index):
    source = make_source("Báo Thử")
    make_article("Họp.", source=source, original_address="https://example.org/bai")
    bring_up(index)
    source.name = "Báo Kiểm Nghiệm"
    source.save()
    bring_up(index)
    assert find(index, "kiểm nghiệm") == ["Tin của quận"]


def test_article_of_a_closed_section_is_not_found(index):
    section = make_section("Nội bộ")
    make_article("Quận họp bàn.", section=section)
    bring_up(index)
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    bring_up(index)
    assert find(index, "họp bàn") == []
    restriction.delete()
    bring_up(index)
    assert find(index, "họp bàn") == ["Tin của quận"]


def test_values_are_found_by_indicator_unit_year_and_number(index):
    unit, indicator = make_unit("Quận Lê Chân"), make_indicator("Thu ngân sách")
    target = make_target(indicator=indicator, unit=unit, value="1223.771")
    result = make_result(indicator=indicator, unit=unit, value="1300.5")
    bring_up(index)
    assert find(index, "1.223,771") == ["Thu ngân sách: 1.223,771 tỷ đồng"]
    assert sorted(find(index, "le chan thu ngan sach 2021")) == [
        "Thu ngân sách: 1.223,771 tỷ đồng",
        "Thu ngân sách: 1.300,5 tỷ đồng",
    ]
    make_evidence(make_article("Thu 100 tỷ đồng."), result=result)
    result.value = Decimal("1400.5")
    result.save()
    target.delete()
    bring_up(index)
    assert find(index, "1.400,5") == ["Thu ngân sách: 1.400,5 tỷ đồng"]
    assert find(index, '"thu 100 tỷ đồng" 2021') == ["Thu ngân sách: 1.400,5 tỷ đồng"]
    assert find(index, "1.223,771") == []


def test_renamed_indicator_is_renamed_in_its_values(index):
    indicator = make_indicator("Thu ngân sách")
    make_result(indicator=indicator, unit=make_unit(), value="5")
    indicator.name = "Tổng thu trên địa bàn"
    indicator.save()
    bring_up(index)
    assert find(index, "tổng thu trên địa bàn") == [
        "Tổng thu trên địa bàn",
        "Tổng thu trên địa bàn: 5 tỷ đồng",
    ]


def test_unit_is_found_by_the_names_of_those_before_it(index):
    old = make_unit("Phường An Biên", level="commune", valid_to=dt.date(2025, 6, 30))
    new = make_unit("Phường Lê Chân", level="commune", valid_from=dt.date(2025, 7, 1))
    bring_up(index)
    Succession.objects.create(predecessor=old, successor=new)
    bring_up(index)
    assert sorted(find(index, "an biên")) == ["Phường An Biên", "Phường Lê Chân"]
    hit = index.find_units(["an bien"])[0]
    assert (hit.is_past, hit.ended, [heir.name for heir in hit.heirs]) == (
        True,
        dt.date(2025, 6, 30),
        ["Phường Lê Chân"],
    )


def test_plan_is_found_by_its_resolution_and_its_documents(index):
    plan = Plan.objects.create(
        unit=make_unit("Quận Lê Chân"), period="2021", resolution_number="28-NQ/TU"
    )
    bring_up(index)
    assert find(index, "28-NQ/TU") == ["Kế hoạch năm 2021, Quận Lê Chân (28-NQ/TU)"]
    document = Document.objects.create(title="Báo cáo tổng kết")
    bring_up(index)
    assert find(index, "báo cáo tổng kết") == []  # it has no address of its own
    plan.documents.add(document)
    bring_up(index)
    assert sorted(find(index, "báo cáo tổng kết")) == [
        "Báo cáo tổng kết",
        "Kế hoạch năm 2021, Quận Lê Chân (28-NQ/TU)",
    ]


def test_index_that_was_killed_before_its_commit_takes_the_changes_up_again(index, folder):
    make_article("Quận họp bàn.")

    class Killed(Exception):
        pass

    def die(*_args, **_more):
        raise Killed

    index.write, kept = die, index.write
    with pytest.raises(Killed):
        catch_up(index)
    index.write = kept
    index.close()
    assert find(index, "họp bàn") == []
    bring_up(index)
    assert find(index, "họp bàn") == ["Tin của quận"]


def test_applying_twice_does_no_harm(index):
    state = index.read_state()
    make_article("Quận họp bàn.")
    bring_up(index)
    index.write([], state=state)
    bring_up(index)
    assert find(index, "họp bàn") == ["Tin của quận"]


def test_index_away_for_too_long_is_built_anew(index):
    old = timezone.now() - dt.timedelta(days=following.KEPT_DAYS)
    position = index.read_state().position
    index.write([make_document(99, "Lạc")], state=State(position, (), old))
    bring_up(index)
    assert find(index, "lạc") == []


def test_index_of_a_database_that_was_put_back_is_built_anew(index):
    index.write([make_document(99, "Lạc")], state=State(10**15, (), timezone.now()))
    bring_up(index)
    assert find(index, "lạc") == []


def test_changes_are_forgotten_after_some_days(index):
    make_article("Quận họp bàn.")
    Change.objects.update(made_at=timezone.now() - dt.timedelta(days=following.KEPT_DAYS + 1))
    rebuild(index)
    assert Change.objects.count() == 0
    assert find(index, "họp bàn") == ["Tin của quận"]
    assert catch_up(index) == 0


def test_waiting_changes_are_counted(index):
    assert count_waiting(index.read_state()) == 0
    make_unit()
    assert count_waiting(index.read_state()) == 1
    bring_up(index)
    assert count_waiting(index.read_state()) == 0


def test_many_changes_are_applied_in_parts(index, monkeypatch):
    monkeypatch.setattr(following, "_AT_ONCE", 2)
    for number in range(5):
        make_unit(f"Phường Số {number}", level="commune")
    bring_up(index)
    assert len(find(index, "phường số")) == 5


def test_rebuilding_goes_on_from_what_was_committed_meanwhile(engine, home):
    seen = []

    def publish_once(document):
        if not seen:
            seen.append(document)
            make_unit("Phường Mới Lập", level="commune")

    make_unit("Quận Lê Chân")
    rebuild(engine, advance=publish_once)
    bring_up(engine)
    assert find(engine, "mới lập") == ["Phường Mới Lập"]


class Clock:
    """In the place of the event that stops the follower: what happens at each of its pauses."""

    def __init__(self, *happenings):
        self._happenings = iter(happenings)
        self.paused_seconds = 0.0

    def wait(self, seconds):
        self.paused_seconds += seconds
        happening = next(self._happenings, None)
        if happening is not None:
            happening()
        return happening is None


def test_follower_applies_what_happens_at_its_next_look(engine, home, monkeypatch):
    monkeypatch.setattr(following, "close_old_connections", lambda: None)
    made = []
    seen = []

    def publish():
        made.append(make_article("Quận họp bàn."))

    def withdraw():
        seen.append(find(engine, "họp bàn"))
        made[0].unpublish()

    def look():
        seen.append(find(engine, "họp bàn"))

    clock = Clock(lambda: None, publish, withdraw, look)
    follow(engine, stopped=clock)
    assert seen == [["Tin của quận"], []]
    assert clock.paused_seconds < 2


def test_follower_outlives_a_fault_and_tries_again(engine, home, monkeypatch, caplog):
    monkeypatch.setattr(following, "close_old_connections", lambda: None)
    rebuild(engine)
    make_article("Quận họp bàn.")
    write, faults = engine.write, [OSError("disk full")]

    def write_at_last(*args, **more):
        if faults:
            raise faults.pop()
        write(*args, **more)

    monkeypatch.setattr(engine, "write", write_at_last)
    follow(engine, stopped=Clock(lambda: None, lambda: None))
    assert "could not be brought up to date" in caplog.text
    assert find(engine, "họp bàn") == ["Tin của quận"]
