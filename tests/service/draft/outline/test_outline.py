"""The outline of next year's report, over the five seeds and over forms that they do not show."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from service.draft.outline.headings import brought_heading, brought_title
from service.draft.outline.outline import outline_of
from service.draft.types import Basis, Outline, OutlineSection
from tests.vectorstore.reports.seeds import seed
from vectorstore.genre.headings import read_mark, read_number, with_number
from vectorstore.genre.numerals import chinese_number, chinese_numeral
from vectorstore.genre.text import narrow
from vectorstore.reports.readers import read_report
from vectorstore.types import Part, Role

SEEDS = ("000", "001", "002", "003", "004")
LEADERSHIP = "党政主要负责人履行推进法治建设第一责任人职责情况"
SHORTCOMINGS = "存在的不足和原因"


def _basis(number: str, year: int | None = None) -> Basis:
    document = seed(number)
    return Basis(document.report, document.paragraphs, year or document.report.year + 1)


def _invented(body: str, year: int = 2025) -> Outline:
    """Of a report on 2024."""
    text = f"临夏州永靖县2024年度法治政府建设情况报告\n2024年，永靖县扎实推进法治政府建设。\n{body}"
    document = read_report(text.encode(), "永靖县.txt", region="622923")
    return outline_of(Basis(document.report, document.paragraphs, year))


def _lines(outline: Outline) -> list[str]:
    """Heading, + where it was added, > where its text runs on, then the beginning of each source."""
    return [_line(section) for section in outline.sections]


def _line(section: OutlineSection) -> str:
    signs = ("+" if section.added else "") + (">" if section.run_in else "")
    begins = "/".join(source.paragraph.text[source.start :][:4] for source in section.sources)
    return f"{'  ' * (section.level - 1)}{section.heading}{signs} {section.part[0]} {begins}".rstrip()


# The five seeds


@pytest.mark.parametrize(
    ("number", "title", "top"),
    [
        (
            "000",
            "常州市新北区人民政府2025年度法治政府建设情况报告",
            [
                "一、党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设情况 l",
                "二、推进法治政府建设的主要举措和成效 m",
                "三、存在的不足和原因 s 新北区法",
                "四、下一步工作安排 p 2025",
            ],
        ),
        (
            "001",
            "金坛区2025年度法治政府建设情况报告",
            [
                "一、持续深化政务改革,法治化营商环境持续优化 m",
                "二、加强政府制规审核,依法行政制度日趋完善 m",
                "三、坚持执法为民,行政执法效能稳步提升 m",
                "四、完善纠纷解决机制,依法有效化解社会矛盾 m",
                "五、坚持党的领导,法治政府建设有力推进 m",
                "六、存在的不足和原因+ s 2024",
                "七、2026年推进法治政府建设的主要安排+ p 2025",
            ],
        ),
        (
            "002",
            "南京市江宁区2024年度法治政府建设工作报告",
            [
                "一、2024年法治政府建设工作情况 m",
                "二、推进法治政府建设存在的不足 s 2023",
                "三、2025年推进法治政府建设的主要安排 p 2024",
            ],
        ),
        (
            "003",
            "苏州市吴江区2025年度法治政府建设情况报告",
            [
                "一、坚持党的领导,把牢法治建设正确方向 m",
                "二、深化改革创新,构建更优公共服务体系 m",
                "三、严格法定程序,提升制度决策科学水平 m",
                "四、高效协同联动,严格规范公正文明执法 m",
                "五、精准赋能施策,夯实社会治理法治根基 m",
                "六、党政主要负责人履行推进法治建设第一责任人职责情况+ l",
                "七、存在的不足和原因+ s 近年来,",
                "八、2026年推进法治政府建设的主要安排+ p 2025",  # a sentence within the paragraph of shortcomings
            ],
        ),
        (
            "004",
            "浦口区2024年度法治政府建设情况报告",
            [
                "一、党政主要负责人认真履职，统筹推进法治政府建设 l",
                "二、完善政府机构职能体系，推动经济社会高质量发展 m",
                "三、健全依法行政制度体系，提升政府治理法治化水平 m",
                "四、落实重大行政决策程序，提高政府公信力和执行力 m",
                "五、深化行政执法体制改革，推进严格规范公正文明执法 m",
                "六、依法调处化解矛盾纠纷，维护社会公平正义和谐稳定 m",
                "七、强化行政权力制约监督，促进行政权力规范透明运行 m",
                "八、加强法治政府建设科技保障，全面建设数字法治政府 m",
                "九、存在的不足和原因+ s 2023",
                "十、2025年推进法治政府建设的主要安排+ p 2024",
            ],
        ),
    ],
)
def test_the_seeds_at_the_top(number: str, title: str, top: list[str]) -> None:
    outline = outline_of(_basis(number))
    assert outline.title == title
    assert [_line(section) for section in outline.sections if section.level == 1] == top


def test_headings_that_run_into_their_paragraph() -> None:
    lines = _lines(outline_of(_basis("000")))
    assert "  （一）坚持思想政治引领> l 以《新北" in lines
    assert "    9.提升复议监督能力> m 组织开展" in lines
    assert "  （二）以更大力度推进法治政府建设> p 着力提升" in lines
    lines = _lines(outline_of(_basis("001")))
    assert "  二是做好党政主要负责人年底述法工作> l 根据省市" in lines
    assert "  三是推进省委依法治省办法治建设综合督察反馈问题整改工作> m 4月,省" in lines  # it said 高质量完成


@pytest.mark.parametrize("number", SEEDS)
def test_every_paragraph_stands_once_and_in_its_order(number: str) -> None:
    basis = _basis(number)
    sources = [source for section in outline_of(basis).sections for source in section.sources]
    told = [(source.paragraph.ordinal, source.start) for source in sources]
    assert told == sorted(set(told))
    ordinals = [ordinal for ordinal, _ in told]
    texts = [each.ordinal for each in basis.paragraphs if each.role is Role.TEXT or each.text == "市政府："]
    assert list(dict.fromkeys(ordinals)) == texts
    begun_again = [
        later.paragraph.text[later.start :][:9] for one, later in pairwise(sources) if one.paragraph is later.paragraph
    ]
    assert begun_again == (["2025年,我们将"] if number == "003" else [])


@pytest.mark.parametrize("number", SEEDS)
def test_headings_are_kept_at_their_level(number: str) -> None:
    basis = _basis(number)
    printed = list(dict.fromkeys(each.path for each in basis.paragraphs if each.path))
    kept = [section for section in outline_of(basis).sections if section.level and not section.added]
    assert [len(path) for path in printed] == [section.level for section in kept]
    same = [
        re.sub(r"20\d\d", "", path[-1]) == re.sub(r"20\d\d", "", section.heading)
        for path, section in zip(printed, kept, strict=True)
    ]
    assert same.count(False) == (1 if number == "001" else 0)  # 高质量完成…整改


@pytest.mark.parametrize("number", SEEDS)
@pytest.mark.parametrize("ahead", [1, 2])
def test_the_four_parts_and_no_stale_year(number: str, ahead: int) -> None:
    basis = _basis(number, seed(number).report.year + ahead)
    outline = outline_of(basis)
    headed = [section for section in outline.sections if section.level]
    assert {section.part for section in headed} == set(Part)
    assert [section.heading for section in outline.sections if not section.level] == ["前言", "落款"]
    assert outline.sections[-1] == OutlineSection("落款", 0, Part.MEASURES)
    years = {
        int(year) for text in (outline.title, *(one.heading for one in headed)) for year in re.findall(r"20\d\d", text)
    }
    assert years <= {basis.year, basis.year + 1}
    numbers = [found for one in headed if one.level == 1 and (found := read_number(one.heading))]
    assert [found.value for found in numbers] == [*range(1, len(numbers) + 1)]


# Other forms


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (  # chapters, and every kind of numbering
            """第一部分 2024年法治政府建设工作情况
一、加强党的领导
（一）落实职责
1、召开会议。县委书记主持会议4次。
（1）领导干部学法。学法6次，覆盖全县。
2、完善制度。出台办法3件。
二、规范执法
全县开展执法检查100次，取得良好效果。
第二部分 存在的问题
执法力量还不足，队伍能力有待提高。
第三部分 2025年工作打算
一是加强学习。继续开展学习教育。
二是规范执法。持续规范执法行为。""",
            [
                "第一部分 2025年法治政府建设工作情况 m",
                "  一、加强党的领导 m",
                "    （一）落实职责 m",
                "      1、召开会议> m 县委书记",
                "        （1）领导干部学法> m 学法6次",
                "      2、完善制度> m 出台办法",
                "  二、规范执法 m 全县开展",
                f"第二部分 {LEADERSHIP}+ l",
                "第三部分 存在的问题 s 执法力量",
                "第四部分 2026年工作打算 p",
                "  一是加强学习> p 继续开展",
                "  二是规范执法> p 持续规范",
            ],
        ),
        (  # no numbers at all
            """主要举措和成效
全县开展执法检查100次，取得良好效果。
持续推进复议规范化建设，收到申请20件。
存在的问题和不足
执法力量还不足，队伍能力有待提高。
下一步工作安排
2025年，将继续加强学习，规范执法行为。""",
            [
                "主要举措和成效 m 全县开展/持续推进",
                f"{LEADERSHIP}+ l",
                "存在的问题和不足 s 执法力量",
                "下一步工作安排 p 2025",
            ],
        ),
        (  # no headings, and a plan that is a list
            """全县开展执法检查100次，取得良好效果。
持续推进复议规范化建设，收到申请20件。
2025年，将继续推进法治政府建设，重点做好以下工作：
一是加强学习。继续开展学习教育。
二是规范执法。持续规范执法行为。
特此报告。
永靖县人民政府
2025年2月1日""",
            [
                "推进法治政府建设的主要举措和成效+ m 全县开展/持续推进",
                f"{LEADERSHIP}+ l",
                f"{SHORTCOMINGS}+ s",
                "2026年推进法治政府建设的主要安排+ p 2025",
                "  一是加强学习> p 继续开展",
                "  二是规范执法> p 持续规范",
            ],
        ),
        (  # parts in another order: nothing is moved
            """一、存在的主要问题
执法力量还不足，队伍能力有待提高。
二、主要工作及成效
（一）规范执法。开展检查30次。
检查中纠正问题6个，整改到位。
三、2025年工作思路
（一）继续规范执法。持续开展检查。
四、党政主要负责人履行推进法治建设第一责任人职责情况
县委书记主持召开会议。""",
            [
                "一、存在的主要问题 s 执法力量",
                "二、主要工作及成效 m",
                "  （一）规范执法> m 开展检查/检查中纠",  # two paragraphs below one heading
                "三、2026年工作思路 p",
                "  （一）继续规范执法> p 持续开展",
                f"四、{LEADERSHIP} l 县委书记",
            ],
        ),
        (  # a plan over three headings; two parts put in before them
            """一、2024年主要工作
（一）规范执法
开展检查30次，成效明显。
二、2025年工作思路
持续推进法治政府建设。
三、2025年重点任务
一是规范执法行为。持续开展检查。
四、2025年保障措施
加强组织领导，强化督察考核。""",
            [
                "一、2025年主要工作 m",
                "  （一）规范执法 m 开展检查",
                f"二、{LEADERSHIP}+ l",
                f"三、{SHORTCOMINGS}+ s",
                "四、2026年工作思路 p 持续推进",
                "五、2026年重点任务 p",
                "  一是规范执法行为> p 持续开展",
                "六、2026年保障措施 p 加强组织",
            ],
        ),
        (  # shortcomings and plan under one heading
            """一、主要工作及成效
开展检查30次，成效明显。
二、党政主要负责人履职情况
县委书记主持召开会议。
三、存在的不足和下一步打算
队伍能力有待提高，执法力量不足。
下一步，将继续规范执法，加强队伍建设。""",
            [
                "一、主要工作及成效 m 开展检查",
                "二、党政主要负责人履职情况 l 县委书记",
                "三、存在的不足和下一步打算 s 队伍能力",
                "  2026年推进法治政府建设的主要安排+ p 下一步，",
            ],
        ),
        (  # and in one paragraph
            """一、主要工作及成效
开展检查30次，成效明显。
二、党政主要负责人履职情况
县委书记主持召开会议。
三、存在的不足和下一步打算
队伍能力有待提高，执法力量不足。下一步，将继续规范执法，加强队伍建设。""",
            [
                "一、主要工作及成效 m 开展检查",
                "二、党政主要负责人履职情况 l 县委书记",
                "三、存在的不足和下一步打算 s 队伍能力",
                "  2026年推进法治政府建设的主要安排+ p 下一步，",
            ],
        ),
        (  # one heading over everything but the plan: what is missing goes in below it
            """一、2024年法治政府建设情况
（一）主要举措
开展检查30次，成效明显。
（二）存在的不足
队伍能力有待提高，执法力量不足。
二、2025年工作安排
继续规范执法，加强队伍建设。""",
            [
                "一、2025年法治政府建设情况 m",
                "  （一）主要举措 m 开展检查",
                f"  （二）{LEADERSHIP}+ l",
                "  （三）存在的不足 s 队伍能力",
                "二、2026年工作安排 p 继续规范",
            ],
        ),
        (  # 1. at the top, in full-width digits
            """１．规范执法
（１）完善制度。出台办法3件。
２．存在的问题
队伍能力有待提高，执法力量不足。""",
            [
                "１．规范执法 m",
                "  （１）完善制度> m 出台办法",
                f"２．{LEADERSHIP}+ l",
                "３．存在的问题 s 队伍能力",
                "４．2026年推进法治政府建设的主要安排+ p",
            ],
        ),
        (  # a heading of both parts holds both; something else stands behind the plan
            """一、主要举措成效及党政主要负责人履行法治建设第一责任人职责情况
县委书记主持召开会议，开展检查30次。
二、存在的不足
队伍能力有待提高，执法力量不足。
三、下一步工作安排
继续规范执法，加强队伍建设。
四、其他需要报告的事项
无。""",
            [
                "一、主要举措成效及党政主要负责人履行法治建设第一责任人职责情况 l 县委书记",
                "二、存在的不足 s 队伍能力",
                "三、下一步工作安排 p 继续规范",
                "四、其他需要报告的事项 m 无。",
            ],
        ),
        (  # numbers that run on through the report, and a numbered paragraph without a heading
            """一、主要举措和成效
（一）优化服务
1.政务服务。办理事项20项。
2.全县共办理政务服务事项3000件，召开会议3次，开展培训20场。
3.项目建设。建成项目2个。
（二）规范执法
4.执法监督。开展检查30次。
二、存在的不足
队伍能力有待提高，执法力量不足。
二、下一步安排
继续规范执法，加强队伍建设。""",
            [
                "一、主要举措和成效 m",
                "  （一）优化服务 m",
                "    1.政务服务> m 办理事项/2.全县",
                "    3.项目建设> m 建成项目",
                "  （二）规范执法 m",
                "    4.执法监督> m 开展检查",
                f"二、{LEADERSHIP}+ l",
                "三、存在的不足 s 队伍能力",
                "四、下一步安排 p 继续规范",  # the report had 二 twice
            ],
        ),
        (
            "",
            [
                "推进法治政府建设的主要举措和成效+ m",
                f"{LEADERSHIP}+ l",
                f"{SHORTCOMINGS}+ s",
                "2026年推进法治政府建设的主要安排+ p",
            ],
        ),
    ],
)
def test_other_forms(body: str, lines: list[str]) -> None:
    assert _lines(_invented(body))[1:-1] == lines


def test_what_stands_around_the_report_is_left_out() -> None:
    text = """永靖县人民政府文件
永政发〔2025〕3号 签发人：张三
永靖县人民政府2024年度法治政府建设情况报告
州委、州政府：
2024年，永靖县扎实推进法治政府建设，现将情况报告如下：
一、主要举措和成效
开展检查30次，成效明显。
特此报告。
永靖县人民政府
2025年2月1日"""
    document = read_report(text.encode(), "永靖县.txt", region="622923")
    outline = outline_of(Basis(document.report, document.paragraphs, 2025))
    assert _lines(outline)[0] == "前言 m 州委、州/2024"
    told = "".join(source.paragraph.text for section in outline.sections for source in section.sources)
    assert not re.search("〔|签发人|特此报告|2月1日", told)


def test_headings_that_no_line_prints_are_opened_from_the_path() -> None:
    basis = _basis("004")
    bare = tuple(replace(each, role=Role.TEXT) for each in basis.paragraphs if each.role is not Role.HEADING)
    kept = [section.heading for section in outline_of(replace(basis, paragraphs=bare)).sections]
    assert kept[1:-1] == [section.heading for section in outline_of(basis).sections][1:-1]


# Title and headings


@pytest.mark.parametrize(
    ("title", "brought"),
    [
        ("金坛区2024年度法治政府建设情况报告", "金坛区2025年度法治政府建设情况报告"),
        ("苏州市吴江区2024年度法治政府建设情况报告（原文无标题）", "苏州市吴江区2025年度法治政府建设情况报告"),
        ("永靖县二〇二四年法治政府建设年度报告", "永靖县二〇二五年法治政府建设年度报告"),
        ("永靖县二○二四年法治政府建设年度报告", "永靖县二○二五年法治政府建设年度报告"),
        ("永靖县二零二四年法治政府建设年度报告", "永靖县二零二五年法治政府建设年度报告"),
        ("永靖县２０２４年度法治政府建设报告", "永靖县２０２５年度法治政府建设报告"),
        ("永靖县 2024 年法治政府建设情况报告", "永靖县 2025 年法治政府建设情况报告"),
        (
            "关于永靖县2024年度法治政府建设情况及2025年工作打算的报告",
            "关于永靖县2025年度法治政府建设情况及2026年工作打算的报告",
        ),
        ("永靖县2023—2024年度法治政府建设情况报告", "永靖县2025年度法治政府建设情况报告"),
        ("永靖县2024年度法治政府建设情况报告（2025年1月20日）", "永靖县2025年度法治政府建设情况报告"),
        ("永靖县法治政府建设情况报告", "永靖县法治政府建设情况报告"),
    ],
)
def test_titles(title: str, brought: str) -> None:
    assert brought_title(title, 2024, 2025) == brought


@pytest.mark.parametrize(
    ("heading", "brought"),
    [
        ("一、2024年法治政府建设工作情况", "一、2025年法治政府建设工作情况"),
        ("一、二〇二四年度工作情况", "一、二〇二五年度工作情况"),
        ("（一）落实《法治政府建设实施纲要（2021—2025年）》", "（一）落实《法治政府建设实施纲要（2021—2025年）》"),
        ("（一）落实《法治政府建设实施纲要（2020—2024年）》", "（一）落实《法治政府建设实施纲要》"),
        ("（一）落实《新北区2024年法治政府建设工作要点》", "（一）落实新北区年度法治政府建设工作要点"),
        ("（二）执行《告知承诺事项清单（2024年版）》", "（二）执行《告知承诺事项清单》"),
        ("（二）推进2023—2024年专项行动", "（二）推进专项行动"),
        ("（二）推进2024—2026年三年行动", "（二）推进2024—2026年三年行动"),
        ("（三）近三年持续规范执法", "（三）持续规范执法"),
        ("（三）持续第四年开展案卷评查", "（三）开展案卷评查"),
        ("（三）巩固2022年创建成果", "（三）巩固创建成果"),
        ("（三）深化自2021年以来的执法改革", "（三）深化执法改革"),
        ("（四）荣获全省示范区，连续四年位居前列", "（四）推进有关工作"),
        ("（四）规范执法行为，获评全省示范区", "（四）规范执法行为"),
        ("（四）完成10项重点任务，深化执法改革", "（四）深化执法改革"),
        ("（四）完成10项重点任务", "（四）推进重点任务"),
        ("（四）全面完成整改", "（四）推进整改"),
        ("（五）在全省率先推行“综合查一次”", "（五）推行“综合查一次”"),
        ("（五）尊重基层首创精神，落实三项制度", "（五）尊重基层首创精神，落实三项制度"),
        ("二、学习贯彻党的二十届三中全会精神", "二、学习贯彻党的二十届三中全会精神"),
        ("二、提升12345热线办理质效，打造“1+6”模式", "二、提升12345热线办理质效，打造“1+6”模式"),
        ("2.认真履行第一责任人职责", "2.认真履行第一责任人职责"),
        ("3.项目建设亮点纷呈", "3.项目建设亮点纷呈"),
    ],
)
def test_headings_of_measures(heading: str, brought: str) -> None:
    assert brought_heading(heading, 2024, 2025, ahead=False) == brought


@pytest.mark.parametrize(
    ("heading", "brought"),
    [
        ("三、2025年推进法治政府建设的主要安排", "三、2026年推进法治政府建设的主要安排"),
        ("三、二〇二五年工作打算", "三、二〇二六年工作打算"),
        ("三、2024年存在的不足及2025年工作打算", "三、2025年存在的不足及2026年工作打算"),
        ("四、下一步工作安排", "四、下一步工作安排"),
        ("（一）实现执法监督全覆盖", "（一）实现执法监督全覆盖"),  # what is planned is no result
    ],
)
def test_headings_of_plans(heading: str, brought: str) -> None:
    assert brought_heading(heading, 2024, 2025, ahead=True) == brought


def test_a_year_between_is_stale_too() -> None:
    assert brought_heading("（一）服务2025年运动会", 2024, 2025, ahead=False) == "（一）服务2025年运动会"
    assert brought_heading("（一）服务2025年运动会", 2024, 2026, ahead=False) == "（一）服务运动会"


def test_chinese_numerals_read_as_written() -> None:
    assert [chinese_number(chinese_numeral(value)) for value in range(1, 120)] == [*range(1, 120)]


@pytest.mark.parametrize(
    ("heading", "value", "numbered"),
    [
        ("九、规范执法", 10, "十、规范执法"),
        ("（一）规范执法", 12, "（十二）规范执法"),
        ("(３)规范执法", 4, "(４)规范执法"),
        ("9.规范执法", 10, "10.规范执法"),
        ("第一部分 规范执法", 2, "第二部分 规范执法"),
        ("㈠规范执法", 2, "㈡规范执法"),
        ("①规范执法", 2, "②规范执法"),
        ("一是规范执法", 2, "二是规范执法"),
    ],
)
def test_numbers_keep_their_form(heading: str, value: int, numbered: str) -> None:
    assert with_number(heading, value) == numbered
    mark = read_mark(numbered)
    assert mark is not None
    assert narrow(numbered[mark.end :]) == "规范执法"
