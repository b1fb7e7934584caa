"""The open side of the ledger, as a citizen meets it: values, indicators, search, notices, data."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

_INDICATOR = "/chi-tieu/toc-do-tang-tong-san-pham-tren-dia-ban-grdp/"
_REVENUE = "/chi-tieu/thu-ngan-sach-nha-nuoc-tren-dia-ban/"
_NOTICE = "/chi-tieu/quan-le-chan/2021/in/"
_PLAN = "/chi-tieu/quan-le-chan/2021/"
_PAGES = (
    "/chi-tieu/",
    "/chi-tieu/?tim=thu+ngan+sach",
    _INDICATOR,
    f"{_REVENUE}?don-vi=quan-le-chan&don-vi=thanh-pho-hai-phong",
    _NOTICE,
    "/du-lieu/",
)
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


def find_value(page: Page) -> str:
    """The address of a value with a quotation: that of the first target of the plan page."""
    page.goto(_PLAN)
    return page.locator("a[href^='/so-lieu/m']").first.get_attribute("href")


@pytest.mark.parametrize("path", _PAGES)
def test_every_page_fits_a_phone_without_scripts(visitor: Page, path: str):
    visitor.goto(path)
    expect(visitor.get_by_role("heading", level=1)).to_have_count(1)
    assert visitor.evaluate("document.documentElement.scrollWidth") == 360


def test_the_page_of_a_value_fits_a_phone(visitor: Page):
    visitor.goto(find_value(visitor))
    expect(visitor.get_by_role("heading", level=1)).to_have_count(1)
    assert visitor.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(reader: Page, scheme: str):
    reader.emulate_media(color_scheme=scheme)
    for path in (*_PAGES, find_value(reader)):
        reader.goto(path)
        found = Axe().run(reader, options=_RULES)
        assert (path, found.response["violations"]) == (path, [])


def test_from_a_number_of_the_plan_to_its_proof_and_on_to_its_series(visitor: Page):
    visitor.goto(_PLAN)
    row = visitor.locator("#chi-tieu-thu-ngan-sach-nha-nuoc-tren-dia-ban")
    row.locator("summary").click()
    row.locator("a[href^='/so-lieu/m']").first.click()
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("1.223,771")
    expect(main.locator("q mark").first).to_be_visible()
    expect(main).to_contain_text(re.compile(r"/so-lieu/m\d+/"))
    visitor.get_by_role("link", name="Thu ngân sách nhà nước trên địa bàn").click()
    expect(visitor).to_have_url(re.compile(_REVENUE))
    expect(visitor.get_by_role("img").first).to_be_visible()


def test_the_article_leads_to_the_source_of_each_figure(visitor: Page):
    visitor.goto("/thoi-su/le-chan-chon-chu-de-2021/")
    visitor.locator(".figures a[href^='/so-lieu/']").first.click()
    expect(visitor.get_by_role("heading", name="Nói ở đâu")).to_be_visible()


def test_the_drawing_has_a_name_words_and_a_table_of_the_same_numbers(visitor: Page):
    visitor.goto(_INDICATOR)
    drawing = visitor.get_by_role("img").first
    expect(drawing).to_have_accessible_name(re.compile("GRDP.*Thành phố Hải Phòng"))
    expect(drawing).to_have_accessible_description(re.compile("2024: 11,01%"))
    expect(visitor.get_by_role("main")).to_contain_text("11,01%")
    expect(visitor.locator(".chart .break")).to_have_count(1)
    room = drawing.bounding_box()
    for text in visitor.locator(".chart .short").all():
        box = text.bounding_box()
        assert box["x"] >= room["x"] - 1
        assert box["x"] + box["width"] <= room["x"] + room["width"] + 1


def test_a_second_unit_is_put_beside_by_a_link(visitor: Page):
    visitor.goto(_INDICATOR)
    visitor.get_by_role("link", name=re.compile("^Tỉnh Hải Dương")).first.click()
    expect(visitor.locator("figure.series")).to_have_count(2)


def test_search_needs_no_marks(visitor: Page):
    visitor.goto("/chi-tieu/")
    visitor.get_by_label("Tìm chỉ tiêu hoặc đơn vị").fill("le chan")
    visitor.get_by_role("main").get_by_role("button", name="Tìm").click()
    visitor.get_by_role("link", name=re.compile("^Quận Lê Chân")).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Quận Lê Chân")


def test_the_notice_prints_on_a4_in_black_with_code_and_address(reader: Page, portal):
    reader.goto(_PLAN)
    reader.get_by_role("link", name="Bản in để niêm yết").click()
    expect(reader).to_have_url(re.compile(_NOTICE))
    expect(reader.locator("svg.qr")).to_be_visible()
    expect(reader.get_by_text(f"{portal.base}{_PLAN}")).to_be_visible()
    expect(reader.get_by_role("main")).to_contain_text("dân chủ ở cơ sở")
    reader.emulate_media(media="print", color_scheme="dark")
    colour = reader.evaluate("getComputedStyle(document.body).color")
    assert colour == "rgb(0, 0, 0)"
    expect(reader.get_by_role("button", name="In trang này")).to_be_hidden()
    pages = reader.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 59[45](\.\d+)? 84[12]", pages)


def test_programs_of_other_hosts_may_read(reader: Page, portal):
    answer = reader.request.get(f"{portal.base}/api/v1/targets?unit=quan-le-chan&period=2021")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert len(answer.json()["data"]) >= 9
    assert json.loads(reader.request.get(f"{portal.base}/du-lieu/datapackage.json").text())
    for kind in ("csv", "json", "xlsx"):
        path = f"{portal.base}/du-lieu/ke-hoach/quan-le-chan/2021.{kind}"
        assert reader.request.get(path).ok


def test_no_visitor_gets_a_cookie(reader: Page):
    for path in _PAGES:
        reader.goto(path)
    assert reader.context.cookies() == []
