"""A visitor with a phone of 360 px and no scripts, and one with a desktop."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

_ARTICLE = "/thoi-su/le-chan-chon-chu-de-2021/"
_PLAN = "/chi-tieu/quan-le-chan/2021/"
_PAGES = (
    "/",
    "/thoi-su/",
    "/thoi-su/2020/12/",
    _ARTICLE,
    "/chi-tieu/",
    "/chi-tieu/quan-le-chan/",
    _PLAN,
    "/chi-tieu/thanh-pho-hai-phong/2025/",
    "/chi-tieu/cach-tinh/",
    "/nguon/bao-lao-dong/",
    "/tim-kiem/",
    "/tim-kiem/?q=le+chan+ngan+sach",
    "/tim-kiem/?q=du+hang+kenh",
    "/tim-kiem/?q=ngan+sahc",
    "/khong-co-trang-nay/",
)
_NOTICE = "Bản trình diễn. Không phải trang của cơ quan nhà nước."


@pytest.mark.parametrize("path", _PAGES)
def test_every_page_fits_a_phone_and_says_that_it_is_a_demonstration(visitor: Page, path: str):
    visitor.goto(path)
    expect(visitor.get_by_role("heading", level=1)).to_have_count(1)
    expect(visitor.get_by_text(_NOTICE)).to_be_visible()
    width = visitor.evaluate("document.documentElement.scrollWidth")
    assert width == 360


@pytest.mark.parametrize("path", _PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(reader: Page, path: str, scheme: str):
    reader.emulate_media(color_scheme=scheme)
    reader.goto(path)
    found = Axe().run(reader, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.response["violations"] == []


def test_the_article_carries_what_the_model_page_carries(visitor: Page):
    visitor.goto(_ARTICLE)
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("Thứ Bảy, 19/12/2020 15:00")
    headline = visitor.get_by_role("heading", level=1).inner_text()
    expect(main).to_contain_text(re.compile("Gốc"))
    expect(visitor.get_by_role("heading", name="Tiện ích thông tin")).to_be_visible()
    expect(main).to_contain_text("Nguồn tin")
    expect(main).to_contain_text(f"QR CODE: {headline}")
    expect(visitor.get_by_role("heading", name="Tin khác")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Số liệu trong bài")).to_be_visible()
    expect(visitor.locator(".body mark, mark.figure")).to_have_count(9)
    expect(visitor.get_by_role("link", name=re.compile("^In"))).to_be_visible()


def test_a_figure_leads_to_its_target_and_back_to_the_very_sentence(visitor: Page):
    visitor.goto(_ARTICLE)
    visitor.get_by_role("link", name="1.223,771").first.click()
    expect(visitor).to_have_url(re.compile(r"/chi-tieu/quan-le-chan/2021/"))
    expect(visitor.get_by_role("link", name=re.compile(r"1\.223,771\s*tỷ đồng"))).to_be_visible()
    visitor.locator(f"a[href^='{_ARTICLE}#']").first.click()
    expect(visitor.locator("mark:target")).to_be_visible()


def test_the_print_view_is_black_on_white_with_the_address(reader: Page, portal):
    reader.goto(_ARTICLE)
    reader.get_by_role("link", name=re.compile("^In")).first.click()
    expect(reader).to_have_url(re.compile(r"/b/\d+/in/$"))
    expect(
        reader.get_by_text(re.compile(re.escape(portal.base) + r"/b/\d+/")).first
    ).to_be_visible()
    reader.emulate_media(media="print", color_scheme="dark")
    colours = reader.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
    )
    assert colours[0] == "rgb(0, 0, 0)"
    assert colours[1] in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_the_short_address_leads_to_the_article(reader: Page):
    reader.goto(_ARTICLE)
    reader.get_by_role("link", name=re.compile("^In")).first.click()
    short = re.sub("in/$", "", reader.url)
    reader.goto(short)
    expect(reader).to_have_url(re.compile(_ARTICLE))


def test_no_visitor_gets_a_cookie(reader: Page):
    for path in _PAGES:
        reader.goto(path)
    assert reader.context.cookies() == []


def test_a_withdrawn_article_says_so_and_why(editor: Page, reader: Page):
    reader.goto("/kinh-te/")
    link = reader.get_by_role("main").locator("article a, h2 a, h3 a").last
    path = link.get_attribute("href")
    reader.goto(path)
    headline = reader.get_by_role("heading", level=1).inner_text()
    number = re.search(r"/b/(\d+)/", reader.content()).group(1)
    editor.goto(f"/toa-soan/pages/{number}/unpublish/")
    editor.get_by_role("button", name=re.compile("gỡ xuống", re.I)).click()
    editor.wait_for_url(re.compile(r"/toa-soan/pages/"))
    answer = reader.goto(path)
    assert answer.status == 410
    expect(reader.get_by_role("main")).to_contain_text(headline)
