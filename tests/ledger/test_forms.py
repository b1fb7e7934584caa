"""What an editor may type when deciding on a figure."""

from decimal import Decimal

import pytest
from tests.factories import make_article, make_indicator, make_proposal, make_unit

from congtin.ledger.actions import Amount
from congtin.ledger.forms import DecisionForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    return make_unit("Quận Lê Chân")


@pytest.fixture
def income(db):
    return make_indicator("Tổng thu ngân sách", aliases="Thu NSNN trên địa bàn")


def fill(**words):
    return DecisionForm(
        {
            "indicator_name": "Tổng thu ngân sách",
            "unit_name": "Quận Lê Chân",
            "period": "2021",
            "kind": "result",
            "comparator": "eq",
            "number": "1.223,771",
            "measure": "tỷ đồng",
            **words,
        }
    )


def get_errors(form):
    return {field: list(texts) for field, texts in form.errors.items()}


def test_suggestion_as_it_stands_is_valid(home, unit, income):
    proposal = make_proposal(
        make_article(), surface="1.223,771", value="1223.771", unit=unit, indicator=income
    )
    words = DecisionForm.for_proposal(proposal).initial
    form = DecisionForm.for_proposal(proposal, words)
    assert get_errors(form) == {}
    assert (form.indicator, form.unit) == (income, unit)
    assert form.amount == Amount(measure="tỷ đồng", value=Decimal("1223.771"))


def test_number_is_offered_as_the_article_writes_it(home):
    proposal = make_proposal(make_article(), surface="406,890", value="406.890")
    assert DecisionForm.for_proposal(proposal).initial["number"] == "406,890"


@pytest.mark.parametrize(
    ("columns", "number"),
    [
        ({"surface": "bốn trăm", "value": "400"}, "400"),
        ({"surface": "3,5", "value": "-3.5"}, "-3,5"),
        ({"surface": "7,4 - 8,4", "value": None, "low": "7.4", "high": "8.4"}, "7,4 - 8,4"),
    ],
)
def test_number_that_reads_otherwise_is_offered_in_digits(home, columns, number):
    proposal = make_proposal(make_article(), **columns)
    proposal.refresh_from_db()
    assert DecisionForm.for_proposal(proposal).initial["number"] == number


def test_figure_without_an_indicator_offers_a_new_one(home):
    initial = DecisionForm.for_proposal(
        make_proposal(make_article(), name="tuyến đường hoa")
    ).initial
    assert (initial["indicator_name"], initial["new_indicator"]) == ("Tuyến đường hoa", True)


@pytest.mark.parametrize(
    "name", ["Tổng thu ngân sách", "tong thu ngan sach", "thu nsnn trên ĐỊA BÀN"]
)
def test_indicator_is_found_by_any_of_its_names_whatever_the_marks(unit, income, name):
    form = fill(indicator_name=name)
    assert form.is_valid()
    assert form.indicator == income


def test_main_name_goes_before_a_name_in_use_of_another(unit, income):
    make_indicator("Thu cân đối", aliases="Tổng thu ngân sách")
    form = fill()
    assert form.is_valid()
    assert form.indicator == income


def test_part_of_a_name_is_no_name(unit, income):
    form = fill(indicator_name="Tổng thu")
    assert get_errors(form) == {
        "indicator_name": [
            "Sổ chưa có chỉ tiêu này. Chọn trong danh sách, hoặc đánh dấu “Tạo chỉ tiêu mới”."
        ]
    }


def test_new_indicator_is_made_on_the_editors_word(unit):
    form = fill(indicator_name="Số tuyến đường hoa", new_indicator="on")
    assert form.is_valid()
    assert form.indicator is None


@pytest.mark.parametrize("name", ["quan le chan", "Lê Chân", "QUẬN LÊ CHÂN"])
def test_unit_is_found_whatever_the_marks(unit, income, name):
    form = fill(unit_name=name)
    assert form.is_valid()
    assert form.unit == unit


def test_unknown_unit_is_named(income):
    assert get_errors(fill(unit_name="Quận Không Có")) == {
        "unit_name": ["Không có đơn vị “Quận Không Có”. Chọn trong danh sách."]
    }


@pytest.mark.parametrize(
    ("typed", "period"),
    [("2021", "2021"), (" 2021-M1..6 ", "2021-M01..06"), ("2021-06", "2021-06")],
)
def test_period_is_written_in_one_way(unit, income, typed, period):
    form = fill(period=typed)
    assert form.is_valid()
    assert form.cleaned_data["period"] == period


@pytest.mark.parametrize("period", ["năm 2021", "2021-13", "21", "2025-2020"])
def test_what_is_no_period_is_refused_with_examples(unit, income, period):
    [text] = get_errors(fill(period=period))["period"]
    assert text.startswith(f"“{period}” không phải là kỳ.")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.223,771", "1223.771"),
        ("406,890", "406.890"),
        ("406.890", "406890"),
        ("1 223,5", "1223.5"),
        ("1\u00a0223", "1223"),
        ("12.5", "12.5"),
        ("2,356.7", "2356.7"),
        ("-3,5", "-3.5"),
        ("\u2212 3,5", "-3.5"),
        ("0", "0"),
    ],
)
def test_number_is_read_the_vietnamese_way(unit, income, typed, value):
    form = fill(number=typed)
    assert get_errors(form) == {}
    assert form.amount.value == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["abc", "nan", "Infinity", "1e5", "1_000", "1.22.3", "1.2.3,4", "--5", "12%", "1,2,3", "٣",
     "1234567890123456", "0,0000001"],
)  # fmt: skip
def test_what_is_no_number_or_too_long_is_refused(unit, income, typed):
    [text] = get_errors(fill(number=typed))["number"]
    assert text.startswith("Viết số theo lối Việt Nam")


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("7,4 - 8,4", "7.4", "8.4"),
        ("7,4-8,4", "7.4", "8.4"),
        ("7,4 \u2013 8,4", "7.4", "8.4"),
        ("33\u201334", "33", "34"),
        ("-2 - -1", "-2", "-1"),
        ("-2--1", "-2", "-1"),
    ],
)
def test_range_has_two_numbers(unit, income, typed, low, high):
    form = fill(number=typed, comparator="range")
    assert get_errors(form) == {}
    assert (form.amount.value, form.amount.low, form.amount.high) == (
        None,
        Decimal(low),
        Decimal(high),
    )


@pytest.mark.parametrize(
    ("typed", "comparator", "text"),
    [
        ("7,4", "range", "Viết hai số, ví dụ 7,4 - 8,4."),
        ("7 - 8 - 9", "range", "Viết hai số, ví dụ 7,4 - 8,4."),
        ("7,4 - 8,4", "eq", "Viết một số, ví dụ 1.223,771."),
        ("8,4 - 7,4", "range", "Viết số nhỏ trước, số lớn sau."),
    ],
)
def test_number_and_bound_must_fit(unit, income, typed, comparator, text):
    assert get_errors(fill(number=typed, comparator=comparator)) == {"number": [text]}


def test_every_empty_field_is_named_at_once():
    assert set(DecisionForm({}).errors) == {
        "indicator_name",
        "unit_name",
        "period",
        "kind",
        "comparator",
        "number",
    }
