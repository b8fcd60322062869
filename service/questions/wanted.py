"""What a question over several reports wants put together. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vectorstore.genre.indicators import Indicator, resolve, vocabulary
from vectorstore.genre.numerals import FIGURE, value_of
from vectorstore.genre.terms import Lexicon
from vectorstore.genre.text import narrow


class Aggregate(StrEnum):
    HIGHEST = "highest"
    LOWEST = "lowest"
    RANKING = "ranking"
    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"
    """几个区: how many, and which."""
    WHICH = "which"
    """哪些区 give the figure, or one above or below a bound."""


@dataclass(frozen=True, slots=True)
class Bound:
    """超过150件."""

    above: bool
    inclusive: bool
    number: Decimal
    words: str
    """As asked."""

    def admits(self, number: Decimal) -> bool:
        if number == self.number:
            return self.inclusive
        return (number > self.number) == self.above


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants made of the figures."""

    aggregates: tuple[Aggregate, ...]
    bound: Bound | None = None
    tells: bool = False
    """公布了, 给出了: the question is who gives the figure, not who does the thing."""
    absent: bool = False
    """没有公布."""

    @property
    def of_figures(self) -> bool:
        return self.tells or self.bound is not None or not set(self.aggregates) <= {Aggregate.COUNT, Aggregate.WHICH}

    @property
    def counts_what_is_done(self) -> bool:
        """几个区推行了: by what the reports say, not by figures."""
        return Aggregate.COUNT in self.aggregates and self.bound is None and not self.absent


_WORDINGS = {
    # 最大限度, 最高人民法院, 最多跑一次, 最低生活保障 compare nothing.
    Aggregate.HIGHEST: re.compile(
        r"最(?:高|多|大)(?!跑|限度|程度|化|人民|法院?|检|标准|规格|努力|公约|奖|范围)(?:的|值)?|(?:居首|第一名|排在?第一|居第一)|"
        r"(?:谁|哪)[^，,。？?]{0,24}?(?P<more>[更比较最]{0,2}(?:多|高)(?:一?[些点])?[的呢吗？?。\s]*$)|"
        r"(?:更(?:多|高)|(?:多|高)一?[些点])(?=[的呢吗？?。\s]*$)|"
        r"\b(?:highest|largest|greatest|biggest|(?<!at )most(?! of\b| recent| important| common)|more)\b",
        re.IGNORECASE,
    ),
    Aggregate.LOWEST: re.compile(
        r"最(?:低|少|小)(?!跑|限度|程度|化|生活|工资|单元|单位)(?:的|值)?|垫底|倒数第一|"
        r"(?:谁|哪)[^，,。？?]{0,24}?(?P<less>[更比较最]{0,2}(?:(?<!多)少|低)(?:一?[些点])?[的呢吗？?。\s]*$)|"
        r"(?:更(?:少|低)|(?<!多)(?:少|低)一?[些点])(?=[的呢吗？?。\s]*$)|"
        r"\b(?:lowest|fewest|smallest|(?<!at )least|fewer)\b",
        re.IGNORECASE,
    ),
    Aggregate.RANKING: re.compile(
        r"(?:排名|排序|排行榜?|排个?名次|名次|排(?:一下|个)序)|[从由](?:高到低|多到少|低到高|少到多|大到小)(?:排列?|列出)?|"
        r"\b(?:ranking|rank)\b",
        re.IGNORECASE,
    ),
    Aggregate.MEAN: re.compile(r"平均(?:数|值|下来)?|均值|\b(?:on average|average|the mean)\b", re.IGNORECASE),
    Aggregate.SUM: re.compile(
        r"合计(?!划)|总共|一共|(?<!公)共计(?!划)|总计(?!划)|总数(?!据)|总和|之和|加(?:在一起|起来|一起|总)|相加|全加上?|"
        r"(?<!公)共(?:有|是)?(?=多少|几)|\b(?:in total|altogether|combined|total|in all|sum of)\b",
        re.IGNORECASE,
    ),
    Aggregate.COUNT: re.compile(
        r"(?<![这那前后哪好])(?:有|是)?(?:几|多少)个?(?:区县|县区|区|县|市|地方|地区)(?![镇域间块级政]|\w{0,2}街道)|"
        r"\bhow many (?:districts|counties|cities)\b",
        re.IGNORECASE,
    ),
    Aggregate.WHICH: re.compile(
        r"哪(?:些|几)个?(?:区县|县区|区|县|市|地方|地区)|\bwhich (?:districts|counties|cities)\b", re.IGNORECASE
    ),
}
_WHICH_ONE = re.compile(r"哪一?个?(?:区|县|市|地方)")
_TELLING = re.compile(
    r"(?:没有?|未|不)(?:公布|给出|报告|披露|提供|列出|写明|写出|交代|说明|报出|写|提)(?:出|到)?|"
    r"(?:公布|给出|披露|写明|报出)(?:了|过)?|(?:报告|提供|列出|写出|交代|说明|给|写|报)[了过]|"
    r"\b(?:do not |did not |don't |didn't )?(?:report|publish|give)(?:ed|s)?\b"
)
_NOT = re.compile(r"没|未|不|\bnot\b|n't\b")
_BOUND = re.compile(
    r"(?P<word>不低于|不少于|不超过|超过|高于|大于|多于|超出|达到|超|至少|不到|不足|低于|少于|小于|未达到?|"
    r"more than|over|above|at least|less than|fewer than|under|below)\s*(?:了|过)?"
    rf"(?P<number>{FIGURE})\s*(?P<factor>[万亿]?)(?P<unit>%|[件次人名个家户份项条场宗起元卷期]{{0,2}})(?P<tail>以[上下])?|"
    rf"(?:在|有)?(?P<number2>{FIGURE})\s*(?P<factor2>[万亿]?)(?P<unit2>%|[件次人名个家户份项条场宗起元卷期]{{0,2}})(?P<tail2>以[上下])",
    re.IGNORECASE,
)
_AT_LEAST = frozenset(("不低于", "不少于", "达到", "至少", "at least"))
_AT_MOST = frozenset(("不超过",))
_BELOW = frozenset(
    ("不到", "不足", "低于", "少于", "小于", "未达", "未达到", "less than", "fewer than", "under", "below")
)

_ASKING = re.compile(
    r"(?:有|是|为|达)?(?:多少|(?<![好前])几)(?:件次|人次|场次|万元|[件次场人名个家户份项条宗起元])?|"
    r"[哪各每](?:些|几)?(?:一个|个)?(?:区县|县区|区|县|市|地方|地区|地|家|边)?|谁家?|分别|各自|都(?=是|有|$)|"
    r"(?:请问|^请|麻烦|帮我|帮忙|查一下|看看|看一下|列一下|列出|对比一下|对比|比一比|统计|算一下|算算|我想知道|告诉我)|"
    r"(?:这|那)?(?:[两二三四五六七八九十几]|\d+)(?:个|份)(?:区县|区|县|报告)|(?:这|那)?(?:[两二三四五六七八九十]|几)(?:个|份)?(?:区县|区|县|报告)?(?=的|合计|$|\s)|全部|所有|范围内|馆藏|里面?|之中|当中|之间|"
    r"(?:得|了|呢|吗|吧|啊|呀|么|那么|那|又|再|则|情况)|[的有是和与跟、？?。！!，,：:；;\s]"
)
_FOLLOW_UP = re.compile(r"^(?:那|and\b|what about|how about)|呢[?？。\s]*$", re.IGNORECASE)
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def aggregates_of(question: str) -> tuple[Aggregate, ...]:
    """All that the question asks for, in the order in which it is answered: 最高和最低 are two."""
    text = narrow(question)
    return tuple(aggregate for aggregate, wording in _WORDINGS.items() if wording.search(text))


def bound_of(question: str) -> Bound | None:
    match = _BOUND.search(narrow(question))
    if match is None:
        return None
    digits, factor = match["number"] or match["number2"], match["factor"] or match["factor2"] or ""
    value = value_of(digits + factor)
    if value is None:
        return None
    unit, tail = match["unit"] or match["unit2"] or "", match["tail"] or match["tail2"]
    word = (match["word"] or "").lower()
    below = word in _BELOW or word in _AT_MOST or tail == "以下"
    inclusive = word in _AT_LEAST or word in _AT_MOST or (not word and tail is not None)
    words = (
        re.sub(r"\s+", "", match[0])
        if not word.isascii() or not word
        else f"{'低于' if below else '超过'}{digits}{factor}{unit}"
    )
    return Bound(not below, inclusive, Decimal(str(value)), words)


def as_which(question: str) -> str:
    """几个区推行了 asked as 哪些区推行了."""
    return _WORDINGS[Aggregate.COUNT].sub("哪些区", narrow(question))


def wanted_of(question: str, before: Sequence[str] = ()) -> Wanted | None:
    """`before` are the turns before, the newest first: 那审结的呢 wants the same of something else."""
    aggregates = set(aggregates_of(question))
    if not aggregates and before and _FOLLOW_UP.search(question.strip()):
        return wanted_of(before[0], before[1:])
    if Aggregate.COUNT in aggregates:
        aggregates = {Aggregate.COUNT}  # 一共有几个区
    elif len(aggregates) > 1:
        aggregates -= {Aggregate.WHICH}
    telling = _TELLING.search(narrow(question))
    absent = telling is not None and _NOT.search(telling[0]) is not None
    if not aggregates and absent and _WHICH_ONE.search(question):
        aggregates = {Aggregate.WHICH}
    if not aggregates:
        return None
    in_order = tuple(aggregate for aggregate in Aggregate if aggregate in aggregates)
    return Wanted(in_order, bound_of(question), telling is not None, absent)


def without_aggregate(words: str) -> str:
    """What is asked about, without how it is to be put together."""
    text = _BOUND.sub(" ", narrow(words))
    text = _WORDINGS[Aggregate.COUNT].sub(" ", text)
    for wording in _WORDINGS.values():
        text = wording.sub(_kept, text)
    text = _TELLING.sub(" ", text)
    return _ASKING.sub("", _ENGLISH.sub(" ", text)).strip()


def _kept(match: re.Match[str]) -> str:
    """谁家的听证会更多: only 更多 goes."""
    for name in ("more", "less"):
        if (rest := match.groupdict().get(name)) is not None:
            return match[0].removesuffix(rest)
    return " "


_DOING = frozenset("发出 开 办 搞 做 发 办的 审理 查处 完成 上报 取得 实现 达到".split())
"""Verbs that an indicator's name leaves out."""
MOST_TOKENS = 6
"""Words of more than that are a sentence, not the name of something counted."""
_EXACT_UNITS = frozenset(("人", "名", "位", "人次", "元", "万元", "%"))
"""People mix 件, 个, 项, 家 and 次, but not these."""


def indicator_asked(question: str, before: Sequence[str], units: frozenset[str], lexicon: Lexicon) -> Indicator | None:
    """As meant, unless the question counts in another unit: 多少人次 asks for no 场次."""
    found = _meant(question, before, lexicon)
    if found is None or not units or units & (found.units | {found.unit}):
        return found
    return None if (units | {found.unit}) & _EXACT_UNITS else found


def _meant(question: str, before: Sequence[str], lexicon: Lexicon) -> Indicator | None:
    """The indicator that the words mean, district and year cut away; `before` are the turns before, the newest first.

    A follow-up that names only a stage (那审结的呢) is read with what the turn before was about. None where the words
    hold more than any indicator's name: 企业走访 is nobody's.
    """
    own = without_aggregate(lexicon.from_english(narrow(question).lower()))
    if len(own) < 2:
        return _meant(before[0], before[1:], lexicon) if before else None
    if _subject(own) is None and (subject := next(filter(None, map(_subject, before)), None)):
        return _resolved(f"{subject}{own}", lexicon) or _resolved(own, lexicon)
    return _resolved(own, lexicon)


def _subject(turn: str) -> str | None:
    return next((topic.name for topic in vocabulary().topics if topic.words.search(turn)), None)


def _resolved(words: str, lexicon: Lexicon) -> Indicator | None:
    """In the order asked or another: 审结的行政复议案件, 行政复议案件审结. What resolves to two is neither."""
    for wording in dict.fromkeys((words, lexicon.in_official_words(words).replace(" ", ""))):
        tokens = [token for token in lexicon.cut(wording) if token.isalnum() and token not in lexicon.generic]
        tokens = [token for token in tokens if token not in _DOING]
        if not tokens or len(tokens) > MOST_TOKENS:
            continue
        found = resolve(wording)
        if found is None:
            others = {one.name: one for order in _orders(tokens) if (one := resolve("".join(order)))}
            found = next(iter(others.values())) if len(others) == 1 else None
        if found is not None and _is_meant(tokens, found, lexicon):
            return found
    return None


def _orders(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    yield tokens
    for place in range(1, len(tokens)):
        yield [*tokens[place:], *tokens[:place]]


def _is_meant(tokens: Sequence[str], indicator: Indicator, lexicon: Lexicon) -> bool:
    """Whether the indicator's names or wordings hold each word, and its name one of them; light words (开展, 案件) say
    nothing. 矛盾纠纷 is a word of 人民调解成功数, but not what that counts."""
    telling = [lexicon.names(token) for token in tokens if token not in lexicon.light and len(token) > 1]
    labels = [indicator.name, *indicator.synonyms, *(form.local.pattern for form in indicator.forms)]
    held = all(any(name in label for name in names for label in labels) for names in telling)
    named = any(name in indicator.name for token in tokens for name in lexicon.names(token) if len(name) > 1)
    return held and named
