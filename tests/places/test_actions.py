"""The register of Hải Phòng as its file gives it."""

import csv
import datetime as dt
from collections import Counter

import pytest
from tests.factories import make_unit

from congtin.places.actions import UNITS_FILE, load_units
from congtin.places.errors import UnitFileError
from congtin.places.models import Unit
from congtin.places.queries import find_unit, get_family, get_units_on

pytestmark = pytest.mark.django_db

_HEADER = (
    "name,level,parent,code,valid_from,valid_to,merged_into,source_id,note,area_km2,population"
)


@pytest.fixture
def units(db):
    load_units(file=UNITS_FILE)
    return Unit.objects.all()


def write_units(tmp_path, *rows):
    file = tmp_path / "units.csv"
    file.write_text("\n".join([_HEADER, *rows]), encoding="utf-8")
    return file


def test_every_row_of_the_file_becomes_a_unit(units):
    with UNITS_FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 313
    assert Counter(units.values_list("name", "code")) == Counter(
        (row["name"], row["code"]) for row in rows
    )
    assert units.values("slug").distinct().count() == 313


def test_codes_recur_and_are_no_identity(units):
    names = {}
    for name, code in units.exclude(code="").values_list("name", "code"):
        names.setdefault(code, set()).add(name)
    assert sum(len(each) > 1 for each in names.values()) == 47
    assert names["11383"] == {"Phường Hồ Nam", "Phường Trần Nguyên Hãn", "Phường Lê Chân"}


def test_one_name_means_three_units_on_three_days(units):
    days = [dt.date(2024, 6, 1), dt.date(2025, 3, 1), dt.date(2025, 8, 1)]
    found = [find_unit("Phường An Biên", on=day) for day in days]
    assert [unit.parent.name for unit in found] == [
        "Quận Lê Chân",
        "Quận Lê Chân",
        "Thành phố Hải Phòng",
    ]
    assert len({unit.pk for unit in found}) == 3
    assert all(unit.is_valid_on(day) for unit, day in zip(found, days, strict=True))


def test_wards_of_le_chan_become_seven_and_then_two(units):
    district = find_unit("Quận Lê Chân", on=dt.date(2024, 6, 1))
    before = get_units_on(dt.date(2024, 12, 31)).filter(parent=district)
    between = get_units_on(dt.date(2025, 1, 1)).filter(parent=district)
    assert (before.count(), between.count()) == (15, 7)
    assert [unit.name for unit in get_family(district)[1]] == ["Phường An Biên", "Phường Lê Chân"]


def test_every_ward_that_ended_in_2024_has_its_heir_among_the_seven(units):
    ended = units.filter(parent__name="Quận Lê Chân", valid_to=dt.date(2024, 12, 31))
    assert ended.count() == 12
    heirs = {heir for unit in ended for heir in unit.successors.all()}
    assert {heir.name for heir in heirs} == {
        "Phường An Biên",
        "Phường An Dương",
        "Phường Hàng Kênh",
        "Phường Trần Nguyên Hãn",
    }
    assert {heir.valid_from for heir in heirs} == {dt.date(2025, 1, 1)}


def test_a_ward_of_today_names_the_parts_that_it_was_made_of(units):
    ward = find_unit("Phường Lê Chân", on=dt.date(2025, 8, 1))
    assert [unit.name for unit in get_family(ward)[0]] == [
        "Phường An Biên",
        "Phường Cầu Đất",
        "Phường Dư Hàng Kênh",
        "Phường Hàng Kênh",
        "Phường Kênh Dương",
        "Phường Lạch Tray",
        "Phường Trần Nguyên Hãn",
        "Phường Vĩnh Niệm",
    ]


@pytest.mark.parametrize(
    ("day", "level", "number"),
    [
        (dt.date(2025, 6, 30), "commune", 167),
        (dt.date(2025, 7, 1), "commune", 114),
        (dt.date(2025, 7, 1), "district", 0),
    ],
)
def test_tiers_change_on_1_july_2025(units, day, level, number):
    city = Unit.objects.get(name="Thành phố Hải Phòng")
    below = get_units_on(day).filter(level=level)
    in_city = [unit for unit in below.select_related("parent__parent") if city in get_line(unit)]
    assert len(in_city) == number


def get_line(unit):
    return [unit.parent, unit.parent and unit.parent.parent]


def test_unit_still_in_being_keeps_the_plain_address(units):
    assert Unit.objects.get(slug="phuong-le-chan").valid_to is None
    assert Unit.objects.get(slug="quan-le-chan").name == "Quận Lê Chân"


def test_load_into_a_register_with_units_changes_nothing():
    make_unit("Quận Lê Chân")
    assert load_units(file=UNITS_FILE) == 0
    assert Unit.objects.count() == 1


def test_unknown_parent_is_named_and_nothing_is_loaded(tmp_path):
    file = write_units(tmp_path, "Phường Một,commune,Quận Không Có,,,,,,,,")
    with pytest.raises(UnitFileError, match=r"Phường Một.*“Quận Không Có”"):
        load_units(file=file)
    assert not Unit.objects.exists()


def test_unknown_heir_is_named_and_nothing_is_loaded(tmp_path):
    file = write_units(tmp_path, "Tỉnh Cũ,province,,,,2025-06-30,Tỉnh Không Có,,,,")
    with pytest.raises(UnitFileError, match=r"Tỉnh Cũ.*“Tỉnh Không Có”"):
        load_units(file=file)
    assert not Unit.objects.exists()


def test_heir_without_a_date_of_the_end_leaves_the_end_unknown(tmp_path):
    file = write_units(tmp_path, "Tỉnh Cũ,province,,,,,Tỉnh Mới,,,,", "Tỉnh Mới,province,,,,,,,,,")
    load_units(file=file)
    old = Unit.objects.get(name="Tỉnh Cũ")
    assert (old.end_unknown, old.successors.get().name) == (True, "Tỉnh Mới")
