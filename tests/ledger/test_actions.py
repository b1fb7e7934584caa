"""Deeds on the ledger: each whole or not at all, with its entry in the audit trail."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.factories import (
    make_article,
    make_document,
    make_evidence,
    make_proposal,
    make_result,
    make_target,
    make_unit,
    make_user,
)
from tests.factories import make_indicator as make_indicator_row
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from congtin.ledger.actions import (
    Amount,
    confirm_proposal,
    drop_lost_evidence,
    keep_lost_evidence,
    make_indicator,
    record_result,
    record_target,
    reject_proposal,
    reopen_proposal,
)
from congtin.ledger.enums import ProposalState
from congtin.ledger.errors import AlreadyDecided, LedgerError, UnitNotInBeing, ValueConflict
from congtin.ledger.models import Evidence, Indicator, Plan, Result, Target
from congtin.ledger.signals import ledger_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    return {"indicator": make_indicator_row(), "unit": make_unit()}


@pytest.fixture
def article(home):
    return make_article()


@pytest.fixture
def confirm(thing):
    """Confirm a proposal as found, for the same thing unless the test says otherwise."""

    def call(proposal, value="100", **more):
        return confirm_proposal(
            proposal=proposal,
            amount=more.pop("amount", amount(value)),
            **{"period": "2021", "kind": "result", "by": None, **thing, **more},
        )

    return call


def amount(value, measure="tỷ đồng", **more):
    return Amount(measure=measure, value=Decimal(value), **more)


def get_log(instance):
    return sorted(registry.get_logs_for_instance(instance).values_list("action", flat=True))


def get_counts():
    return {model.__name__: model.objects.count() for model in (Target, Result, Evidence)}


NOTHING = {"Target": 0, "Result": 0, "Evidence": 0}


class TestRecording:
    def test_target_is_kept_with_its_document_and_its_audit_entry(self, thing):
        document = make_document()
        target = record_target(
            **thing, period="2021", amount=amount("406.890"), set_by="Quận ủy", document=document
        )
        assert (target.value, target.decimals, target.set_by) == (Decimal("406.890"), 3, "Quận ủy")
        assert [each.document for each in target.evidence.all()] == [document]
        assert get_log(target) == ["ledger.enter"]

    def test_target_joins_the_plan_of_its_unit_and_period(self, thing):
        plan = Plan.objects.create(unit=thing["unit"], period="2021")
        Plan.objects.create(unit=thing["unit"], period="2022")
        assert record_target(**thing, period="2021", amount=amount("1")).plan == plan

    def test_same_value_from_another_document_gains_evidence_only(self, thing):
        for title in ("Báo cáo", "Tin báo"):
            record_result(
                **thing, period="2021", amount=amount("100"), document=make_document(title)
            )
        assert get_counts() == {"Target": 0, "Result": 1, "Evidence": 2}

    def test_same_value_in_another_magnitude_is_the_same_value(self, thing):
        record_result(**thing, period="2021", amount=amount("1.2", "nghìn tỷ đồng"))
        record_result(**thing, period="2021", amount=amount("1200"))
        assert Result.objects.count() == 1

    def test_a_thousand_times_as_much_is_not_silently_the_same(self, thing):
        record_result(**thing, period="2021", amount=amount("406.890"))
        with pytest.raises(ValueConflict):
            record_result(**thing, period="2021", amount=amount("406890"))

    def test_same_document_said_twice_is_one_evidence(self, thing):
        document = make_document()
        for _ in range(2):
            record_result(**thing, period="2021", amount=amount("100"), document=document)
        assert Evidence.objects.count() == 1

    def test_other_value_is_a_conflict_that_names_the_one_in_use(self, thing):
        record_result(**thing, period="2021", amount=amount("100"))
        with pytest.raises(ValueConflict, match="Sổ đang dùng giá trị khác: 100\u00a0tỷ đồng"):
            record_result(**thing, period="2021", amount=amount("110"))
        assert get_counts() == {**NOTHING, "Result": 1}

    @pytest.mark.parametrize(("replace", "used"), [(True, "110"), (False, "100")])
    def test_editor_says_which_of_two_values_is_in_use_and_both_are_kept(
        self, thing, replace, used
    ):
        record_result(**thing, period="2021", amount=amount("100"))
        record_result(**thing, period="2021", amount=amount("110"), replace=replace)
        assert Result.objects.count() == 2
        assert Result.objects.get(in_use=True).value == Decimal(used)

    def test_value_that_steps_down_leaves_a_trace(self, thing):
        old = record_result(**thing, period="2021", amount=amount("100"))
        record_result(**thing, period="2021", amount=amount("110"), replace=True)
        assert get_log(old) == ["ledger.enter", "ledger.step_down"]

    def test_targets_of_two_documents_of_one_body_conflict(self, thing):
        more = {"period": "2021", "set_by": "Quận ủy"}
        first = record_target(**thing, **more, amount=amount("100"), document=make_document("A"))
        with pytest.raises(ValueConflict, match="100\u00a0tỷ đồng"):
            record_target(**thing, **more, amount=amount("120"), document=make_document("B"))
        second = record_target(
            **thing, **more, amount=amount("120"), document=make_document("B"), replace=True
        )
        first.refresh_from_db()
        assert (first.in_use, second.in_use) == (False, True)
        assert get_log(first) == ["ledger.enter", "ledger.step_down"]

    @pytest.mark.parametrize(("replace", "used"), [(True, "100"), (False, "110")])
    def test_known_value_that_is_stated_again_asks_which_one_to_use(self, thing, replace, used):
        for value in ("100", "110"):
            record_result(**thing, period="2021", amount=amount(value), replace=True)
        with pytest.raises(ValueConflict, match="110"):
            record_result(**thing, period="2021", amount=amount("100"))
        record_result(**thing, period="2021", amount=amount("100"), replace=replace)
        assert Result.objects.get(in_use=True).value == Decimal(used)

    def test_estimate_that_is_stated_as_final_becomes_official(self, thing):
        more = {"period": "2021", "amount": amount("100")}
        record_result(**thing, **more, is_estimate=True, document=make_document("Ước"))
        result = record_result(**thing, **more, document=make_document("Báo cáo"))
        assert (Result.objects.count(), result.is_estimate) == (1, False)
        assert [each.is_estimate for each in result.evidence.all()] == [True, False]
        assert get_log(result) == ["ledger.enter", "ledger.make_official"]

    def test_official_value_stays_official_where_another_source_says_estimate(self, thing):
        more = {"period": "2021", "amount": amount("100")}
        record_result(**thing, **more)
        result = record_result(**thing, **more, is_estimate=True, document=make_document())
        assert result.is_estimate is False

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2021-Q1", "2021-M01..03"),
            ("2021-M01..06", "2021-H1"),
            ("2021", "2021-M1..12"),
            ("2021-06", "2021-M06..06"),
        ],
    )
    def test_one_span_written_in_two_ways_is_one_period(self, thing, one, other):
        record_result(**thing, period=one, amount=amount("100"))
        with pytest.raises(ValueConflict):
            record_result(**thing, period=other, amount=amount("110"))
        assert record_result(**thing, period=other, amount=amount("100")).period == one
        assert Result.objects.count() == 1

    def test_targets_of_two_bodies_do_not_conflict(self, thing):
        for body, value in (("quận", "1223.771"), ("thành phố", "1112.519")):
            record_target(**thing, period="2021", amount=amount(value), set_by=body)
        assert Target.objects.filter(in_use=True).count() == 2

    def test_results_of_two_territories_do_not_conflict(self, thing):
        for territory, value in (("", "100"), ("trước hợp nhất", "60")):
            record_result(**thing, period="2025", amount=amount(value), territory=territory)
        assert Result.objects.filter(in_use=True).count() == 2

    def test_range_is_the_same_only_with_both_ends(self, thing):
        ends = Amount(measure="%", low=Decimal("7.4"), high=Decimal("8.4"), comparator="range")
        record_target(**thing, period="2021", amount=ends)
        record_target(**thing, period="2021", amount=ends)
        with pytest.raises(ValueConflict, match="7,4 - 8,4%"):
            record_target(**thing, period="2021", amount=amount("7.4", "%"))

    def test_attainment_alone_is_kept(self, thing):
        for _ in range(2):
            record_result(
                **thing,
                period="2021",
                amount=Amount(measure="tỷ đồng"),
                attainment=Decimal("128"),
                document=make_document(),
            )
        assert get_counts() == {"Target": 0, "Result": 1, "Evidence": 2}

    @pytest.mark.parametrize("record", [record_target, record_result])
    def test_nothing_said_is_refused(self, thing, record):
        with pytest.raises(LedgerError):
            record(**thing, period="2021", amount=Amount(measure="tỷ đồng"))

    @pytest.mark.parametrize("period", ["năm 2021", "2021-13", ""])
    def test_what_is_no_period_is_refused(self, thing, period):
        with pytest.raises(LedgerError, match="không phải là kỳ"):
            record_result(**thing, period=period, amount=amount("1"))

    @pytest.mark.parametrize("value", ["1234567890123456", "0.0000001", "NaN", "Infinity"])
    def test_number_that_would_not_come_back_is_refused(self, thing, value):
        with pytest.raises(LedgerError, match="15 chữ số"):
            record_result(**thing, period="2021", amount=amount(value))

    @pytest.mark.parametrize("period", ["2026", "2025-M07..12", "2025-08"])
    def test_unit_that_had_ended_is_refused(self, thing, period):
        thing["unit"] = make_unit("Quận Cũ", valid_to=dt.date(2025, 6, 30))
        with pytest.raises(UnitNotInBeing, match="Quận Cũ"):
            record_result(**thing, period=period, amount=amount("1"))

    @pytest.mark.parametrize("period", ["2024", "2025-Q2"])
    def test_unit_that_had_not_begun_is_refused(self, thing, period):
        thing["unit"] = make_unit("Phường Mới", valid_from=dt.date(2025, 7, 1))
        with pytest.raises(UnitNotInBeing):
            record_target(**thing, period=period, amount=amount("1"))

    @pytest.mark.parametrize("period", ["2025", "2025-M01..06", "2020-2025"])
    def test_unit_that_was_there_for_a_part_of_the_period_is_allowed(self, thing, period):
        thing["unit"] = make_unit("Quận Cũ", valid_to=dt.date(2025, 6, 30))
        assert record_target(**thing, period=period, amount=amount("1")).period == period

    def test_change_is_told_after_the_commit(self, thing, django_capture_on_commit_callbacks):
        heard = []

        def hear(unit_id, period, article_id, **_):
            heard.append((unit_id, period, article_id))

        ledger_changed.connect(hear)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                record_result(**thing, period="2021", amount=amount("1"))
                assert heard == []
        finally:
            ledger_changed.disconnect(hear)
        assert heard == [(thing["unit"].pk, "2021", None)]


class TestConfirming:
    def test_result_is_entered_with_the_sentence_behind_it(self, article, confirm):
        proposal = make_proposal(article, start=40)
        result = confirm(proposal)
        evidence = result.evidence.get()
        assert (result.value, result.is_estimate) == (Decimal(100), False)
        assert (evidence.article, evidence.quotation, evidence.surface) == (
            article,
            "Thu 100 tỷ đồng.",
            "100",
        )
        assert (evidence.start, evidence.end, evidence.offset) == (40, 43, 4)

    def test_proposal_says_who_confirmed_it_and_what_it_made(self, article, confirm):
        user = make_user()
        proposal = make_proposal(article)
        result = confirm(proposal, by=user)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.result, proposal.decided_by) == (
            ProposalState.CONFIRMED,
            result,
            user,
        )
        assert get_log(result) == ["ledger.confirm", "ledger.enter"]
        assert {entry.user for entry in registry.get_logs_for_instance(result)} == {user}

    def test_correction_of_the_editor_goes_into_the_ledger(self, article, confirm):
        other = make_unit("Quận Khác")
        proposal = make_proposal(article)
        target = confirm(
            proposal, "101.5", kind="target", unit=other, period="2022", set_by="Quận ủy"
        )
        assert (target.value, target.unit, target.period, target.set_by) == (
            Decimal("101.5"),
            other,
            "2022",
            "Quận ủy",
        )
        proposal.refresh_from_db()
        assert (proposal.kind, proposal.unit, proposal.target) == ("target", other, target)

    def test_estimate_is_marked(self, article, confirm):
        assert confirm(make_proposal(article), kind="estimate").is_estimate is True

    def test_second_editor_is_told_who_was_first(self, article, confirm):
        proposal = make_proposal(article)
        confirm(proposal, by=make_user(first_name="Bình"))
        before = get_counts()
        with pytest.raises(AlreadyDecided, match=r"đã xác nhận \(Bình\)"):
            confirm(proposal)
        with pytest.raises(AlreadyDecided):
            reject_proposal(proposal=proposal, by=None)
        assert get_counts() == before

    def test_conflict_changes_nothing(self, article, thing, confirm):
        make_result(**thing, value="90")
        proposal = make_proposal(article)
        with pytest.raises(ValueConflict):
            confirm(proposal)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.result) == (ProposalState.OPEN, None)
        assert get_counts() == {**NOTHING, "Result": 1}
        assert not ModelLogEntry.objects.exists()

    def test_unit_not_in_being_changes_nothing(self, article, confirm):
        proposal = make_proposal(article)
        with pytest.raises(UnitNotInBeing):
            confirm(proposal, unit=make_unit("Quận Cũ", valid_to=dt.date(2020, 12, 31)))
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.OPEN
        assert get_counts() == NOTHING

    def test_value_that_is_there_only_gains_the_sentence(self, article, thing, confirm):
        result = make_result(**thing, value="100")
        assert confirm(make_proposal(article)) == result
        assert get_counts() == {**NOTHING, "Result": 1, "Evidence": 1}

    def test_two_sentences_of_one_article_both_vouch(self, article, confirm):
        first = confirm(make_proposal(article, start=0))
        assert confirm(make_proposal(article, start=90)) == first
        assert first.evidence.count() == 2

    def test_rejected_proposal_makes_no_value(self, article):
        user = make_user()
        proposal = make_proposal(article)
        reject_proposal(proposal=proposal, by=user)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.decided_by) == (ProposalState.REJECTED, user)
        assert get_log(proposal) == ["ledger.reject"]
        assert get_counts() == NOTHING


class TestShareOfPlan:
    """Ratio, change and share of plan are three things (design, section 5)."""

    @staticmethod
    def propose(article, form, value, **lists):
        figure = {"form": form, "share_of": [], "change": [], **lists}
        return make_proposal(article, surface=value, value=value, measure="%", figure=figure)

    def test_share_of_plan_is_an_attainment_and_no_amount(self, article, confirm):
        share = [{"amount": 128, "unit": "%", "of": "kế hoạch"}]
        proposal = self.propose(article, "share", "128", share_of=share)
        result = confirm(proposal, amount=amount("128", "%"))
        assert (result.value, result.attainment, result.attainment_base) == (
            None,
            Decimal(128),
            "kế hoạch",
        )

    def test_what_the_editor_corrects_of_a_share_is_kept(self, article, confirm):
        share = [{"amount": 128, "unit": "%", "of": "kế hoạch"}]
        proposal = self.propose(article, "share", "128", share_of=share)
        assert confirm(proposal, amount=amount("127.5", "%")).attainment == Decimal("127.5")

    @pytest.mark.parametrize(
        ("direction", "value", "attainment"), [("up", "6.4", "106.4"), ("down", "-6.4", "93.6")]
    )
    def test_what_is_above_or_below_the_plan_is_a_share_of_it(
        self, article, confirm, direction, value, attainment
    ):
        change = [{"direction": direction, "amount": 6.4, "unit": "%", "base": "kế hoạch"}]
        proposal = self.propose(article, "change", value, change=change)
        result = confirm(proposal, amount=amount(value, "%"))
        assert (result.value, result.attainment) == (None, Decimal(attainment))

    @pytest.mark.parametrize(
        ("lists", "attainment"),
        [
            ({"share_of": [{"amount": 93.6, "unit": "%", "of": "dự toán"}]}, Decimal("93.6")),
            (
                {"change": [{"direction": "up", "amount": 6.4, "unit": "%", "base": "kế hoạch"}]},
                Decimal("106.4"),
            ),
            (
                {"change": [{"direction": "up", "amount": 6.4, "unit": "%", "base": "cùng kỳ"}]},
                None,
            ),
            ({"share_of": [{"amount": 93.6, "unit": "%", "of": "cùng kỳ"}]}, None),
            ({"share_of": [{"amount": 2, "unit": "lần", "of": "kế hoạch"}]}, None),
            ({"share_of": [{"amount": [90, 95], "unit": "%", "of": "kế hoạch"}]}, None),
        ],
    )  # fmt: skip
    def test_amount_keeps_the_share_that_goes_with_it(self, article, confirm, lists, attainment):
        figure = {"form": "level", "share_of": [], "change": [], **lists}
        result = confirm(make_proposal(article, figure=figure))
        assert (result.value, result.attainment) == (Decimal(100), attainment)

    def test_ratio_to_last_year_is_no_value_of_the_amount(self, article, confirm):
        share = [{"amount": 93.6, "unit": "%", "of": "cùng kỳ"}]
        proposal = self.propose(article, "share", "93.6", share_of=share)
        with pytest.raises(LedgerError, match="tính bằng tỷ đồng"):
            confirm(proposal, amount=amount("93.6", "%"))
        assert get_counts() == NOTHING

    def test_share_is_the_value_of_what_is_measured_in_per_cent(self, article, confirm):
        rate = make_indicator_row("Tỷ lệ giải ngân", measure="%")
        share = [{"amount": 95, "unit": "%", "of": "kế hoạch"}]
        proposal = self.propose(article, "share", "95", share_of=share)
        assert confirm(proposal, indicator=rate, amount=amount("95", "%")).value == Decimal(95)

    def test_share_of_plan_is_no_target(self, article, confirm):
        share = [{"amount": 128, "unit": "%", "of": "kế hoạch"}]
        proposal = self.propose(article, "share", "128", share_of=share)
        with pytest.raises(LedgerError, match="Mức đề ra cần một giá trị"):
            confirm(proposal, kind="target", amount=amount("128", "%"))


class TestUndoing:
    def test_value_goes_that_nothing_else_vouches_for(self, article, confirm):
        proposal = make_proposal(article)
        confirm(proposal)
        reopen_proposal(proposal=proposal, by=None)
        proposal.refresh_from_db()
        assert (proposal.state, proposal.result, proposal.decided_by, proposal.decided_at) == (
            ProposalState.OPEN,
            None,
            None,
            None,
        )
        assert get_counts() == NOTHING

    def test_value_stays_that_a_document_vouches_for(self, article, thing, confirm):
        record_result(**thing, period="2021", amount=amount("100"), document=make_document())
        proposal = make_proposal(article)
        confirm(proposal)
        reopen_proposal(proposal=proposal, by=None)
        assert get_counts() == {**NOTHING, "Result": 1, "Evidence": 1}

    def test_value_stays_that_another_sentence_vouches_for(self, article, confirm):
        first, second = make_proposal(article, start=0), make_proposal(article, start=90)
        confirm(first)
        confirm(second)
        reopen_proposal(proposal=first, by=None)
        assert [each.start for each in Evidence.objects.all()] == [90]

    def test_evidence_that_has_moved_goes_too(self, article, confirm):
        proposal = make_proposal(article, start=0)
        confirm(proposal)
        Evidence.objects.update(start=50)
        reopen_proposal(proposal=proposal, by=None)
        assert get_counts() == NOTHING

    def test_value_that_was_replaced_is_in_use_again(self, article, thing, confirm):
        old = make_result(**thing, value="90")
        proposal = make_proposal(article)
        confirm(proposal, replace=True)
        reopen_proposal(proposal=proposal, by=None)
        assert Result.objects.get() == old
        assert Result.objects.get().in_use is True
        assert "ledger.step_up" in get_log(old)

    def test_value_kept_beside_goes_and_the_one_in_use_stays(self, article, thing, confirm):
        old = make_result(**thing, value="90")
        proposal = make_proposal(article)
        confirm(proposal, replace=False)
        reopen_proposal(proposal=proposal, by=None)
        assert list(Result.objects.filter(in_use=True)) == [old]

    def test_value_that_others_vouch_for_steps_back(self, article, thing, confirm):
        """The editor had put a known, unused value in the place of the one in use."""
        unused = make_result(**thing, in_use=False)
        Evidence.objects.create(result=unused, document=make_document())
        used = make_result(**thing, value="90")
        proposal = make_proposal(article)
        confirm(proposal, replace=True)
        reopen_proposal(proposal=proposal, by=None)
        assert list(Result.objects.filter(in_use=True)) == [used]
        assert Result.objects.count() == 2

    def test_estimate_that_was_made_official_is_one_again(self, article, thing, confirm):
        document = make_document()
        record_result(
            **thing, period="2021", amount=amount("100"), is_estimate=True, document=document
        )
        proposal = make_proposal(article)
        confirm(proposal)
        assert Result.objects.get().is_estimate is False
        reopen_proposal(proposal=proposal, by=None)
        result = Result.objects.get()
        assert result.is_estimate is True
        assert "ledger.make_estimate" in get_log(result)

    def test_rejection_is_taken_back(self, article):
        proposal = make_proposal(article)
        reject_proposal(proposal=proposal, by=None)
        reopen_proposal(proposal=proposal, by=None)
        proposal.refresh_from_db()
        assert proposal.state == ProposalState.OPEN

    def test_open_proposal_has_nothing_to_undo(self, article):
        with pytest.raises(AlreadyDecided, match="không có gì để hoàn tác"):
            reopen_proposal(proposal=make_proposal(article), by=None)

    def test_confirmed_again_after_the_undo(self, article, confirm):
        proposal = make_proposal(article)
        confirm(proposal)
        reopen_proposal(proposal=proposal, by=None)
        confirm(proposal, "101")
        assert Result.objects.get().value == Decimal(101)

    def test_trace_of_the_value_outlives_it(self, article, confirm):
        proposal = make_proposal(article)
        result = confirm(proposal)
        pk = result.pk
        reopen_proposal(proposal=proposal, by=None)
        actions = ModelLogEntry.objects.filter(object_id=str(pk)).values_list("action", flat=True)
        assert set(actions) == {"ledger.enter", "ledger.confirm", "ledger.undo"}


class TestLostEvidence:
    def test_value_is_kept_on_the_editors_word(self, article, thing):
        evidence = make_evidence(article, result=make_result(**thing))
        keep_lost_evidence(evidence=evidence, by=None)
        evidence.refresh_from_db()
        assert evidence.loss == "kept"
        assert get_log(evidence.result) == ["ledger.keep"]

    def test_value_without_any_evidence_goes_with_it(self, article, thing):
        evidence = make_evidence(article, target=make_target(**thing))
        drop_lost_evidence(evidence=evidence, by=None)
        assert get_counts() == NOTHING

    def test_value_with_other_evidence_stays(self, article, thing):
        result = make_result(**thing)
        Evidence.objects.create(result=result, document=make_document())
        drop_lost_evidence(evidence=make_evidence(article, result=result), by=None)
        assert get_counts() == {**NOTHING, "Result": 1, "Evidence": 1}


class TestMakingIndicators:
    def test_new_name_begins_with_a_capital_and_is_folded(self):
        indicator = make_indicator(name="số  tuyến đường hoa", measure="tuyến", by=None)
        assert (indicator.name, indicator.slug, indicator.folded_names) == (
            "Số tuyến đường hoa",
            "so-tuyen-duong-hoa",
            "so tuyen duong hoa",
        )
        assert get_log(indicator) == ["wagtail.create"]

    @pytest.mark.parametrize("name", ["Tổng thu ngân sách", "tong thu ngan sach"])
    def test_name_that_is_taken_is_refused_whatever_its_marks(self, name):
        make_indicator_row("Tổng thu ngân sách")
        with pytest.raises(LedgerError, match="Đã có chỉ tiêu"):
            make_indicator(name=name, measure="", by=None)

    @pytest.mark.parametrize("name", ["", "ab", " a ", "***"])
    def test_name_that_says_nothing_is_refused(self, name):
        with pytest.raises(LedgerError):
            make_indicator(name=name, measure="", by=None)
        assert not Indicator.objects.exists()
