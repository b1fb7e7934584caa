import datetime as dt

import pytest
from tests.factories import make_document, make_indicator, make_result, make_target, make_unit
from tests.portal.markup import check_page

from congtin.places.models import Succession

PATH = "/chi-tieu/thu-ngan-sach/"


@pytest.fixture
def indicator(home):
    return make_indicator("Thu ngân sách", slug="thu-ngan-sach", aggregation="sum")


@pytest.fixture
def unit(home):
    return make_unit("Quận Lê Chân", slug="quan-le-chan")


def test_the_series_is_drawn_and_tabled_with_the_same_numbers(client, indicator, unit):
    for year, goal, done in ((2019, "90", "80.5"), (2021, "100", "128")):
        make_target(indicator=indicator, unit=unit, period=str(year), value=goal)
        make_result(indicator=indicator, unit=unit, period=str(year), value=done)
    response = client.get(PATH)
    check_page(response)
    html = response.content.decode()
    assert html.count("80,5\u00a0tỷ đồng") == 3  # the drawing's description, its title, the table
    assert "2019: 80,5\u00a0tỷ đồng, đề ra 90\u00a0tỷ đồng; 2021: " in html
    assert html.count('class="goal"') == 3  # two targets, and the key
    assert ">2020</text>" in html
    assert html.index("Năm 2021") < html.index("Năm 2019")


def test_estimates_have_a_pattern_of_their_own(client, indicator, unit):
    make_result(indicator=indicator, unit=unit, is_estimate=True)
    html = client.get(PATH).content.decode()
    assert 'class="estimate" x=' in html
    assert "số ước" in html


def test_territories_before_and_after_a_merger_are_kept_apart(client, indicator, unit):
    old = make_unit("Tỉnh Cũ", level="province", valid_to=dt.date(2025, 6, 30))
    Succession.objects.create(predecessor=old, successor=unit)
    make_result(indicator=indicator, unit=unit, period="2024")
    make_target(indicator=indicator, unit=unit, period="2025", territory="trước hợp nhất")
    make_result(indicator=indicator, unit=unit, period="2025", value="200")
    html = client.get(PATH).content.decode()
    assert html.count('class="break"') == 1
    assert html.count(">2025</text>") == 2
    assert "trước hợp nhất" in html
    assert "địa giới thay đổi" in html


def test_a_result_is_not_held_against_a_target_of_other_territory(client, indicator, unit):
    make_target(indicator=indicator, unit=unit, territory="trước hợp nhất")
    make_result(indicator=indicator, unit=unit, value="200")
    assert 'href="#dau-vuot"' not in client.get(PATH).content.decode()


def test_units_are_chosen_by_link_and_stand_side_by_side(client, indicator, unit):
    other = make_unit("Quận Hải An", slug="quan-hai-an")
    for each in (unit, other):
        make_result(indicator=indicator, unit=each)
    make_result(indicator=indicator, unit=unit, period="2020")
    page = check_page(client.get(PATH))
    assert "don-vi-quan-hai-an" not in page.ids
    link = "?don-vi=quan-le-chan&don-vi=quan-hai-an&nam=2021#chuoi"
    assert link in page.links
    both = check_page(client.get(PATH + link.partition("#")[0]))
    assert {"don-vi-quan-le-chan", "don-vi-quan-hai-an"} <= set(both.ids)


@pytest.mark.parametrize("query", ["don-vi=khong-co", "nam=1999", "nam=abc", "don-vi=&nam="])
def test_a_senseless_choice_falls_back(client, indicator, unit, query):
    make_result(indicator=indicator, unit=unit)
    page = check_page(client.get(f"{PATH}?{query}"))
    assert "don-vi-quan-le-chan" in page.ids


def test_magnitudes_are_brought_to_one_measure(client, indicator, unit):
    make_result(indicator=indicator, unit=unit, period="2020", value="500", measure="triệu đồng")
    make_result(indicator=indicator, unit=unit, period="2021", value="2")
    html = client.get(PATH).content.decode()
    assert '<text class="number"' in html
    assert ">0,5</text>" in html


def test_what_cannot_be_drawn_is_still_tabled(client, indicator, unit):
    make_result(indicator=indicator, unit=unit, period="2021-M01..06")
    make_result(indicator=indicator, unit=unit, period="2016-2020", value="7")
    make_result(indicator=indicator, unit=unit, period="2015", measure="hộ", value="5")
    response = client.get(PATH)
    check_page(response)
    html = response.content.decode()
    for part in ("6 tháng đầu năm 2021", "Giai đoạn 2016-2020", "5\u00a0hộ"):
        assert part in html


def test_wards_add_up_with_their_coverage(client, indicator, unit):
    wards = [make_unit(f"Phường {number}", level="commune", parent=unit) for number in range(3)]
    for ward in wards[:2]:
        make_result(indicator=indicator, unit=ward, value="10")
    html = client.get(PATH).content.decode()
    assert "20\u00a0tỷ đồng" in html
    assert "Cộng từ 2 trên 3 đơn vị" in html


def test_a_unit_of_the_same_slug_comes_first_and_the_indicator_is_found_all_the_same(client, home):
    make_indicator("Xã hội", slug="xa-hoi")
    assert "Xã hội" in client.get("/chi-tieu/xa-hoi/").content.decode()
    make_unit("Xã Hội", slug="xa-hoi", level="commune")
    assert "<h1>Xã Hội</h1>" in client.get("/chi-tieu/xa-hoi/").content.decode()
    assert "<h1>Xã hội</h1>" in client.get("/chi-tieu/do/xa-hoi/").content.decode()


def test_an_indicator_of_which_nothing_is_known_says_so(client, indicator):
    response = client.get(PATH)
    check_page(response)
    assert "chưa có số liệu nào" in response.content.decode()
    assert client.get("/chi-tieu/khong-co/").status_code == 404
    assert client.get("/chi-tieu/do/khong-co/").status_code == 404


def fill(indicator, parent, numbers):
    for number in numbers:
        ward = make_unit(f"Phường {number}", level="commune", parent=parent)
        for year in ("2020", "2021"):
            document = make_document(f"Văn bản {number} {year}")
            make_target(indicator=indicator, unit=ward, period=year, document=document)
            make_result(indicator=indicator, unit=ward, period=year)


def test_thirty_units_cost_no_more_queries_than_two(count_queries, indicator, unit):
    fill(indicator, unit, range(2))
    with_two = count_queries(PATH)
    fill(indicator, unit, range(2, 30))
    assert count_queries(PATH) == with_two
