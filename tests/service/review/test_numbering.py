"""Numbers of headings and lists."""

from collections.abc import Sequence

import pytest

from service.review.numbering import numbering_findings
from tests.service.review.made import read, told


@pytest.mark.parametrize(
    "lines",
    [
        ("一、甲", "（一）乙", "1.丙", "2.丙", "（二）乙", "1.丙", "二、甲", "（一）乙"),  # begins anew under a parent
        ("一、甲", "（一）乙", "1.丙", "2.丙", "（二）乙", "3.丙", "4.丙"),  # goes on
        ("一、甲", "一是丙。", "二是丁。", "二、乙", "一是丙。"),
        ("一、甲", "主要表现在：一是丙；二是丁；三是戊。", "同时，一是丙；二是丁。"),
        ("一、甲", "一是丙。一是子；二是丑；三是寅。", "二是丁。", "三是戊。"),  # a list within a list
        ("一、甲", "主要表现在：一是丙。", "二是丁。"),
        ("一、甲", "一要丙；二要丁。一是戊；二是己。"),
        ("第一部分 甲", "一、乙", "第二部分 甲", "一、乙"),
        ("1.甲", "（1）乙", "（2）乙", "2.甲", "（1）乙"),
        ("１．甲", "２．甲"),
        ("㈠甲", "㈡甲"),
        ("一、甲", "1.5亿元资金到位。", "二、乙"),
        ("一、甲", "1.丙", "二、乙", "（一）丁", "1.丙", "（二）丁", "1.丙"),
        ("一、甲", *(f"{number}.乙" for number in range(1, 13))),
    ],
)
def test_numbering_that_may_be_right_is_left_alone(lines: Sequence[str]) -> None:
    assert told(numbering_findings(read(lines))) == []


@pytest.mark.parametrize(
    ("lines", "quote", "words"),
    [
        (("一、甲", "二、乙", "四、丁"), "四、", "由2跳到"),
        (("一、甲", "（一）乙", "（三）丙"), "（三）", "由1跳到"),
        (("一、甲", "（一）乙", "（一）丙"), "（一）", "重复"),
        (("一、甲", "1.丙", "3.丁"), "3.", "由1跳到"),
        (("一、甲", "二、乙", "三、乙", "二、丙"), "二、", "之后又是"),
        (("二、甲", "三、乙"), "二、", "前面缺少编号"),
        (("一、甲", "（一）乙", "（二）乙", "二、甲", "（四）乙"), "（四）", "前面缺少编号"),
        (("一、甲", "一是丙。", "三是丁。"), "三是", "缺少中间的项"),
        (("一、甲", "一是丙；三是丁。"), "三是", "缺少中间的项"),
        (("一、甲", "一是丙；二是丁；二是戊。"), "二是", "编号重复"),
        (("一、甲", "二是丙；三是丁。"), "二是", "没有前几项"),
    ],
)
def test_a_break_is_found(lines: Sequence[str], quote: str, words: str) -> None:
    (finding,) = numbering_findings(read(lines))
    assert (finding.severity.value, finding.quote) == ("warning", quote)
    assert words in finding.message
