"""Which known indicator the words of a question mean, in whatever order they stand. Pure."""

from collections.abc import Iterator, Sequence

from service.aggregates import without_aggregate
from service.lexicon import Lexicon
from vectorstore.reports.indicators import Indicator, resolve, vocabulary
from vectorstore.reports.numerals import narrow

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
