"""Which sections the caller's words mean."""

import pytest

from service.draft.outline.outline import outline_of
from service.draft.outline.picking import pick
from service.draft.types import Basis, Outline
from service.errors import UnknownSection
from tests.vectorstore.reports.seeds import seed
from vectorstore.reports.readers import read_report


def _outline(number: str) -> Outline:
    document = seed(number)
    return outline_of(Basis(document.report, document.paragraphs, document.report.year + 1))


def _picked(outline: Outline, *words: str) -> list[str]:
    """The headings picked, without those below another that was."""
    places = pick(outline, words)
    assert list(places) == sorted(set(places))
    widest = [outline.sections[place] for place in places]
    levels = [0]
    top: list[str] = []
    for place, section in zip(places, widest, strict=True):
        follows = place - 1 in places and outline.sections[place - 1].level >= levels[-1] > 0
        if not (follows and section.level > levels[-1]):
            top.append(section.heading)
            levels.append(section.level)
    return top


@pytest.mark.parametrize(
    ("number", "words", "headings"),
    [
        # the matter, with words around it
        ("000", "规范行政执法部分", ["（三）规范行政执法，强化行政行为监督"]),
        ("001", "规范行政执法部分", ["三、坚持执法为民,行政执法效能稳步提升"]),
        ("002", "规范行政执法部分", ["5.推进严格规范公正文明执法"]),
        ("003", "规范行政执法部分", ["四、高效协同联动,严格规范公正文明执法"]),
        ("004", "规范行政执法部分", ["五、深化行政执法体制改革，推进严格规范公正文明执法"]),
        ("000", "行政复议", ["9.提升复议监督能力"]),
        ("001", "行政复议", ["一是指导强化行政复议有效履职"]),
        ("002", "行政复议", ["6.切实提高行政复议应诉水平"]),
        ("003", "行政复议", ["(三)提升复议诉讼质效"]),
        ("004", "行政复议", ["（一）全面深化行政复议体制改革"]),
        ("000", "依法决策那一节", ["（二）优化决策流程，规范权力运行机制"]),
        ("002", "依法决策那一节", ["4.依法依规行政决策"]),
        ("004", "依法决策那一节", ["四、落实重大行政决策程序，提高政府公信力和执行力"]),
        ("003", "2025年的普法工作情况", ["(一)创新普法宣传形式"]),
        ("002", "报告里的营商环境", ["2.持续优化营商环境"]),
        ("001", "民告官", ["一是指导强化行政复议有效履职"]),  # of which only the paragraph speaks
        ("004", "枫桥经验", ["六、依法调处化解矛盾纠纷，维护社会公平正义和谐稳定"]),
        ("001", "普法", ["三是创新区域社会治理模式"]),  # only its paragraph does
        ("002", "法律援助", ["4.优化公共法律服务"]),
        # several matters at once
        ("003", "复议和应诉", ["(三)提升复议诉讼质效"]),
        ("000", "行政复议和行政应诉", ["9.提升复议监督能力", "10.提升行政应诉工作质效"]),
        # every heading of the matter
        ("004", "执法", ["五、深化行政执法体制改革，推进严格规范公正文明执法", "（三）推进智慧监管执法"]),
        # parts
        ("000", "不足", ["三、存在的不足和原因"]),
        ("003", "存在的问题", ["七、存在的不足和原因"]),
        ("000", "明年打算", ["四、下一步工作安排"]),
        ("002", "下一步", ["三、2025年推进法治政府建设的主要安排"]),
        ("001", "不足和下一步打算", ["六、存在的不足和原因", "七、2026年推进法治政府建设的主要安排"]),
        ("000", "明年的行政复议", ["（四）以更严标准开展复议诉讼办理"]),
        ("002", "明年的行政复议", ["(二)在推进法治政府建设上强化统筹"]),
        ("004", "明年的行政复议", ["十、2025年推进法治政府建设的主要安排"]),
        ("002", "第一责任人履职", ["2.认真履行第一责任人职责"]),
        ("003", "一把手", ["六、党政主要负责人履行推进法治建设第一责任人职责情况"]),
        ("000", "主要举措和成效", ["二、推进法治政府建设的主要举措和成效"]),
        ("002", "主要举措", ["一、2024年法治政府建设工作情况"]),
        ("000", "开头", ["前言"]),
        ("004", "落款", ["落款"]),
        # numbers
        ("004", "第二部分", ["二、完善政府机构职能体系，推动经济社会高质量发展"]),
        ("004", "二、", ["二、完善政府机构职能体系，推动经济社会高质量发展"]),
        ("004", "第10部分", ["十、2025年推进法治政府建设的主要安排"]),
        ("002", "最后一部分", ["三、2025年推进法治政府建设的主要安排"]),
        (
            "002",
            "(三)",
            ["(三)聚焦中心服务大局,为推动高质量发展继续走在前列提供法治保障", "(三)在优化法治化营商环境上谋求突破"],
        ),
        ("002", "三、（三）", ["(三)在优化法治化营商环境上谋求突破"]),
        ("000", "12.", ["12.加强知识产权法治保障"]),
        # headings as they stand, this year's and last year's
        ("002", "三、2025年推进法治政府建设的主要安排", ["三、2025年推进法治政府建设的主要安排"]),
        ("002", "一、2023年法治政府建设工作情况", ["一、2024年法治政府建设工作情况"]),
        ("002", "深入推进法治政府建设，完善政府治理体系", ["(二)深入推进法治政府建设,完善政府治理体系"]),
        ("003", "重大行政决策程序", ["(三)严格落实重大行政决策程序"]),
        ("001", "“一流营商环境”", ["二是切实打造“一流营商环境”"]),
    ],
)
def test_words_of_the_caller(number: str, words: str, headings: list[str]) -> None:
    assert _picked(_outline(number), words) == headings


def test_a_heading_brings_what_stands_below_it() -> None:
    outline = _outline("001")
    places = pick(outline, ["三、坚持执法为民,行政执法效能稳步提升"])
    assert [outline.sections[place].level for place in places] == [1, 2, 2, 2]
    assert pick(outline, ["前言"]) == (0,)


def test_several_sections_are_sorted_and_picked_once() -> None:
    outline = _outline("000")
    assert pick(outline, ["不足", "开头", "存在的不足和原因"]) == (0, 23)


def test_chapters_without_numbers_are_counted() -> None:
    text = """永靖县2024年度法治政府建设情况报告
2024年，永靖县扎实推进法治政府建设。
主要举措和成效
全县开展执法检查100次，取得良好效果。
存在的问题和不足
执法力量还不足，队伍能力有待提高。"""
    document = read_report(text.encode(), "永靖县.txt", region="622923")
    outline = outline_of(Basis(document.report, document.paragraphs, 2025))
    assert _picked(outline, "第三部分") == ["存在的问题和不足"]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
@pytest.mark.parametrize("words", ["天气预报", "第二十部分", "（九）", "？？", "养老服务", "a"])
def test_words_that_no_heading_is_near_to(number: str, words: str) -> None:
    with pytest.raises(UnknownSection) as refused:
        pick(_outline(number), ["不足", words])
    assert refused.value.field == "sections.1"


def test_near_headings_are_offered() -> None:
    with pytest.raises(UnknownSection, match=r"没有与“政务公开工作”相符的章节，可选的有：“\(一\)优化政务服务效能”"):
        pick(_outline("003"), ["政务公开工作"])
