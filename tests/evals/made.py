"""Cases and answers made by hand for the tests of the metrics."""

from typing import Any

from evals.answers.cases import Case, Expectation
from service.contract.answers import Answer, Citation, Reason, Timings
from vectorstore.types import Paragraph, Part, RankedParagraph, Region, Report, Role

XINBEI = "2024年新北区政府共收到复议申请239件，审结203件，实质性化解行政争议37.76%，位于全市第一方阵。"
JINTAN = "2024年共收到行政复议申请187件,受理126件,结案117件,实质性化解23件。"
YEARS = (2023, 2024)


def case(**fields: Any) -> Case:
    """A question on 新北区's 239件, except for what is given."""
    given: dict[str, Any] = {
        "id": "fig-001",
        "kind": "figure",
        "question": "新北区2024年收到多少件行政复议申请？",
        "history": [],
        "scope": None,
        "expect": [expectation()],
        "reason": None,
        "forbidden": [],
        "note": "",
    }
    return Case.model_validate(given | fields)


def unanswerable(**fields: Any) -> Case:
    return case(**{"kind": "unanswerable", "expect": [], "reason": "not_reported"} | fields)


def expectation(**fields: Any) -> Expectation:
    given: dict[str, Any] = {
        "region_code": "320411",
        "year": 2024,
        "figures": ["239件"],
        "evidence": "共收到复议申请239件",
    }
    return Expectation.model_validate(given | fields)


def citation(n: int = 1, text: str = XINBEI, code: str = "320411", year: int = 2024) -> Citation:
    return Citation(
        n=n,
        paragraph_id=f"{code}-{year}-00000000-p{n:03d}",
        report_id=f"{code}-{year}-00000000",
        title="",
        region={"320411": "江苏省常州市新北区", "320413": "江苏省常州市金坛区"}[code],
        year=year,
        path=(),
        text=text,
        quote=text,
        start=0,
        end=len(text),
    )


def answer(text: str, *citations: Citation, reason: Reason | None = None) -> Answer:
    return Answer(
        id="",
        answer=text,
        abstained=reason is not None,
        reason=reason,
        mode="extractive",
        citations=citations,
        claims=(),
        warnings=(),
        timings=Timings(retrieval_ms=1, generation_ms=1, total_ms=2),
    )


def ranked(text: str, code: str = "320411", year: int = 2024) -> RankedParagraph:
    region = Region(code, "新北区", "江苏省常州市新北区")
    report = Report(f"{code}-{year}-00000000", "", region, year, "", None, None, "", "")
    paragraph = Paragraph(f"{report.report_id}-p001", report.report_id, 0, Role.TEXT, Part.MEASURES, (), text)
    return RankedParagraph(paragraph, report, 1.0)
