"""对比: the table with its sources, what is not reported, bars, and the file to keep."""

from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.serving import Service
from tests.browser.steps import compare, go_to
from tests.browser.watching import Watch
from tests.browser.written import REPORT

pytestmark = pytest.mark.slow

RECEIVED = "行政复议收到申请数"
CONCLUDED = "行政复议审结数"
DISTRICTS = ["浦口区 2023年", "江宁区 2023年", "新北区 2024年", "金坛区 2024年", "吴江区 2024年"]


def test_figures_stand_side_by_side_with_their_sources(page: Page) -> None:
    result = compare(page, RECEIVED, CONCLUDED)
    expect(result.get_by_role("heading", level=2)).to_be_focused()
    expect(result.get_by_role("heading", level=2)).to_have_text("对比结果：5 份报告，2 项指标")
    table = result.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["指标（单位）", *DISTRICTS])
    received = table.get_by_role("row", name=RECEIVED)
    expect(received.locator(".compare-value")).to_have_text(["未报告", "未报告", "239", "187", "未报告"])
    concluded = table.get_by_role("row", name=CONCLUDED)
    expect(concluded.locator(".compare-value")).to_have_text(["93", "377", "203", "117", "147"])
    received.get_by_role("button", name="金坛区").click()
    expect(page.locator("mark")).to_contain_text("收到行政复议申请187件")


def test_a_row_is_shown_as_bars(page: Page) -> None:
    result = compare(page, RECEIVED)
    button = result.get_by_role("button", name=f"看图：{RECEIVED}")
    button.click()
    bars = result.get_by_role("figure", name=RECEIVED)
    expect(bars.get_by_role("listitem")).to_contain_text(["239件", "187件"])
    expect(bars).to_contain_text("未报告（不等于 0）：浦口区 2023年、江宁区 2023年、吴江区 2024年")
    longer, shorter = (bar.evaluate("(one) => one.clientWidth") for bar in bars.locator(".bars-bar").all())
    assert abs(shorter / longer - 187 / 239) < 0.02
    button.click()
    expect(bars).to_be_hidden()


def test_nought_is_no_missing_figure(open_page: OpenPage, own_service: Service) -> None:
    stored = httpx.post(f"{own_service.url}/v1/reports", files={"file": ("天宁区.txt", REPORT.encode())}, timeout=60)
    assert stored.status_code == 201
    page = open_page(own_service.url)
    result = compare(page, RECEIVED, CONCLUDED)
    place = [*DISTRICTS[:2], "天宁区 2024年", *DISTRICTS[2:]].index("天宁区 2024年")
    expect(result.get_by_role("columnheader").nth(1 + place)).to_have_text("天宁区 2024年")
    concluded = result.get_by_role("row", name=CONCLUDED).get_by_role("cell").nth(place)
    expect(concluded.locator(".compare-value")).to_have_text("0")
    expect(concluded.get_by_role("button", name="天宁区")).to_be_visible()
    silent = result.get_by_role("row", name=RECEIVED).get_by_role("cell").first
    expect(silent.locator(".compare-value")).to_have_text("未报告")
    expect(silent.get_by_role("button")).to_have_count(0)
    result.get_by_role("button", name=f"看图：{CONCLUDED}").click()
    expect(result.get_by_role("figure").get_by_role("listitem").filter(has_text="天宁区")).to_contain_text("0件")


def test_the_table_is_downloaded(page: Page, tmp_path: Path) -> None:
    result = compare(page, RECEIVED, CONCLUDED)
    with page.expect_download() as started:
        result.get_by_role("button", name="下载 Excel").click()
    assert started.value.suggested_filename == "法治政府建设年度报告对比.xlsx"
    started.value.save_as(tmp_path / "file.xlsx")
    book = openpyxl.load_workbook(tmp_path / "file.xlsx")
    rows = list(book["对比"].iter_rows(values_only=True))
    assert (RECEIVED, "件", "未报告", "未报告", 239, 187, "未报告") in rows
    assert (CONCLUDED, "件", 93, 377, 203, 117, 147) in rows
    assert any("收到行政复议申请187件" in str(row) for row in book["出处"].iter_rows(values_only=True))
    book.close()


def test_a_topic_of_some_districts_is_told_in_their_own_sentences(page: Page) -> None:
    view = go_to(page, "对比")
    view.get_by_label("主题（可不填）").fill("行政执法监督")
    view.get_by_label("江宁区").check()
    view.get_by_label("浦口区").check()
    expect(view.get_by_text("所选范围有 2 份报告。")).to_be_visible()
    view.get_by_role("button", name="对比", exact=True).click()
    result = view.get_by_role("region", name="对比结果")
    expect(result.get_by_role("heading", level=2)).to_contain_text("主题“行政执法监督”")
    expect(result).to_contain_text("南京市浦口区2023年度报告：")
    expect(result).to_contain_text("南京市江宁区2023年度报告：")
    expect(result).not_to_contain_text("新北区")
    result.get_by_role("button", name="[1]").first.click()
    expect(page.locator("mark")).to_be_in_viewport()


def test_words_that_are_no_indicator_can_be_replaced(page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    view = go_to(page, "对比")
    field = view.get_by_label("查找指标，或写下自己的说法")
    field.fill("行政复议奇怪数")
    field.press("Enter")
    view.get_by_role("button", name="对比", exact=True).click()
    expect(view.get_by_text("没有与“行政复议奇怪数”相符的指标，可改为：")).to_be_visible()
    view.get_by_role("button", name=RECEIVED, exact=True).click()
    expect(view.get_by_role("button", name=f"去掉{RECEIVED}")).to_be_visible()
    view.get_by_role("button", name="对比", exact=True).click()
    expect(view.get_by_role("region", name="对比结果").get_by_role("table")).to_contain_text("239")


def test_what_was_chosen_survives_a_reload(page: Page) -> None:
    view = go_to(page, "对比")
    view.get_by_role("button", name="对比", exact=True).click()
    expect(view.get_by_text("请至少选一项指标，或写一个主题。")).to_be_visible()
    field = view.get_by_label("查找指标，或写下自己的说法")
    field.fill(RECEIVED)
    field.press("Enter")
    view.get_by_label("2023年").check()
    go_to(page, "问答")
    expect(go_to(page, "对比").get_by_role("button", name=f"去掉{RECEIVED}")).to_be_visible()
    page.reload()
    expect(view.get_by_role("button", name=f"去掉{RECEIVED}")).to_be_visible()
    expect(view.get_by_label("2023年")).to_be_checked()
    view.get_by_role("button", name="清空条件").click()
    expect(view.get_by_role("button", name=f"去掉{RECEIVED}")).to_have_count(0)
    expect(view.get_by_label("2023年")).not_to_be_checked()
