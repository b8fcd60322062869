"""Parts and wholes."""

import pytest

from service.review.sums import sum_findings
from tests.service.review.made import report, told


@pytest.mark.parametrize(
    "text",
    [
        "受理行政诉讼案件88件，其中一审案件63件，二审案件22件，再审案件3件。",  # it adds up
        "受理行政诉讼案件95件，其中一审案件63件。",  # 其中 tells one part
        "收到复议申请187件，其中受理126件，结案117件，实质性化解23件。",  # stages overlap
        "处罚案件95件，其中不予处罚30件，减轻处罚12件，从轻处罚8件。",  # plainly some of them
        "建成2个政务服务大厅，其中设置窗口30个。",  # of another thing, in the unit that counts anything
        "选聘法律顾问307名，其中服务群众2000名。",
        "收到申请100件，不予受理5件，审结80件，正在审理15件。",
        "办理案件95件，其中涉企案件60件，涉未成年人案件50件。",  # a matter can be both
        "建成民主法治示范村20家，其中国家级3家，省级12家，市级20家。",  # levels contain one another
        "受理案件约95件，其中一审案件63件，二审案件22件，再审案件3件。",  # 约
        "受理案件95件，其中一审案件63件，二审案件22件，再审案件3件等。",  # 等
        "举办培训12场，其中线上5场，覆盖300人次，发放资料9场。",  # another unit ends the list
        "受理案件95件，其中一审案件70件，二审案件25件，共结案75件，开庭40件。",  # 共 begins a new total
        "受理案件95件，其中一审案件70件，二审案件25件，较上年增加20件。",
        "受理案件95件，同比增长5%，其中一审案件63件，占66.3%，二审案件32件，占33.7%。",
        "对42件规范性文件进行全面清理，保留31件，废止11件。",
        "依法受理行政复议案件99件，审结93件、正在审理6件；审结案件中直接纠错6件、实质性化解57件。",
        "清理文件42件（其中保留31件，废止11件），审查合同85件。",
        "全年共办理案件1,095件，其中一审案件1,000件，二审案件95件。",
        "收到申请100件。其中，一审案件60件，二审案件40件。",
        "挽回损失1.5万元，其中工伤0.3万元，讨薪1.2万元。",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert told(sum_findings(report(text))) == []


@pytest.mark.parametrize(
    ("text", "severity", "quote"),
    [
        # three parts of one kind look like all of them
        (
            "行政诉讼案件95件,其中一审案件63件,二审案件22件,再审案件3件,共结案75件。",
            "warning",
            "95件,其中一审案件63件,二审案件22件,再审案件3件",
        ),
        # two of a kind are often just two of them
        ("诉讼案件95件，其中一审案件63件，二审案件22件。", "info", "95件，其中一审案件63件，二审案件22件"),
        # more than the whole
        ("诉讼案件95件，其中一审案件73件，二审案件25件。", "error", "95件，其中一审案件73件，二审案件25件"),
        ("诉讼案件95件，其中一审案件120件。", "error", "95件，其中一审案件120件"),
        ("复议案件12件，其中涉企15件。", "error", "12件，其中涉企15件"),
        ("复议案件12件，其中审结15件。", "warning", "12件，其中审结15件"),  # some may be of the year before
        ("建成6个站点，其中城区站点9个。", "warning", "6个站点，其中城区站点9个"),  # 个 counts anything
        # a list that says it is complete
        ("诉讼案件95件，分为一审63件、二审22件。", "warning", "95件，分为一审63件、二审22件"),
        ("诉讼案件95件，包括一审63件、二审22件。", "warning", "95件，包括一审63件、二审22件"),
        ("对42件规范性文件进行清理，保留31件，废止12件。", "warning", "42件规范性文件进行清理，保留31件，废止12件"),
        ("受理案件99件，审结92件、正在审理6件。", "warning", "99件，审结92件、正在审理6件"),
        # of last year's there may be more
        ("受理案件99件，审结99件、正在审理6件。", "info", "99件，审结99件、正在审理6件"),
        ("收到申请100件。其中，一审案件60件，二审案件50件。", "error", "100件。其中，一审案件60件，二审案件50件"),
        ("清理文件42件（其中甲类31件，乙类14件），审查合同85件。", "error", "42件（其中甲类31件，乙类14件"),
        # 150 could be of both together
        (
            "复议案件200件、诉讼案件50件，其中一审案件80件，二审案件70件。",
            "info",
            "50件，其中一审案件80件，二审案件70件",
        ),
    ],
)
def test_a_sum_that_fails_is_found(text: str, severity: str, quote: str) -> None:
    assert told(sum_findings(report(text))) == [(severity, quote)]


def test_the_message_says_where_and_by_how_much() -> None:
    (finding,) = sum_findings(report("诉讼案件95件，其中一审案件63件，二审案件22件，再审案件3件。"))
    assert finding.message.startswith("第4段（一、主要举措和成效）：")
    assert "63件 + 22件 + 3件 = 88件，少了7件" in finding.message


def test_a_sentence_longer_than_any_is_not_added_up() -> None:
    """A file that lost its full stops: the time would grow with the square of its length."""
    assert sum_findings(report("诉讼案件95件，其中一审案件120件，" * 20_000)) == []
