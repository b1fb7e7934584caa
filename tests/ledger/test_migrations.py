"""What was written before comes into the ledger's own form."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from tests.factories import make_document, make_indicator, make_result, make_target, make_unit

from congtin.ledger.models import Evidence, Result, Target

periods = importlib.import_module("congtin.ledger.migrations.0004_one_form_of_period")

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_ledger(db):
    """The tables as they were before periods had one form; the test's end takes it back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            for name in ("target", "result"):
                table, check = f"ledger_{name}", f"{name}_period_has_one_form"
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {check}")
            yield


def test_periods_are_written_in_one_way(old_ledger):
    thing = {"indicator": make_indicator(), "unit": make_unit()}
    for period in ("2021-M01..03", "2021-H1", "2022-M01..12", "2021-M11..11", "2020-2025"):
        make_target(**thing, period=period)
    periods.write_periods(apps, None)
    found = Target.objects.values_list("period", flat=True)
    assert sorted(found) == ["2020-2025", "2021-11", "2021-M01..06", "2021-Q1", "2022"]


def test_of_two_values_of_one_period_the_later_stays_in_use(old_ledger):
    thing = {"indicator": make_indicator(), "unit": make_unit()}
    make_result(**thing, value="90", period="2021-Q1")
    make_result(**thing, value="100", period="2021-M01..03")
    periods.write_periods(apps, None)
    found = Result.objects.order_by("value")
    assert [(each.period, each.in_use, bool(each.note)) for each in found] == [
        ("2021-Q1", False, True),
        ("2021-Q1", True, False),
    ]


def test_evidence_for_estimates_is_told():
    thing = {"indicator": make_indicator(), "unit": make_unit()}
    document = make_document()
    for period, is_estimate in (("2021", True), ("2022", False)):
        result = make_result(**thing, period=period, is_estimate=is_estimate)
        Evidence.objects.create(result=result, document=document)
    periods.tell_estimates(apps, None)
    assert [each.is_estimate for each in Evidence.objects.order_by("pk")] == [True, False]
