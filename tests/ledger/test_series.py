import datetime as dt

import pytest
from tests.factories import make_indicator, make_result, make_target, make_unit

from congtin.ledger.progress import Status
from congtin.ledger.series import get_boundary_days, get_comparison, get_series, get_units_with
from congtin.places.models import Succession


@pytest.fixture
def indicator(db):
    return make_indicator()


@pytest.fixture
def unit(db):
    return make_unit("Quận Lê Chân")


def get_rows(indicator, unit):
    return get_series(indicator=indicator, units=[unit])[unit.pk]


def test_a_result_is_held_against_the_targets_of_its_period(indicator, unit):
    make_target(indicator=indicator, unit=unit, value="100", set_by="Quận")
    make_target(indicator=indicator, unit=unit, value="150", set_by="Thành phố")
    make_result(indicator=indicator, unit=unit, value="128")
    [row] = get_rows(indicator, unit)
    assert [each.status for each in row.judgements] == [Status.EXCEEDED, Status.MISSED]


def test_rows_are_in_the_order_of_time(indicator, unit):
    for period in ("2022", "2021", "2021-M01..06", "2016-2020", "2021-Q1", "2020"):
        make_result(indicator=indicator, unit=unit, period=period)
    periods = [row.period for row in get_rows(indicator, unit)]
    assert periods == ["2020", "2016-2020", "2021-Q1", "2021-M01..06", "2021", "2022"]


def test_territories_have_rows_of_their_own_the_older_first(indicator, unit):
    make_result(indicator=indicator, unit=unit)
    make_target(indicator=indicator, unit=unit, territory="trước hợp nhất")
    rows = get_rows(indicator, unit)
    assert [row.territory for row in rows] == ["trước hợp nhất", ""]
    assert [row.result is None for row in rows] == [True, False]


def test_values_not_in_use_are_left_out(indicator, unit):
    make_result(indicator=indicator, unit=unit, in_use=False)
    make_target(indicator=indicator, unit=unit, in_use=False)
    assert get_rows(indicator, unit) == []
    assert get_units_with(indicator) == []


def test_units_come_from_the_province_down_by_the_alphabet(indicator):
    units = [
        make_unit("Phường An", level="commune"),
        make_unit("Quận Đồ Sơn"),
        make_unit("Quận Dương Kinh"),
        make_unit("Thành phố Hải Phòng", level="province"),
    ]
    for unit in units:
        make_result(indicator=indicator, unit=unit, period="2021-M01..06")
        make_target(indicator=indicator, unit=unit, period="2021-2025")
    spans = get_units_with(indicator)
    assert [span.unit.name for span in spans] == [
        "Thành phố Hải Phòng",
        "Quận Dương Kinh",
        "Quận Đồ Sơn",
        "Phường An",
    ]
    assert spans[0].periods == ["2021", "2021-2025"]


def test_a_comparison_is_of_one_period_in_the_order_given(indicator, unit):
    other = make_unit("Quận Hải An")
    for each in (unit, other):
        make_result(indicator=indicator, unit=each)
        make_result(indicator=indicator, unit=each, period="2022")
    rows = get_comparison(indicator=indicator, period="2021", units=[other, unit])
    assert [(row.unit, row.period) for row in rows] == [(other, "2021"), (unit, "2021")]


def test_a_boundary_is_the_last_day_of_what_was_merged_into_a_unit_that_went_on(unit):
    old = make_unit("Tỉnh Cũ", valid_to=dt.date(2025, 6, 30))
    Succession.objects.create(predecessor=old, successor=unit)
    new = make_unit("Phường Mới", valid_from=dt.date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new)
    assert get_boundary_days([unit, new]) == {unit.pk: [dt.date(2025, 6, 30)]}


def test_many_units_are_read_in_two_queries(indicator, django_assert_num_queries):
    units = [make_unit(f"Phường {number}") for number in range(20)]
    for unit in units:
        make_target(indicator=indicator, unit=unit)
        make_result(indicator=indicator, unit=unit)
    with django_assert_num_queries(2):
        assert len(get_series(indicator=indicator, units=units)) == 20
    with django_assert_num_queries(2):
        assert len(get_comparison(indicator=indicator, period="2021", units=units)) == 20
