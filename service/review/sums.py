"""Parts that do not add up to their whole: 95件, of which 63件, 22件 and 3件."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from service.review.finding import Finding, Severity, found_at
from vectorstore.figures.counted import SUMMABLE, Counted, counted
from vectorstore.genre.numerals import printed_number
from vectorstore.genre.text import Span, sentences
from vectorstore.genre.units import Measure
from vectorstore.types import Paragraph, Role

_CUE = re.compile(r"其中|分别[为是有]?|(?<!不)包括|包含|分为")
_BETWEEN = 14
"""Characters between a whole and what introduces its parts: 95件，案件类型包括."""
_NEW_TOTAL = re.compile(r"共|合计|总计|累计|总[数量]|全部|另|此外|同时")
_COMPARED = re.compile(r"同比|环比|相比|[较比](?:上|去|前|往)|增[长加幅]|下降|减少|上升|多于|少于")
STAGE = re.compile(
    r"受理|收到|审结|办结|结案|办理|化解|调解|纠错|听证|立案|整改|完成|解决|答复|回复|成功|采纳|开庭|出庭|审理|公布|发布"
)
"""What happens to the same matters one after another: such parts may overlap, and their sum says nothing."""
_OPEN_LIST = re.compile(r"^[^，,；;。]{0,6}等|^[）)]?等")


class Completeness(Enum):
    """What a list says of itself."""

    SOME = "some"
    """其中: these are among them, perhaps all of them."""
    ALL = "all"
    """分为, 包括: these are they."""
    ALL_BUT_OLD = "all but old"
    """As ALL, but of what was left over from the year before there may be more."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    whole: Counted
    parts: tuple[Counted, ...]
    claim: Completeness
    cue: str = ""
    open_ended: bool = False
    """等 stands behind it."""
    doubtful: bool = False
    """An earlier figure of the sentence could be the whole as well."""

    @property
    def total(self) -> float:
        return sum(part.number for part in self.parts)


class _Meaning(NamedTuple):
    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    claim: Completeness


_COMPLETE = (
    _Meaning(re.compile("清理"), tuple(map(re.compile, ("保留|继续有效", "废止|失效", "修改|修订"))), Completeness.ALL),
    _Meaning(
        re.compile("(?<![不未])(?<!不予)受理"),
        tuple(map(re.compile, ("审结|办结|结案", "正在审理|在审|未[审办]?结|尚在"))),
        Completeness.ALL_BUT_OLD,
    ),
)
"""Parts that make up a whole by what the words mean. Only where the first two are both given."""


def enumerations(sentence: Span, figures: Sequence[Counted], before: Sequence[Counted]) -> Iterator[Enumeration]:
    """`figures` are the sentence's, `before` those of the sentence before it."""
    yield from _introduced(sentence, figures, before)
    yield from _complete_by_meaning(figures)


def _introduced(sentence: Span, figures: Sequence[Counted], before: Sequence[Counted]) -> Iterator[Enumeration]:
    for cue in _CUE.finditer(sentence.text):
        place = sentence.start + cue.start()
        earlier = [figure for figure in figures if figure.end <= place]
        if cue.start() == 0:  # 共收到95件。其中一审案件63件
            earlier = list(before)
        elif not earlier or not _introduces(sentence, earlier[-1], place):
            continue
        end = _end_of_list(sentence, cue)
        behind = [figure for figure in figures if place <= figure.start < end]
        whole = _whole(earlier, behind, alone=cue.start() == 0)
        if whole is None or not (parts := _parts(whole, behind)):
            continue
        between = sentence.text[max(0, whole.end - sentence.start) : cue.start()]
        at_once = cue.group() != "其中" and not re.search(r"\w", between)
        total = sum(part.number for part in parts)
        others = (figure for figure in earlier if figure is not whole and figure.unit == whole.unit)
        yield Enumeration(
            whole,
            parts,
            claim=Completeness.ALL if at_once or cue.group() == "分为" else Completeness.SOME,
            cue=cue.group(),
            open_ended=bool(_OPEN_LIST.match(sentence.text[parts[-1].end - sentence.start :])),
            doubtful=any(other.number >= total for other in others),
        )


def _whole(earlier: Sequence[Counted], behind: Sequence[Counted], alone: bool) -> Counted | None:
    """The last figure before the list; of the sentence before only where it has no other of that unit."""
    if not alone:
        return earlier[-1]
    same = [figure for figure in earlier if behind and figure.unit == behind[0].unit]
    return same[0] if len(same) == 1 and same[0].quantity.measure in SUMMABLE else None


def _introduces(sentence: Span, whole: Counted, place: int) -> bool:
    between = sentence.text[whole.end - sentence.start : place - sentence.start]
    return (
        whole.quantity.measure in SUMMABLE
        and len(between) <= _BETWEEN
        and not re.search(r"[；;。）)]", between)
        and not _COMPARED.search(between)
    )


def _end_of_list(sentence: Span, cue: re.Match[str]) -> int:
    """At a semicolon, another cue, or the bracket that closes the one before the cue."""
    before = sentence.text[: cue.start()].rstrip()
    closing = "）)" if before.endswith(("（", "(")) else ""
    stop = re.compile(f"[；;{closing}]|{_CUE.pattern}").search(sentence.text, cue.end())
    return sentence.start + (stop.start() if stop else len(sentence.text))


def _parts(whole: Counted, behind: Sequence[Counted]) -> tuple[Counted, ...]:
    """The figures of the whole's unit up to a new total, another unit, or another stage; not what is only compared."""
    parts: list[Counted] = []
    for figure in behind:
        if figure.quantity.measure not in SUMMABLE:  # 一审63件，占66.3%
            continue
        another_stage = STAGE.search(figure.name) and parts and not STAGE.search(parts[-1].name)
        if figure.unit != whole.unit or _NEW_TOTAL.search(figure.clause) or another_stage:
            break
        if not _COMPARED.search(figure.clause):
            parts.append(figure)
    return tuple(parts)


def _complete_by_meaning(figures: Sequence[Counted]) -> Iterator[Enumeration]:
    for meaning in _COMPLETE:
        for index, whole in enumerate(figures):
            if not meaning.whole.search(whole.clause) or whole.quantity.measure not in SUMMABLE:
                continue
            rest = [figure for figure in figures[index + 1 :] if figure.unit == whole.unit]
            parts = [next((each for each in rest if words.search(each.clause)), None) for words in meaning.parts]
            if parts[0] and parts[1] and rest[0] in parts:
                yield Enumeration(whole, tuple(part for part in parts if part), meaning.claim)


_ATTRIBUTE = re.compile(r"^涉|级$|女|男|党员|以上|以下|首次|新增|重点")
"""What one and the same matter can be at once, and levels that contain one another."""
_OF_ANOTHER = re.compile(r"服务|覆盖|惠及|帮助|接待|设[置有立]?|建|走访|培训|提供|发放|解答|开展|举办|配备")
"""What was done there: 2个大厅，其中设置窗口30个 counts windows, not halls. 个 counts anything."""
_ROUNDING = 1e-6
_NEARLY_ALL = 0.8
"""Share of the whole from which parts behind 其中 look like all of them: who tells some leaves more out."""
_LEAST_COMPLETE = 3
"""Parts behind 其中 that look like all of them; two are often the two that are worth telling."""


def sum_findings(paragraphs: Sequence[Paragraph]) -> list[Finding]:
    found = []
    for paragraph in paragraphs:
        if paragraph.role is not Role.TEXT:
            continue
        before: list[Counted] = []
        for sentence in sentences(paragraph.text):
            figures = counted(sentence)
            lists = enumerations(sentence, figures, before)
            found += [finding for each in lists if (finding := _judge(paragraph, each))]
            before = figures
    return found


def _judge(paragraph: Paragraph, each: Enumeration) -> Finding | None:
    whole, parts = each.whole, each.parts
    if not all(figure.exact for figure in (whole, *parts)):
        return None
    severity = _severity(each)
    if severity is None:
        return None
    more = each.total > whole.number
    terms = " + ".join(part.printed for part in parts)
    added = f"各部分 {terms} = {printed_number(each.total)}{whole.unit}" if len(parts) > 1 else f"其中一部分是{terms}"
    gap = f"{'多' if more else '少'}了{printed_number(abs(each.total - whole.number))}{whole.unit}"
    asked = "请核对。" if more else "请核对；若另有未列出的部分，请写明。"
    message = f"总数是{whole.printed}，{added}，{gap}。{asked}"
    return found_at(paragraph, "sum", severity, message, whole.start, max(part.end for part in parts))


def _severity(each: Enumeration) -> Severity | None:
    if abs(each.total - each.whole.number) < _ROUNDING * each.whole.number:
        return None
    names = [part.name.removeprefix(each.cue) for part in each.parts]
    overlapping = any(STAGE.search(name) or _ATTRIBUTE.search(name) for name in names)
    if each.total > each.whole.number:
        return _severity_of_more(each, names, overlapping)
    if each.open_ended or len(names) == 1 or (overlapping and each.cue):
        return None
    if each.claim is not Completeness.SOME:
        return Severity.WARNING
    if not _alike(names) or each.total < _NEARLY_ALL * each.whole.number:
        return None
    return Severity.WARNING if len(names) >= _LEAST_COMPLETE else Severity.INFO


def _severity_of_more(each: Enumeration, names: Sequence[str], overlapping: bool) -> Severity | None:
    if each.claim is Completeness.ALL_BUT_OLD or each.doubtful:
        return Severity.INFO
    if each.claim is Completeness.ALL and not each.cue:
        return Severity.WARNING
    larger = [name for name, part in zip(names, each.parts, strict=True) if part.number > each.whole.number]
    if any(map(_OF_ANOTHER.search, larger or names)):
        return None
    certain = Severity.WARNING if each.whole.quantity.measure is Measure.THINGS else Severity.ERROR
    if larger:  # one alone; of matters concluded some were taken on the year before
        return Severity.WARNING if any(map(STAGE.search, larger)) else certain
    if overlapping:
        return None
    return certain if _alike(names) else Severity.INFO


def _alike(names: Sequence[str]) -> bool:
    """Whether the names are of one kind, as 一审案件 and 二审案件 are: then they exclude one another."""
    if not any(names):
        return True  # A、B、C分别为63件、22件、3件
    return all(names) and (len({name[-1] for name in names}) == 1 or len({name[0] for name in names}) == 1)
