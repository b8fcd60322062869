"""A draft made by hand from what 新北区 reported of 2024: everything that a file has to show."""

from service.contract.answers import Citation
from service.contract.draft import (
    BorrowedPractice,
    Commitment,
    Draft,
    DraftParagraph,
    DraftSection,
    Placeholder,
    Previous,
)
from tests.parts import SEEDS
from vectorstore.reports.readers import read_report
from vectorstore.types import Paragraph, Part

REPORT = read_report((SEEDS / "000_9e28f76db99c5c23.txt").read_bytes(), "000.txt")
REVIEW, LITIGATION = "9.提升复议监督能力", "10.提升行政应诉工作质效"


def paragraph_with(words: str) -> Paragraph:
    return next(one for one in REPORT.paragraphs if words in one.text)


def cited(number: int, quote: str) -> Citation:
    paragraph = paragraph_with(quote)
    start = paragraph.text.index(quote)
    return Citation(
        n=number,
        paragraph_id=paragraph.paragraph_id,
        report_id=paragraph.report_id,
        title=REPORT.report.title,
        region=REPORT.report.region.full_name,
        year=REPORT.report.year,
        path=paragraph.path,
        text=paragraph.text,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


CITATIONS = (
    cited(1, "2024年，新北区坚持以习近平新时代中国特色社会主义思想为指导，深入学习宣传贯彻党的二十大精神"),
    cited(2, "全面落实党政主要负责人履行法治建设第一责任人职责"),
    cited(3, "2024年新北区政府共收到复议申请239件，审结203件，实质性化解行政争议37.76%，位于全市第一方阵。"),
    cited(4, "制发行政复议意见建议书7份，矛盾纠纷登记反馈表12份"),
    cited(5, "区政府为行政诉讼被告的一审案件35件，已审结28件。"),
    cited(6, "总结研判新《复议法》实施以来的办案形式，强化对新领域、新课题的学习"),
    cited(7, "及时制发矛盾纠纷隐患排查报告，高效通报属地和涉及部门，多方推动行政争议实质性化解。"),
    cited(8, "积极创建全省法治政府建设示范区，以创建引领依法行政水平提升。"),
    cited(9, "组织开展调解技能素养专题培训，强化人民调解队伍建设"),
    cited(10, "创新建设虚拟政务大厅，打造云综窗"),
    cited(11, "行政执法能力水平有待继续提升"),
    cited(12, "制定出台《常州市新北区烈士纪念设施保护管理办法》"),
)


def placeholder(
    number: int,
    indicator: str,
    section: str,
    previous: tuple[str, int] | None = None,
    unit: str = "",
    department: str | None = None,
) -> Placeholder:
    of_unit = f"（{unit}）" if unit else ""
    told = ""
    if previous is not None:
        value, citation = previous
        told = f"；2024年为{value}{unit}[{citation}]" if unit else f"；2024年为“{value}”[{citation}]"
    return Placeholder(
        id=f"p{number}",
        token=f"【待填：2025年{indicator}{of_unit}{told}】",
        indicator=indicator,
        unit=unit,
        section=section,
        department=department,
        previous=None if previous is None else Previous(value=previous[0], year=2024, citation=previous[1]),
    )


REVIEWERS = "区司法局（行政复议机构）"
LEADERSHIP = "一、党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设情况"
MEASURES = "二、推进法治政府建设的主要举措和成效"
SUPERVISED = "（三）规范行政执法，强化行政行为监督"
SHORTCOMINGS = "三、存在的不足和原因"
PLAN = "四、下一步工作安排"
KEPT = "坚持和发展新时代“枫桥经验”"

PLACEHOLDERS = (
    placeholder(1, "党政主要负责人专题学法情况", LEADERSHIP, department="区委依法治区办"),
    placeholder(2, "行政复议收到申请数", REVIEW, ("239", 3), "件", REVIEWERS),
    placeholder(3, "行政复议审结数", REVIEW, ("203", 3), "件", REVIEWERS),
    placeholder(4, "行政复议实质性化解率", REVIEW, ("37.76", 3), "%", REVIEWERS),
    placeholder(5, "行政复议意见书建议书数", REVIEW, ("7", 4), "份", REVIEWERS),
    placeholder(6, "矛盾纠纷登记反馈表数", REVIEW, ("12", 4), "份", REVIEWERS),
    placeholder(7, "一审行政诉讼案件数", LITIGATION, ("35", 5), "件", "区司法局"),
    placeholder(8, "一审行政诉讼案件审结数", LITIGATION, ("28", 5), "件", "区司法局"),
    placeholder(
        9,
        "规范性文件制定情况",
        SUPERVISED,
        ("制定出台《常州市新北区烈士纪念设施保护管理办法》", 12),
        department="区司法局",
    ),
    placeholder(10, "复议诉讼办理学习情况", REVIEW, department=REVIEWERS),
    placeholder(11, "矛盾纠纷隐患排查情况", REVIEW, department=REVIEWERS),
    placeholder(12, "法治政府建设示范区创建情况", SUPERVISED, department="区委依法治区办"),
    placeholder(13, "调解技能素养专题培训情况", SUPERVISED),
    placeholder(14, "虚拟政务大厅建设情况", SUPERVISED, department="区政务办"),
    placeholder(15, "存在的主要不足和原因", SHORTCOMINGS),
    *(placeholder(number, f"工作事项（第{number - 15}项）的安排", PLAN) for number in range(16, 20)),
    placeholder(20, "报告成文日期", "落款"),
)
_TOKENS = {int(one.id[1:]): one.token for one in PLACEHOLDERS}


def paragraph(text: str, *citations: int) -> DraftParagraph:
    return DraftParagraph(text=text, citations=citations, claims=())


def section(
    heading: str, level: int, *paragraphs: DraftParagraph, part: Part = Part.MEASURES, run_in: bool = False
) -> DraftSection:
    return DraftSection(heading=heading, level=level, part=part, run_in=run_in, paragraphs=paragraphs)


SECTIONS = (
    section(
        "前言",
        0,
        paragraph(
            "2025年，新北区坚持以习近平新时代中国特色社会主义思想为指导，始终坚持以习近平法治思想为遵循，根据中共中央、国务院"
            "《法治政府建设实施纲要（2021—2025年）》及省、市决策部署，加快构建职责明确、依法行政的政府治理体系。[1]"
            "现将工作情况报告如下：",
            1,
        ),
    ),
    section(LEADERSHIP, 1, part=Part.LEADERSHIP),
    section(
        "（二）抓牢抓好“关键少数”",
        2,
        paragraph(
            f"全面落实党政主要负责人履行法治建设第一责任人职责，始终把学深悟透习近平法治思想作为一项长期的政治任务。[2]{_TOKENS[1]}。",
            2,
        ),
        part=Part.LEADERSHIP,
        run_in=True,
    ),
    section(MEASURES, 1),
    section(
        SUPERVISED,
        2,
        paragraph(
            f"{_TOKENS[9]}。落实“积极创建全省法治政府建设示范区”[8]的安排，{_TOKENS[12]}。"
            f"落实“组织开展调解技能素养专题培训”[9]的安排，{_TOKENS[13]}。落实“创新建设虚拟政务大厅”[10]的安排，{_TOKENS[14]}。",
            8,
            9,
            10,
        ),
    ),
    section(
        REVIEW,
        3,
        paragraph(
            f"落实复议繁简分流、复议决定公开、复议抄告制度。[3]2025年新北区政府共收到复议申请{_TOKENS[2]}，审结{_TOKENS[3]}件，"
            f"实质性化解行政争议{_TOKENS[4]}。制发行政复议意见建议书{_TOKENS[5]}份，矛盾纠纷登记反馈表{_TOKENS[6]}份。[3][4]",
            3,
            4,
        ),
        paragraph(
            f"落实“强化对新领域、新课题的学习”[6]的安排，{_TOKENS[10]}。"
            f"落实“及时制发矛盾纠纷隐患排查报告”[7]的安排，{_TOKENS[11]}。",
            6,
            7,
        ),
        run_in=True,
    ),
    section(LITIGATION, 3, paragraph(f"区政府为行政诉讼被告的一审案件{_TOKENS[7]}件，已审结{_TOKENS[8]}件。[5]", 5)),
    section("（1）出庭应诉", 4, paragraph("推进行政机关负责人出庭应诉工作，切实履行生效裁判。[5]", 5)),
    section(
        SHORTCOMINGS,
        1,
        paragraph(f"上年报告列出的不足“行政执法能力水平有待继续提升”[11]，{_TOKENS[15]}。", 11),
        part=Part.SHORTCOMINGS,
    ),
    section(
        PLAN,
        1,
        paragraph(f"一是{_TOKENS[16]}。二是{_TOKENS[17]}。三是{KEPT}，{_TOKENS[18]}。四是{_TOKENS[19]}。"),
        part=Part.PLAN,
    ),
    section("落款", 0, paragraph("常州市新北区人民政府"), paragraph(_TOKENS[20])),
)

DRAFT = Draft(
    id="drf_1",
    title="常州市新北区人民政府2025年度法治政府建设情况报告",
    region="江苏省常州市新北区",
    year=2025,
    based_on=(REPORT.report.report_id,),
    sections=SECTIONS,
    placeholders=PLACEHOLDERS,
    commitments=tuple(
        Commitment(text=text, citation=citation, section=where, placeholder=f"p{number}")
        for text, citation, where, number in (
            (CITATIONS[5].quote, 6, REVIEW, 10),
            (CITATIONS[6].quote, 7, REVIEW, 11),
            (CITATIONS[7].quote, 8, SUPERVISED, 12),
            (CITATIONS[8].quote, 9, SUPERVISED, 13),
            (CITATIONS[9].quote, 10, SUPERVISED, 14),
        )
    ),
    practices=tuple(
        BorrowedPractice(section=SUPERVISED, region="江苏省苏州市吴江区", year=2024, text=text, citation=5)
        for text in ("全面推行“综合查一次”，发布首批25项联合检查场景清单。", "区镇联动开展执法监督32次。")
    ),
    citations=CITATIONS,
    warnings=("2024年报告未列出原因，“不足和原因”部分需要补写。",),
    mode="extractive",
)
