import datetime as dt
import unicodedata

import pytest
from tests.factories import make_unit

from congtin.places.models import Succession
from congtin.places.queries import (
    find_unit,
    get_family,
    get_heirs,
    get_kin,
    get_units_on,
    sort_units,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 6, 1)


def test_units_on_a_day_leave_out_what_ended_or_has_not_begun():
    make_unit("Quận Cũ", valid_to=dt.date(2024, 5, 31))
    make_unit("Quận Mới", valid_from=dt.date(2024, 6, 2))
    make_unit("Quận Mất", end_unknown=True)
    there = make_unit("Quận Nay", valid_from=DAY, valid_to=DAY)
    assert list(get_units_on(DAY)) == [there]


@pytest.mark.parametrize(
    "name",
    [
        "Quận Lê Chân",
        "quan le chan",
        "QUẬN LÊ CHÂN",
        " Quận  Lê Chân ",
        unicodedata.normalize("NFD", "Quận Lê Chân"),
    ],
)
def test_name_is_found_without_regard_to_case_marks_and_spaces(name):
    unit = make_unit("Quận Lê Chân")
    assert find_unit(name, on=DAY) == unit


def test_name_without_its_kind_is_found_where_one_can_be_meant():
    unit = make_unit("Quận Lê Chân")
    make_unit("Phường Lê Chân", valid_from=dt.date(2025, 7, 1))
    assert find_unit("Lê Chân", on=DAY) == unit


def test_name_without_its_kind_is_not_guessed_among_several():
    make_unit("Quận Hải An")
    make_unit("Phường Hải An")
    assert find_unit("Hải An", on=DAY) is None


def test_part_of_a_syllable_is_no_name():
    make_unit("Quận Lê Chân")
    assert find_unit("Chân", on=DAY) is not None
    assert find_unit("hân", on=DAY) is None


def test_marks_decide_between_names_that_differ_by_them():
    giang = make_unit("Xã Cẩm Giang")
    giang_grave = make_unit("Xã Cẩm Giàng")
    assert find_unit("Xã Cẩm Giang", on=DAY) == giang
    assert find_unit("Xã Cẩm Giàng", on=DAY) == giang_grave


def test_same_name_below_two_parents_is_not_guessed():
    for parent in (make_unit("Huyện Một"), make_unit("Huyện Hai")):
        make_unit("Xã Tân Tiến", level="commune", parent=parent)
    assert find_unit("Xã Tân Tiến", on=DAY) is None


def test_old_name_means_the_unit_that_ended_last_before_the_day():
    make_unit("Huyện Cũ", valid_to=dt.date(2019, 12, 31))
    last = make_unit("Huyện Cũ", valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2023, 12, 31))
    assert find_unit("Huyện Cũ", on=DAY) == last


def test_unknown_name_gives_none():
    assert find_unit("Quận Không Có", on=DAY) is None


def test_family_is_who_came_before_and_after():
    old, unit, new = (make_unit(name) for name in ("Xã Cũ", "Xã Nay", "Xã Mới"))
    Succession.objects.create(predecessor=old, successor=unit)
    Succession.objects.create(predecessor=unit, successor=new)
    assert get_family(unit) == ([old], [new])


def test_a_district_is_taken_over_by_the_heirs_of_its_last_communes():
    end = dt.date(2025, 6, 30)
    district = make_unit("Quận Lê Chân", valid_to=end)
    heir = make_unit("Phường Lê Chân", level="commune", valid_from=dt.date(2025, 7, 1))
    for name in ("Phường Một", "Phường Hai"):
        commune = make_unit(name, level="commune", parent=district, valid_to=end)
        Succession.objects.create(predecessor=commune, successor=heir)
    assert get_family(district) == ([], [heir])


def test_units_are_sorted_by_the_vietnamese_alphabet():
    names = ["Xã Ân", "Xã Đa", "Xã An", "Xã Dân"]
    ordered = [unit.name for unit in sort_units(make_unit(name) for name in names)]
    assert ordered == ["Xã An", "Xã Ân", "Xã Dân", "Xã Đa"]


@pytest.fixture
def merged_twice():
    """A ward that went into another, which went into one of today; both were in a district."""
    end_2024, end_2025 = dt.date(2024, 12, 31), dt.date(2025, 6, 30)
    district = make_unit("Quận Cũ", valid_to=end_2025)
    first = make_unit("Phường Một", level="commune", valid_to=end_2024, parent=district)
    second = make_unit("Phường Hai", level="commune", valid_to=end_2025, parent=district)
    today = make_unit("Phường Nay", level="commune")
    Succession.objects.create(predecessor=first, successor=second)
    Succession.objects.create(predecessor=second, successor=today)
    return district, first, second, today


def test_heirs_are_the_units_of_today_after_every_merger(merged_twice):
    district, first, second, today = merged_twice
    assert get_heirs() == {district.pk: [today], first.pk: [today], second.pk: [today]}


def test_kin_are_all_before_and_after(merged_twice):
    district, first, second, today = merged_twice
    assert get_kin([today.pk]) == {district.pk, first.pk, second.pk}
    assert get_kin([make_unit("Xã Khác").pk]) == set()
