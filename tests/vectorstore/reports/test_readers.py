"""Reports of our own composition, in forms that the seeds do not show, and files that are no reports."""

import time
from datetime import date

import pytest

from tests.vectorstore.reports.seeds import FOLDER
from vectorstore.errors import MissingMetadata, UnknownRegion, UnreadableReport
from vectorstore.reports.readers import read_report
from vectorstore.types import Document, Report

BODY = """{opening}扎实推进法治政府建设，取得新的成效。现将有关情况报告如下：
一、主要举措和成效
（一）规范行政执法。全年办理行政处罚案件120件，开展执法培训3次。
二、下一步工作打算
强化行政执法监督，推进依法行政。
"""


def _read(
    front: str, opening: str = "全区", back: str = "", *, region: str | None = None, year: int | None = None
) -> Document:
    text = f"{front}\n{BODY.format(opening=opening)}{back}"
    return read_report(text.encode(), "报告.txt", region=region, year=year)


@pytest.mark.parametrize(
    ("front", "back", "expected"),
    [
        # full-width digits in the title
        ("南京市鼓楼区２０２４年度法治政府建设情况报告", "", ("320106", 2024, "原文未署名", None)),
        # a province, Chinese numerals in year and date, imprint behind the signature
        (
            "江苏省人民政府关于二〇二四年度法治政府建设情况的报告",
            "江苏省人民政府\n二〇二五年三月二十一日\n抄送：省委依法治省办。\n江苏省人民政府办公厅　2025年3月22日印发",
            ("320000", 2024, "江苏省人民政府", date(2025, 3, 21)),
        ),
        # another sign for zero
        ("北京市朝阳区二○二四年度法治政府建设年度报告", "", ("110105", 2024, "原文未署名", None)),
        # a department of a city
        (
            "常州市司法局2024年度法治政府建设年度报告",
            "常州市司法局 2025年1月10日",
            ("320400", 2024, "常州市司法局", date(2025, 1, 10)),
        ),
        # issuer and region in the title only
        ("江苏省司法厅关于2024年度法治政府建设情况的报告", "", ("320000", 2024, "江苏省司法厅", None)),
        # a municipality
        ("上海市2024年法治政府建设情况报告", "", ("310000", 2024, "原文未署名", None)),
        # the signature settles which of four districts of that name
        (
            "鼓楼区2024年度法治政府建设情况报告",
            "南京市鼓楼区人民政府\n2025年1月2日",
            ("320106", 2024, "南京市鼓楼区人民政府", date(2025, 1, 2)),
        ),
        # date under the title, no signature
        ("新北区2024年法治政府建设工作总结\n（2025年1月8日）", "", ("320411", 2024, "原文未署名", date(2025, 1, 8))),
        # two years in the title: the one reported on is the first
        ("新北区2024年法治政府建设情况和2025年工作打算的报告", "", ("320411", 2024, "原文未署名", None)),
        # the years of an outline that is quoted are not the year
        (
            "新北区贯彻《法治政府建设实施纲要（2021—2025年）》2024年度情况报告",
            "",
            ("320411", 2024, "原文未署名", None),
        ),
        # the year only in brackets at the end
        ("新北区法治政府建设情况报告（2024年度）", "", ("320411", 2024, "原文未署名", None)),
        # sent round by a notice
        ("关于印发《新北区2024年度法治政府建设情况报告》的通知", "", ("320411", 2024, "原文未署名", None)),
        # a row of the page under the title; 2025 is the year of publication
        (
            "新北区2024年度法治政府建设情况报告\n发布时间：2025/02/03 10:20 来源：区司法局 浏览次数：12",
            "",
            ("320411", 2024, "原文未署名", date(2025, 2, 3)),
        ),
        # a date that is none
        (
            "新北区2024年度法治政府建设情况报告",
            "新北区人民政府\n2025年2月30日",
            ("320411", 2024, "新北区人民政府", None),
        ),
        # two signers
        (
            "新北区2024年度法治政府建设情况报告",
            "中共新北区委员会\n新北区人民政府\n2025年1月9日",
            ("320411", 2024, "中共新北区委员会、新北区人民政府", date(2025, 1, 9)),
        ),
    ],
)
def test_metadata(front: str, back: str, expected: tuple[str, int, str, date | None]) -> None:
    report = _read(front, back=back).report
    assert (report.region.code, report.year, report.issuer, report.published) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_encodings_and_line_ends_make_the_same_paragraphs(encoding: str) -> None:
    text = f"新北区2024年度法治政府建设情况报告\n{BODY.format(opening='全区')}"
    plain = read_report(text.encode(), "报告.txt")
    other = read_report(text.replace("\n", "\r\n").encode(encoding), "报告.txt")
    assert [(paragraph.text, paragraph.path) for paragraph in other.paragraphs] == [
        (paragraph.text, paragraph.path) for paragraph in plain.paragraphs
    ]


def test_the_same_bytes_have_the_same_identifiers() -> None:
    path = next(FOLDER.glob("000_*"))
    assert read_report(path.read_bytes(), "a.txt").paragraphs == read_report(path.read_bytes(), "b.txt").paragraphs


@pytest.mark.parametrize(
    ("front", "opening", "year", "title"),
    [
        # without a title, from the text
        ("", "2024年，武进区", 2024, "常州市武进区2024年度法治政府建设情况报告（原文无标题）"),
        (
            "",
            "现将武进区2023年度法治政府建设情况报告如下。",
            2023,
            "常州市武进区2023年度法治政府建设情况报告（原文无标题）",
        ),
        # the row of a metadata table gives the title
        ("信息名称：武进区2024年度法治政府建设情况报告", "全区", 2024, "武进区2024年度法治政府建设情况报告"),
    ],
)
def test_without_a_title(front: str, opening: str, year: int, title: str) -> None:
    report = _read(front, opening).report
    assert (report.region.code, report.year, report.title) == ("320412", year, title)


@pytest.mark.parametrize(
    ("front", "opening", "fields"),
    [
        ("法治政府建设情况报告", "我区", ("region", "year")),
        ("新北区法治政府建设情况报告", "我区", ("year",)),
        ("2024年度法治政府建设情况报告", "我区", ("region",)),
        # a ministry has no place, though its text names one
        ("司法部2024年度法治政府建设年度报告", "2024年，司法部在北京市朝阳区", ("region",)),
        # the year of publication is not the year
        ("新北区法治政府建设情况报告\n发布日期：2025-02-03", "我区", ("year",)),
        # four districts of that name, and a city of Taiwan that the standard does not list
        ("鼓楼区2024年度法治政府建设情况报告", "鼓楼区", ("region",)),
        ("新北市2024年度法治政府建设情况报告", "全市", ("region",)),
    ],
)
def test_what_cannot_be_read_must_be_given(front: str, opening: str, fields: tuple[str, ...]) -> None:
    with pytest.raises(MissingMetadata) as raised:
        _read(front, opening)
    assert raised.value.fields == fields
    for field in fields:
        assert f"--{field}" in str(raised.value)
    report: Report = _read(
        front,
        opening,
        region="320106" if "region" in fields else None,
        year=2024 if "year" in fields else None,
    ).report
    assert report.year == 2024


def test_an_ambiguous_region_is_named_with_its_choices() -> None:
    with pytest.raises(MissingMetadata, match="江苏省南京市鼓楼区（320106）、江苏省徐州市鼓楼区（320302）"):
        _read("鼓楼区2024年度法治政府建设情况报告")


@pytest.mark.parametrize(
    ("front", "region", "year", "said"),
    [
        ("金坛区2024年度法治政府建设情况报告", None, 2025, "写的是 2024 年度"),
        ("金坛区2024年度法治政府建设情况报告", "新北区", None, "写的是江苏省常州市金坛区"),
        ("金坛区2024年度法治政府建设情况报告", "320400", None, "写的是江苏省常州市金坛区"),  # not the city either
    ],
)
def test_what_is_given_must_not_contradict_the_title(
    front: str, region: str | None, year: int | None, said: str
) -> None:
    with pytest.raises(UnreadableReport, match=said):
        _read(front, region=region, year=year)


def test_what_is_given_may_be_narrower_than_the_title() -> None:
    title = "常州市公安局新北分局2024年度法治政府建设年度报告"
    assert _read(title, region="新北区").report.region.code == "320411"
    assert _read(title, region="320411", year=2024).report.year == 2024


def test_a_region_that_is_none() -> None:
    with pytest.raises(UnknownRegion, match="新北"):
        _read("2024年度法治政府建设情况报告", region="新北市")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("话说天下大势，分久必合，合久必分。周末七国分争，并入于秦。", "不像法治政府建设年度报告"),
        ("Annual report on water supply. All went well this year.", "不像法治政府建设年度报告"),
        (f"新北区2024年政府信息公开工作年度报告\n{BODY.format(opening='全区')}", "标题是“新北区2024年政府信息公开"),
        (f"新北区2024年法治政府建设工作要点\n{BODY.format(opening='全区')}", "不是对一年工作的报告"),  # all plans
        (f"关于做好2024年度法治政府建设年度报告工作的通知\n{BODY.format(opening='全区')}", "不是对一年工作的报告"),
        ("新北区2024年度法治政府建设情况报告\n", "只有标题"),
    ],
)
def test_what_is_no_report(text: str, said: str) -> None:
    with pytest.raises(UnreadableReport, match=said):
        read_report(text.encode(), "报告.txt")


@pytest.mark.parametrize(
    "line",
    [
        "政府" + " " * 300_000 + "局",  # white space within a name
        ">" * 300_000,  # bread without end
        "[bookmark:" * 30_000,
        "一、\n" * 20_000,
        "2024年，法治政府建设仍存在不足\n" * 20_000,
        "新北区人民政府\n" * 20_000,
    ],
)
def test_hostile_text_takes_no_more_than_its_length(line: str) -> None:
    begin = time.thread_time()  # of this thread, whatever else the processor does
    _read(f"新北区2024年度法治政府建设情况报告\n{line}", back=line)
    assert time.thread_time() - begin < 20  # seconds; by square it would be minutes
