from congtin.ledger.queries import UnitYear
from congtin.places.models import Unit
from congtin.portal.ledger_index import group_by_year, list_years_of

CITY = Unit(pk=1, name="Thành phố", level="province", slug="a")
WARD = Unit(pk=2, name="Phường", level="commune", slug="b")


def test_years_come_newest_first_and_levels_from_the_province_down():
    entries = [
        UnitYear(WARD, "2021", 1, 0),
        UnitYear(CITY, "2021", 1, 0),
        UnitYear(CITY, "2022", 1, 0),
    ]
    years = group_by_year(entries)
    assert [year.period for year in years] == ["2022", "2021"]
    assert [level.value for level, _ in years[1].levels] == ["province", "commune"]


def test_the_years_of_a_unit_read_along_a_line():
    entries = [
        UnitYear(CITY, "2022", 1, 0),
        UnitYear(WARD, "2021", 1, 0),
        UnitYear(CITY, "2020", 1, 0),
    ]
    assert [entry.period for entry in list_years_of(CITY, entries)] == ["2020", "2022"]
