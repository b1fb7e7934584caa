"""From the text of an article to proposals, by the real reader."""

import unicodedata
from decimal import Decimal

import pytest
from tests.factories import (
    at,
    draft_article,
    make_article,
    make_indicator,
    make_unit,
    rewrite_article,
)

from congtin.ledger.actions import Amount, confirm_proposal, reject_proposal
from congtin.ledger.enums import ProposalState
from congtin.ledger.models import Evidence, Proposal
from congtin.ledger.proposing import follow_evidence, propose_figures
from congtin.newsroom.prose import read_prose

pytestmark = pytest.mark.django_db

INCOME = "Năm 2021, tổng thu ngân sách của quận đạt 1.223,771 tỷ đồng."
PARTY = "Năm 2021, quận kết nạp 155 đảng viên."


@pytest.fixture
def unit(home):
    return make_unit("Quận Lê Chân")


@pytest.fixture
def income():
    return make_indicator("Tổng thu ngân sách")


def propose(article):
    propose_figures(article=article)
    return list(article.proposals.all())


def get_open(article):
    return [each.surface for each in article.proposals.filter(state=ProposalState.OPEN)]


def confirm(proposal, unit, indicator):
    return confirm_proposal(
        proposal=proposal,
        indicator=indicator,
        unit=unit,
        period=proposal.period,
        kind=proposal.kind,
        amount=Amount(measure=proposal.measure, value=proposal.value),
        by=None,
    )


def test_figure_is_proposed_with_all_that_is_known_of_it(unit, income):
    article = make_article(INCOME, units=[unit], published_at=at(2022, 1, 5))
    [proposal] = propose(article)
    assert (proposal.value, proposal.measure, proposal.period, proposal.kind) == (
        Decimal("1223.771"),
        "tỷ đồng",
        "2021",
        "result",
    )
    assert (proposal.unit, proposal.indicator, proposal.state) == (
        unit,
        income,
        ProposalState.OPEN,
    )
    assert proposal.revision == article.live_revision_id


def test_number_stands_where_the_proposal_says(unit):
    article = make_article("Mở đầu.", INCOME, units=[unit])
    [proposal] = propose(article)
    text = read_prose(article)
    assert text[proposal.start : proposal.end] == proposal.surface == "1.223,771"
    assert proposal.quotation == INCOME
    assert proposal.quotation[proposal.offset :].startswith("1.223,771")


def test_decomposed_text_gives_the_same_proposals(unit):
    composed = propose(make_article(INCOME, units=[unit]))
    decomposed = propose(make_article(unicodedata.normalize("NFD", INCOME), units=[unit]))
    assert [(each.quotation, each.start) for each in composed] == [
        (each.quotation, each.start) for each in decomposed
    ]


def test_period_that_the_text_leaves_open_is_the_articles(unit):
    article = make_article("Thu ngân sách đạt 100 tỷ đồng.", units=[unit], speaks_of="2019")
    assert [each.period for each in propose(article)] == ["2019"]


def test_year_that_nobody_states_is_that_of_publication(unit):
    article = make_article(
        "Thu ngân sách 6 tháng đầu năm đạt 100 tỷ đồng.",
        units=[unit],
        published_at=at(2021, 7, 1),
    )
    assert [each.period for each in propose(article)] == ["2021-M01..06"]


def test_place_named_in_the_text_goes_before_the_articles_unit(unit):
    other = make_unit("Quận Hồng Bàng")
    article = make_article(
        "Năm 2021, tổng thu ngân sách của quận Hồng Bàng đạt 900 tỷ đồng.", units=[unit]
    )
    assert [each.unit for each in propose(article)] == [other]


def test_article_without_a_unit_proposes_without_one(home):
    assert [each.unit for each in propose(make_article(INCOME))] == [None]


def test_fall_in_per_cent_is_negative_and_a_fall_in_heads_is_a_count(unit):
    article = make_article(
        "Năm 2021, giá trị sản xuất công nghiệp giảm 3,5%.",
        "Năm 2021, số hộ nghèo giảm 281 hộ.",
        units=[unit],
    )
    assert [each.value for each in propose(article)] == [Decimal("-3.5"), Decimal(281)]


def test_range_is_proposed_with_its_two_ends(unit):
    article = make_article("Phấn đấu năm 2022 GRDP tăng 7,4 - 8,4%.", units=[unit])
    [proposal] = propose(article)
    assert (proposal.value, proposal.low, proposal.high, proposal.comparator) == (
        None,
        Decimal("7.4"),
        Decimal("8.4"),
        "range",
    )


def test_bound_is_proposed_as_a_bound(unit):
    article = make_article("Phấn đấu năm 2022 tỷ lệ hộ nghèo dưới 1%.", units=[unit])
    [proposal] = propose(article)
    assert (proposal.comparator, proposal.value, proposal.kind) == ("lt", Decimal(1), "target")


def test_number_too_long_for_the_ledger_does_not_stop_the_others(unit):
    article = make_article(
        "Năm 2021, tổng chi ngân sách của quận đạt 12345678901234567890123 tỷ đồng.",
        INCOME,
        units=[unit],
    )
    assert [each.surface for each in propose(article)] == ["1.223,771"]


def test_article_without_figures_has_no_proposals(unit):
    assert propose(make_article("Hội nghị bàn việc chỉnh trang đô thị.", units=[unit])) == []


def test_reading_again_changes_nothing(unit):
    article = make_article(INCOME, PARTY, units=[unit])
    first = propose(article)
    assert propose(article) == first


def test_sentence_said_twice_is_proposed_twice_however_often_it_is_read(unit):
    article = make_article(INCOME, "Xen giữa.", INCOME, units=[unit])
    first = propose(article)
    assert len(first) == 2
    for _ in range(2):
        assert propose(article) == first


def test_decided_stay_vanished_go_and_a_changed_number_opens_anew(unit, income):
    article = make_article(INCOME, PARTY, "Năm 2021, quận trồng 30 cây.", units=[unit])
    kept, rejected, _ = propose(article)
    confirm(kept, unit, income)
    reject_proposal(proposal=rejected, by=None)
    article = rewrite_article(article, "Câu mới.", INCOME, PARTY.replace("155", "156"))
    propose(article)
    states = dict(article.proposals.values_list("surface", "state"))
    assert states == {
        "1.223,771": ProposalState.CONFIRMED,
        "155": ProposalState.REJECTED,
        "30": ProposalState.GONE,
        "156": ProposalState.OPEN,
    }


def test_open_proposal_moves_with_its_sentence(unit):
    article = make_article(INCOME, units=[unit])
    [before] = propose(article)
    article = rewrite_article(article, "Thêm một đoạn ở trên.", INCOME)
    [after] = propose(article)
    assert after.pk == before.pk
    assert read_prose(article)[after.start : after.end] == "1.223,771"


def test_sentence_that_comes_back_is_open_again(unit):
    article = make_article(INCOME, units=[unit])
    propose(article)
    article = rewrite_article(article, "Câu khác.")
    propose(article)
    assert get_open(article) == []
    article = rewrite_article(article, INCOME)
    propose(article)
    assert get_open(article) == ["1.223,771"]


def test_evidence_follows_its_sentence(unit, income):
    article = make_article(INCOME, units=[unit])
    [proposal] = propose(article)
    confirm(proposal, unit, income)
    article = rewrite_article(article, "Thêm một đoạn ở trên.", INCOME)
    assert follow_evidence(article=article) == 0
    evidence = Evidence.objects.get()
    assert read_prose(article)[evidence.start : evidence.end] == "1.223,771"
    assert (evidence.revision, evidence.loss) == (article.live_revision_id, "")


@pytest.mark.parametrize(
    ("text", "loss"),
    [(INCOME.replace("1.223,771", "1.300"), "changed"), ("Hội nghị bàn việc khác.", "gone")],
)
def test_evidence_that_is_lost_is_flagged_and_the_value_stands(unit, income, text, loss):
    article = make_article(INCOME, units=[unit])
    [proposal] = propose(article)
    value = confirm(proposal, unit, income)
    assert follow_evidence(article=rewrite_article(article, text)) == 1
    evidence = Evidence.objects.get()
    assert (evidence.loss, evidence.quotation, evidence.result) == (loss, INCOME, value)


def test_evidence_is_found_again_when_the_sentence_comes_back(unit, income):
    article = make_article(INCOME, units=[unit])
    confirm(propose(article)[0], unit, income)
    article = rewrite_article(article, "Hội nghị bàn việc khác.")
    follow_evidence(article=article)
    follow_evidence(article=rewrite_article(article, INCOME))
    assert Evidence.objects.get().loss == ""


def test_draft_has_no_proposals(unit):
    draft_article(INCOME, units=[unit]).save_revision()
    assert not Proposal.objects.exists()
