"""What plans promise and what is said to be wanting: found wherever it stands, each thing a span as printed."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.reports.closing import closings
from vectorstore.reports.promises import Point, commitments_of, shortcomings_of
from vectorstore.reports.readers import read_draft, read_report
from vectorstore.types import Document, Paragraph, Part, Role

LABELLED = Path(__file__).parents[3] / "evals" / "drafts"
NUMBERS = sorted(file.name[:3] for file in FOLDER.glob("*.txt"))
ACCOUNT = (
    "法治政府建设情况报告\n一、主要举措\n（一）规范执法\n全县持续推进法治政府建设，规范行政执法，办结行政复议案件12件，取得新的进展。\n"
    "（二）强化监督\n依法接受人大监督，自觉接受司法监督。\n"
)


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    return read_draft((ACCOUNT + text).encode(), "report.txt", year=2024).paragraphs


def told(points: tuple[Point, ...]) -> list[str]:
    return [point.span.text for point in points]


@cache
def documents() -> dict[str, Document]:
    """By region code and year."""
    files = (*FOLDER.glob("0*.txt"), *(LABELLED / "reports").glob("*.txt"))
    read = [read_report(file.read_bytes(), file.name) for file in files]
    return {document.report.report_id.rsplit("-", 1)[0]: document for document in read}


def labels() -> Iterator[tuple[str, str]]:
    for line in (LABELLED / "commitments.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        yield label["report"], label["text"]


@pytest.mark.parametrize("find", [commitments_of, shortcomings_of])
def test_every_point_stands_in_its_paragraph_after_the_one_before(find: object) -> None:
    for document in documents().values():
        points = commitments_of(document.paragraphs) if find is commitments_of else shortcomings_of(document.paragraphs)
        assert points
        place = (-1, 0)
        for point in points:
            assert point.paragraph.text[point.span.start : point.span.end] == point.span.text
            assert (point.paragraph.ordinal, point.span.start) >= place
            assert point.span.text == point.span.text.strip("，,；;。：:、 ")
            assert point.paragraph.part in (Part.PLAN, Part.SHORTCOMINGS)
            place = (point.paragraph.ordinal, point.span.end)


def test_what_readers_listed_as_promised_is_found_in_spans_not_much_longer() -> None:
    spans = {report: told(commitments_of(document.paragraphs)) for report, document in documents().items()}
    holding = [(text, [span for span in spans[report] if text in span]) for report, text in labels()]
    missing = [text for text, found in holding if not found]
    assert len(missing) <= 0.05 * len(holding), missing
    lengths = [len(found[0]) / len(text) for text, found in holding if found]
    assert sum(lengths) / len(lengths) <= 1.8


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_that_a_plan_says_is_left_out(number: str) -> None:
    """But openings, headings and punctuation."""
    points = commitments_of(seed(number).paragraphs)
    for closing in closings(seed(number).paragraphs):
        covered = sum(len(point.span.text) for point in points if point.paragraph is closing.paragraph)
        heads = sum(len(head) for head in {point.head for point in points if point.paragraph is closing.paragraph})
        assert covered + heads >= 0.8 * len(closing.planned.text)


def test_the_seeds_are_read_as_fine_as_a_reader_would() -> None:
    assert [len(commitments_of(seed(number).paragraphs)) for number in NUMBERS] == pytest.approx(
        [26, 4, 40, 5, 14], abs=4
    )
    northern = told(commitments_of(seed("000").paragraphs))
    assert northern[0].startswith("全面贯彻党的二十大对全面依法治国工作的战略部署")
    assert northern[0].endswith("迈上新台阶")
    assert "对贯彻落实提升行政执法质量三年行动做好终期评估" in northern
    assert "推出执法人员公共法律知识类专题课程" in northern
    assert commitments_of(seed("000").paragraphs)[0].overall


def test_of_a_paragraph_of_both_only_the_sentence_that_looks_ahead_is_promised() -> None:
    paragraphs = seed("003").paragraphs
    assert told(commitments_of(paragraphs))[1:4] == [
        "优化运行行政争议调处平台联动机制",
        "动态建立各类法治人才库",
        "深化综合执法体制改革",
    ]
    assert told(shortcomings_of(paragraphs)) == [
        "压降行政诉讼发案量和败诉率",
        "培育基层法治人才",
        "提升基层行政执法人员专业素质",
    ]


def test_headings_within_a_paragraph_are_told_with_what_stands_below_them() -> None:
    points = commitments_of(seed("004").paragraphs)
    assert {point.head for point in points} == {
        "",
        "全面深入践行习近平法治思想",
        "持续优化法治营商环境",
        "全面提升依法行政效能",
    }
    assert "持续优化法治营商环境" not in told(points)


LACK = "二、存在不足\n普法精准性不够。\n"
PLANS = [
    # a numbered list, each line a heading of nothing
    (
        f"{LACK}三、下一步工作打算\n1.开展行政执法案卷评查。\n2.修订《重大行政决策程序规定》，完善专家论证制度；\n3、推进复议规范化建设\n",
        ["开展行政执法案卷评查", "修订《重大行政决策程序规定》", "完善专家论证制度", "推进复议规范化建设"],
    ),
    # one long sentence
    (
        f"{LACK}三、下一步工作安排\n下一步，我县将深入学习宣传习近平法治思想，推行“综合查一次”，加强基层司法所建设，努力推动法治政府建设再上新台阶。\n",
        [
            "深入学习宣传习近平法治思想",
            "推行“综合查一次”",
            "加强基层司法所建设，努力推动法治政府建设再上新台阶",
        ],
    ),
    # 一要…二要…, behind an announcement
    (
        f"{LACK}三、2025年工作计划\n2025年，全县法治政府建设要重点抓好以下工作：一要强化理论武装，把学习习近平法治思想纳入干部教育体系；二要推进“放管服”改革。\n",
        ["强化理论武装", "把学习习近平法治思想纳入干部教育体系", "推进“放管服”改革"],
    ),
    # items of one line, the first of which is no heading of the others
    (
        f"{LACK}三、下一步打算\n一是开展执法培训。二是推行以案释法。三是公布典型案例。\n",
        ["开展执法培训", "推行以案释法", "公布典型案例"],
    ),
    # the occasion goes with what is done
    (
        f"{LACK}三、下步打算\n（一）聚焦营商环境\n聚焦企业关切，出台涉企服务措施，推行包容审慎监管。\n（二）深化依法治理\n",
        ["聚焦企业关切，出台涉企服务措施", "推行包容审慎监管", "深化依法治理"],
    ),
    # rows of a table
    (
        f"{LACK}三、2025年工作计划\n序号\t重点任务\t责任单位\n1\t开展行政执法案卷评查\t司法局\n"
        "| 2 | 推进“八五”普法验收 | 司法局 |\n3    制定年度培训计划    人社局\n",
        ["开展行政执法案卷评查", "推进“八五”普法验收", "制定年度培训计划"],
    ),
    # behind the shortcomings, in one paragraph
    (
        "二、存在的不足和下一步打算\n2024年，我县法治政府建设取得一定成效，但还存在一些不足：一是执法规范化水平有待提升；二是普法形式单一。"
        "下一步，我们将加强执法培训，打造普法品牌。\n",
        ["加强执法培训", "打造普法品牌"],
    ),
    # behind the shortcomings, in paragraphs of their own
    (
        "二、存在的问题及下一步打算\n一是执法力量薄弱，制约了监管效能。\n二是普法针对性不强。\n下一步，将重点做好以下工作：\n1.充实执法力量。\n2.创新普法方式，开展订单式普法。\n",
        ["充实执法力量", "创新普法方式，开展订单式普法"],
    ),
    # labels, and a last sentence that promises nothing
    (
        f"{LACK}三、下一年度工作安排\n政务服务方面：推进“一件事”改革。行政执法方面：全面推行说理式执法，提高执法公信力。\n为建设法治强县作出新的更大贡献。\n特此报告。\n",
        ["推进“一件事”改革", "全面推行说理式执法，提高执法公信力"],
    ),
    # figures, dates, and 将 that handles a thing
    (
        f"{LACK}三、2025年工作打算\n在2025年底前完成3个示范点建设，培育“法律明白人”200名。将行政执法监督纳入县委巡察内容。\n",
        ["在2025年底前完成3个示范点建设", "培育“法律明白人”200名", "将行政执法监督纳入县委巡察内容"],
    ),
    # 虚拟 and 主要 hold no 拟 and no 要
    (f"{LACK}三、下步打算\n创新建设虚拟政务大厅，整治主要堵点。\n", ["创新建设虚拟政务大厅", "整治主要堵点"]),
    # matters that share a frame
    (
        f"{LACK}三、下步打算\n明年，县政府将在提升政务服务质效、规范行政执法行为、化解行政争议等方面持续发力。\n",
        ["提升政务服务质效", "规范行政执法行为", "化解行政争议"],
    ),
    # nouns in a row are one matter
    (
        f"{LACK}三、下步打算\n完善产权保护、市场准入、公平竞争等制度，落实案卷评查、证件管理等制度。\n",
        ["完善产权保护、市场准入、公平竞争等制度", "落实案卷评查、证件管理等制度"],
    ),
    # what the year is promises nothing
    (
        f"{LACK}三、2025年工作思路\n2025年是“十四五”规划收官之年。全县将完善赋权事项调整机制，力争败诉率低于8%。\n",
        ["完善赋权事项调整机制，力争败诉率低于8%"],
    ),
    # dashes for numbers
    (
        f"{LACK}三、2025年工作思路\n——转变政府职能。扩大“跨省通办”范围。\n——加强行政复议工作。畅通复议渠道。\n",
        ["扩大“跨省通办”范围", "畅通复议渠道"],
    ),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PLANS, ids=range(len(PLANS)))
def test_plans_of_any_form(text: str, expected: list[str]) -> None:
    assert told(commitments_of(paragraphs_of(text))) == expected


SHORTCOMINGS = [
    (
        "二、存在的问题\n一是执法力量不足，专业人员偏少。二是学法流于形式。\n",
        ["执法力量不足", "专业人员偏少", "学法流于形式"],
    ),
    # with causes
    (
        "二、存在的不足和原因\n2024年，我县依法行政工作取得了一定成绩，但与上级要求相比还有差距，主要表现在：执法文书不够规范；普法覆盖面不广。主要原因是培训不够经常。\n",
        ["执法文书不够规范", "普法覆盖面不广"],
    ),
    # headings that tell the point
    (
        "二、存在的问题\n（一）法治意识有待增强。个别干部遇事找法的习惯尚未养成。\n（二）监督机制不健全\n执法监督力量薄弱。\n",
        ["法治意识有待增强", "个别干部遇事找法的习惯尚未养成", "监督机制不健全", "执法监督力量薄弱"],
    ),
    # where, what and what came of it are one
    (
        "二、存在的问题\n在耕地保护等领域，执法监管抓得不够严，导致违法建设时有发生。\n",
        ["在耕地保护等领域，执法监管抓得不够严，导致违法建设时有发生"],
    ),
    # nor does the assurance behind them
    (
        "二、存在的问题\n回顾一年来的工作，我县取得了一定成效，但还存在一些短板，如：执法信息化水平还不高。上述问题，我们将在今后工作中认真研究解决。\n",
        ["执法信息化水平还不高"],
    ),
    # remarks name nothing
    ("二、存在的问题\n2024年，全县法治政府建设取得了预期成效，但也面临一些问题。\n", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SHORTCOMINGS, ids=range(len(SHORTCOMINGS)))
def test_shortcomings_of_any_form(text: str, expected: list[str]) -> None:
    assert told(shortcomings_of(paragraphs_of(text))) == expected


@given(
    st.text(alphabet="一二是要、将下步2025年，。；：“”（）推进 加强执法\t|不足", max_size=60),
    st.sampled_from(list(Part)),
)
def test_any_text_is_read_without_losing_its_places(text: str, part: Part) -> None:
    paragraph = Paragraph("report-p001", "report", 1, Role.TEXT, part, (), text)
    for point in (*commitments_of([paragraph]), *shortcomings_of([paragraph])):
        assert point.span.text
        assert text[point.span.start : point.span.end] == point.span.text
