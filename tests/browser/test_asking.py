"""问答: the stream, the sources, follow-ups, abstentions, scope, and what the browser keeps."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.serving import Service
from tests.browser.steps import FIGURE, FIGURE_QUOTE, TWO_DISTRICTS, UNKNOWN_DISTRICT, answered, ask, write
from tests.browser.watching import Watch

pytestmark = pytest.mark.slow

FIRST = "常州市新北区2024年度报告：2024年新北区政府共收到复议申请239件"
SECOND = "常州市金坛区2024年度报告：2024年共收到行政复议申请187件"


@pytest.fixture
def held(service: Service) -> Any:
    """The service, each answer stopped after its first sentence until the gate is opened."""
    service.gate.close()
    yield service
    service.gate.open()


def test_an_answer_comes_sentence_by_sentence(page: Page, held: Service) -> None:
    write(page, TWO_DISTRICTS)
    turn = page.get_by_role("log").get_by_role("article").last
    expect(turn).to_contain_text(FIRST)
    expect(turn).not_to_contain_text(SECOND)
    expect(turn.get_by_role("button", name="[1]")).to_have_count(0)
    expect(page.get_by_role("button", name="停止")).to_be_visible()
    held.gate.open()
    answered(turn)
    expect(turn).to_contain_text(FIRST)
    expect(turn).to_contain_text(SECOND)
    expect(page.get_by_role("button", name="停止")).to_be_hidden()
    expect(turn.get_by_role("button", name="[1] 新北区 2024年 9.提升复议监督能力")).to_be_visible()
    expect(turn.get_by_role("button", name="[2] 金坛区 2024年")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("回答完毕，2 处出处。")


def test_a_running_answer_is_stopped_and_asked_once_more(page: Page, held: Service) -> None:
    write(page, TWO_DISTRICTS)
    turn = page.get_by_role("log").get_by_role("article").last
    expect(turn).to_contain_text(FIRST)
    page.get_by_role("button", name="停止").click()
    expect(turn).to_contain_text("已停止，以上回答不完整")
    held.gate.open()
    turn.get_by_role("button", name="重新作答").click()
    turns = page.get_by_role("log").get_by_role("article")
    expect(answered(turns.last)).to_contain_text(SECOND)
    expect(turns).to_have_count(1)


def test_a_marker_opens_the_report_at_the_quote(page: Page) -> None:
    chip = ask(page, FIGURE).get_by_role("button", name="[1]")
    expect(chip).to_have_attribute("aria-expanded", "false")
    chip.click()
    reader = page.get_by_role("complementary", name="报告原文")
    expect(reader.get_by_role("heading", level=2)).to_have_text("常州市新北区人民政府2024年度法治政府建设情况报告")
    expect(reader.locator("mark")).to_have_text(FIGURE_QUOTE)
    expect(reader.locator("mark")).to_be_in_viewport()
    expect(reader.locator(".cited")).to_be_focused()
    expect(reader).to_contain_text("10.提升行政应诉工作质效。")  # the paragraph after it
    expect(chip).to_have_attribute("aria-expanded", "true")
    reader.get_by_role("button", name="关闭").click()
    expect(reader).to_be_hidden()
    expect(chip).to_be_focused()


def test_the_reader_goes_from_one_report_to_another(page: Page) -> None:
    turn = ask(page, TWO_DISTRICTS)
    reader = page.get_by_role("complementary", name="报告原文")
    for marker, district in (("[1]", "新北区"), ("[2]", "金坛区"), ("[1]", "新北区")):
        turn.get_by_role("button", name=marker).click()
        expect(reader.get_by_role("heading", level=2)).to_contain_text(district)
        expect(reader.locator("mark")).to_have_count(1)
        expect(reader.locator("mark")).to_be_in_viewport()


def test_a_question_follows_up_on_the_one_before(page: Page) -> None:
    ask(page, FIGURE)
    turn = ask(page, "那金坛区呢？")
    expect(turn).to_contain_text(SECOND)
    expect(turn.get_by_role("button", name="[1] 金坛区 2024年")).to_be_visible()


def test_an_abstention_offers_what_there_is(page: Page) -> None:
    turn = ask(page, UNKNOWN_DISTRICT)
    expect(turn).to_contain_text("没有天宁区的报告")
    expect(turn).to_contain_text("报告库中没有这个地区的报告")
    expect(turn.get_by_role("button", name="[1]")).to_have_count(0)
    offers = turn.get_by_role("group", name="可以改问")
    expect(offers.get_by_role("button")).to_have_count(5)
    offers.get_by_role("button", name="改问金坛区2024年").click()
    turns = page.get_by_role("log").get_by_role("article")
    expect(turns).to_have_count(2)
    expect(answered(turns.last)).to_contain_text("187件")
    expect(offers).to_be_hidden()


def test_the_scope_is_picked(page: Page) -> None:
    composer = page.get_by_role("form", name="提问")
    composer.get_by_text("范围：全部报告").click()
    composer.get_by_label("金坛区").check()
    composer.get_by_label("2024年").check()
    with page.expect_request("**/v1/ask") as sent:
        turn = ask(page, "收到多少件行政复议申请？")
    body: Any = sent.value.post_data_json
    assert body["scope"] == {"regions": ["江苏省常州市金坛区"], "years": [2024]}
    expect(turn).to_contain_text("范围：金坛区、2024年")
    expect(turn).to_contain_text("187件")
    expect(turn).not_to_contain_text("239件")
    composer.get_by_role("button", name="恢复为全部报告").click()
    expect(composer.get_by_text("范围：全部报告")).to_be_visible()
    expect(ask(page, FIGURE)).to_contain_text("239件")


def test_the_examples_of_an_empty_page_can_be_answered(page: Page, service: Service) -> None:
    examples = (
        page.get_by_role("heading", name="可以这样问").locator("xpath=following-sibling::ul").get_by_role("button")
    )
    expect(examples).to_have_count(5)
    for question in examples.all_inner_texts():
        response = httpx.post(f"{service.url}/v1/ask", json={"question": question}, timeout=60)
        assert response.json()["citations"], question
    examples.first.click()
    answered(page.get_by_role("log").get_by_role("article"))
    expect(examples.first).to_be_hidden()


def test_an_answer_is_copied_with_its_sources(open_page: OpenPage, service: Service) -> None:
    page = open_page(service.url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, FIGURE).get_by_role("button", name="复制（含出处）").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    answer, _, sources = copied.partition("出处：")
    assert "239件" in answer
    assert sources.strip().startswith(
        "[1] 《常州市新北区人民政府2024年度法治政府建设情况报告》（江苏省常州市新北区，2024年度）"
    )
    assert sources.strip().endswith(f"“{FIGURE_QUOTE}”")


def test_conversations_survive_a_reload_until_they_are_deleted(page: Page, watch: Watch) -> None:
    ask(page, FIGURE)
    page.get_by_role("button", name="新对话").click()
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
    ask(page, UNKNOWN_DISTRICT)
    page.reload()
    turns = page.get_by_role("log").get_by_role("article")
    expect(turns).to_have_count(1)
    expect(turns).to_contain_text("没有天宁区的报告")
    page.get_by_text("历史对话（2）").click()
    page.get_by_role("button", name=FIGURE).and_(page.locator(".history-open")).click()
    expect(turns).to_contain_text("239件")
    turns.get_by_role("button", name="[1]").click()  # sources are kept as well
    expect(page.locator("mark")).to_have_text(FIGURE_QUOTE)
    page.get_by_text("历史对话（2）").click()
    with watch.accepting() as asked:
        page.get_by_role("button", name="全部删除").click()
        expect(page.get_by_text("还没有历史对话。")).to_be_visible()
    assert asked == ["删除全部历史对话？删除后不能恢复。"]
    expect(turns).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="可以这样问")).to_be_visible()
    expect(turns).to_have_count(0)
    assert "复议" not in str(page.evaluate("Object.values(localStorage)"))


def test_a_question_that_cannot_be_asked_says_why(page: Page) -> None:
    write(page, "  ")
    expect(page.get_by_text("请先写下问题。").first).to_be_visible()
    write(page, "问" * 2001)
    expect(page.get_by_text("问题最多 2000 字，现有 2001 字，请删减后再问。").first).to_be_visible()
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
