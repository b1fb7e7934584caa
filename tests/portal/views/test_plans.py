import datetime as dt

import pytest
from tests.factories import (
    make_document,
    make_indicator,
    make_result,
    make_target,
    make_unit,
)
from tests.portal.making import make_stated_target
from tests.portal.markup import check_page

from congtin.ledger.models import Project, ProjectStatement
from congtin.places.models import Succession


@pytest.fixture
def district(home):
    return make_unit("Quận Lê Chân", slug="quan-le-chan", valid_to=dt.date(2025, 6, 30))


def test_a_units_year_shows_theme_resolution_targets_and_proof(client, section, district):
    article, target, evidence = make_stated_target(section, unit=district)
    plan = district.plans.create(
        period="2021", theme="Chỉnh trang đô thị", resolution_number="28-NQ/TU"
    )
    plan.documents.add(make_document(publisher="Báo Thử", address="https://bao.example/1"))
    make_result(indicator=target.indicator, unit=district, value="1566.427")
    response = client.get("/chi-tieu/quan-le-chan/2021/")
    page = check_page(response)
    html = response.content.decode()
    for part in (
        "Chỉnh trang đô thị",
        "28-NQ/TU",
        "Quận ủy Lê Chân",
        "1.223,771\u00a0tỷ đồng",
        "Vượt",
    ):
        assert part in html
    assert "1.566,427 / 1.223,771 = 128%" in html
    assert f"{article.get_url()}#so-lieu-{evidence.pk}" in page.links
    assert "https://bao.example/1" in page.links
    assert 'id="chi-tieu-thu-ngan-sach"' in html


def test_a_unit_that_ended_names_and_links_its_successors(client, district):
    for name, slug in (("Phường Lê Chân", "phuong-le-chan"), ("Phường An Biên", "phuong-an-bien")):
        Succession.objects.create(predecessor=district, successor=make_unit(name, slug=slug))
    make_target(indicator=make_indicator(), unit=district)
    for path in ("/chi-tieu/quan-le-chan/2021/", "/chi-tieu/quan-le-chan/"):
        html = client.get(path).content.decode()
        assert (
            "Đơn vị này kết thúc ngày 30/06/2025: nay là "
            '<a href="/chi-tieu/phuong-an-bien/">Phường An Biên</a> và '
            '<a href="/chi-tieu/phuong-le-chan/">Phường Lê Chân</a>.'
        ) in html


def test_several_targets_of_one_indicator_stay_one_sound_row(client, district):
    indicator = make_indicator("Thu", slug="thu")
    for body in ("Thành phố", "Quận"):
        make_target(indicator=indicator, unit=district, set_by=body)
    make_result(indicator=indicator, unit=district, value="120")
    make_result(indicator=indicator, unit=district, value="90", period="2020")
    response = client.get("/chi-tieu/quan-le-chan/2021/")
    check_page(response)
    assert response.content.count(b'rowspan="2"') == 3
    assert response.content.count(b'id="chi-tieu-thu"') == 1


def test_neighbouring_years_are_linked(client, district):
    indicator = make_indicator()
    for period in ("2020", "2021", "2022", "2021-2025"):
        make_target(indicator=indicator, unit=district, period=period)
    page = check_page(client.get("/chi-tieu/quan-le-chan/2021/"))
    years = [
        f"/chi-tieu/quan-le-chan/{period}/" for period in ("2020", "2021", "2021-2025", "2022")
    ]
    assert [link for link in page.links if link in years] == years


def test_projects_are_told_by_what_was_said_and_when(client, district):
    project = Project.objects.create(name="Trục đường Hồ Sen - Cầu Rào 2", slug="ho-sen")
    project.units.add(district)
    ProjectStatement.objects.create(
        project=project,
        status="đang giải phóng mặt bằng",
        said_on="2021-03-02",
        households=474,
        document=make_document(publisher="Báo Thử", address="https://bao.example/2"),
    )
    response = client.get("/chi-tieu/quan-le-chan/2021/")
    check_page(response)
    html = response.content.decode()
    for part in ("Hồ Sen - Cầu Rào 2", "02/03/2021", "474&nbsp;hộ", "https://bao.example/2"):
        assert part in html


@pytest.mark.parametrize(
    "path",
    [
        "/chi-tieu/quan-le-chan/2019/",
        "/chi-tieu/quan-le-chan/2021-06/",
        "/chi-tieu/quan-le-chan/abc/",
        "/chi-tieu/khong-co/2021/",
        "/chi-tieu/khong-co/",
    ],
)
def test_a_year_of_which_nothing_is_known_is_not_found(client, district, path):
    make_target(indicator=make_indicator(), unit=district)
    assert client.get(path).status_code == 404


def test_the_overview_is_sound_empty_and_filled(client, district):
    check_page(client.get("/chi-tieu/"))
    make_target(indicator=make_indicator(), unit=district)
    response = client.get("/chi-tieu/")
    assert "/chi-tieu/quan-le-chan/2021/" in check_page(response).links
    assert "1 mức đề ra" in response.content.decode()


def test_the_method_names_every_status(client, home):
    response = client.get("/chi-tieu/cach-tinh/")
    check_page(response)
    html = response.content.decode()
    for word in (
        "Vượt",
        "Đạt",
        "Đúng tiến độ",
        "Chậm",
        "Không đạt",
        "Chưa có số liệu",
        "Không so được",
    ):
        assert word in html


def test_every_status_on_a_page_has_its_sign(client, district):
    make_target(indicator=make_indicator(), unit=district)
    page = client.get("/chi-tieu/quan-le-chan/2021/").content.decode()
    assert 'href="#dau-chua-co-so-lieu"' in page
    assert 'id="dau-chua-co-so-lieu"' in page


def fill(unit, count, *, start):
    for number in range(start, start + count):
        indicator = make_indicator(f"Chỉ tiêu {number}")
        document = make_document(f"Văn bản {number}", address=f"https://v.example/{number}")
        target = make_target(indicator=indicator, unit=unit, document=document)
        target.evidence.create(document=document)
        make_result(indicator=indicator, unit=unit).evidence.create(document=document)


@pytest.mark.parametrize(
    "path", ["/chi-tieu/quan-le-chan/2021/", "/chi-tieu/", "/chi-tieu/quan-le-chan/"]
)
def test_thirty_rows_cost_no_more_queries_than_one(district, count_queries, path):
    fill(district, 1, start=0)
    with_one = count_queries(path)
    fill(district, 29, start=1)
    assert count_queries(path) == with_one
