"""A report, its labels and a draft made by hand for the tests of the metrics."""

from datetime import date
from typing import Any

from evals.drafts.labels import Commitment, LabelledFigure, Labels
from service.contract.answers import Citation, Claim
from service.contract.draft import Commitment as DraftedCommitment
from service.contract.draft import Draft, DraftParagraph, DraftSection, Placeholder, Previous
from vectorstore.types import Document, Paragraph, Part, Region, Report, Role

REGION = Region("510603", "旌阳区", "四川省德阳市旌阳区")
REPORT = Report(
    "510603-2022-00000000",
    "旌阳区2022年度报告",
    REGION,
    2022,
    "旌阳区人民政府",
    date(2023, 3, 20),
    None,
    "",
    "made.txt",
    4,
)
WORK = "完善调解机制，全年调处纠纷51件，建成全市首个调解中心。"
MEASURES, LEADERSHIP, SHORTCOMINGS, PLAN = (
    "一、2022年主要举措",
    "二、履行第一责任人职责情况",
    "三、存在的不足",
    "四、2023年工作安排",
)
PATHS = {
    WORK: (Part.MEASURES, MEASURES),
    "坚持集体研究重大事项。": (Part.LEADERSHIP, LEADERSHIP),
    "基层力量不足。": (Part.SHORTCOMINGS, SHORTCOMINGS),
    "推进“一窗”改革，充实基层执法力量。": (Part.PLAN, PLAN),
}
TEXTS = tuple(PATHS)
TOKEN = "【待填：2023年人民调解调处数（件）；2022年为51件[1]】"
PROMISED = "【待填：2023年“一窗”改革推进情况】"
CARRIED = f"完善调解机制，全年调处纠纷{TOKEN}。[1]落实“推进‘一窗’改革”[4]的安排，{PROMISED}。"


def labels(**fields: Any) -> Labels:
    paragraphs = tuple(
        Paragraph(f"p{n}", REPORT.report_id, n, Role.TEXT, part, (heading,), text)
        for n, (text, (part, heading)) in enumerate(PATHS.items(), 1)
    )
    given: dict[str, Any] = {
        "document": Document(REPORT, paragraphs, ()),
        "commitments": (Commitment(report="510603-2022", text="推进“一窗”改革", sections=(MEASURES,)),),
        "achievements": ("建成全市首个调解中心",),
        "standing": ("完善调解机制",),
        "stale": ("2022年主要举措",),
        "figures": (LabelledFigure("p1", "51件", "调处纠纷51件"),),
    }
    return Labels(**given | fields)


def citation(n: int) -> Citation:
    text = TEXTS[n - 1]
    return Citation(
        n=n,
        paragraph_id=f"p{n}",
        report_id=REPORT.report_id,
        title=REPORT.title,
        region=REGION.full_name,
        year=2022,
        path=(PATHS[text][1],),
        text=text,
        quote=text,
        start=0,
        end=len(text),
    )


def paragraph(text: str, *citations: int) -> DraftParagraph:
    claims = tuple(Claim(text="…", citations=(n,), verdict="supported") for n in citations)
    return DraftParagraph(text=text, citations=citations, claims=claims)


def section(heading: str, part: Part, *paragraphs: DraftParagraph, level: int = 1) -> DraftSection:
    return DraftSection(heading=heading, level=level, part=part, run_in=False, paragraphs=paragraphs)


def placeholder(**fields: Any) -> Placeholder:
    given: dict[str, Any] = {
        "id": "g1",
        "token": TOKEN,
        "indicator": "人民调解调处数",
        "unit": "件",
        "section": "一、2023年主要举措",
        "department": None,
        "previous": Previous(value="51", year=2022, citation=1),
    }
    return Placeholder(**given | fields)


def draft(measures: str = CARRIED, *cited: int, **fields: Any) -> Draft:
    """Without a fault, except for what is given: the text of its measures, with what that cites, and fields."""
    given: dict[str, Any] = {
        "id": "d",
        "title": "旌阳区2023年度报告",
        "region": REGION.full_name,
        "year": 2023,
        "based_on": (REPORT.report_id,),
        "sections": (
            section("一、2023年主要举措", Part.MEASURES, paragraph(measures, *(cited or (1, 4)))),
            section("二、履行第一责任人职责情况", Part.LEADERSHIP, paragraph("坚持集体研究重大事项。[2]", 2)),
            section("三、存在的不足", Part.SHORTCOMINGS, paragraph("“基层力量不足。”[3]", 3)),
            section("四、2024年工作安排", Part.PLAN, paragraph("2024年，充实基层执法力量。[4]", 4)),
        ),
        "placeholders": (
            placeholder(),
            placeholder(id="g2", token=PROMISED, indicator="“一窗”改革推进情况", unit="", previous=None),
        ),
        "commitments": (
            DraftedCommitment(text="推进“一窗”改革", citation=4, section="一、2023年主要举措", placeholder="g2"),
        ),
        "practices": (),
        "citations": tuple(citation(n) for n in range(1, 5)),
        "warnings": (),
        "mode": "extractive",
    }
    return Draft(**given | fields)


def copied(document: Document) -> Draft:
    """What a careless clerk hands in: last year's report, each paragraph its own source."""
    sections: list[DraftSection] = []
    sources: list[Citation] = []
    for one in document.paragraphs:
        addressed = one.role is Role.HEADER and one.text.endswith(("：", ":"))
        heading = one.path[-1] if one.path else "前言"
        if (addressed or one.role in {Role.HEADING, Role.TEXT}) and (
            not sections or (sections[-1].heading, sections[-1].part) != (heading, one.part)
        ):
            sections.append(section(heading, one.part, level=len(one.path)))
        if addressed or one.role is Role.TEXT:
            number = len(sources) + 1
            sources.append(
                citation(1).model_copy(
                    update={
                        "n": number,
                        "paragraph_id": one.paragraph_id,
                        "text": one.text,
                        "quote": one.text,
                        "end": len(one.text),
                    }
                )
            )
            grown = (*sections[-1].paragraphs, paragraph(f"{one.text}[{number}]", number))
            sections[-1] = sections[-1].model_copy(update={"paragraphs": grown})
    return draft(
        title=document.report.title,
        year=document.report.year + 1,
        sections=tuple(sections),
        placeholders=(),
        commitments=(),
        citations=tuple(sources),
    )
