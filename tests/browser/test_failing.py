"""The service dies, is not there, or is not ready yet: the page says what to do, and loses nothing."""

import re

import pytest
from playwright.sync_api import Page, expect
from starlette.types import ASGIApp

from tests.browser.conftest import OpenPage
from tests.browser.serving import Service, served
from tests.browser.steps import FIGURE, TWO_DISTRICTS, answered, ask, draft, go_to, write
from tests.browser.watching import Watch

pytestmark = pytest.mark.slow

LOST = "net::ERR_"
"""What Chromium itself writes into the console of a request that came to nothing."""

UNREACHABLE = re.compile("连不上服务。请确认服务仍在运行.*已输入的内容没有丢失")
CUT_OFF = re.compile("服务在返回途中断开，内容不完整。请确认服务仍在运行.*已输入的内容没有丢失")


@pytest.fixture
def page(open_page: OpenPage, mortal: Service, watch: Watch) -> Page:
    watch.expect(LOST)
    return open_page(mortal.url)


def test_the_service_dies_in_mid_answer(page: Page, mortal: Service, app: ASGIApp) -> None:
    mortal.gate.close()
    write(page, TWO_DISTRICTS)
    turns = page.get_by_role("log").get_by_role("article")
    expect(turns).to_contain_text("239件")
    mortal.die()
    expect(turns).to_contain_text(CUT_OFF)
    expect(turns).to_contain_text("以上回答不完整，请勿引用。")
    expect(turns).to_contain_text("239件")
    expect(page.get_by_label("问题", exact=True)).to_have_value(TWO_DISTRICTS)
    expect(turns.get_by_role("button", name="[1]")).to_have_count(0)

    turns.get_by_role("button", name="重试").click()  # while nobody is there
    expect(turns).to_contain_text(UNREACHABLE)
    expect(turns).to_have_count(1)
    expect(page.get_by_label("问题", exact=True)).to_have_value(TWO_DISTRICTS)

    with served(app, port=mortal.port, lifespan=False):
        turns.get_by_role("button", name="重试").click()
        expect(answered(turns)).to_contain_text("187件")
        expect(turns.get_by_role("button", name="[2] 金坛区")).to_be_visible()
        expect(page.get_by_label("问题", exact=True)).to_have_value("")


def test_without_the_service_each_view_says_what_to_do(page: Page, mortal: Service) -> None:
    ask(page, FIGURE)
    text = draft(page, "新北区", "行政复议")
    page.get_by_label("2025年行政复议收到申请数（件）", exact=True).fill("252")
    mortal.die()
    page.get_by_role("button", name="下载 Word").click()
    expect(page.locator("#draft")).to_contain_text(UNREACHABLE)
    expect(text).to_contain_text("252件")
    view = go_to(page, "对比")
    field = view.get_by_label("查找指标，或写下自己的说法")
    field.fill("行政复议审结数")
    field.press("Enter")
    view.get_by_role("button", name="对比", exact=True).click()
    expect(view).to_contain_text(UNREACHABLE)
    expect(view.get_by_role("button", name="去掉行政复议审结数")).to_be_visible()
    view = go_to(page, "报告库")
    view.get_by_role("link", name="金坛区2024年度").click()
    expect(view).to_contain_text(UNREACHABLE)
    go_to(page, "问答")
    page.get_by_role("button", name="[1]").click()
    reader = page.get_by_role("complementary", name="报告原文")
    expect(reader).to_contain_text(UNREACHABLE)
    expect(reader.locator("mark")).to_contain_text("239件")  # out of the answer itself


def test_a_service_that_is_not_ready_is_waited_for(page: Page, watch: Watch) -> None:
    watch.expect("status of 503")
    busy = {
        "type": "urn:fazhi:problem:not-ready",
        "title": "尚未就绪",
        "status": 503,
        "detail": "索引正在打开，请稍候重试。",
    }
    for address in ("**/v1/ask", "**/readyz"):
        page.route(address, lambda route: route.fulfill(status=503, json=busy))
    write(page, FIGURE)
    turn = page.get_by_role("log").get_by_role("article")
    expect(turn).to_contain_text("索引正在打开")
    expect(turn).to_contain_text("就绪后会自动作答")
    page.unroute_all()
    expect(answered(turn)).to_contain_text("239件")
