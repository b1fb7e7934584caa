"""An editor writes an article with three figures; a visitor sees them on the unit's page."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

_HEADLINE = "Phường Lê Chân giao ba chỉ tiêu cho năm 2026"
_TEXT = (
    "Năm 2026, phường Lê Chân phấn đấu thu ngân sách nhà nước trên địa bàn 512,4 tỷ đồng; "
    "kết nạp 64 đảng viên; tỷ lệ hộ nghèo dưới 0,5%."
)


def test_three_figures_travel_from_the_article_to_the_units_page(editor: Page, reader: Page):
    _write_and_publish(editor)
    expect(editor).to_have_url(re.compile(r"/toa-soan/so-lieu/bai/\d+/"))
    rows = editor.locator("[data-proposal]")
    expect(rows).to_have_count(3)
    expect(editor.locator("[data-proposal] mark")).to_have_text(["512,4", "64", "0,5"])
    for settled in (1, 2, 3):
        editor.keyboard.press("Enter")
        expect(editor.locator("[data-proposal][data-state=confirmed]")).to_have_count(settled)
    reader.goto("/chi-tieu/phuong-le-chan/2026/")
    table = reader.get_by_role("main")
    for value in ("512,4 tỷ đồng", "64 đảng viên", "0,5%"):
        expect(table).to_contain_text(re.compile(re.escape(value).replace(r"\ ", r"\s")))
    reader.get_by_role("link", name="512,4").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(_HEADLINE)
    expect(reader.locator("mark:target")).to_contain_text("512,4")


def test_a_decision_can_be_undone_with_one_key(editor: Page):
    editor.goto("/toa-soan/so-lieu/")
    first = editor.locator("[data-proposal]").first
    number = first.get_attribute("data-proposal")
    editor.keyboard.press("b")
    row = editor.locator(f"[data-proposal='{number}']")
    expect(row).to_have_attribute("data-state", "rejected")
    editor.keyboard.press("u")
    expect(row).to_have_attribute("data-state", "open")


def test_an_unknown_indicator_is_asked_for_and_nothing_is_lost(editor: Page):
    editor.goto("/toa-soan/so-lieu/")
    row = editor.locator("[data-proposal]").first
    name = row.get_by_label("Chỉ tiêu", exact=True)
    name.fill("Một điều không ai đo")
    row.get_by_label("Tạo chỉ tiêu mới").uncheck()
    row.get_by_role("button", name="Xác nhận").click()
    expect(row.get_by_role("alert")).to_contain_text("Sổ chưa có chỉ tiêu này")
    expect(name).to_have_value("Một điều không ai đo")
    expect(row).to_have_attribute("data-state", "open")


def _write_and_publish(editor: Page) -> None:
    editor.goto("/toa-soan/")
    editor.get_by_role("link", name="Kinh tế").click()
    editor.get_by_placeholder("Tít của bài").fill(_HEADLINE)
    editor.get_by_role("textbox", name="Sapo").fill("Ba con số đặt ra cho năm đầu tiên.")
    editor.locator("[contenteditable=true]").first.click()
    editor.keyboard.insert_text(_TEXT)
    # The rich text editor hands its text to the form a moment after the last key.
    expect(editor.locator("input[name=body-0-value]")).to_have_value(re.compile("0,5%"))
    editor.get_by_role("button", name="Thao tác khác").click()
    editor.get_by_role("button", name="Xuất bản", exact=True).click()
    editor.get_by_text("số liệu chờ duyệt").first.wait_for()
