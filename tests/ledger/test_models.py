"""Rules of the ledger that the database keeps, each shown to refuse."""

import unicodedata
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from tests.factories import (
    make_article,
    make_document,
    make_evidence,
    make_indicator,
    make_proposal,
    make_result,
    make_target,
    make_unit,
)

from congtin.ledger.enums import ProposalState
from congtin.ledger.models import Evidence, Indicator, Plan, Proposal, Result, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    """What a value is of."""
    return {"indicator": make_indicator(), "unit": make_unit()}


def refuses(constraint, make, **columns):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(**columns)


@pytest.mark.parametrize(
    ("make", "prefix"), [(make_target, "target"), (make_result, "result")], ids=["target", "result"]
)
@pytest.mark.parametrize(
    "columns",
    [
        {"comparator": "range", "value": None, "low": 8, "high": 7},
        {"comparator": "range", "value": None, "low": 8, "high": None},
        {"comparator": "range", "value": None, "low": None, "high": 8},
        {"comparator": "range", "value": "8"},
        {"comparator": "range", "value": "8", "low": 7, "high": 9},
        {"comparator": "eq", "value": "8", "low": 7, "high": 9},
        {"comparator": "eq", "value": None, "low": 7, "high": 9},
    ],
)
def test_range_has_two_ends_in_order_and_no_value(thing, make, prefix, columns):
    refuses(f"{prefix}_", make, **thing, **columns)


@pytest.mark.parametrize("make", [make_target, make_result])
def test_range_with_both_ends_is_kept(thing, make):
    kept = make(**thing, comparator="range", value=None, low="7.4", high="8.4")
    assert type(kept).objects.get() == kept


def test_target_says_something(thing):
    refuses("target_says_something", make_target, **thing, value=None)


def test_result_says_something(thing):
    refuses("result_says_something", make_result, **thing, value=None)


def test_result_may_say_its_attainment_alone(thing):
    make_result(**thing, value=None, attainment="128")
    assert Result.objects.get().attainment == 128


def test_one_target_of_a_body_is_in_use(thing):
    make_target(**thing, set_by="UBND quận")
    refuses("target", make_target, **thing, set_by="UBND quận", value="200")


def test_one_target_of_a_document_is_in_use(thing):
    document = make_document()
    make_target(**thing, document=document)
    refuses("target", make_target, **thing, document=document, value="200")


def test_targets_of_two_bodies_stand_side_by_side(thing):
    make_target(**thing, set_by="UBND quận", value="1223.771")
    make_target(**thing, set_by="UBND thành phố", value="1112.519")
    assert Target.objects.filter(in_use=True).count() == 2


def test_targets_of_two_documents_stand_side_by_side(thing):
    for title in ("Nghị quyết đầu năm", "Nghị quyết điều chỉnh"):
        make_target(**thing, document=make_document(title))
    assert Target.objects.filter(in_use=True).count() == 2


def test_one_result_is_in_use_and_others_are_kept_beside_it(thing):
    make_result(**thing, value="100")
    make_result(**thing, value="101", in_use=False)
    refuses("result", make_result, **thing, value="102")


def test_results_of_two_territories_are_both_in_use(thing):
    make_result(**thing)
    make_result(**thing, territory="trước hợp nhất")
    assert Result.objects.filter(in_use=True).count() == 2


def test_code_of_the_official_list_is_used_once():
    make_indicator("Diện tích", code="T0101")
    refuses("code", make_indicator, name="Dân số", code="T0101")


def test_indicators_without_a_code_are_many():
    make_indicator("Diện tích")
    make_indicator("Dân số")
    assert Indicator.objects.filter(code="").count() == 2


def test_plan_is_kept_once():
    columns = {"unit": make_unit(), "period": "2021", "adopting_body": "Quận ủy"}
    Plan.objects.create(**columns, resolution_number="01")
    Plan.objects.create(**columns, resolution_number="02")
    refuses("plan", Plan.objects.create, **columns, resolution_number="02")


def test_evidence_is_of_a_target_or_of_a_result(thing):
    document = make_document()
    refuses("evidence_is_of_one_value", Evidence.objects.create, document=document)
    refuses(
        "evidence_is_of_one_value",
        Evidence.objects.create,
        document=document,
        target=make_target(**thing),
        result=make_result(**thing),
    )


def test_evidence_points_somewhere(thing):
    refuses("evidence_points_somewhere", Evidence.objects.create, target=make_target(**thing))


def test_evidence_in_an_article_quotes_it(thing, home):
    refuses(
        "evidence_in_article_quotes_it",
        Evidence.objects.create,
        target=make_target(**thing),
        article=make_article(),
    )


def test_article_that_is_evidence_is_not_deleted(thing, home):
    article = make_article()
    make_evidence(article, target=make_target(**thing))
    with pytest.raises(ProtectedError):
        article.delete()


@pytest.mark.parametrize("state", [ProposalState.OPEN, ProposalState.REJECTED, ProposalState.GONE])
def test_only_a_confirmed_proposal_made_a_value(thing, home, state):
    proposal = make_proposal(make_article())
    with (
        pytest.raises(IntegrityError, match="only_confirmed_proposals_made_a_value"),
        transaction.atomic(),
    ):
        Proposal.objects.filter(pk=proposal.pk).update(state=state, target=make_target(**thing))


def test_unit_and_indicator_of_a_value_are_not_deleted(thing):
    make_result(**thing)
    for each in thing.values():
        with pytest.raises(ProtectedError):
            each.delete()


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"value": "1223.771"}, "1.223,771\u00a0tỷ đồng"),
        ({"value": "406.890", "decimals": 3}, "406,890\u00a0tỷ đồng"),
        ({"value": "406.890"}, "406,89\u00a0tỷ đồng"),
        ({"value": "100", "measure": "%"}, "100%"),
        ({"value": "1", "measure": "%", "comparator": "lt"}, "dưới 1%"),
        ({"value": "7.5", "measure": "%", "comparator": "ge"}, "từ 7,5% trở lên"),
        ({"value": "155", "measure": "đảng viên", "comparator": "gt"}, "trên 155\u00a0đảng viên"),
        ({"value": None, "low": "7.4", "high": "8.4", "comparator": "range", "measure": "%"},
         "7,4 - 8,4%"),
        ({"value": "0", "measure": "hộ"}, "0\u00a0hộ"),
        ({"value": "7500", "measure": "lượt người"}, "7.500\u00a0lượt người"),
    ],
)  # fmt: skip
def test_value_is_shown_with_its_bound_and_measure(thing, columns, text):
    target = make_target(**thing, **columns)
    target.refresh_from_db()
    assert target.format_value() == text


def test_attainment_alone_shows_no_value(thing):
    assert make_result(**thing, value=None, attainment="128").format_value() == ""


@pytest.mark.parametrize("period", ["năm 2021", "2021-13", "abcd"])
@pytest.mark.parametrize("model", [Target, Result, Plan])
def test_period_that_is_none_is_refused_in_the_administration(thing, model, period):
    value = model(unit=thing["unit"], period=period)
    with pytest.raises(ValidationError) as caught:
        value.clean()
    assert list(caught.value.message_dict) == ["period"]


def test_number_that_would_come_back_changed_is_refused_in_the_administration(thing):
    target = Target(**thing, period="2021", value=Decimal("1234567890123456.5"))
    with pytest.raises(ValidationError) as caught:
        target.clean()
    assert list(caught.value.message_dict) == ["value"]


def test_values_are_exact_decimals(thing):
    for value in ("406.890000", "999999999.999999", "0.000001", "4650000000.000000"):
        result = make_result(**thing, value=value, in_use=False)
        result.refresh_from_db()
        assert str(result.value) == value


def test_all_names_of_an_indicator_are_folded():
    indicator = make_indicator("Tổng thu ngân sách", aliases="Thu NSNN\n \nThu ngân sách Đảng")
    assert indicator.folded_names.split("\n") == [
        "tong thu ngan sach",
        "thu nsnn",
        "thu ngan sach dang",
    ]
    assert indicator.slug == "tong-thu-ngan-sach"


def test_indicator_keeps_its_address_when_renamed():
    indicator = make_indicator("Tổng thu ngân sách")
    indicator.name = unicodedata.normalize("NFC", "Thu ngân sách nhà nước")
    indicator.save()
    assert indicator.slug == "tong-thu-ngan-sach"
