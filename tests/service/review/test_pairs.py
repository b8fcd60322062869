"""Quotation marks and brackets."""

import pytest

from service.review.pairs import pair_findings
from tests.service.review.made import report


@pytest.mark.parametrize(
    "lines",
    [
        ("落实“三项制度”、《条例》（试行）和【专栏】。",),
        ("印发《常州市贯彻落实〈法治政府建设实施纲要(2021—2025年)〉实施细则》。",),
        ("提出“坚持‘两个确立’”的要求（见附件（一））。",),
        ("1）开展People’s Court交流。",),
        ("推行“综合查一次", "”改革，成效明显。"),  # a line broken in the middle
        ('推行"综合查一次"改革。',),
        ("人数>100人，比例<5%。",),
    ],
)
def test_what_pairs_is_left_alone(lines: tuple[str, ...]) -> None:
    assert [finding.message for finding in pair_findings(report(*lines))] == []


@pytest.mark.parametrize(
    ("text", "severity", "words"),
    [
        ("推行“综合查一次改革。", "warning", "前引号 “ 没有与它成对"),
        ("推行综合查一次”改革。", "warning", "后引号 ” 之前没有"),
        ("印发《条例（试行）。", "warning", "前书名号 《 没有与它成对"),
        ("推行“综合查一次“改革”。", "warning", "还没有结束"),
        ("落实《条例（试行》）要求。", "warning", "交错"),
        ("村(社区）法律顾问。", "info", "的全角、半角不一致"),
        ("转发《关于印发《条例》的通知》。", "info", "里面一层应为〈〉"),
        ('推行"综合查一次改革。', "warning", "直引号"),
        ("（一）规范执法（试点。", "warning", "左括号 （ 没有与它成对"),
    ],
)
def test_what_does_not_pair_is_found(text: str, severity: str, words: str) -> None:
    (finding,) = pair_findings(report(text, "另一段。"))
    assert finding.severity.value == severity
    assert words in finding.message
    assert finding.quote
    assert finding.quote in text
