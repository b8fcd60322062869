import pytest

from vectorstore.genre.headings import NumberingKind, read_heading, read_mark
from vectorstore.genre.parts import parts_of
from vectorstore.types import Part


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("第一部分 工作情况", NumberingKind.CHAPTER),
        ("第二章 存在问题", NumberingKind.CHAPTER),
        ("十二、附则", NumberingKind.CHINESE),
        ("（一）坚持", NumberingKind.CHINESE_IN_BRACKETS),
        ("(十一)坚持", NumberingKind.CHINESE_IN_BRACKETS),  # half-width
        ("（三)坚持", NumberingKind.CHINESE_IN_BRACKETS),  # mixed
        ("1.坚持", NumberingKind.ARABIC),
        ("1、坚持", NumberingKind.ARABIC),
        ("１．坚持", NumberingKind.ARABIC),  # full-width
        ("13. 坚持", NumberingKind.ARABIC),
        ("（1）坚持", NumberingKind.ARABIC_IN_BRACKETS),
        ("2)坚持", NumberingKind.ARABIC_IN_BRACKETS),
        ("③坚持", NumberingKind.CIRCLED),
        ("一是坚持", NumberingKind.ORDINAL),
        ("二要坚持", NumberingKind.ORDINAL),
        ("第一，坚持", NumberingKind.ORDINAL),
        ("首先，坚持", NumberingKind.ORDINAL),
        ("2024年，坚持", None),  # a year
        ("1.5亿元", None),  # a decimal
        ("3.2%", None),
        ("12345热线", None),
        ("第一责任人职责", None),  # no chapter, no 第一，
        ("一、二审案件共12件。", None),  # courts of first and second instance
        ("一件事改革", None),
        ("十四届区委", None),
    ],
)
def test_marks(text: str, kind: NumberingKind | None) -> None:
    mark = read_mark(text)
    assert (mark and mark.kind) == kind


@pytest.mark.parametrize(
    ("text", "words", "fills_line"),
    [
        ("二、主要举措和成效", "二、主要举措和成效", True),
        ("一、主要做法：", "一、主要做法", True),  # the colon is no part of it
        ("（一）加强领导。", "（一）加强领导", True),
        ("（一）加强领导。全年开会4次。", "（一）加强领导", False),
        ("（二）存在问题：一是人员不足。", "（二）存在问题", False),  # a colon ends it too
        ("1.坚持党的领导,统筹推进法治政府建设。区委召开会议。", "1.坚持党的领导,统筹推进法治政府建设", False),
        ("一是全年收到行政复议申请239件，审结203件。纠错2件。", None, False),  # figures are an account
        ("一是2024年，区政府召开会议。随后落实。", None, False),  # so is a date
        ("1.办理行政复议案件239件。", None, False),  # one sentence, and no heading
        ("二是能力不够。", None, False),
        ("1.办理行政复议案件239件", None, False),  # an item of a list
        ("（三）完成10项重点任务", "（三）完成10项重点任务", True),  # but a section may count
        ("（一）提高站位，强化担当，压实主体责任。区委召开会议。", "（一）提高站位，强化担当，压实主体责任", False),
        (
            "一是贯彻民主集中制,重大事项集体研究,严格程序。之后落实。",
            None,
            False,
        ),  # one-paragraph numbers begin sentences
        ("下一步工作打算", "下一步工作打算", True),  # well known without a number
    ],
)
def test_headings(text: str, words: str | None, fills_line: bool) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert (heading.words, heading.fills_line) == (words, fills_line)


@pytest.mark.parametrize("text", ["2024年，全区坚持依法行政。", "开展普法活动", "主要举措是加强领导，改进作风。"])
def test_no_heading(text: str) -> None:
    assert read_heading(text) is None


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("一、党政主要负责人认真履职，统筹推进法治政府建设", (Part.LEADERSHIP,)),
        ("2.认真履行第一责任人职责", (Part.LEADERSHIP,)),
        ("三、存在的不足和原因", (Part.SHORTCOMINGS,)),
        ("二、主要问题和原因", (Part.SHORTCOMINGS,)),
        ("二、存在的主要问题", (Part.SHORTCOMINGS,)),
        ("四、下一步工作安排", (Part.PLAN,)),
        ("三、2024年推进法治政府建设的主要安排", (Part.PLAN,)),
        ("三、2025年工作思路", (Part.PLAN,)),
        ("三、存在问题及下一步打算", (Part.SHORTCOMINGS, Part.PLAN)),  # joins two
        ("四、下一步落实第一责任人职责的打算", (Part.PLAN,)),
        ("一、2023年法治政府建设工作情况", ()),
        ("三是开展执法领域突出问题专项治理", ()),  # a measure against them
        ("（二）聚焦存在的问题抓整改", ()),
        ("1.细化年度工作计划", ()),  # a plan made is a measure
    ],
)
def test_parts_without_the_year(heading: str, parts: tuple[Part, ...]) -> None:
    assert parts_of(heading) == parts


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("四、2025年重点工作", (Part.PLAN,)),  # a later year
        ("四、2025年推进法治政府建设的主要举措", (Part.PLAN,)),
        ("二、2024年推进法治政府建设的主要举措", ()),  # the year reported on
        ("（一）2024年工作计划", ()),  # its plan has been carried out
        ("（二）落实《实施纲要（2021—2025年）》情况", ()),  # a name
        ("（三）完成2023—2025年三年行动", ()),  # a range
        ("一、2024年工作情况和2025年工作打算", (Part.PLAN,)),  # both, said in words
    ],
)
def test_parts_of_a_report_on_2024(heading: str, parts: tuple[Part, ...]) -> None:
    assert parts_of(heading, 2024) == parts
