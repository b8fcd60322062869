"""The ledger: each figure with its kind, period, name, change and place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.figures.printed import YEAR, by_print, figures
from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.figures.ledger import ledger_of
from vectorstore.types import Document, FigureKind, Part, Period, Role

SEEDS = sorted(file.name[:3] for file in FOLDER.glob("*.txt"))
FRAGMENTS = st.sampled_from(
    "受理 审结 行政复议 案件 12件 30余万件 98.5% 分别为 、 ， 。 ； （ ） 《 》 “ ” 由 "
    "198天 压缩至 123天 同比增长 2倍 第3期 累计 截至目前 "
    "2023年 2024年 2025年将 下一步 "
    "近三年 其中 等 和 + 3000余人次 6个部门".split()
)


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("受理案件126件", "126件", FigureKind.COUNT),
        ("挽回损失4100余万元", "4100余万元", FigureKind.AMOUNT),
        ("满意率98.9%", "98.9%", FigureKind.RATE),
        ("为期3个月", "3个月", FigureKind.DURATION),
        ("是全市平均水平的3倍", "3倍", FigureKind.MULTIPLE),
        ("举办第6期专题培训班", "第6期", FigureKind.ORDINAL),
        ("立案量同比增长2倍", "2倍", FigureKind.CHANGE),
        ("满意率提高0.5个百分点", "0.5个百分点", FigureKind.CHANGE),
        ("跑动次数平均压减60%以上", "60%以上", FigureKind.CHANGE),
        ("案件同比减少35件", "35件", FigureKind.CHANGE),
    ],
)
def test_kinds(text: str, printed: str, kind: FigureKind) -> None:
    assert by_print(text)[printed].kind is kind


@pytest.mark.parametrize(
    ("text", "printed", "number", "previous"),
    [
        ("全流程审批用时由198天压缩至123天", "123天", 123, 198),
        ("办结率从95%提升到98.7%", "98.7%", 98.7, 95),
        ("事项由去年的30项增加到47项", "47项", 47, 30),
        ("办理时限由20压缩至5个工作日", "5个工作日", 5, 20),
    ],
)
def test_a_change_from_to_is_one_figure(text: str, printed: str, number: float, previous: float) -> None:
    (figure,) = figures(text)
    assert (text[figure.start : figure.end], figure.number, figure.previous) == (printed, number, previous)
    assert figure.kind is FigureKind.CHANGE


def test_two_levels_are_no_change() -> None:
    assert [figure.previous for figure in figures("从8家企业选取3家企业，由2个部门到5个村开展检查")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("全年受理案件126件", "126件", Period.YEAR),
        ("2024年累计审核合同220件", "220件", Period.YEAR),
        ("今年以来成功调处纠纷7698起", "7698起", Period.YEAR),
        ("截至2024年底，全区共有公职律师29名", "29名", Period.YEAR),
        ("出庭应诉率连续多年保持100%", "100%", Period.YEAR),
        ("2期讲座累计吸引200余人次", "200余人次", Period.YEAR),
        ("近三年累计为172家企业办证1335件", "172家", Period.CUMULATIVE),
        ("近三年累计为172家企业办证1335件", "1335件", Period.CUMULATIVE),
        ("截至目前，化解各类纠纷8682件", "8682件", Period.CUMULATIVE),
        ("累计归集52个部门、57个应用系统", "57个", Period.CUMULATIVE),
        ("自2019年以来，调解纠纷5000件", "5000件", Period.CUMULATIVE),
        ("试点开展以来共送达文书7份", "7份", Period.CUMULATIVE),
        ("“八五”普法以来，开展活动320场", "320场", Period.CUMULATIVE),
        ("2025年，将新建站点20个", "20个", Period.PLAN),
        ("下一步，将持续新增联络点15个", "15个", Period.PLAN),
        ("力争满意率达到98%", "98%", Period.PLAN),
        ("发布后15日内报送备案", "15日", Period.NONE),
        ("落实《优化营商环境23条》", "23条", Period.NONE),
        ("开展执法质量提升三年行动", "三年", Period.NONE),
        ("举办第6期培训班", "第6期", Period.NONE),
        ("完成五大法定程序", "五大", Period.NONE),
        ("去年收到申请200件", "200件", Period.NONE),
        ("2023年收到申请200件，2024年收到申请239件", "200件", Period.NONE),
        ("2023年收到申请200件，2024年收到申请239件", "239件", Period.YEAR),
        ("归集2023年度述法报告68份", "68份", Period.YEAR),
        ("一年来，受理行政复议案件132件", "132件", Period.YEAR),
        ("近一年来，受理行政复议案件132件", "132件", Period.YEAR),
        ("三年来，受理行政复议案件132件", "132件", Period.CUMULATIVE),
        ("全市2023年度共受理案件1256件，2024年度共受理1523件", "1256件", Period.NONE),
        ("全市2023年度共受理案件1256件，2024年度共受理1523件", "1523件", Period.YEAR),
        ("2022—2024年，全市共收到行政复议申请5236件", "5236件", Period.CUMULATIVE),
        ("2022-2024年，全市共收到申请5236件，其中2024年收到2136件", "2136件", Period.YEAR),
        ("落实《法治社会实施方案（2021—2024年）》，收到行政复议申请236件", "236件", Period.YEAR),
    ],
)
def test_periods(text: str, printed: str, period: Period) -> None:
    assert by_print(text)[printed].period is period


def test_whatever_stands_under_the_plans_is_planned() -> None:
    assert by_print("办理法律援助案件2000件", Part.PLAN)["2000件"].period is Period.PLAN


def test_what_is_no_result_is_no_indicator() -> None:
    assert by_print("去年收到行政复议申请200件")["200件"].indicator is None
    assert by_print("行政复议受理案件同比增长20%")["20%"].indicator is None


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("2024年新北区政府共收到复议申请239件", "239件", "新北区政府共收到复议申请"),
        ("在全区设立17个行政执法监督企业联系点", "17个", "行政执法监督企业联系点"),
        ("受理126件,实质性化解23件", "23件", "实质性化解"),
        ("2254个事项实现“全程网办”", "2254个", "事项"),
        ("满意率98.9%", "98.9%", "满意率"),
        ("受理案件，共计99件", "99件", "受理案件"),
        ("满意率、解决率分别为98%、97%", "97%", "解决率"),
    ],
)
def test_names(text: str, printed: str, name: str) -> None:
    assert by_print(text)[printed].name == name


@pytest.mark.parametrize(
    ("text", "value", "number", "unit", "qualifier"),
    [
        ("总办件数为9.8万余件", "9.8万余", 98_000, "件", "余"),
        ("受教育群众约633万人次", "约633万", 6_330_000, "人次", "约"),
        ("完成率百分之九十", "百分之九十", 90, "%", None),
        ("对全区6个部门的督察", "6", 6, "个", None),
        ("挽回损失4100余万元", "4100余万", 41_000_000, "元", "余"),
    ],
)
def test_values(text: str, value: str, number: float, unit: str, qualifier: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.number, figure.unit, figure.qualifier) == (value, number, unit, qualifier)


def test_the_base_of_a_rate() -> None:
    (figure,) = figures("调解结案占审结案件的35%")
    assert figure.base == "审结案件"


def test_the_heading_tells_what_a_bare_verb_is_about() -> None:
    path = ("三、行政复议工作",)
    assert by_print("全年共受理126件。", path=path)["126件"].indicator == "行政复议受理数"
    assert by_print("全年共受理126件。")["126件"].indicator is None


def test_two_figures_joined_by_a_plus_count_and_a_phrase_does_not() -> None:
    assert [figure.number for figure in figures("“307名村居法律顾问+1903名法律明白人”结对")] == [307, 1903]
    assert figures("“1+6”模式和“1+1+N”格局") == []


@pytest.mark.parametrize("role", [Role.TITLE, Role.HEADER, Role.SIGNATURE])
def test_titles_and_signatures_hold_no_figures(role: Role) -> None:
    assert figures("2024年收到申请20件", role=role) == []


@pytest.mark.parametrize("number", SEEDS)
def test_every_figure_stands_at_its_place(number: str) -> None:
    document = seed(number)
    texts = {paragraph.paragraph_id: paragraph.text for paragraph in document.paragraphs}
    ledger = ledger_of(document)
    assert len(ledger) > 30
    for figure in ledger:
        printed = texts[figure.paragraph_id][figure.start : figure.end]
        assert printed.replace(figure.unit, "", 1).strip() == figure.value or printed == figure.value
        assert len(figure.name) > 1


@pytest.mark.parametrize("number", SEEDS)
def test_a_count_of_the_year_is_given_by_one_figure_a_paragraph(number: str) -> None:
    """Two values of one indicator in one paragraph mean that a neighbour was taken for it."""
    seen: set[tuple[str, str]] = set()
    for figure in ledger_of(seed(number)):
        if figure.indicator:
            assert (figure.paragraph_id, figure.indicator) not in seen, figure.indicator
            seen.add((figure.paragraph_id, figure.indicator))


@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_no_text_fails_and_figures_do_not_overlap(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.name
        end = figure.end


def test_a_report_is_read_in_fifty_milliseconds() -> None:
    document = seed("004")
    ledger_of(document)
    fastest = min(_seconds(document) for _ in range(5))
    assert fastest < 0.05


def _seconds(document: Document) -> float:
    start = time.process_time()  # other processes do not count
    ledger_of(document)
    return time.process_time() - start


@pytest.mark.parametrize("end", ["，", "。"])
def test_a_report_without_lines_is_read_in_time_that_grows_with_its_length(end: str) -> None:
    piece = f"收到行政复议申请120件，受理90件{end}"
    figures(piece)
    times = []
    for repeated in (150, 1200):
        started = time.process_time()
        assert len(figures(piece * repeated)) == 2 * repeated
        times.append(time.process_time() - started)
    # Eight times the text; reading all the words before each figure took sixty times as long.
    assert times[1] < 25 * times[0]


def test_the_year_of_these_tests_is_the_one_of_the_paragraphs() -> None:
    assert YEAR == 2024
