from tests.factories import (
    at,
    make_article,
    make_indicator,
    make_result,
    make_section,
    make_target,
    make_unit,
)

from congtin.portal.front_page import find_promises, lay_out_front_page


def test_the_newest_leads_and_no_section_repeats_the_leads(section):
    other = make_section("Kinh tế")
    for day in range(1, 9):
        place = section if day % 2 else other
        make_article("Tin.", title=f"Tin {day}", section=place, published_at=at(2020, 12, day))
    front = lay_out_front_page()
    leads = [front.lead, *front.seconds]
    assert [article.title for article in leads] == [f"Tin {day}" for day in (8, 7, 6, 5, 4)]
    assert [article.title for article in front.newest] == ["Tin 3", "Tin 2", "Tin 1"]
    assert [
        (each.title, [article.title for article in articles]) for each, articles in front.groups
    ] == [
        ("Thời sự", ["Tin 3", "Tin 1"]),
        ("Kinh tế", ["Tin 2"]),
    ]


def test_an_empty_portal_has_an_empty_front(home):
    front = lay_out_front_page()
    assert (front.lead, front.newest, front.groups, front.promises) == (None, [], [], None)


def fill_year(unit, period, *, targets, results):
    for number in range(targets):
        indicator = make_indicator(f"Chỉ tiêu {period} {number}")
        make_target(indicator=indicator, unit=unit, period=period)
        if number < results:
            make_result(indicator=indicator, unit=unit, period=period)


def test_promises_are_those_of_the_newest_year_that_can_be_judged(db):
    province = make_unit("Thành phố", level="province")
    fill_year(province, "2023", targets=6, results=6)
    fill_year(province, "2024", targets=6, results=6)
    fill_year(province, "2025", targets=9, results=1)
    promises = find_promises()
    assert (promises.table.unit, promises.table.period) == (province, "2024")
    assert promises.tally.judged == 6
    assert promises.others[0].period == "2025"


def test_a_district_does_not_speak_for_the_province(db):
    fill_year(make_unit("Quận"), "2024", targets=6, results=6)
    assert find_promises() is None
