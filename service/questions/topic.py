"""What a question asks for, apart from where and when: its kind, its terms and the measure of the figure it wants."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vectorstore.genre.quantities import COUNTS, UNITS, Measure, unit_pattern
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.terms import Lexicon, Term
from vectorstore.genre.text import ENUMERATION, STOPS, clauses, narrow, stops

_UNIT_NAMES = [
    unit for units in UNITS.values() for unit in units if unit not in ("村", "大", "单", "成") and unit[0] != "个"
]
HOW_MANY = re.compile(
    r"(?:有|共|达|是|为)?(?:百分之)?(?:几成|多少|几|若干)"
    rf"(?:个(?P<compound>工作日|月|百分点)?|(?P<unit>{unit_pattern(_UNIT_NAMES)}))?"
)
"""The words that ask for a figure, with the unit they ask for."""
COUNTED_AS = {
    "次数": {Measure.EVENTS},
    "场次": {Measure.EVENTS},
    "人次": {Measure.ATTENDANCES},
    "人数": {Measure.PEOPLE},
    "户数": {Measure.BODIES},
    "金额": {Measure.MONEY},
}
"""Words that ask for a measure and name nothing else."""
_WHO = "人员|律师|志愿者|调解员|公证员|仲裁员|明白人|执法员|协理员"
_RATE = re.compile(r"率(?!先|领)|占比|占多少|几成|百分之|比例|percent|rate\b")
_MONEY = re.compile(r"损失|多少钱|多少元|how much money")
_DURATION = re.compile(r"多久|多长时间|用时|how many (?:days|hours|months)")
_PERSONS = re.compile(
    rf"(?:{_WHO})(?:一共|总共|共)?有?(?:多少|几)个?(?:$|[^件家项处所份次场人])|(?:多少|几)个?(?:[^，,。？?和与]{{0,6}})(?:{_WHO})"
)
"""多少行政执法人员 asks for persons, whatever the unit."""
_INTERCHANGEABLE = frozenset({Measure.MATTERS, Measure.WRITINGS, Measure.BODIES, Measure.THINGS, Measure.EVENTS})
"""People mix 件, 个, 项, 家 and 次, but nobody asks for persons or percentages by them."""


def measures_asked(official: str, plain: str) -> frozenset[Measure]:
    """The measures that the words of a question allow, in official words and as typed; empty where they don't say."""
    found: set[Measure] = set()
    for match in HOW_MANY.finditer(official):
        if match["unit"]:
            found |= _asked_measures(match["unit"])
        elif match["compound"]:
            found.add(Measure.RATE if match["compound"] == "百分点" else Measure.DURATION)
        elif match[0].endswith("个"):
            found |= _INTERCHANGEABLE
    if _PERSONS.search(official):
        found = (found - _INTERCHANGEABLE) | {Measure.PEOPLE}
    for word, measures in COUNTED_AS.items():
        if word in official:
            found |= measures
    if _RATE.search(official):
        found.add(Measure.RATE)
    if _MONEY.search(official):
        found.add(Measure.MONEY)
    if _DURATION.search(official) or _DURATION.search(plain):
        found.add(Measure.DURATION)
    if "how many" in plain and Measure.DURATION not in found:
        found |= COUNTS
    if "同比" in official or (found and not found & COUNTS and re.search(r"增长|下降|提高", official)):
        found |= {Measure.RATE, Measure.MULTIPLE}
    return frozenset(found)


def units_asked(official: str) -> frozenset[str]:
    """As asked, e.g. 件."""
    return frozenset(match["unit"] for match in HOW_MANY.finditer(official) if match["unit"])


def _asked_measures(unit: str) -> frozenset[Measure]:
    measure = next(measure for measure, units in UNITS.items() if unit in units)
    if unit in ("名", "位"):
        return frozenset({Measure.PEOPLE})
    if unit in ("回", "趟"):
        return _INTERCHANGEABLE
    if measure is Measure.PEOPLE:
        return frozenset({Measure.PEOPLE, Measure.ATTENDANCES})
    if measure is Measure.EVENTS:
        return frozenset({Measure.EVENTS, Measure.ATTENDANCES, Measure.THINGS})
    if measure in _INTERCHANGEABLE:
        return _INTERCHANGEABLE
    return frozenset({measure})


LIGHT_WEIGHT = 0.4
"""Of words such as 开展 or 案件, which reports change freely."""
QUOTED_WEIGHT = 2.0
"""Of a name in quotation marks: who writes “综合查一次” means just that."""
SCENE_WEIGHT = 0.6
"""Of what a question says in another clause than the one that asks: it sets the scene."""
UNKNOWN_ENGLISH_WEIGHT = 0.5
"""Of an English word that the lexicon doesn't hold: it may be anything, also the point of the question."""


class QuestionKind(StrEnum):
    FIGURE = "figure"
    LIST = "list"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Topic:
    """A question less its districts and years."""

    text: str
    """In official words, for the search."""
    kind: QuestionKind
    terms: tuple[Term, ...]
    measures: frozenset[Measure]
    """What may answer a figure question; empty where the question doesn't say."""
    units: frozenset[str]
    """As asked, e.g. 件."""
    phrase: str
    """What it is about, in the user's words."""
    wants_plan: bool
    """The question is about next year's arrangements."""
    wants_shortcomings: bool
    which_regions: bool = False
    """The question is which districts do something."""
    parts: tuple["Topic", ...] = ()
    """受理多少件，审结多少件 asks two things; empty where one is asked."""


_IN_ALL = re.compile(r"一共|总共|共计|合计|总计")
_ASKS_A_FIGURE = re.compile(
    r"多少|(?<![把这那好前十])几(?![乎何])|率(?!先|领)|数量|次数|人数|场次|人次|金额|件数|数$|how many|how much|rate"
)
_AND = re.compile(r"以及|及|和|与|\band\b")
_PLAN_TERMS = frozenset(
    "下一步 下一年度 下一年 新一年 计划 打算 安排 工作安排 主要安排 工作打算 重点 工作重点 部署 将 推进 准备 "
    "继续 发力 加强 目标 任务 思路 方向 规划 努力".split()
)
_STAGED = re.compile(r"复议|诉讼|应诉|案|工单|诉求|纠纷|热线")
STAGES = frozenset("收到 受理 立案 审结 办结 结案".split())
"""Of a case different things; of anything else (收到并答复的依申请公开) a way of speaking."""
_STAGES_OF_DOCUMENTS = frozenset("制定 出台 印发 制发 发布 修改 修订 废止 清理 备案 保留".split())
"""And of a normative document."""
_SHORTCOMING_TERMS = frozenset("不足 问题和不足 薄弱环节 差距 短板 依法行政 依法".split())
_FIGURE_WORDS = re.compile(
    r"多少|(?<!哪)几[^乎何]|数量|总数|人数|次数|件数|场次|人次|占比|百分之|比例|多大|多久|多长时间|[^效]率(?!先|领)|金额|规模|"
    r"用时|分别是(?!什么|哪)|总[量数]|(?<![质力])[数量](?:$|[?？。])|how many|how much|percentage|number of|"
    r"what (?:was|is|were) the .*(?:rate|number|total)"
)
_NAMES_OF_REGIONS = re.compile(
    r"哪[些几]?个?(?:区|县|市|地方|地区|地)|哪里|谁家|which (?:districts?|count(?:y|ies)|cit(?:y|ies))"
)
_LIST_WORDS = re.compile(r"哪些|哪几|有什么|什么样|包括什么|列出|列举|which|what (?:are|were)|几大")
_SHORTCOMINGS = re.compile(r"不足")
_ASKING = re.compile(
    r"各类|各种|各项|请问|请教|麻烦|帮我|帮忙|查一下|查查|告诉我|我想(?:知道|问)?|想(?:了解|知道|问)一下?|能不能|可不可以|"
    r"是什么意思|什么意思|什么是|是什么|是怎么|怎么样|怎样|怎么|如何|情况如何|有哪些|哪些|哪几个?|哪个|为什么|有没有|是否|有无|"
    r"分别|各[有是]?|呢|吗|吧|[?？!！。，,、；;：:~～]"
)
_QUOTED = re.compile(r"[“\"‘「《]([^”\"’」》]{2,40})[”\"’」》]")


def read_topic(text: str, lexicon: Lexicon) -> Topic:
    """The topic of a question from which districts and years have been cut."""
    plain = narrow(text).lower()
    topic = _read(lexicon.in_official_words(lexicon.from_english(plain)), plain, lexicon)
    if topic.kind is not QuestionKind.FIGURE:
        return topic
    parts = _split(topic.text)
    return replace(topic, parts=tuple(_read(part, part, lexicon) for part in parts)) if len(parts) > 1 else topic


def _read(official: str, plain: str, lexicon: Lexicon) -> Topic:
    kind = _kind(official, plain)
    # 列入制定计划的文件有几件 asks for a result.
    wants_plan = bool((_to_come() if kind is QuestionKind.FIGURE else _plans()).search(official))
    wants_shortcomings = bool(_SHORTCOMINGS.search(official))
    terms = _terms(official, lexicon)
    if wants_plan:
        terms = tuple(term for term in terms if term.word not in _PLAN_TERMS)
    if wants_shortcomings:
        terms = tuple(term for term in terms if term.word not in _SHORTCOMING_TERMS)
    return Topic(
        text=re.sub(r"\s+", " ", official).strip(),
        kind=kind,
        terms=terms,
        measures=measures_asked(official, plain),
        units=units_asked(official),
        phrase=_phrase(plain),
        wants_plan=wants_plan,
        wants_shortcomings=wants_shortcomings,
        which_regions=bool(_NAMES_OF_REGIONS.search(plain)),
    )


def _to_come() -> re.Pattern[str]:
    return pattern_of("assertions", "asks_what_is_to_come")


def _plans() -> re.Pattern[str]:
    return pattern_of("assertions", "asks_for_plans")


def _phrase(plain: str) -> str:
    words = re.sub(r"\s+", " ", _ASKING.sub(" ", HOW_MANY.sub(" ", _IN_ALL.sub(" ", plain)))).strip(" 的了在年度,，")
    return re.sub(r"(?<![a-z]) | (?![a-z])", "", words)


def _split(official: str) -> list[str]:
    """Cut where a figure is asked for on both sides."""
    parts, start = [], 0
    between = [(stop.start, stop.end) for stop in stops(official, at=STOPS + ENUMERATION)]
    for end, following in sorted([*between, *(joint.span() for joint in _AND.finditer(official))]):
        if _ASKS_A_FIGURE.search(official[start:end].rstrip()) and _ASKS_A_FIGURE.search(official[following:]):
            parts.append(official[start:end].strip())
            start = following
    return [*parts, official[start:].strip()]


def _kind(official: str, plain: str) -> QuestionKind:
    if _FIGURE_WORDS.search(official) or _FIGURE_WORDS.search(plain):
        return QuestionKind.FIGURE
    if _LIST_WORDS.search(plain):
        return QuestionKind.LIST
    return QuestionKind.DESCRIPTION


def _terms(official: str, lexicon: Lexicon) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    rest = official
    for match in _QUOTED.finditer(official):
        name = match[1].strip()
        terms[name] = Term(lexicon.names(name), QUOTED_WEIGHT, official=name in lexicon.official)
        rest = rest.replace(match[0], " ")
    stages_matter = bool(_STAGED.search(official))
    documents = "规范性文件" in official
    said = [clause.text for clause in clauses(rest)]
    asking_clauses = [bool(_ASKS_A_FIGURE.search(clause)) for clause in said]
    for clause, asks in zip(said, asking_clauses, strict=True):
        share = SCENE_WEIGHT if any(asking_clauses) and not asks else 1.0
        for word, others in _words(clause, lexicon):
            if word not in terms and (term := _term(word, others, stages_matter, lexicon)) is not None:
                is_stage = documents and word in _STAGES_OF_DOCUMENTS
                terms[word] = replace(term, weight=share * term.weight, official=term.official or is_stage)
    if terms and all(term.word in STAGES for term in terms.values()):
        return tuple(Term(term.names, 1.0, official=True) for term in terms.values())
    return tuple(terms.values())


def _words(clause: str, lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of a clause, each with those that the question offers in its place: 调整或回收."""
    words = _with_their_rates(lexicon.cut(_ASKING.sub(" ", HOW_MANY.sub(" ", _IN_ALL.sub(" ", clause)))))
    place = 0
    while place < len(words):
        others: list[str] = []
        while place + len(others) * 2 + 2 < len(words) and words[place + len(others) * 2 + 1] in ("或", "或者"):
            others.append(words[place + len(others) * 2 + 2])
        yield words[place], tuple(others)
        place += 1 + 2 * len(others)


def _term(word: str, others: Sequence[str], stages_matter: bool, lexicon: Lexicon) -> Term | None:
    """None for a word that says nothing of what is asked."""
    if not word.strip() or word in lexicon.generic or word in COUNTED_AS:
        return None
    if word in STAGES and not stages_matter:
        return Term(lexicon.names(word), LIGHT_WEIGHT)
    if word.isascii() and word.isalpha():
        return Term((word,), UNKNOWN_ENGLISH_WEIGHT) if word not in lexicon.generic and len(word) > 1 else None
    if not any(map(str.isalpha, word)) and word not in lexicon.official:
        return None
    weight = LIGHT_WEIGHT if word in lexicon.light or len(word) == 1 else 1.0
    names = tuple(name for each in (word, *others) for name in lexicon.names(each))
    return Term(names, weight, official=word in lexicon.official or word.endswith("率"))


def _with_their_rates(words: list[str]) -> list[str]:
    """满意 and 率, cut apart by the segmenter, are one term: 满意率."""
    joined: list[str] = []
    for word in words:
        if word in ("率", "数") and joined and "\u4e00" <= joined[-1][-1] <= "\u9fff":
            joined[-1] += "率" if word == "率" else ""
        else:
            joined.append(word)
    return joined
