"""The published method: from a target and a result to a status with its sum."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from congtin.ledger.progress import Judgement, Stated, Status, judge


def stated(value=None, *, low=None, high=None, comparator=None, period="2021", measure="%", **more):
    attainment = more.pop("attainment", None)
    return Stated(
        period=period,
        measure=measure,
        comparator=comparator or ("range" if low is not None else "eq"),
        value=to_decimal(value),
        low=to_decimal(low),
        high=to_decimal(high),
        attainment=to_decimal(attainment),
    )


def to_decimal(text):
    return None if text is None else Decimal(text)


def judge_year(target, result, *, comparator="eq", direction="higher", adds_up=False):
    """A result of the whole year against a target of that year."""
    return judge(
        stated(target, comparator=comparator),
        stated(result),
        direction=direction,
        adds_up=adds_up,
    ).status


@pytest.mark.parametrize(
    ("comparator", "target", "direction", "result", "status"),
    [
        ("eq", "100", "higher", "100", Status.MET),
        ("eq", "100", "higher", "101", Status.EXCEEDED),
        ("eq", "100", "higher", "99", Status.MISSED),
        ("eq", "100", "lower", "99", Status.EXCEEDED),
        ("eq", "100", "lower", "101", Status.MISSED),
        ("ge", "100", "higher", "100", Status.MET),
        ("ge", "100", "higher", "101", Status.EXCEEDED),
        ("gt", "100", "higher", "100", Status.MISSED),
        ("gt", "97", "higher", "97.3", Status.MET),
        ("gt", "97", "higher", "97.04", Status.MET),
        ("le", "1", "lower", "1", Status.MET),
        ("le", "1", "none", "0.4", Status.MET),
        ("le", "1", "lower", "1.4", Status.MISSED),
        ("lt", "1", "lower", "1", Status.MISSED),
        ("lt", "1", "lower", "0.8", Status.MET),
        ("lt", "1", "lower", "0.97", Status.MET),
        ("approx", "100", "higher", "100", Status.MET),
    ],
)
def test_result_of_the_whole_period_meets_the_bound_or_not(
    comparator, target, direction, result, status
):
    assert judge_year(target, result, comparator=comparator, direction=direction) == status


@pytest.mark.parametrize(
    ("target", "result", "status"),
    [
        ("10.0", "9.96", Status.MET),
        ("10.0", "9.94", Status.MISSED),
        ("10", "9.96", Status.MET),
        ("10", "9.6", Status.MISSED),
        ("12.75", "12.746", Status.MET),
        ("12.75", "12.74", Status.MISSED),
        ("1223.771", "1223.770", Status.MISSED),
        ("7500", "7499", Status.MISSED),
    ],
)
def test_result_is_rounded_like_the_target_and_not_beyond_one_decimal(target, result, status):
    assert judge_year(target, result) == status


@pytest.mark.parametrize(
    ("result", "status"), [("0", Status.MET), ("1", Status.MISSED), ("0.01", Status.MISSED)]
)
def test_target_of_zero_needs_no_division(result, status):
    """“Không còn hộ nghèo” is not met by a hundredth of a per cent."""
    judgement = judge(stated("0"), stated(result), direction="lower", adds_up=False)
    assert (judgement.status, judgement.ratio) == (status, None)


def test_part_year_result_against_a_target_of_zero_is_held_against_zero():
    target = stated("0", measure="vụ")
    result = stated("1", measure="vụ", period="2021-M01..06")
    judgement = judge(target, result, direction="lower", adds_up=True)
    assert (judgement.status, judgement.ratio) == (Status.BEHIND, None)


@pytest.mark.parametrize(
    ("direction", "result", "status"),
    [
        ("higher", "7.4", Status.MET),
        ("higher", "8.4", Status.MET),
        ("higher", "8.5", Status.EXCEEDED),
        ("higher", "7.3", Status.MISSED),
        ("lower", "7.3", Status.EXCEEDED),
        ("lower", "8.5", Status.MISSED),
    ],
)
def test_range_is_met_between_its_ends(direction, result, status):
    target = stated(low="7.4", high="8.4")
    assert judge(target, stated(result), direction=direction, adds_up=False).status == status


@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_first_months_inside_a_range_are_on_track(direction):
    target = stated(low="7.4", high="8.4")
    result = stated("8", period="2021-M01..06")
    assert judge(target, result, direction=direction, adds_up=False).status == Status.ON_TRACK


def test_result_that_is_a_range_counts_with_its_middle():
    result = stated(low="7", high="9")
    assert judge(stated("8"), result, direction="higher", adds_up=False).status == Status.MET


@pytest.mark.parametrize(
    ("result", "adds_up", "status"),
    [
        ("50", True, Status.ON_TRACK),
        ("49", True, Status.BEHIND),
        ("50", False, Status.BEHIND),
        ("100", False, Status.ON_TRACK),
    ],
)
def test_first_months_are_held_against_the_time_that_has_passed_where_parts_add_up(
    result, adds_up, status
):
    part = stated(result, period="2021-M01..06")
    assert judge(stated("100"), part, direction="higher", adds_up=adds_up).status == status


def test_share_of_time_that_has_passed_is_shown():
    part = stated("200.6", measure="tỷ đồng", period="2021-M01..06")
    target = stated("406.890", measure="tỷ đồng")
    judgement = judge(target, part, direction="higher", adds_up=True)
    assert judgement.arithmetic == "200,6 / 406,89 = 49,3%; đã qua 49,6% thời gian"
    assert judgement.status == Status.BEHIND
    assert round(judgement.ratio, 4) == Decimal("0.4930")
    assert round(judgement.expected, 4) == Decimal("0.4959")


def test_single_month_is_not_held_against_a_year_that_adds_up():
    month = stated("35.6", period="2021-06")
    assert judge(stated("400"), month, direction="higher", adds_up=True).status == (
        Status.INCOMPARABLE
    )


def test_stock_at_the_end_of_the_last_month_is_that_of_the_year():
    month = stated("100", period="2021-12")
    assert judge(stated("100"), month, direction="higher", adds_up=False).status == Status.MET


@pytest.mark.parametrize("period", ["2020", "2022", "2020-M01..06", "2020-2025", "năm ngoái"])
def test_result_of_another_period_does_not_compare(period):
    result = stated("100", period=period)
    assert judge(stated("100"), result, direction="higher", adds_up=True).status == (
        Status.INCOMPARABLE
    )


def test_unlike_measures_do_not_compare_and_are_named():
    judgement = judge(
        stated("100", measure="tỷ đồng"),
        stated("12", measure="%"),
        direction="higher",
        adds_up=True,
    )
    assert judgement == Judgement(Status.INCOMPARABLE, arithmetic="Khác đơn vị tính: % và tỷ đồng.")


@pytest.mark.parametrize(
    ("target", "measure", "result", "of", "status"),
    [
        ("1.2", "nghìn tỷ đồng", "1200", "tỷ đồng", Status.MET),
        ("406.890", "tỷ đồng", "406890", "tỷ đồng", Status.EXCEEDED),
        ("406.890", "tỷ đồng", "406890", "triệu đồng", Status.MET),
    ],
)
def test_magnitudes_are_converted_before_they_are_compared(target, measure, result, of, status):
    judgement = judge(
        stated(target, measure=measure),
        stated(result, measure=of),
        direction="higher",
        adds_up=True,
    )
    assert judgement.status == status


def test_nothing_confirmed_is_no_data():
    judgement = judge(stated("100"), None, direction="higher", adds_up=True)
    assert judgement == Judgement(Status.NO_DATA, arithmetic="Chưa có kết quả nào được xác nhận.")


@pytest.mark.parametrize(
    ("attainment", "status"),
    [("128", Status.EXCEEDED), ("100", Status.MET), ("93.6", Status.MISSED)],
)
def test_stated_attainment_is_used_where_there_is_no_value(attainment, status):
    judgement = judge(
        stated("100"), stated(attainment=attainment), direction="higher", adds_up=True
    )
    assert (judgement.status, judgement.ratio) == (status, Decimal(attainment) / 100)


def test_stated_attainment_says_that_the_source_gives_no_more():
    judgement = judge(stated("100"), stated(attainment="128"), direction="higher", adds_up=True)
    assert judgement.arithmetic == "Nguồn chỉ nêu tỷ lệ: đạt 128%"


@pytest.mark.parametrize(("adds_up", "status"), [(True, Status.ON_TRACK), (False, Status.BEHIND)])
def test_stated_attainment_of_first_months_is_paced_where_parts_add_up(adds_up, status):
    result = stated(attainment="62.7", period="2021-M01..06")
    assert judge(stated("100"), result, direction="higher", adds_up=adds_up).status == status


def test_stated_attainment_of_one_month_does_not_compare():
    result = stated(attainment="8", period="2021-06")
    assert judge(stated("100"), result, direction="higher", adds_up=True).status == (
        Status.INCOMPARABLE
    )


def test_value_goes_before_the_attainment_that_its_source_states():
    result = replace(stated("90"), attainment=Decimal(128))
    assert judge(stated("100"), result, direction="higher", adds_up=True).status == Status.MISSED


# The laws hold for whatever the database accepts: up to 18 digits before and 6 behind the comma.
numbers = st.decimals(
    min_value=Decimal("-999999999999999999.999999"),
    max_value=Decimal("999999999999999999.999999"),
    places=6,
    allow_nan=False,
    allow_infinity=False,
)
periods = st.sampled_from(
    ["2021", "2021-M01..06", "2021-06", "2021-12", "2021-Q1", "2021-H2", "2020-2025", "2021-05-31"]
)
measures = st.sampled_from(["đồng", "tỷ đồng", "nghìn tỷ đồng", "%", ""])
single = st.builds(
    Stated,
    period=periods,
    measure=measures,
    comparator=st.sampled_from(["eq", "ge", "gt", "le", "lt", "approx"]),
    value=numbers,
)
ranges = st.builds(
    lambda period, measure, ends: Stated(
        period=period, measure=measure, comparator="range", low=min(ends), high=max(ends)
    ),
    periods,
    measures,
    st.tuples(numbers, numbers),
)
shares = st.builds(Stated, period=periods, measure=measures, attainment=numbers)
directions = st.sampled_from(["higher", "lower", "none"])
_ORDER = {
    Status.MISSED: 0,
    Status.MET: 1,
    Status.EXCEEDED: 2,
    Status.BEHIND: 0,
    Status.ON_TRACK: 1,
    Status.INCOMPARABLE: 0,
}


@given(single | ranges, single | ranges | shares | st.none(), directions, st.booleans())
@example(
    target=stated("0.000001", measure="đồng"),
    result=stated("999999999999999", measure="nghìn tỷ đồng"),
    direction="higher",
    adds_up=True,
)
def test_whatever_the_ledger_holds_gets_a_judgement(target, result, direction, adds_up):
    judgement = judge(target, result, direction=direction, adds_up=adds_up)
    assert judgement.status in Status
    assert judgement.arithmetic


near = st.integers(min_value=-3, max_value=3).map(Decimal) | st.sampled_from(
    [Decimal("0.96"), Decimal("1.04"), Decimal("1.46")]
)
near_targets = st.builds(
    stated,
    near,
    comparator=st.sampled_from(["eq", "ge", "gt", "le", "lt", "approx"]),
) | st.tuples(near, near).map(lambda ends: stated(low=min(ends), high=max(ends)))


@given(
    near_targets,
    st.sampled_from(["2021", "2021-M01..06", "2021-12"]).map(
        lambda period: stated(0, period=period)
    ),
    st.tuples(near, near),
    directions,
    st.booleans(),
)
def test_a_better_result_is_never_judged_worse(target, result, pair, direction, adds_up):
    downward = target.comparator in {"le", "lt"} or direction == "lower"
    values = sorted(pair, reverse=downward)
    worse, better = (
        judge(target, replace(result, value=value), direction=direction, adds_up=adds_up).status
        for value in values
    )
    assert _ORDER[worse] <= _ORDER[better]


@given(single, directions, st.booleans())
def test_target_itself_as_result_meets_it_unless_the_bound_leaves_it_out(
    target, direction, adds_up
):
    status = judge(target, target, direction=direction, adds_up=adds_up).status
    expected = Status.MISSED if target.comparator in {"gt", "lt"} else Status.MET
    assert status == expected
