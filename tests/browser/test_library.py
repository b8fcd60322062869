"""报告库: a report on its way in, asked about, looked at, and deleted."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.serving import Service
from tests.browser.steps import JINTAN, UNKNOWN_DISTRICT, ask, go_to, open_report
from tests.browser.watching import Watch
from tests.browser.written import REPORT, TITLE
from tests.service.conftest import XINBEI

pytestmark = pytest.mark.slow


def choose(page: Page, *files: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件…").click()
    chooser.value.set_files(files)


def test_a_report_comes_in_is_asked_about_and_goes(open_page: OpenPage, own_service: Service, tmp_path: Path) -> None:
    file = tmp_path / "天宁区.txt"
    file.write_text(REPORT, "utf-8")
    page = open_page(own_service.url)
    expect(ask(page, UNKNOWN_DISTRICT)).to_contain_text("没有天宁区的报告")
    view = go_to(page, "报告库")
    choose(page, file)
    card = view.get_by_role("listitem").filter(has=page.get_by_role("heading", name="天宁区.txt"))
    expect(card).to_contain_text("待确认")
    for told in (TITLE, "江苏省常州市天宁区（320402）", "2024年（报告所写的年份）", "13段", "常州市天宁区人民政府"):
        expect(card).to_contain_text(told)
    expect(view.get_by_role("link", name=TITLE)).to_have_count(0)  # only read so far
    card.get_by_role("button", name="确认入库").click()
    expect(card).to_contain_text("已入库，可以提问了。")
    expect(view.get_by_role("link", name=TITLE)).to_be_visible()
    expect(view.get_by_text("共 6 份报告，6 个地区。")).to_be_visible()

    go_to(page, "问答")
    turn = ask(page, UNKNOWN_DISTRICT)
    expect(turn).to_contain_text("2024年天宁区共收到行政复议申请88件")
    turn.get_by_role("button", name="[1] 天宁区 2024年").click()
    expect(page.locator("mark")).to_contain_text("收到行政复议申请88件")
    page.keyboard.press("Escape")

    view = open_report(page, TITLE)
    delete = view.get_by_role("button", name="删除这份报告…")
    delete.click()
    question = page.get_by_role("dialog", name="要删除这份报告吗？")
    expect(question).to_contain_text(TITLE)
    expect(question.get_by_role("button", name="不删除")).to_be_focused()
    page.keyboard.press("Escape")
    expect(delete).to_be_focused()
    delete.click()
    question.get_by_role("button", name="确认删除").click()
    expect(view.get_by_text("共 5 份报告，5 个地区。")).to_be_visible()
    expect(view.get_by_role("link", name=TITLE)).to_have_count(0)
    go_to(page, "问答")
    expect(ask(page, UNKNOWN_DISTRICT)).to_contain_text("没有天宁区的报告")


def test_what_is_there_already_or_cannot_be_read_is_told(page: Page, watch: Watch, tmp_path: Path) -> None:
    watch.expect("status of 4(15|22)")
    picture = tmp_path / "图片.txt"
    picture.write_bytes(bytes(range(256)) * 8)
    nowhere = tmp_path / "无地区.txt"
    nowhere.write_text("2024年度法治政府建设情况报告\n\n一、主要举措和成效\n全区法治政府建设取得新成效。\n", "utf-8")
    changed = tmp_path / "新北区.txt"
    changed.write_text(XINBEI.read_text("utf-8").replace("239件", "240件"), "utf-8")
    view = go_to(page, "报告库")
    choose(page, XINBEI, changed, picture, nowhere)
    cards = view.get_by_role("list", name="待入库的文件").locator("> li")
    expect(cards).to_contain_text(
        ["库中已有这份文件，一字不差", "每个地区每年只留一份", "未成功", "文中读不出是哪个地区的报告"]
    )
    missing = cards.nth(3)
    missing.get_by_label("地区").fill("江苏省常州市天宁区")
    missing.get_by_label("年度").fill("2024")
    missing.get_by_role("button", name="重新读取").click()
    expect(missing).to_contain_text("江苏省常州市天宁区（320402）")
    expect(missing.get_by_role("button", name="确认入库")).to_be_visible()
    missing.get_by_role("button", name="不入库").click()
    expect(cards).to_have_count(3)
    expect(view.get_by_text("共 5 份报告，5 个地区。")).to_be_visible()


def test_a_report_is_looked_at(page: Page) -> None:
    view = open_report(page, JINTAN)
    checks = view.get_by_role("region", name="检查")
    expect(checks).to_contain_text(re.compile(r"95.*63.*22.*3", re.DOTALL))
    checks.get_by_role("button", name="看原文").first.click()
    reader = page.get_by_role("complementary", name="报告原文")
    expect(reader.locator("mark")).to_be_in_viewport()
    figures = view.get_by_role("region", name="数字")
    figures.get_by_label("查找数字（名称、指标、数值）").fill("复议 187")
    expect(figures.get_by_role("row")).to_have_count(2)  # with the head
    figures.get_by_role("button", name="看原文").click()
    expect(reader.locator("mark")).to_have_text("187件")
    expect(page).to_have_url(re.compile(r"#/library/320413-2024-"))
    page.reload()
    expect(view.get_by_role("heading", level=2, name=JINTAN)).to_be_visible()
    page.go_back()
    expect(view.get_by_role("link", name=JINTAN)).to_be_visible()


def test_a_report_is_found_in_the_list(page: Page) -> None:
    view = go_to(page, "报告库")
    expect(view.get_by_role("row")).to_have_count(6)
    view.get_by_label("查找（标题、地区、年度、文件名）").fill("2023 南京")
    expect(view.get_by_role("row")).to_have_count(3)
    expect(view.get_by_text("共 5 份报告，5 个地区，其中 2 份符合。")).to_be_visible()
