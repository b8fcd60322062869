"""By keyboard alone: every place is reached, seen, and left again."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import FIGURE, FIGURE_QUOTE, answered

pytestmark = pytest.mark.slow

MOST_STOPS = 60


def tab_to(page: Page, target: Locator) -> None:
    """By Tab, however far it is; each stop on the way can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("(one) => one === document.activeElement"):
            return
        assert page.evaluate(
            "document.activeElement.getClientRects().length > 0 || document.activeElement === document.body"
        )
    raise AssertionError(f"{target} was not reached")


def test_a_source_is_read_without_a_mouse(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    tab_to(page, page.get_by_label("问题", exact=True))
    page.keyboard.insert_text(FIGURE)
    page.keyboard.press("Enter")
    turn = answered(page.get_by_role("log").get_by_role("article"))
    expect(page.get_by_label("问题", exact=True)).to_be_focused()  # where the next question is written
    chip = turn.get_by_role("button", name="[1]")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab")
        if chip.evaluate("(one) => one === document.activeElement"):
            break
    expect(chip).to_be_focused()
    page.keyboard.press("Enter")
    reader = page.get_by_role("complementary", name="报告原文")
    expect(reader.locator("mark")).to_have_text(FIGURE_QUOTE)
    expect(reader.locator(".cited")).to_be_focused()
    page.keyboard.press("Escape")
    expect(reader).to_be_hidden()
    expect(chip).to_be_focused()


def test_on_a_narrow_screen_the_reader_keeps_the_focus(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_label("问题", exact=True).focus()
    page.keyboard.insert_text(FIGURE)
    page.keyboard.press("Enter")
    chip = answered(page.get_by_role("log").get_by_role("article")).get_by_role("button", name="[1]")
    chip.focus()
    page.keyboard.press("Enter")
    reader = page.get_by_role("complementary", name="报告原文")
    expect(reader.locator("mark")).to_be_in_viewport()
    focused = """(reader) => reader.contains(document.activeElement) || document.activeElement === document.body"""
    for key in ("Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        assert reader.evaluate(focused)  # the page beneath has none of it
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()


def test_every_view_is_reached_and_its_first_field(page: Page) -> None:
    first = {"对比": "查找指标，或写下自己的说法", "起草": "地区", "报告库": "查找（标题、地区、年度、文件名）"}
    for view, label in first.items():
        link = page.get_by_role("navigation", name="功能").get_by_role("link", name=view, exact=True)
        link.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        expect(page).to_have_title(f"{view} · 法治政府建设年度报告")
        field = page.get_by_role("main").get_by_label(label, exact=True)
        expect(field).to_be_visible()
        tab_to(page, field)


def test_indicators_are_chosen_and_let_go_of_without_a_mouse(page: Page) -> None:
    page.get_by_role("link", name="对比", exact=True).focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("查找指标，或写下自己的说法")
    expect(page.get_by_text("行政复议（")).to_be_visible()  # the list of indicators has come
    tab_to(page, field)
    page.keyboard.insert_text("行政复议审结数")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.insert_text("行政复议收到申请数")
    page.keyboard.press("Enter")
    remove = page.get_by_role("button", name="去掉行政复议审结数")
    remove.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="去掉行政复议收到申请数")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="对比", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="对比结果").get_by_role("heading", level=2)).to_be_focused()
