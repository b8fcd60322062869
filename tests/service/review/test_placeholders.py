"""What is still open, whole or half edited, and what only looks like it."""

import pytest

from service.review import findings_in
from service.review.placeholders import BLANK, placeholder_findings, without_placeholders
from tests.service.review.last import YEAR, draft
from tests.service.review.made import read, told

FIGURE = "【待填：2025年行政复议收到申请数（件）；2024年为239件[3]】"
WORDS = "【待填：2025年规范性文件制定情况；2024年为“制定出台《常州市新北区烈士纪念设施保护管理办法》”[3]】"


@pytest.mark.parametrize(
    ("text", "quotes", "missing"),
    [
        (f"共收到复议申请{FIGURE}。", [FIGURE], "2025年行政复议收到申请数（件）"),
        (f"{WORDS}。", [WORDS], "2025年规范性文件制定情况"),
        ("结案【待填】。", ["【待填】"], "待填项"),
        ("结案【待填：】。", ["【待填：】"], "待填项"),
        ("结案【待填：2025年结案数【含调撤】】。", ["【待填：2025年结案数【含调撤】】"], "2025年结案数"),
        ("结案【待填：2025年结案数；2024年为203件", ["【待填：2025年结案数；2024年为203件"], "2025年结案数"),
        ("结案210件；2024年为203件[3]】。", ["；2024年为203件[3]】"], "待填项"),
        ("结案待填：2025年结案数。", ["待填：2025年结案数"], "2025年结案数"),
        (f"收到{FIGURE}，结案【待填】。", [FIGURE, "【待填】"], "2025年行政复议收到申请数（件）"),
    ],
)
def test_a_placeholder_is_an_error_that_names_what_is_missing(text: str, quotes: list[str], missing: str) -> None:
    found = placeholder_findings(read([text]))
    assert told(found) == [("error", quote) for quote in quotes]
    assert missing in found[0].message
    assert "2024年为" not in found[0].message


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("收到申请XX件。", "XX件"),
        ("培训××余人次。", "××余人次"),
        ("挽回损失×万元。", "×万元"),
        ("受理案件 ____ 件。", "____ 件"),
        ("收到（  ）件。", "（  ）件"),
        ("共收到  件。", "  件"),
        ("结案数为________。", "________"),
        ("20XX年，我区推进法治建设。", "20XX年"),
        ("2026年×月18日", "×月"),
        ("结案117件（待核实）。", "（待核实）"),
        ("开展宣传（此处填写场次）。", "（此处填写场次）"),
        ("获评【】。", "【】"),
    ],
)
def test_what_clerks_leave_open_is_found(text: str, quote: str) -> None:
    assert told(placeholder_findings(read([text]))) == [("warning", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "期待填补空白，有待填平短板，等待填报。",
        "路径还有待完善（有待进一步完善）。",
        "打造“5+X”学法平台，推行X光机检查，清理XXL系列产品。",
        "王××诉区政府一案入选典型案例。",
        "二○○五年以来，共有三○○件。",
        "推广【案例】专栏，印发〔2025〕3号文件。",
        "_________________",
        "“1+N”模式覆盖3个镇，落实3×24小时值守。",
    ],
)
def test_what_is_no_placeholder_is_left_alone(text: str) -> None:
    assert placeholder_findings(read([text])) == []


def test_a_long_list_is_told_to_its_end() -> None:
    lines = [f"收到{FIGURE}，结案【待填：2025年结案数】。" for _ in range(40)]
    assert len(placeholder_findings(read(lines))) == 80


def test_a_placeholder_that_a_line_end_has_broken_is_masked_on_both_lines() -> None:
    lines = ["收到【待填：2025年收到数；2024年为", "239件[3]】，结案【待填】。"]
    assert [text.text.strip(BLANK) for text in without_placeholders(read(lines))] == ["收到", "，结案　　　　。"]
    assert len(placeholder_findings(read(lines))) == 3


def test_masking_keeps_every_place_and_takes_markers_and_quotations() -> None:
    text = f"落实“加强培训2000人次”[4]的安排，收到{FIGURE}。"
    (paragraph,) = without_placeholders(read([text]), ["加强培训2000人次"])
    assert len(paragraph.text) == len(text)
    assert paragraph.text.replace(BLANK, "") == "落实的安排，收到。"


@pytest.mark.parametrize(
    "text",
    [
        f"收到复议申请{FIGURE}，依法审结复议申请230件。收到复议申请250件。",  # repeated: 239 and 250
        "收到复议申请【待填：2025年申请数；2024年为95件，其中一审120件】。",  # sum
        "化解率【待填：2025年化解率；2024年为137%】。",  # rate
        "【待填：2025年结案数；2024年为2024年，全区结案117件】。",  # year
        "【待填：2025年情况；2024年为“印发《办法”】。",  # pairs
        "审理案件95件，其中一审63件、二审【待填：2025年二审数（件）】、再审3件。",  # sum: a part is open
        "办结案件95件，满意【待填：2025年满意数】件，化解30件，化解率【待填】，化解率35%。",  # rate
    ],
)
def test_no_rule_reads_what_stands_in_a_placeholder(text: str) -> None:
    assert {finding.rule for finding in findings_in(draft(text), YEAR)} == {"placeholder"}


def test_what_is_wrong_around_a_placeholder_is_found_with_the_text_as_printed() -> None:
    text = "诉讼95件，其中一审【待填：2025年一审数】，再审120件。印发《办法【待填】。"
    found = [finding for finding in findings_in(draft(text), YEAR) if finding.rule != "placeholder"]
    assert [finding.rule for finding in found] == ["sum", "pairs"]
    assert found[0].quote == "95件，其中一审【待填：2025年一审数】，再审120件"
    assert "【待填】" in (found[1].quote or "")
