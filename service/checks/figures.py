"""Whether each figure of a sentence stands in a cited paragraph, counting the same, of the same year. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.checks.computed import Computed, computed, fault_of_computed
from service.checks.numbers import Number, numerals_in, restored, same_quantity, value_of_numeral
from service.checks.said import Before, Said, names_in
from service.checks.sources import Figure, Given, comparable, figures_of
from service.checks.wording import content_words, names_of

ANOTHERS_WORDS = 0.5
"""By how many words another figure of the paragraph may fit the sentence's words better: 审结239件 is said in the words of
another figure, though 复议申请 fits both."""
IN_THE_SENTENCE = 0.5
"""How much a word counts that stands elsewhere in the figure's sentence, or in the claim before the figure's clause."""
ELSEWHERE = 0.2
TOPIC = 0.3
"""And of what the claim's whole sentence is about."""

_STAGES = (
    ("收到", "接收", "收悉", "收件", "接到", "共收", "收案", "新收"),
    ("受理",),
    ("立案",),
    ("审结", "办结", "结案", "审理完毕"),
    ("不予受理",),
)
_FORMULA = re.compile(r"[÷×＋+－/]|相加|相减|之和|合计|计算|相差|两者|二者|之差")
_ROLES = (re.compile(r"(?:由|从|自)(?:原来的?|原先的?|过去的?)?$"), re.compile(r"(?:至|到|为|成)(?:了|现在的)?$"))
_OPPOSITES = (
    ("增长 上升 增加 提高 提升 上涨 多 升".split(), "下降 减少 降低 下滑 缩减 压缩 缩短 降 少".split()),
    ("高于 超过 多于".split(), "低于 少于 不及".split()),
    ("胜诉 维持 驳回".split(), "败诉 撤销 纠错 变更".split()),
)
_CUMULATIVE = re.compile(
    r"近[两二三四五六七八九十\d]+年|[两二三四五六七八九十\d]+年(?:来|间|累计)|连续|历年|自?20\d\d年(?:以来|起|至今)|"
    r"截至|截止|目前|(?<!年)以来|累计|总计|共有|至今|已有|期间"
)
_SEVERAL_YEARS = re.compile(
    r"近[两二三四五六七八九十\d]+年|(?<!\d)[两二三四五六七八九十]年(?:来|间)|历年|(?<!年)(?<!度)20\d\d年(?:以来|起|至今)"
)
_PART_OF_A_YEAR = re.compile(r"运行\d+个?月|\d个月(?:内|来|间)|上半年|下半年|季度")
_OUTCOMES = re.compile(r"成功|化解|纠错|撤回|维持|驳回|调撤|胜诉|败诉|撤销|确认违法|销号|整改到位|办结|答复")
_UP_TO_NOW = re.compile(r"累计|截至|截止|目前|总计")
_OF_ONE_YEAR = re.compile(r"一年(?:里|内|间)?|当年|新[增建发归办设立签开制修][一-鿿]?|仅\d{4}年")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_OPENING_YEAR = re.compile(r"(?:^|[，,；;。：:])(?:截至|截止|至|自|从)?((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Matched:
    """The figures of a sentence and where they stand."""

    held: tuple[tuple[Given, Figure], ...]
    values: tuple[Number, ...]
    """Of the sentence, those that stand in a paragraph."""
    corrections: tuple[tuple[int, int, str], ...]
    """Of the sentence: start, end, and the paragraph's own wording, where 余 or 近 was left out."""
    computed: tuple[Computed, ...]


def match_figures(said: Said, before: Before) -> Matched | str:
    """The figures with their places; or why the sentence can't stay."""
    matched: list[tuple[Given, Figure]] = []
    values: list[Number] = []
    corrections: list[tuple[int, int, str]] = []
    unmatched: list[Figure] = []
    blank = said.labels
    for figure in figures_of(blank):
        number = figure.number
        if _is_counted_here(number, values, said):
            continue
        sources = said.sources_at(number.start)
        candidates = [(g, held) for g in sources for held in g.figures if same_quantity(number, held.number)]
        if not candidates:
            unmatched.append(figure)
            continue
        faults = [_misfit(figure, held, given, said, before) for given, held in candidates]
        fitting = next((pair for pair, fault in zip(candidates, faults, strict=True) if fault is None), None)
        if fitting is None:
            return next(fault for fault in faults if fault)
        matched.append(fitting)
        values.append(number)
        if wording := restored(number, fitting[1].number):
            corrections.append((number.start, number.end, wording))
    if fault := fault_of_computed(blank, values):
        return fault
    found: list[Computed] = []
    for figure in unmatched:
        result = computed(figure, values, before.figures, blank)
        if result is None:
            return f"所引段落没有“{said.text[figure.number.start : figure.number.end]}”这个数"
        found.append(result)
    if fault := _fault_of_numerals(blank, said, values):
        return fault
    return Matched(tuple(matched), tuple(values), tuple(corrections), tuple(found))


def _counts_the_names(number: Number, said: Said) -> bool:
    """“长江普法联盟”和“民企公开课”两个项目."""
    return number.unit in ("个", "项", "类", "种", "部", "份", "大") and number.value == len(names_in(said.text)) > 1


def _is_repeated(number: Number, values: Sequence[Number], text: str) -> bool:
    """In a formula (按28÷35计算), or as the number of the operands (两项相加)."""
    if not _FORMULA.search(text):
        return False
    operands = number.unit in ("项", "个", "数", "者") and number.value <= len(values) and number.value < 10
    return operands or (not number.counts and any(abs(number.value - v.value) < 1e-9 for v in values))


def _is_counted_here(number: Number, values: Sequence[Number], said: Said) -> bool:
    """The number counts what the sentence itself names: its districts, its names, the operands of a sum."""
    text = said.labels
    return (
        _counts_the_districts(number, text, said)
        or _counts_the_names(number, said)
        or _is_repeated(number, values, text)
    )


def _counts_the_districts(number: Number, text: str, said: Said) -> bool:
    """两个区: as many as are cited."""
    districts = {given.report.region.code for given in said.cited}
    return number.value == len(districts) and text[number.end : number.end + 1] in ("区", "县", "市", "地")


def _fault_of_numerals(text: str, said: Said, values: Sequence[Number]) -> str | None:
    """Chinese numerals that count nothing known (六大行动, 三级) stand there as they are."""
    taken = [(value.start, value.end) for value in values]
    districts = len({given.report.region.code for given in said.cited})
    for phrase, place in numerals_in(text):
        if any(start <= place < end for start, end in taken):
            continue
        value = value_of_numeral(phrase)
        if value == len(names_in(said.text)) and value > 1:
            continue
        if phrase[-1] in "区县市地" and value == districts:
            continue
        if phrase[-1] in "数项者个" and _FORMULA.search(text) and value and value <= len(values):
            continue
        if not any(phrase in given.whole for given in said.cited_at(place)):
            return f"所引段落没有“{phrase}”"
    return None


def _misfit(figure: Figure, held: Figure, given: Given, said: Said, before: Before) -> str | None:
    """Why the paragraph's number, though equal, is not what the sentence tells."""
    shown = said.text[figure.number.start : figure.number.end]
    stages = (_stage(figure), _stage(held))
    if None not in stages and stages[0] != stages[1]:
        return f"“{shown}”在所引段落中数的是另一环节"
    if _role(figure) is not None and _role(held) is not None and _role(figure) != _role(held):
        return f"“{shown}”在所引段落中的前后次序不同"
    own = f"{held.clause} {held.earlier}"
    for up, down in _OPPOSITES:
        for one, other in ((up, down), (down, up)):
            mine = any(word in figure.clause for word in one) and not any(word in figure.clause for word in other)
            if mine and any(w in held.clause for w in other) and not any(w in own for w in one):
                return f"“{shown}”在所引段落中的增减方向不同"
    if _is_anothers_outcome(figure, held, given) or _is_said_of_another(
        figure, held, said.sources_at(figure.number.start), given
    ):
        return f"“{shown}”在所引段落中数的是别的事项"
    return _misfit_of_time(figure, held, given, said, before, shown)


def _misfit_of_time(figure: Figure, held: Figure, given: Given, said: Said, before: Before, shown: str) -> str | None:
    said_text = comparable(said.text)
    printed = f"{held.subject}{held.number.printed}{held.clause}"
    near = "，".join(held.subject.split("，")[-2:])
    if _SEVERAL_YEARS.search(near) and (said.years or not _CUMULATIVE.search(said_text)):
        if not _SEVERAL_YEARS.search(said_text):
            return f"“{shown}”在所引段落中是多年的数"
    if _UP_TO_NOW.search(held.words) and any(m[0] not in held.words for m in _OF_ONE_YEAR.finditer(said_text)):
        return f"“{shown}”在所引段落中是累计的数"
    if _PART_OF_A_YEAR.search(held.words) and "全年" in said_text and "全年" not in held.words:
        return f"“{shown}”在所引段落中不是全年的数"
    if _is_plan(held, given):
        return None
    opening = _OPENING_YEAR.findall(held.subject)
    held_year = int(opening[-1]) if opening else given.report.year
    year = said.year_at(figure.number.start) or (held_year if said.years else before.year)
    if year is None:
        year = given.report.year
    if year != held_year and f"{year}年" not in printed:
        return f"“{shown}”在所引段落中不是{year}年的数"
    years = set(_YEAR.findall(held.clause))
    if years and not years & set(_YEAR.findall(figure.clause)) and _YEAR.search(figure.clause):
        return f"“{shown}”在所引段落中是{min(years)}年的数"
    return None


def _is_plan(held: Figure, given: Given) -> bool:
    return any(s.is_plan and s.span.start <= held.number.start < s.span.end for s in given.read.sentences)


def _stage(figure: Figure) -> int | None:
    """Which stage of a case the nearest word of the figure's clause names; 5 words of the stages are never the same."""
    for text in (figure.clause, figure.earlier):
        found = [
            (text.rfind(word) + len(word), -len(word), place)
            for place, words in enumerate(_STAGES)
            for word in words
            if word in text
        ]
        if found:
            return max(found)[2]
    return None


def _role(figure: Figure) -> int | None:
    """由198天压缩至123天: what it was, and what it is now."""
    before = figure.subject
    roles = [place for place, pattern in enumerate(_ROLES) if pattern.search(before)]
    return roles[0] if roles else None


def _is_anothers_outcome(figure: Figure, held: Figure, given: Given) -> bool:
    """受理调解41653件，成功41409件: 41653 were not 成功."""
    for outcome in _OUTCOMES.findall(figure.clause):
        if any(name in f"{held.earlier} {held.clause}" for name in names_of(outcome)):
            continue
        if any(outcome in o.clause for o in given.figures if o.sentence == held.sentence and o.number != held.number):
            return True
    return False


def _is_said_of_another(figure: Figure, held: Figure, sources: Sequence[Given], given: Given) -> bool:
    """Whether the words around the figure are those of another figure of the cited paragraphs."""
    clause = dict.fromkeys(content_words(figure.clause), 1.0)
    words = dict.fromkeys(content_words(figure.earlier), IN_THE_SENTENCE) | clause
    if not words or not figure.counts:
        return False
    own_words = _named(held, figure)
    for source in sources:
        for other in source.figures:
            if (other.number.value == held.number.value and other.number.unit == held.number.unit) or not other.counts:
                continue
            theirs = _named(other, figure)
            weighed = words
            # The sentence has every word of the clause in which the paragraph gives the number; what stands before it
            # there is said of it too (被告的案件35件，已审结28件).
            inherits = other.sentence == held.sentence and given == source and other.number.end <= held.number.start
            if own_words and (inherits or len(own_words) > len(theirs)):
                continue
            if own_words and len(own_words) == len(theirs):  # 结案 of both: what the sentence is about tells
                weighed = dict.fromkeys(content_words(figure.subject), TOPIC) | words
            own_fit, their_fit = _fit(weighed, held, given), _fit(weighed, other, source)
            if max(_gain(weighed, own_fit, their_fit), _gain(clause, own_fit, their_fit)) >= ANOTHERS_WORDS:
                return True
    return False


def _named(held: Figure, figure: Figure) -> tuple[str, ...]:
    """The words of the clause in which the paragraph gives a number, if the sentence has them all; else none."""
    own = content_words(held.clause)
    around = f"{figure.earlier} {figure.clause}"
    return own if all(any(name in around for name in names_of(word)) for word in own) else ()


def _fit(words: Iterable[str], held: Figure, given: Given) -> dict[str, float]:
    """How near each word stands to the paragraph's figure: 1 in its clause, less before it, 0 nowhere."""
    fit = {}
    for word in words:
        names = names_of(word)
        if any(name in held.clause for name in names):
            fit[word] = 1.0
        elif any(name in held.earlier for name in names):
            fit[word] = 0.9
        elif any(name in held.words for name in names):
            fit[word] = IN_THE_SENTENCE
        elif any(name in given.whole for name in names):
            fit[word] = ELSEWHERE
        else:
            fit[word] = 0.0
    return fit


def _gain(words: dict[str, float], own: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * (other[word] - own[word]) for word, weight in words.items())


def corrected(text: str, corrections: Sequence[tuple[int, int, str]]) -> str:
    for start, end, wording in sorted(corrections, reverse=True):
        text = text[:start] + wording + text[end:]
    return text
