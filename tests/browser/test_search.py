"""Searching with the keyboard, with scripts and without; and what is withdrawn is gone."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

_HEADLINE = "Đảng bộ quận Lê Chân họp đại hội lần thứ XXIV, bàn đường hướng đến năm 2025"


def test_from_any_page_without_scripts_to_an_article(visitor: Page):
    visitor.goto("/thoi-su/")
    visitor.get_by_label("Tìm trên cổng").fill("dai hoi dang bo quan le chan")
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_title(re.compile("dai hoi dang bo quan le chan"))
    visitor.get_by_role("main").get_by_role("link", name=_HEADLINE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(_HEADLINE)


def test_filters_and_order_are_links_without_scripts(visitor: Page):
    visitor.goto("/tim-kiem/?q=thu+ngan+sach")
    visitor.get_by_role("navigation", name="Loại kết quả").get_by_role(
        "link", name="Chỉ tiêu"
    ).click()
    expect(visitor).to_have_url(re.compile("loai=chi-tieu"))
    visitor.get_by_role("link", name="Mới nhất").click()
    expect(visitor).to_have_url(re.compile("loai=chi-tieu&xep=moi-nhat"))


def test_suggestions_are_chosen_with_the_keyboard(reader: Page):
    reader.goto("/tim-kiem/")
    box = reader.get_by_role("combobox")
    box.press_sequentially("quan le ch")
    options = reader.get_by_role("option")
    expect(options.first).to_contain_text("Quận Lê Chân")
    found = Axe().run(reader, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.response["violations"] == []
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Quận Lê Chân")


def test_escape_closes_the_suggestions_and_enter_asks_what_was_typed(reader: Page):
    reader.goto("/tim-kiem/")
    box = reader.get_by_role("combobox")
    box.press_sequentially("le chan")
    expect(reader.get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(reader.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    expect(reader).to_have_url(re.compile(r"q=le\+chan"))


def test_withdrawn_article_is_gone_within_two_seconds(editor: Page, reader: Page):
    address = "/tim-kiem/?q=bon+phuong+trong+nam+ngay&loai=bai-viet"
    reader.goto(address)
    link = reader.locator(".hits a").first
    expect(link).to_contain_text("Bốn phường trong năm ngày tháng 8/2025")
    link.click()
    number = re.search(r"/b/(\d+)/", reader.content()).group(1)
    editor.goto(f"/toa-soan/pages/{number}/unpublish/")
    editor.get_by_role("button", name=re.compile("gỡ xuống", re.I)).click()
    editor.wait_for_url(re.compile(r"/toa-soan/pages/\d+/$"))
    _wait_for_hits(reader, address, "Bốn phường trong năm ngày", are_there=False)


def _wait_for_hits(reader: Page, address: str, headline: str, *, are_there: bool) -> None:
    begun = time.monotonic()
    while True:
        reader.goto(address)
        if (headline in reader.locator("main").inner_text()) == are_there:
            return
        assert time.monotonic() - begun < 2
