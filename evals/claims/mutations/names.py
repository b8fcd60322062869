"""Titles in 《》 and names in “” altered or invented."""

import re
from collections.abc import Iterator

from evals.claims.claims import Claim
from evals.claims.mutations.text import (
    cited_text,
    comma_of,
    covered_markers,
    replaced,
    starts_a_statement,
    without_enumerator,
)

_TITLE = re.compile(r"《([^》]+)》")
_NAME = re.compile(r"“([^”]+)”")
TITLE_TAILS = {
    "办法": "条例", "方案": "意见", "规定": "办法", "条例": "办法", "要点": "方案", "清单": "目录", "细则": "办法",
    "规划": "纲要", "计划": "方案", "意见": "通知", "通知": "意见", "报告": "方案", "制度": "规定", "纲要": "规划",
    "手册": "指南", "基准": "办法", "建议": "意见", "告知书": "承诺书", "建议书": "倡议书", "倡议书": "承诺书",
}  # fmt: skip
TITLE_WORDS = {
    "行政复议": "行政处罚", "行政执法": "行政审批", "规范性文件": "政府合同", "重大行政决策": "重大行政处罚",
    "法治政府": "法治社会", "政务服务": "社区服务", "政府合同": "政府采购", "依法行政": "依法治理", "督查": "督学",
    "营商环境": "生态环境", "综合执法": "联合执法", "法律顾问": "公职律师", "科技": "文化", "管理": "服务",
}  # fmt: skip
INVENTED_TITLES = (
    "关于加强涉企行政检查监督的若干规定",
    "法治督察工作实施细则",
    "行政争议预防化解三年行动方案",
    "执法监督员聘任办法",
)
NAME_WORDS = {
    "第一": "第二", "一": "两", "二": "三", "三": "四", "四": "五", "五": "六", "八": "九", "两": "三", "1": "2",
    "3": "4", "5": "7", "经验": "模式", "行动": "计划", "工作法": "机制", "服务": "监督", "改革": "创新",
    "调解": "仲裁", "普法": "学法", "执法": "司法", "通办": "代办", "平台": "中心", "清单": "目录", "讲堂": "课堂",
    "法治": "平安", "关键": "重点", "企业": "社区", "复议": "信访", "政务": "村务", "议题": "课题", "人民": "居民",
    "监管": "服务", "数据": "信息",
}  # fmt: skip
INVENTED_NAMES = ("阳光复议直通车", "红石榴普法联盟", "法护万家", "三色预警", "一码通管", "银杏调解室")


def altered_title(claim: Claim) -> Iterator[str]:
    """A word or the year of a title changed."""
    held = cited_text(claim)
    for match in _TITLE.finditer(covered_markers(claim.text)):
        for other in _other_titles(match[1]):
            if other not in held:
                yield replaced(claim.text, match.start(1), match.end(1), other)


def invented_title(claim: Claim) -> Iterator[str]:
    """A title that doesn't exist, where the claim has none."""
    if "《" not in claim.text and starts_a_statement(claim.text):
        place = claim.cited[0].report.region.name
        for invented in INVENTED_TITLES:
            if invented not in cited_text(claim):
                yield f"根据《{place}{invented}》{comma_of(claim.text)}{without_enumerator(claim.text)}"


def altered_name(claim: Claim) -> Iterator[str]:
    """A word of a name changed; the whole name where it holds none of the words."""
    held = cited_text(claim)
    for match in _NAME.finditer(covered_markers(claim.text)):
        others = [match[1].replace(old, new, 1) for old, new in NAME_WORDS.items() if old in match[1]]
        if "第一" in match[1]:
            others = others[:1]
        for other in others or INVENTED_NAMES:
            if other not in held and len(match[1]) > 1:
                yield replaced(claim.text, match.start(1), match.end(1), other)


def invented_name(claim: Claim) -> Iterator[str]:
    """A name that doesn't exist, where the claim has none."""
    if "“" not in claim.text and starts_a_statement(claim.text):
        for invented in INVENTED_NAMES:
            if invented not in cited_text(claim):
                yield f"依托“{invented}”{comma_of(claim.text)}{without_enumerator(claim.text)}"


def _other_titles(words: str) -> Iterator[str]:
    for old, new in TITLE_TAILS.items():
        if re.search(rf"{old}(?:[（(][^）)]*[）)])?$", words):
            start, _, end = words.rpartition(old)
            yield start + new + end
            break
    yield from (words.replace(old, new, 1) for old, new in TITLE_WORDS.items() if old in words)
    if match := re.search(r"20\d\d(?=年)", words):
        yield replaced(words, match.start(), match.end(), str(int(match[0]) - 1))
