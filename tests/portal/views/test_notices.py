import pytest
from django.utils import timezone
from tests.factories import make_indicator, make_result, make_target, make_unit
from tests.portal.making import make_stated_target
from tests.portal.markup import check_page


def test_a_notice_carries_the_year_its_legal_basis_and_a_code(client, section):
    ward = make_unit("Phường Lê Chân", slug="phuong-le-chan", level="commune")
    article, target, _ = make_stated_target(section, unit=ward)
    ward.plans.create(period="2021", theme="Chỉnh trang đô thị", resolution_number="28-NQ/ĐU")
    make_result(indicator=target.indicator, unit=ward, value="1566.427")
    response = client.get("/chi-tieu/phuong-le-chan/2021/in/")
    check_page(response)
    html = response.content.decode()
    for part in (
        "Chỉnh trang đô thị",
        "28-NQ/ĐU",
        "Điều 11 Luật Thực hiện dân chủ ở cơ sở năm 2022",
        "1.223,771\u00a0tỷ đồng",
        "1.566,427\u00a0tỷ đồng",
        "Vượt",
        article.title,
        "http://testserver/chi-tieu/phuong-le-chan/2021/",
        f"Bản in ngày {timezone.localdate():%d/%m/%Y}",
        'class="qr"',
    ):
        assert part in html
    assert 'content="noindex' in html


def test_a_district_names_the_law_on_access_to_information(client, home):
    unit = make_unit(slug="quan-le-chan")
    make_target(indicator=make_indicator(), unit=unit)
    html = client.get("/chi-tieu/quan-le-chan/2021/in/").content.decode()
    assert "Luật Tiếp cận thông tin năm 2016" in html


def test_the_page_of_the_year_leads_to_its_notice_and_its_files(client, home):
    unit = make_unit(slug="quan-le-chan")
    make_target(indicator=make_indicator(), unit=unit)
    links = check_page(client.get("/chi-tieu/quan-le-chan/2021/")).links
    assert "/chi-tieu/quan-le-chan/2021/in/" in links
    for kind in ("csv", "json", "xlsx"):
        path = f"/du-lieu/ke-hoach/quan-le-chan/2021.{kind}"
        assert path in links
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["quan-le-chan/2019", "quan-le-chan/2021-06", "khong-co/2021"])
def test_a_year_of_which_nothing_is_known_has_no_notice_and_no_file(client, home, path):
    make_target(indicator=make_indicator(), unit=make_unit(slug="quan-le-chan"))
    assert client.get(f"/chi-tieu/{path}/in/").status_code == 404
    assert client.get(f"/du-lieu/ke-hoach/{path}.csv").status_code == 404
