"""The tallies of units' years follow every change of what they count."""

from decimal import Decimal

import pytest
from tests.factories import make_indicator, make_result, make_target, make_unit

from congtin.ledger.actions import Amount, record_result, record_target
from congtin.ledger.models import Plan, Result, Target, YearTally
from congtin.ledger.tallying import recount_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    return {"indicator": make_indicator(), "unit": make_unit()}


def read():
    tallies = YearTally.objects.order_by("page")
    return [(each.page, each.targets, each.done, each.results) for each in tallies]


@pytest.mark.parametrize(
    ("target", "result", "tallies"),
    [
        ("2021", "2021", [("2021", 1, 1, 1)]),
        ("2021", "2021-M01..06", [("2021", 1, 1, 1)]),
        ("2021-Q1", "2021", [("2021", 1, 0, 1)]),
        ("2021", "2022", [("2021", 1, 0, 0), ("2022", 0, 0, 1)]),
        ("2021", "2021-2025", [("2021", 1, 0, 0), ("2021-2025", 0, 0, 1)]),
        ("2021-2025", "2021-2025", [("2021-2025", 1, 1, 1)]),
    ],
)
def test_targets_are_done_that_have_a_result_of_their_period(thing, target, result, tallies):
    make_target(**thing, period=target)
    make_result(**thing, period=result)
    assert read() == tallies
    recount_all()
    assert read() == tallies


def test_results_of_another_territory_do_not_count_as_done(thing):
    make_target(**thing)
    make_result(**thing, territory="trước hợp nhất")
    assert read() == [("2021", 1, 0, 1)]


def test_actions_keep_the_tally(thing):
    amount = Amount(measure="tỷ đồng", value=Decimal(100))
    other = Amount(measure="tỷ đồng", value=Decimal(110))
    record_target(**thing, period="2021", amount=amount)
    record_result(**thing, period="2021", amount=amount)
    record_result(**thing, period="2021", amount=other, replace=True)
    assert read() == [("2021", 1, 1, 1)]


def test_what_is_deleted_no_longer_counts(thing):
    make_target(**thing)
    make_result(**thing)
    Result.objects.all().delete()
    assert read() == [("2021", 1, 0, 0)]
    Target.objects.get().delete()
    assert read() == []


def test_an_edit_that_moves_a_value_counts_both_years(thing, django_capture_on_commit_callbacks):
    target = make_target(**thing)
    target.period = "2022"
    with django_capture_on_commit_callbacks(execute=True):
        target.save()
    assert read() == [("2022", 1, 0, 0)]


def test_a_plan_alone_has_a_page(thing):
    plan = Plan.objects.create(unit=thing["unit"], period="2021")
    assert read() == [("2021", 0, 0, 0)]
    plan.delete()
    assert read() == []


def test_a_value_that_is_not_in_use_has_a_page_and_no_count(thing):
    make_result(**thing, in_use=False)
    assert read() == [("2021", 0, 0, 0)]


def test_counting_all_heals_what_was_written_past_the_signals(thing):
    Result.objects.bulk_create([Result(**thing, period="2021", value=1)])
    YearTally.objects.create(unit=thing["unit"], page="1999")
    recount_all()
    assert read() == [("2021", 0, 0, 1)]
