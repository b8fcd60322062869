"""What a user does on the page, and waits for."""

from playwright.sync_api import Locator, Page, expect

VIEWS = {"问答": "ask", "对比": "compare", "起草": "draft", "报告库": "library"}
FIGURE = "新北区2024年收到多少件行政复议申请？"
FIGURE_QUOTE = "2024年新北区政府共收到复议申请239件，审结203件，实质性化解行政争议37.76%，位于全市第一方阵。"
TWO_DISTRICTS = "新北区和金坛区2024年各收到多少件行政复议申请？"
JINTAN = "金坛区2024年度法治政府建设情况报告"
"""Its checks find a sum that does not add up."""
UNKNOWN_DISTRICT = "天宁区2024年收到多少件行政复议申请？"


def go_to(page: Page, view: str) -> Locator:
    """By the tabs; returns the view."""
    page.get_by_role("navigation", name="功能").get_by_role("link", name=view, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=view, exact=True)).to_be_visible()
    return page.locator(f"#{VIEWS[view]}")


def write(page: Page, question: str) -> None:
    """Asks, and does not wait for the answer."""
    field = page.get_by_label("问题", exact=True)
    field.fill(question)
    field.press("Enter")


def ask(page: Page, question: str) -> Locator:
    """Returns the turn once it is answered."""
    turns = page.get_by_role("log").get_by_role("article")
    before = turns.count()
    write(page, question)
    expect(turns).to_have_count(before + 1)
    return answered(turns.last)


def answered(turn: Locator) -> Locator:
    expect(turn.get_by_role("button", name="复制")).to_be_visible()
    return turn


def compare(page: Page, *indicators: str) -> Locator:
    """Of all reports; returns what is found."""
    view = go_to(page, "对比")
    for indicator in indicators:
        field = view.get_by_label("查找指标，或写下自己的说法")
        field.fill(indicator)
        field.press("Enter")
        expect(view.get_by_role("button", name=f"去掉{indicator}")).to_be_visible()
    view.get_by_role("button", name="对比", exact=True).click()
    result = view.get_by_role("region", name="对比结果")
    expect(result.get_by_role("table")).to_be_visible()
    return result


def draft(page: Page, district: str, *sections: str) -> Locator:
    """Of the year after the district's last report; returns the text."""
    view = go_to(page, "起草")
    view.get_by_label("地区", exact=True).select_option(label=district)
    if sections:
        view.get_by_label("部分章节").check()
        view.get_by_label("也可用自己的话写，每行一个").fill("\n".join(sections))
    view.get_by_role("button", name="起草", exact=True).click()
    text = view.get_by_role("article", name="草稿正文")
    expect(text).to_be_visible()
    return text


def open_report(page: Page, title: str) -> Locator:
    """In the library; returns the view once checks and figures are there."""
    view = go_to(page, "报告库")
    view.get_by_role("link", name=title, exact=True).click()
    expect(view.get_by_role("region", name="数字").get_by_role("table")).to_be_visible()
    expect(view.get_by_role("region", name="检查").get_by_text("正在读取")).to_have_count(0)
    return view
