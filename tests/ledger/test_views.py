"""The review screen, by script and without, and who may use it."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import (
    make_article,
    make_evidence,
    make_indicator,
    make_proposal,
    make_result,
    make_unit,
    make_user,
)

from congtin.ledger.actions import reject_proposal
from congtin.ledger.enums import ProposalState
from congtin.ledger.models import Evidence, Indicator, Proposal, Result

pytestmark = pytest.mark.django_db

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def unit(newsroom):
    return make_unit("Quận Lê Chân")


@pytest.fixture
def income(newsroom):
    return make_indicator("Tổng thu ngân sách")


@pytest.fixture
def article(unit):
    return make_article(title="Lê Chân chọn chủ đề", units=[unit])


@pytest.fixture
def rival(unit, income):
    """Another value in use for what the proposal states."""
    return make_result(unit=unit, indicator=income, value="90")


@pytest.fixture
def proposal(article, unit, income):
    return make_proposal(article, unit=unit, indicator=income)


@pytest.fixture
def desk(client, editor):
    """A browser in which an editor has signed in."""
    client.force_login(editor)
    return client


def write(**words):
    return {
        "indicator_name": "Tổng thu ngân sách",
        "unit_name": "Quận Lê Chân",
        "period": "2021",
        "kind": "result",
        "comparator": "eq",
        "number": "100",
        "measure": "tỷ đồng",
        **words,
    }


def to(name, *args):
    return reverse(f"ledger:{name}", args=args)


def get_state(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


class TestWhoMay:
    def test_addresses_stand_below_the_newsrooms(self):
        assert to("review") == "/toa-soan/so-lieu/"

    @pytest.mark.parametrize("name", ["confirm", "reject", "reopen"])
    def test_a_stranger_is_led_to_the_sign_in(self, client, proposal, name):
        answer = client.post(to(name, proposal.pk), write())
        assert answer.status_code == 302
        assert answer["Location"].startswith("/toa-soan/login/")
        assert get_state(proposal) == ProposalState.OPEN

    @pytest.mark.parametrize("name", ["confirm", "reject", "reopen"])
    def test_a_reporter_is_turned_away(self, client, reporter, proposal, name):
        client.force_login(reporter)
        answer = client.post(to(name, proposal.pk), write())
        assert answer.status_code in {302, 403}
        assert get_state(proposal) == ProposalState.OPEN
        assert not Result.objects.exists()

    def test_a_reporter_does_not_see_the_screen(self, client, reporter, proposal):
        client.force_login(reporter)
        for address in (to("review"), to("review_article", proposal.article_id)):
            answer = client.get(address)
            assert answer.status_code in {302, 403}
            assert "Thu 100 tỷ đồng" not in answer.text

    @pytest.mark.parametrize("name", ["confirm", "reject", "reopen"])
    def test_looking_at_an_address_changes_nothing(self, desk, proposal, name):
        assert desk.get(to(name, proposal.pk)).status_code == 405

    def test_a_form_from_elsewhere_is_refused(self, editor, proposal):
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        assert client.post(to("confirm", proposal.pk), write()).status_code == 403
        assert get_state(proposal) == ProposalState.OPEN


class TestScreen:
    def test_all_open_proposals_are_shown_with_their_sentences(self, desk, proposal):
        text = desk.get(to("review")).text
        assert "<q>Thu <mark>100</mark> tỷ đồng.</q>" in text
        assert "Lê Chân chọn chủ đề" in text

    def test_screen_of_an_article_shows_what_was_settled_too(self, desk, proposal):
        reject_proposal(proposal=proposal, by=make_user(first_name="Bình"))
        text = desk.get(to("review_article", proposal.article_id)).text
        assert "đã bỏ" in text
        assert "Bình" in text

    def test_settled_proposals_do_not_wait(self, desk, proposal):
        reject_proposal(proposal=proposal, by=None)
        assert "<mark>" not in desk.get(to("review")).text

    def test_unknown_article_or_proposal_is_not_found(self, desk):
        assert desk.get(to("review_article", 999_999)).status_code == 404
        assert desk.post(to("confirm", 999_999), write()).status_code == 404

    def test_what_a_sentence_says_is_never_markup(self, desk, article):
        make_proposal(article, quotation="Thu <script>alert(1)</script> 100 tỷ đồng.")
        text = desk.get(to("review")).text
        assert "<script>alert(1)" not in text
        assert "&lt;script&gt;alert(1)" in text

    def test_screens_take_no_more_queries_with_many_rows_than_with_few(
        self, desk, proposal, count_queries
    ):
        addresses = (to("review"), to("review_article", proposal.article_id))

        def add(numbers):
            for n in numbers:
                row = make_proposal(
                    proposal.article, unit=proposal.unit, indicator=proposal.indicator, start=n
                )
                if n % 2:
                    reject_proposal(proposal=row, by=make_user())

        def look():
            return [count_queries(lambda address=each: desk.get(address)) for each in addresses]

        add(range(1, 3))
        look()  # what is asked once for a process
        few = look()
        add(range(3, 20))
        assert look() == few


class TestDeciding:
    def test_confirmed_by_script_the_row_alone_comes_back(self, desk, proposal):
        answer = desk.post(to("confirm", proposal.pk), write(), headers=FETCH)
        assert answer.status_code == 200
        assert "<html" not in answer.text
        assert 'data-state="confirmed"' in answer.text
        assert 'href="/chi-tieu/' in answer.text
        assert Result.objects.get().value == 100

    def test_confirmed_without_script_the_articles_screen_comes_back(self, desk, proposal):
        answer = desk.post(to("confirm", proposal.pk), write())
        assert answer.status_code == 302
        assert answer["Location"] == to("review_article", proposal.article_id)
        assert get_state(proposal) == ProposalState.CONFIRMED

    def test_editor_stands_in_the_trail(self, desk, editor, proposal):
        desk.post(to("confirm", proposal.pk), write())
        proposal.refresh_from_db()
        assert proposal.decided_by == editor
        assert Evidence.objects.get().added_by == editor

    @pytest.mark.parametrize("headers", [FETCH, {}], ids=["script", "form"])
    def test_wrong_words_come_back_with_their_error(self, desk, proposal, headers):
        words = write(number="rất nhiều", unit_name="Quận Không Có")
        answer = desk.post(to("confirm", proposal.pk), words, headers=headers)
        assert answer.status_code == 422
        assert "Viết số theo lối Việt Nam" in answer.text
        assert "Không có đơn vị “Quận Không Có”" in answer.text
        assert 'value="rất nhiều"' in answer.text
        assert get_state(proposal) == ProposalState.OPEN

    @pytest.mark.parametrize("headers", [FETCH, {}], ids=["script", "form"])
    def test_conflict_asks_which_value_to_use(self, desk, proposal, rival, headers):
        answer = desk.post(to("confirm", proposal.pk), write(), headers=headers)
        assert answer.status_code == 422
        assert "Sổ đang dùng giá trị khác: 90" in answer.text
        assert 'name="replace" value="new"' in answer.text
        assert Result.objects.count() == 1

    @pytest.mark.parametrize(("replace", "used"), [("new", 100), ("old", 90)])
    def test_answer_to_the_conflict_is_followed(self, desk, proposal, rival, replace, used):
        desk.post(to("confirm", proposal.pk), write(replace=replace))
        assert Result.objects.get(in_use=True).value == used
        assert get_state(proposal) == ProposalState.CONFIRMED

    @pytest.mark.parametrize("headers", [FETCH, {}], ids=["script", "form"])
    def test_second_editor_is_told(self, desk, proposal, headers):
        desk.post(to("confirm", proposal.pk), write())
        answer = desk.post(to("confirm", proposal.pk), write(number="99"), headers=headers)
        assert answer.status_code == 422
        assert Result.objects.get().value == 100

    def test_new_indicator_is_made_with_its_first_value(self, desk, proposal):
        words = write(indicator_name="Số tuyến đường hoa", new_indicator="on", measure="tuyến")
        desk.post(to("confirm", proposal.pk), words)
        indicator = Indicator.objects.get(name="Số tuyến đường hoa")
        assert (indicator.measure, indicator.results.count()) == ("tuyến", 1)

    def test_no_new_indicator_stays_behind_a_refusal(self, desk, proposal, unit):
        type(unit).objects.filter(pk=unit.pk).update(valid_to="2019-12-31")
        words = write(indicator_name="Số tuyến đường hoa", new_indicator="on")
        answer = desk.post(to("confirm", proposal.pk), words, headers=FETCH)
        assert answer.status_code == 422
        assert "không tồn tại trong kỳ 2021" in answer.text
        assert not Indicator.objects.filter(name="Số tuyến đường hoa").exists()

    def test_body_that_set_a_target_is_kept(self, desk, proposal):
        desk.post(to("confirm", proposal.pk), write(kind="target", set_by="HĐND quận"))
        proposal.refresh_from_db()
        assert proposal.target.set_by == "HĐND quận"

    def test_rejected_and_taken_back(self, desk, proposal):
        answer = desk.post(to("reject", proposal.pk), headers=FETCH)
        assert 'data-state="rejected"' in answer.text
        answer = desk.post(to("reopen", proposal.pk), headers=FETCH)
        assert 'data-state="open"' in answer.text
        assert get_state(proposal) == ProposalState.OPEN

    def test_confirmation_is_taken_back_and_the_value_goes(self, desk, proposal):
        desk.post(to("confirm", proposal.pk), write())
        desk.post(to("reopen", proposal.pk))
        assert not Result.objects.exists()

    def test_nothing_to_take_back_is_said(self, desk, proposal):
        answer = desk.post(to("reopen", proposal.pk), headers=FETCH)
        assert answer.status_code == 422
        assert "không có gì để hoàn tác" in answer.text


class TestLostEvidence:
    @pytest.fixture
    def evidence(self, article, unit, income):
        evidence = make_evidence(article, result=make_result(unit=unit, indicator=income))
        Evidence.objects.update(loss="changed")
        return evidence

    def test_it_is_shown_with_the_value(self, desk, evidence):
        for address in (to("review"), to("review_article", evidence.article_id)):
            text = desk.get(address).text
            assert "Căn cứ cần xem lại" in text
            assert "số trong câu đã đổi" in text

    def test_value_is_kept(self, desk, evidence):
        answer = desk.post(to("keep_evidence", evidence.pk))
        assert answer["Location"] == to("review_article", evidence.article_id)
        assert Evidence.objects.get().loss == "kept"

    def test_value_goes_with_its_last_evidence(self, desk, evidence):
        desk.post(to("drop_evidence", evidence.pk))
        assert not Result.objects.exists()

    def test_evidence_that_is_not_lost_is_not_dropped(self, desk, evidence):
        Evidence.objects.update(loss="")
        assert desk.post(to("drop_evidence", evidence.pk)).status_code == 404
        assert Result.objects.exists()
