"""All rules together: on the five reports, and on what faults are put into them."""

from dataclasses import replace

import pytest

from service.review import Severity, findings_in, findings_of
from tests.service.review.made import CLOSING, MEASURES, OPENING, TITLE, read
from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.reports.readers import read_report

SEEDS = ("000", "001", "002", "003", "004")


def test_the_five_reports_have_the_faults_that_a_reader_finds() -> None:
    found = {
        number: [(each.rule, each.severity.value, each.quote) for each in findings_of(seed(number))] for number in SEEDS
    }
    assert found["000"] == []
    assert found["001"] == [("sum", "warning", "95件,其中一审案件63件,二审案件22件,再审案件3件")]
    assert found["002"] == []
    # 003 never names the heads or their duty, and tells its plan in the paragraph of its shortcomings
    assert [found[:2] for found in found["003"]] == [("part", "warning"), ("part", "info")]
    assert found["004"] == []


@pytest.mark.parametrize(
    ("number", "printed", "changed", "rule", "severity"),
    [
        ("004", "正在审理6件", "正在审理5件", "sum", Severity.WARNING),
        ("004", "废止11件", "废止12件", "sum", Severity.WARNING),
        ("001", "二审案件22件", "二审案件42件", "sum", Severity.ERROR),
        ("000", "\n三、存在", "\n四、存在", "numbering", Severity.WARNING),
        ("000", "10.提升行政", "11.提升行政", "numbering", Severity.WARNING),
        ("002", "三是在法律服务业", "四是在法律服务业", "numbering", Severity.WARNING),
        ("000", "以《新北区2024年", "以新北区2024年", "pairs", Severity.WARNING),
        ("004", "“一规划两方案”任务", "“一规划两方案任务", "pairs", Severity.WARNING),
        ("004", "2023年，依法受理行政复议", "2013年，依法受理行政复议", "year", Severity.WARNING),
        ("002", "三、2024年推进", "三、2023年推进", "year", Severity.WARNING),
        ("001", "2025年1月23日", "2024年1月23日", "year", Severity.ERROR),
        ("004", "满意率98.9%", "满意率198.9%", "rate", Severity.ERROR),
        ("003", "2025年,我们将以", "2024年,我们以", "part", Severity.ERROR),
    ],
)
def test_a_fault_put_into_a_report_is_found(
    number: str, printed: str, changed: str, rule: str, severity: Severity
) -> None:
    path = next(FOLDER.glob(f"{number}_*.txt"))
    text = path.read_text("utf-8")
    assert text.count(printed) == 1
    before = findings_of(seed(number))
    after = findings_of(read_report(text.replace(printed, changed).encode(), path.name))
    known = {(each.rule, each.severity) for each in before}
    assert (rule, severity) in {(each.rule, each.severity) for each in after} - known


@pytest.mark.parametrize("number", SEEDS)
def test_a_quote_is_a_substring_of_its_paragraph(number: str) -> None:
    document = seed(number)
    texts = {paragraph.paragraph_id: paragraph.text for paragraph in document.paragraphs}
    # every other character taken away makes faults of every rule
    spoilt = tuple(replace(each, text=each.text[::2]) for each in document.paragraphs)
    for paragraphs in (document.paragraphs, spoilt):
        texts = {paragraph.paragraph_id: paragraph.text for paragraph in paragraphs}
        for finding in findings_in(paragraphs, document.report.year):
            assert (finding.paragraph_id is None) == (finding.quote is None)
            if finding.paragraph_id and finding.quote is not None:
                assert finding.quote in texts[finding.paragraph_id]


def test_errors_come_first_and_then_the_text_decides() -> None:
    lines = [TITLE, OPENING, MEASURES, "印发《条例。", "诉讼95件，其中一审120件。", "印发《办法。", *CLOSING]
    found = findings_in(read(lines), 2024)
    assert [finding.rule for finding in found] == ["sum", "pairs", "pairs"]
    assert [finding.quote for finding in found[1:]] == ["印发《条例。", "印发《办法。"]


def test_without_the_year_its_check_is_skipped_and_said_so() -> None:
    lines = ["法治政府建设情况报告", "2014年，受理案件9件。", MEASURES, *CLOSING]
    found = findings_in(read(lines, None), None)
    assert [(finding.rule, finding.severity) for finding in found] == [("year", Severity.INFO)]
    assert "未检查" in found[0].message


def test_nothing_at_all_is_checked_without_a_fault_of_ours() -> None:
    assert {finding.rule for finding in findings_in((), 2024)} == {"part"}
