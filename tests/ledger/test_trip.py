"""A figure's whole trip: written, published, read, confirmed, shown."""

from decimal import Decimal

import pytest
from django.urls import reverse
from tests.factories import at, make_article, make_unit, rewrite_article

from congtin.ledger.enums import ProposalState
from congtin.ledger.models import Indicator, Proposal, Target
from congtin.ledger.progress import Status
from congtin.ledger.queries import get_article_entries, get_plan_table
from congtin.ledger.registry import load_indicators

pytestmark = pytest.mark.django_db

PLAN = (
    "Năm 2021, quận phấn đấu tổng thu ngân sách nhà nước trên địa bàn đạt 1.223,771 tỷ đồng; "
    "kết nạp 155 đảng viên."
)
YEAR_END = "Năm 2021, tổng thu ngân sách nhà nước trên địa bàn đạt 1.300 tỷ đồng."


@pytest.fixture
def publish(newsroom, django_capture_on_commit_callbacks):
    """Make an article and let what follows its publication happen."""

    def call(make, *args, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return make(*args, **more)

    load_indicators()
    return call


@pytest.fixture
def unit(db):
    return make_unit("Quận Lê Chân")


@pytest.fixture
def confirm_all(client, editor):
    """Confirm each open proposal of an article as it is suggested, by the screen's own form."""
    client.force_login(editor)

    def call(article, **words):
        for proposal in article.proposals.filter(state=ProposalState.OPEN):
            page = client.get(reverse("ledger:review_article", args=[article.pk]))
            form = next(row["form"] for row in page.context["rows"] if row["proposal"] == proposal)
            answer = client.post(
                reverse("ledger:confirm", args=[proposal.pk]), {**form.initial, **words}
            )
            assert answer.status_code == 302

    return call


def test_figures_of_a_published_article_stand_in_the_plan_of_its_unit(publish, confirm_all, unit):
    article = publish(make_article, PLAN, units=[unit], published_at=at(2020, 12, 19, 15))
    confirm_all(article)
    table = get_plan_table(unit=unit, period="2021")
    lines = {
        row.indicator.name: (row.targets[0].target.value, row.status)
        for _, rows in table.topics
        for row in rows
    }
    assert lines == {
        "Thu ngân sách nhà nước trên địa bàn": (Decimal("1223.771"), Status.NO_DATA),
        "Kết nạp đảng viên": (Decimal(155), Status.NO_DATA),
    }
    assert [entry.evidence.surface for entry in get_article_entries(article)] == [
        "1.223,771",
        "155",
    ]


def test_result_of_a_later_article_meets_the_target(publish, confirm_all, unit):
    for text, day in ((PLAN, at(2020, 12, 19)), (YEAR_END, at(2022, 1, 5))):
        confirm_all(publish(make_article, text, title=str(day), units=[unit], published_at=day))
    income = Indicator.objects.get(name="Thu ngân sách nhà nước trên địa bàn")
    table = get_plan_table(unit=unit, period="2021")
    [row] = [row for _, rows in table.topics for row in rows if row.indicator == income]
    assert (row.status, row.result.value) == (Status.EXCEEDED, Decimal(1300))
    assert row.result.evidence.get().quotation == YEAR_END


def test_same_target_in_a_second_article_gains_a_sentence(publish, confirm_all, unit):
    for title in ("Tin một", "Tin hai"):
        confirm_all(
            publish(make_article, PLAN, title=title, units=[unit], published_at=at(2020, 12, 19))
        )
    assert {target.evidence.count() for target in Target.objects.all()} == {2}
    assert Target.objects.count() == 2


def test_changed_number_waits_for_the_editor_while_the_value_stands(publish, confirm_all, unit):
    article = publish(make_article, PLAN, units=[unit], published_at=at(2020, 12, 19))
    confirm_all(article)
    publish(rewrite_article, article, PLAN.replace("1.223,771", "1.250"))
    # The sentence is another one, so what else it states is asked again.
    assert [each.surface for each in Proposal.objects.filter(state=ProposalState.OPEN)] == [
        "1.250",
        "155",
    ]
    value = Target.objects.get(indicator__name="Thu ngân sách nhà nước trên địa bàn")
    assert (value.value, value.evidence.get().loss) == (Decimal("1223.771"), "changed")
