"""Paths and parts in reports that the seeds do not show."""

import pytest

from vectorstore.reports.layout import lay_out
from vectorstore.reports.paragraphs import split_paragraphs
from vectorstore.types import Paragraph, Part, Role

TITLE = "常州市武进区2024年度法治政府建设情况报告"


def _split(body: str) -> list[Paragraph]:
    return list(split_paragraphs(lay_out(f"{TITLE}\n{body}").lines, "r", 2024))[1:]


def _paths(body: str) -> list[str]:
    return [" / ".join(paragraph.path) for paragraph in _split(body)]


def test_chapters_and_every_kind_of_numbering() -> None:
    body = """第一部分 2024年法治政府建设情况
一、加强党的领导
（一）落实职责
1、召开会议。区委书记主持会议4次。
1.5亿元资金用于法治建设。
（1）领导干部学法。学法6次。
①抓住关键少数。举办讲座2场。
2、完善制度。出台办法3件。
二、规范执法
第二部分 存在的问题"""
    chapter = "第一部分 2024年法治政府建设情况"
    section = f"{chapter} / 一、加强党的领导 / （一）落实职责"
    assert _paths(body) == [
        chapter,
        f"{chapter} / 一、加强党的领导",
        section,
        f"{section} / 1、召开会议",
        f"{section} / 1、召开会议",  # a figure at the start of the line numbers nothing
        f"{section} / 1、召开会议 / （1）领导干部学法",
        f"{section} / 1、召开会议 / （1）领导干部学法 / ①抓住关键少数",
        f"{section} / 2、完善制度",
        f"{chapter} / 二、规范执法",
        "第二部分 存在的问题",
    ]


def test_numbers_without_a_heading_close_the_deeper_ones() -> None:
    body = """一、行政复议
1.加强调解。调解成功3件。
2.全年收到申请239件，审结203件，纠错2件。
3.全年应诉35件。"""
    assert _paths(body) == ["一、行政复议", "一、行政复议 / 1.加强调解", "一、行政复议", "一、行政复议"]


def test_arabic_numbers_at_the_top() -> None:
    body = "1.规范执法\n（一）案卷评查。评查3次。\n（二）执法培训。培训2次。\n2.普法宣传\n（一）普法活动。活动9场。"
    assert _paths(body) == [
        "1.规范执法",
        "1.规范执法 / （一）案卷评查",
        "1.规范执法 / （二）执法培训",
        "2.普法宣传",
        "2.普法宣传 / （一）普法活动",
    ]


def test_a_paragraph_after_ordinals_belongs_to_the_section() -> None:
    body = "一、规范执法\n一是强化培训。培训3次。\n此外，全区评查案卷40份，发现问题2个。"
    assert _paths(body) == ["一、规范执法", "一、规范执法 / 一是强化培训", "一、规范执法"]


def test_well_known_headings_without_a_number() -> None:
    body = (
        "主要举措和成效\n全年办案12件，效果明显。\n存在的不足\n人员不足，能力有待提升。\n下一步工作打算\n加强队伍建设。"
    )
    assert [(paragraph.role, paragraph.part) for paragraph in _split(body)] == [
        (Role.HEADING, Part.MEASURES),
        (Role.TEXT, Part.MEASURES),
        (Role.HEADING, Part.SHORTCOMINGS),
        (Role.TEXT, Part.SHORTCOMINGS),
        (Role.HEADING, Part.PLAN),
        (Role.TEXT, Part.PLAN),
    ]


@pytest.mark.parametrize(
    ("paragraph", "path", "part"),
    [
        # closing paragraphs without a heading
        ("近年来，法治政府建设取得新成效，但仍存在薄弱环节。", "", Part.SHORTCOMINGS),
        ("2025年，武进区将继续推进依法行政。", "", Part.PLAN),
        ("下一步，我区将强化行政执法监督。", "", Part.PLAN),
        # one with both counts as shortcomings
        ("近年来，依法行政有新进展，但还有不小的差距。2025年，我们将持续发力。", "", Part.SHORTCOMINGS),
        ("特此报告。", "", Part.MEASURES),
        # the year reported on, with 将 for 把: an account
        ("2024年，武进区将法治建设纳入考核，完成任务63项。", "一、规范执法", Part.MEASURES),
        # what is lacking elsewhere than in the government's own work
        ("针对企业存在的不足，发出提示函12份。", "一、规范执法", Part.MEASURES),
    ],
)
def test_closing_paragraphs(paragraph: str, path: str, part: Part) -> None:
    last = _split(f"一、规范执法\n全年办案12件，效果明显。\n{paragraph}")[-1]
    assert (" / ".join(last.path), last.part) == (path, part)


def test_a_paragraph_that_sections_follow_closes_nothing() -> None:
    body = "一、规范执法\n近年来，依法行政有新进展，但仍存在薄弱环节。\n二、普法宣传\n开展活动3场。"
    assert _paths(body)[1] == "一、规范执法"


def test_numbered_plans_after_a_closing_paragraph_are_plans() -> None:
    plans = "2025年，武进区将做好以下工作：\n一是强化培训。办好培训班。\n二是规范执法。评查案卷。"
    body = f"一、规范执法\n全年办案12件。\n{plans}"
    parts = [(paragraph.path, paragraph.part) for paragraph in _split(body)[2:]]
    assert parts == [
        ((), Part.PLAN),
        (("一是强化培训",), Part.PLAN),
        (("二是规范执法",), Part.PLAN),
    ]


def test_a_heading_that_joins_two_parts_leaves_it_to_the_text() -> None:
    body = "一、规范执法\n二、存在的不足及下一步打算\n执法力量薄弱，能力不足。\n下一步，我区将强化培训。"
    assert [paragraph.part for paragraph in _split(body)[2:]] == [Part.SHORTCOMINGS, Part.PLAN]


def test_first_persons_in_a_plan_are_a_plan() -> None:
    body = "一、下一步工作安排\n（一）压实第一责任人职责。开展述法。"
    assert _split(body)[-1].part is Part.PLAN
