"""What software gets wrong about the domain: each truth of the design, held where it must hold.

Most have whole files of their own; here each is said once, from the sentence or the stated value to
what the ledger makes of it.
"""

import datetime as dt
from decimal import Decimal

import pytest
from tests.factories import at, make_article, make_document, make_proposal, make_unit
from tests.factories import make_indicator as make_row

from congtin import figures
from congtin.ledger.actions import (
    Amount,
    confirm_proposal,
    record_result,
    record_target,
    reopen_proposal,
)
from congtin.ledger.errors import ValueConflict
from congtin.ledger.meaning import Known, Sense, tell_meaning
from congtin.ledger.models import Evidence, Proposal, Result, Target
from congtin.ledger.progress import Stated, Status, judge
from congtin.ledger.proposing import propose_figures
from congtin.ledger.queries import get_plan_table
from congtin.ledger.records import get_changes, get_rivals
from congtin.ledger.rollups import get_rollup
from congtin.places.models import Succession


def billions(value):
    return Amount(measure="tỷ đồng", value=Decimal(value))


@pytest.fixture
def thing(db):
    return {"indicator": make_row(), "unit": make_unit()}


class TestChangeRatioAndShareAreThreeThings:
    @pytest.mark.parametrize(
        ("words", "attainment"),
        [
            ("đạt 93,6% kế hoạch", Decimal("93.6")),
            ("vượt 6,4% kế hoạch", Decimal("106.4")),
            ("tăng 6,4% so với cùng kỳ", None),
            ("bằng 93,6% so với cùng kỳ", None),
        ],
    )
    def test_what_a_sentence_says_of_the_plan(self, home, thing, words, attainment):
        text = f"Năm 2021, thu ngân sách đạt 100 tỷ đồng, {words}."
        article = make_article(text, units=[thing["unit"]])
        propose_figures(article=article)
        proposal = Proposal.objects.get(surface="100")
        entered = confirm_proposal(
            proposal=proposal,
            **thing,
            period="2021",
            kind="result",
            amount=billions("100"),
            by=None,
        )
        assert entered.attainment == attainment

    @pytest.mark.parametrize(
        ("words", "amount", "direction"),
        [("tăng 6,4%", "6.4", "up"), ("giảm 6,4%", "6.4", "down")],
    )
    def test_a_rise_and_a_fall_are_changes(self, words, amount, direction):
        text = f"Năm 2021, thu ngân sách đạt 100 tỷ đồng, {words} so với cùng kỳ."
        [change] = figures.read(text)[0].change
        assert (change.amount, change.direction) == (Decimal(amount), direction)


@pytest.mark.django_db
class TestOneResultHasTwoDenominators:
    def test_each_share_goes_with_the_target_of_the_body_it_names(self, thing):
        for body in ("HĐND quận Lê Chân", "UBND thành phố Hải Phòng"):
            value = "1223.771" if "quận" in body else "1112.519"
            record_target(**thing, period="2021", amount=billions(value), set_by=body)
        record_result(
            **thing,
            period="2021",
            amount=Amount(measure="tỷ đồng"),
            attainment=Decimal(128),
            attainment_base="kế hoạch HĐND quận giao",
            other_attainments=[(Decimal(141), "kế hoạch thành phố giao")],
        )
        [(_, [row])] = get_plan_table(unit=thing["unit"], period="2021").topics
        shown = {line.target.set_by: line.judgement.ratio for line in row.targets}
        assert shown == {
            "HĐND quận Lê Chân": Decimal("1.28"),
            "UBND thành phố Hải Phòng": Decimal("1.41"),
        }


@pytest.mark.django_db
class TestSourcesDisagree:
    def test_all_values_are_kept_and_one_is_in_use(self, thing):
        record_result(**thing, period="2021", amount=billions("100"), document=make_document("A"))
        used = record_result(
            **thing,
            period="2021",
            amount=billions("110"),
            document=make_document("B"),
            replace=True,
        )
        assert [each.value for each in get_rivals(used)] == [Decimal(100)]
        assert Result.objects.filter(in_use=True).get() == used

    def test_no_value_takes_the_place_of_another_unasked(self, thing):
        record_result(**thing, period="2021", amount=billions("100"))
        with pytest.raises(ValueConflict):
            record_result(**thing, period="2021", amount=billions("110"))


class TestAnArticleHasFourDates:
    def test_none_stands_for_another(self, home):
        article = make_article(
            "Một tin.",
            published_at=at(2020, 12, 19, 15),
            original_date=dt.date(2020, 12, 18),
            speaks_of="2021",
        )
        assert article.original_date == dt.date(2020, 12, 18)
        assert article.published_at == at(2020, 12, 19, 15)
        assert article.last_published_at > article.published_at
        assert article.speaks_of == "2021"


class TestAThousandfoldIsTold:
    @pytest.mark.parametrize("value", ["406890", "0.40689"])
    def test_a_jump_against_last_year_warns(self, value):
        def stated(number):
            return Stated(period="2021", measure="tỷ đồng", value=Decimal(number))

        before = Known(stated("406.890"), "406,890 tỷ đồng", "Báo cáo")
        assert tell_meaning(stated(value), known=[], last_year=before).sense is Sense.THOUSANDFOLD

    def test_the_dot_of_thousands_and_the_comma_of_decimals(self):
        [figure] = figures.read("Năm 2021, giá trị sản xuất đạt 406,890 tỷ đồng.")
        assert figure.value == Decimal("406.890")


@pytest.mark.django_db
class TestAreasChange:
    def test_wards_that_were_made_of_parts_are_not_added_up(self):
        city = make_unit("Thành phố", level="province")
        old = make_unit("Quận Cũ", level="district", parent=city, valid_to=dt.date(2025, 6, 30))
        new = make_unit("Phường Mới", level="commune", parent=city, valid_from=dt.date(2025, 7, 1))
        Succession.objects.create(predecessor=old, successor=new)
        indicator = make_row(aggregation="sum")
        record_result(indicator=indicator, unit=new, period="2025", amount=billions("1"))
        rollup = get_rollup(indicator=indicator, area=city, period="2025")
        assert rollup.total is None
        assert rollup.refusal

    def test_what_does_not_sum_is_not_added_up(self):
        city = make_unit("Thành phố", level="province")
        ward = make_unit("Phường", level="commune", parent=city)
        indicator = make_row(measure="%", aggregation="none")
        record_result(indicator=indicator, unit=ward, period="2021", amount=Amount("%", Decimal(5)))
        assert get_rollup(indicator=indicator, area=city, period="2021").total is None


class TestATargetMayBeZeroABoundARangeOrAState:
    @pytest.mark.parametrize(
        ("target", "result", "status"),
        [
            ({"value": 0}, "0", Status.MET),
            ({"value": 0}, "0.1", Status.MISSED),
            ({"value": 1, "comparator": "lt"}, "0.99", Status.MET),
            ({"value": 1, "comparator": "lt"}, "1", Status.MISSED),
            ({"low": 7, "high": 8, "comparator": "range"}, "7.5", Status.MET),
        ],
    )
    def test_each_is_judged(self, target, result, status):
        goal = {name: Decimal(n) if name != "comparator" else n for name, n in target.items()}
        found = judge(
            Stated(period="2021", measure="%", **goal),
            Stated(period="2021", measure="%", value=Decimal(result)),
            direction="lower" if "low" not in target else "higher",
            adds_up=False,
        )
        assert found.status is status

    @pytest.mark.django_db
    def test_a_state_is_kept_in_words_with_its_zero(self, thing):
        target = Target.objects.create(
            **thing, period="2021", value=0, measure="%", state="không còn hộ nghèo"
        )
        assert (target.state, target.value) == ("không còn hộ nghèo", 0)


@pytest.mark.django_db
class TestNothingEntersUnconfirmedOrChangesWithoutATrace:
    def test_a_published_article_enters_nothing(self, home):
        article = make_article("Năm 2021, thu ngân sách đạt 100 tỷ đồng.", units=[make_unit()])
        propose_figures(article=article)
        assert Proposal.objects.count() == 1
        assert (Target.objects.count(), Result.objects.count(), Evidence.objects.count()) == (
            0,
            0,
            0,
        )

    def test_every_deed_on_a_value_leaves_its_entry(self, home, thing):
        document = make_document()
        value = record_result(
            **thing, period="2021", amount=billions("100"), is_estimate=True, document=document
        )
        proposal = make_proposal(make_article())
        confirm_proposal(
            proposal=proposal,
            **thing,
            period="2021",
            kind="result",
            amount=billions("100"),
            by=None,
        )
        reopen_proposal(proposal=proposal, by=None)
        record_result(**thing, period="2021", amount=billions("110"), replace=True)
        assert [change.action for change in get_changes(value)] == [
            "ledger.enter",
            "ledger.make_official",
            "ledger.confirm",
            "ledger.undo",
            "ledger.make_estimate",
            "ledger.step_down",
        ]
