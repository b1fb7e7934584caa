import pytest
from tests.factories import make_indicator, make_result, make_target, make_unit
from tests.portal.markup import check_page


@pytest.fixture
def ledger(home):
    unit = make_unit("Quận Lê Chân", slug="quan-le-chan")
    indicator = make_indicator("Thu ngân sách", slug="thu", aliases="Tổng thu NSNN")
    make_target(indicator=indicator, unit=unit)
    make_indicator("Giải ngân", slug="giai-ngan")
    return unit, indicator


def test_units_years_and_indicators_are_seen_at_a_glance(client, ledger):
    unit, indicator = ledger
    make_target(indicator=make_indicator("Khác"), unit=unit)
    make_result(indicator=indicator, unit=unit, period="2021-M01..06")
    make_result(indicator=indicator, unit=unit, period="2019")
    response = client.get("/chi-tieu/")
    links = check_page(response).links
    for link in ("/chi-tieu/quan-le-chan/2021/", "/chi-tieu/quan-le-chan/2019/", "/chi-tieu/thu/"):
        assert link in links
    html = response.content.decode()
    assert "2 mức đề ra, 1 đã có kết quả" in html
    assert "1 kết quả" in html
    assert "/chi-tieu/giai-ngan/" not in links


def test_a_term_is_no_part_of_its_first_year(client, ledger):
    unit, indicator = ledger
    make_result(indicator=indicator, unit=unit, period="2021-2025")
    assert "1 mức đề ra, 0 đã có kết quả" in client.get("/chi-tieu/").content.decode()


@pytest.mark.parametrize("text", ["thu ngan sach", "THU NGÂN SÁCH", "nsnn", "sách thu", "  thu  "])
def test_indicators_are_found_without_marks_and_by_other_names(client, ledger, text):
    page = check_page(client.get("/chi-tieu/", {"tim": text}))
    assert "/chi-tieu/thu/" in page.links
    assert "/chi-tieu/giai-ngan/" not in page.links


def test_units_are_found_without_marks(client, ledger):
    assert "/chi-tieu/quan-le-chan/" in check_page(client.get("/chi-tieu/?tim=le+chan")).links


def test_what_is_known_comes_first(client, ledger):
    make_indicator("A thu", slug="a-thu")
    links = check_page(client.get("/chi-tieu/?tim=thu")).links
    assert links.index("/chi-tieu/thu/") < links.index("/chi-tieu/a-thu/")


@pytest.mark.parametrize("text", ["xyz", "%", "_", "<script>", "'", "x\u0000", "a" * 500])
def test_nothing_found_is_said_and_the_words_are_given_back_safely(client, ledger, text):
    response = client.get("/chi-tieu/", {"tim": text})
    check_page(response)
    html = response.content.decode()
    assert "Không có chỉ tiêu nào." in html
    assert "<script>" not in html
    assert 'name="robots"' in html


def test_a_query_of_nothing_printable_is_none(client, ledger):
    assert "/chi-tieu/quan-le-chan/2021/" in check_page(client.get("/chi-tieu/?tim=%00+")).links
