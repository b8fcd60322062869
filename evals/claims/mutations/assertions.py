"""What is said of the same things: a plan told as a result, the opposite, another direction, too much."""

import re
from collections.abc import Iterator

from evals.claims.claims import Claim
from evals.claims.mutations.text import (
    appended,
    cited_text,
    comma_of,
    covered,
    replaced,
    starts_a_statement,
    without_enumerator,
)
from vectorstore.types import Part

_VERBS = (
    "收到|受理|审结|结案|办结|办理|开展|组织|印发|制定|制发|出台|完成|召开|建立|建成|落实|推进|推动|举办|举行|发布|审查|审核|实现|推行|"
    "成立|设立|新增|签订|调处(?!成功率)|化解|公布|编制|编印|梳理|提供|查出|提出|立案|发放|获批|入选|上线|纳入|加强|强化|深化|优化|完善|健全|提升|"
    "规范|打造|探索|参与|邀请|创新|征集|配备|接受|打造|解决|减少|审议|归集|累计归集|保留|废止|公开|主动公开"
)
_ADVERBS = (
    "全面|持续|深入|严格|积极|扎实|成功|认真|进一步|高质量|不断|切实|着力|充分|率先|依法|及时|联合|稳步|常态化|广泛|有效|大力|"
    "定期|有序|统筹|高标准|创新|组织"
)
_STATED = re.compile(
    r"(?P<start>^|[，,；;：:]|年(?:度)?[，,]?|区政府|(?<![全我本该各地园社片辖])[区县])(?:共计|累计|共|已经|已)?"
    rf"(?P<verb>(?:{_ADVERBS})*(?:{_VERBS})(?![会年的性化机]|大会|情况|提升|力度|工作|质效|能力|水平))"
)
_DENIED = {
    "未做到": "做到", "尚未达到": "已达到", "不够": "足够", "不强": "很强", "不健全": "健全", "不到位": "到位",
    "不相匹配": "相匹配", "不及时": "及时", "尚不充足": "已充足", "不扰企": "扰企", "不规范": "规范", "未按": "按",
}  # fmt: skip
_FUTURE = re.compile(r"(?<=[区县年们也步设])将|打算|(?:计划|拟|准备)(?=[开推建举组实创打完加进深继持制])")
"""将 after other words is mostly 把: 将年度活动作为样板."""
_LATER = re.compile(r"(?:下一步|今后|接下来)[，,]?")
_NEXT = re.compile(r"下一年|明年|来年")
OPPOSITES = (
    ("增长", "下降"), ("增加", "减少"), ("提高", "降低"), ("提升", "降低"), ("上升", "下降"), ("压缩", "延长"),
    ("扩大", "缩小"), ("减轻", "加重"), ("加强", "削弱"), ("强化", "弱化"), ("压降", "抬高"), ("压减", "增加"),
    ("增强", "减弱"), ("加大", "减小"), ("加快", "放缓"), ("简化", "增加"), ("缩短", "延长"), ("改善", "恶化"),
    ("拓宽", "收窄"), ("前移", "后移"),
)  # fmt: skip
_NUMBERED = re.compile(r"(?:审结|办结|结案|受理|完成|化解|调解成功|审查|审核|发布)(?=\d)")
_ALREADY = re.compile(r"首|率先|第一|最|唯一|全部|全覆盖|100%|均")
_NARROW = re.compile(r"全市(?=首|率先|最|第一|前列)|全省(?=首|率先|最|第一|前列)")
SUPERLATIVES = ("居全省第一", "为全国首创", "在全省排名首位", "系全省首个", "走在全国最前列")


def plan(claim: Claim) -> Iterator[str]:
    """What is planned for next year told as done."""
    reports = {one.report.year: one.report for one in claim.cited}
    if len(reports) != 1:
        return
    ((reported, report),) = reports.items()
    shown, comma = covered(claim.text), comma_of(claim.text)
    dated = f"{reported + 1}年" in shown
    lead = f"{reported}年{comma}"
    if _FUTURE.search(shown) and (dated or _is_plan(claim) or _NEXT.search(shown)):
        text = _NEXT.sub(f"{reported}年", _LATER.sub("", claim.text)).replace(f"{reported + 1}年", f"{reported}年")
        yield _FUTURE.sub("已", text, count=1)
        told = _FUTURE.sub("", text)
        yield told if f"{reported}年" in covered(told) else lead + told
    elif _is_plan(claim) and not dated and starts_a_statement(claim.text) and claim.source == "verbatim":
        rest = without_enumerator(claim.text)
        yield f"{lead}{report.region.name}已{rest}"
        yield f"{lead}{report.region.name}{rest}"
        yield appended(rest, f"{comma}上述工作已于{reported}年全部完成")


def negation(claim: Claim) -> Iterator[str]:
    """What was done is denied, what is lacking is said to be there."""
    shown = covered(claim.text)
    for old, new in _DENIED.items():
        if old in shown:
            yield replaced(claim.text, shown.index(old), shown.index(old) + len(old), new)
    if _is_plan(claim) or any(one.paragraph.part is Part.SHORTCOMINGS for one in claim.cited):
        return
    start = len(claim.text) - len(without_enumerator(claim.text))
    for match in _STATED.finditer(shown[start:]):
        for word in ("未", "没有"):
            words = claim.text[start + match.start("verb") : start + match.end("verb")]
            begun = start + match.end("start")
            yield replaced(claim.text, begun, start + match.end("verb"), word + words)


def direction(claim: Claim) -> Iterator[str]:
    shown, held = covered(claim.text), cited_text(claim)
    for one, other in OPPOSITES:
        for old, new in ((one, other), (other, one)):
            for match in re.finditer(f"{old}(?!工作|主体班)", shown):
                following = claim.text[match.end() : match.end() + 2]
                if new + following not in held:
                    yield replaced(claim.text, match.start(), match.end(), new)


def wider_area(claim: Claim) -> Iterator[str]:
    """全市首个 becomes 全国首个."""
    for match in _NARROW.finditer(covered(claim.text)):
        for wider in ("全省", "全国"):
            if not match[0].startswith(wider):
                yield replaced(claim.text, match.start(), match.end(), wider)


def exaggeration(claim: Claim) -> Iterator[str]:
    """全部, 全省第一 and the like put in."""
    shown, held = covered(claim.text), cited_text(claim)
    if _ALREADY.search(shown):
        return
    for match in _NUMBERED.finditer(shown):
        yield replaced(claim.text, match.start(), match.start(), "全部")
    for words in SUPERLATIVES:
        if words not in held:
            yield appended(claim.text, comma_of(claim.text) + words)


def _is_plan(claim: Claim) -> bool:
    return all(one.paragraph.part is Part.PLAN for one in claim.cited)
