"""What was written before comes into the ledger's own form."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def old_ledger():
    """The models before periods had one form; the tables are as they are now afterwards."""
    executor = MigrationExecutor(connection)
    executor.migrate([("ledger", "0003_evidence_is_estimate")])
    yield executor.loader.project_state([("ledger", "0003_evidence_is_estimate")]).apps
    call_command("migrate", "ledger", verbosity=0)


@pytest.fixture
def enter(old_ledger):
    def get(name):
        return old_ledger.get_model("ledger", name)

    unit = old_ledger.get_model("places", "Unit").objects.create(
        name="Quận Thử", slug="quan-thu", level="district"
    )
    indicator = get("Indicator").objects.create(name="Thu ngân sách", slug="thu-ngan-sach")

    def call(name, period, value="100", **more):
        return get(name).objects.create(
            indicator=indicator, unit=unit, period=period, value=Decimal(value), **more
        )

    call.get = get
    return call


def _migrate(name):
    executor = MigrationExecutor(connection)
    executor.loader.build_graph()
    executor.migrate([("ledger", "0005_period_has_one_form")])
    state = executor.loader.project_state([("ledger", "0005_period_has_one_form")])
    return state.apps.get_model("ledger", name)


def test_periods_are_written_in_one_way(enter):
    for period in ("2021-M01..03", "2021-H1", "2022-M01..12", "2021-M11..11", "2020-2025"):
        enter("Target", period)
    found = _migrate("Target").objects.values_list("period", flat=True)
    assert sorted(found) == ["2020-2025", "2021-11", "2021-M01..06", "2021-Q1", "2022"]


def test_of_two_values_of_one_period_the_later_stays_in_use(enter):
    enter("Result", "2021-Q1", "90")
    enter("Result", "2021-M01..03", "100")
    found = _migrate("Result").objects.order_by("value")
    assert [(each.period, each.in_use, bool(each.note)) for each in found] == [
        ("2021-Q1", False, True),
        ("2021-Q1", True, False),
    ]


def test_evidence_for_estimates_is_told(enter):
    document = enter.get("Document").objects.create(title="Báo cáo")
    for period, is_estimate in (("2021", True), ("2022", False)):
        result = enter("Result", period, is_estimate=is_estimate)
        enter.get("Evidence").objects.create(result=result, document=document)
    evidence = _migrate("Evidence").objects.order_by("pk")
    assert [each.is_estimate for each in evidence] == [True, False]
