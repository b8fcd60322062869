"""起草: what is filled in stands in the text, survives a reload, and is in the Word file."""

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import draft, go_to
from tests.browser.watching import Watch

pytestmark = pytest.mark.slow

RECEIVED = "2025年行政复议收到申请数（件）"
CONCLUDED = "2025年行政复议审结数（件）"
SIDE = "待填项、承诺和可借鉴做法"


def side(page: Page) -> Locator:
    return page.get_by_role("complementary", name=SIDE)


def downloaded(page: Page, button: str, path: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    started.value.save_as(path)
    return path


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_a_half_filled_draft_survives_a_reload_and_is_downloaded(page: Page, tmp_path: Path) -> None:
    text = draft(page, "新北区")
    expect(text).to_contain_text("常州市新北区人民政府2025年度法治政府建设情况报告")
    expect(text.get_by_role("link", name="待填：行政复议收到申请数")).to_be_visible()
    field = side(page).get_by_label(RECEIVED, exact=True)
    field.fill("251件")
    expect(text).to_contain_text("共收到复议申请251件，审结")
    field.fill("252")
    page.reload()
    expect(text).to_contain_text("共收到复议申请252件，审结")
    expect(field).to_have_value("252")
    expect(side(page).get_by_text(re.compile(r"^已填 1 / \d{3}$"))).to_be_visible()
    expect(text.get_by_role("link", name="待填：行政复议审结数")).to_be_visible()
    words = words_of(downloaded(page, "下载 Word", tmp_path / "draft.docx"))
    assert "共收到复议申请252件，审结" in words
    assert "【待填：2025年行政复议审结数（件）；2024年为203件[" in words
    assert re.search(r"\[\d+\]", words)
    page.get_by_label("不带出处标注").check()
    clean = words_of(downloaded(page, "下载 Word", tmp_path / "clean.docx"))
    assert "共收到复议申请252件，审结" in clean
    assert not re.search(r"\[\d+\]", clean)


def test_a_field_tells_last_years_value_and_where_it_stands(page: Page) -> None:
    text = draft(page, "新北区", "行政复议")
    text.get_by_role("link", name="待填：行政复议收到申请数").click()
    field = side(page).get_by_label(RECEIVED, exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("2024年：239件")
    own = side(page).locator(".draft-field", has=page.get_by_label(RECEIVED, exact=True))
    own.get_by_role("button", name="新北区 2024年").click()
    expect(page.locator("mark")).to_contain_text("239")
    page.keyboard.press("Escape")
    own.get_by_role("button", name=f"定位：{RECEIVED}").click()
    expect(text.get_by_role("link", name="待填：行政复议收到申请数")).to_be_focused()


def test_fields_are_grouped_and_found(page: Page) -> None:
    draft(page, "新北区")
    groups = side(page).get_by_role("heading", level=4)
    assert {"法治办", "司法局", "数据局"} <= set(groups.all_inner_texts())
    side(page).get_by_role("searchbox").fill("行政复议")
    expect(side(page).get_by_label(RECEIVED, exact=True)).to_be_visible()
    expect(side(page).get_by_label("2025年政务服务办理数（件）", exact=True)).to_be_hidden()
    side(page).get_by_label(RECEIVED, exact=True).fill("252")
    side(page).get_by_label("只看待填").check()
    expect(side(page).get_by_label(RECEIVED, exact=True)).to_be_hidden()
    expect(side(page).get_by_label(CONCLUDED, exact=True)).to_be_visible()


def test_a_promise_is_ticked_off_by_what_is_filled_in(page: Page) -> None:
    draft(page, "新北区")
    side(page).get_by_role("heading", name="上年承诺").click()
    promise = side(page).get_by_role("listitem").filter(has=page.get_by_role("button", name="填写：")).first
    expect(promise).to_contain_text("待填")
    promise.get_by_role("button", name="填写：").click()
    page.keyboard.insert_text("已按安排完成。")
    expect(promise).to_contain_text("已填")
    expect(page.get_by_role("article", name="草稿正文")).to_contain_text("已按安排完成。")


def test_the_draft_is_checked(page: Page) -> None:
    draft(page, "新北区")
    side(page).get_by_label(RECEIVED, exact=True).fill("100")
    side(page).get_by_label(CONCLUDED, exact=True).fill("300")
    page.get_by_role("button", name="检查", exact=True).click()
    findings = page.get_by_role("region", name="检查结果")
    expect(findings).to_contain_text(re.compile(r"还有 \d+ 处待填"))
    expect(findings).to_be_focused()
    findings.get_by_role("button", name="到第一处待填").click()
    expect(side(page).get_by_role("textbox").and_(page.locator(":focus"))).to_have_count(1)
    findings.get_by_role("button", name="收起检查结果").click()
    expect(findings).to_be_hidden()


def test_a_section_that_is_not_there_can_be_replaced(page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    view = go_to(page, "起草")
    view.get_by_role("button", name="起草", exact=True).click()
    expect(view.get_by_text("请先选择地区。")).to_be_visible()
    view.get_by_label("地区", exact=True).select_option(label="新北区")
    expect(view.get_by_text("以《常州市新北区人民政府2024年度法治政府建设情况报告》为底本")).to_be_visible()
    view.get_by_label("部分章节").check()
    view.get_by_label("也可用自己的话写，每行一个").fill("奇怪的章节")
    view.get_by_role("button", name="起草", exact=True).click()
    expect(view.get_by_text("没有与“奇怪的章节”相符的章节")).to_be_visible()
    view.get_by_role("button", name="改为“三、存在的不足和原因”").click()
    expect(view.get_by_role("article", name="草稿正文")).to_contain_text("三、存在的不足和原因")


def test_a_kept_draft_is_opened_and_deleted(page: Page, watch: Watch) -> None:
    draft(page, "新北区", "行政复议")
    side(page).get_by_label(RECEIVED, exact=True).fill("252")
    view = go_to(page, "起草")
    view.get_by_role("heading", name="起草新的一份").click()
    view.get_by_label("地区", exact=True).select_option(label="金坛区")
    view.get_by_label("全部章节").check()
    view.get_by_role("button", name="起草", exact=True).click()
    text = view.get_by_role("article", name="草稿正文")
    expect(text).to_contain_text("金坛区2025年度法治政府建设情况报告")
    view.get_by_role("heading", name="已保存的草稿").click()
    view.get_by_role("button", name="打开：常州市新北区").click()
    expect(text).to_contain_text("共收到复议申请252件")
    view.get_by_role("heading", name="已保存的草稿").click()
    with watch.accepting() as asked:
        view.get_by_role("button", name="删除：常州市新北区").click()
        expect(view.get_by_role("button", name="删除：常州市新北区")).to_have_count(0)
    assert "已填的 1 处内容会一并删除" in asked[0]
    page.reload()
    expect(text).to_contain_text("金坛区2025年度法治政府建设情况报告")
    assert "252" not in str(page.evaluate("Object.values(localStorage)"))
