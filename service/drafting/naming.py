"""How people name a section, read from headings.toml."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.lexicon import lexicon
from service.question import Term, read_topic
from vectorstore.reports.headings import read_mark
from vectorstore.reports.numerals import narrow, years_in_digits

HOW_WEIGHT = 0.3
"""Of words that say how a matter is dealt with (规范, 强化): each report has others for it."""
_NO_WORD = re.compile(r"[\W_]+")
_YEAR = re.compile(r"20\d\d年?度?")
_OF_ANY_MATTER = re.compile("法治政府|法治|政府|建设|工作|推进|加强|部分|情况")
_BEFORE = re.compile(
    r"^(?:请|帮我|麻烦|只要?|起草|撰写|重写|写一?下?|关于|有关|涉及|报告[里中]?的?|文[中里]的?|20\d\d年度?的?|今年的?|本年度?的?)+"
)
_BEHIND = re.compile(
    r"(?:的|[那这]|一个?|相关|有关|部分|章节|小节|[章节段篇]|段落|板块|方面|内容|情况|工作|标题|下面|之下|全部)+$"
)


@dataclass(frozen=True, slots=True)
class Naming:
    parts: dict[str, re.Pattern[str]]
    """By part, front and closing too: what a phrase says that names it."""
    same: dict[str, tuple[str, ...]]
    """By word all that name the same matter."""
    _words: re.Pattern[str]

    def says(self, part: str, phrase: str) -> bool:
        return self.parts[part].search(phrase) is not None

    def matter(self, said: str) -> str:
        """What is said less its number and what is only said around a name: 依法决策那一节 is 依法决策."""
        plain = years_in_digits(narrow(said)).lower().strip()
        mark = read_mark(plain)
        rest = plain[mark.end :] if mark and mark.end < len(plain) else plain
        rest = _BEHIND.sub("", _BEFORE.sub("", rest.strip(" “”\"'《》。")))
        return rest.strip(" “”\"'《》。") or plain

    def without_parts(self, phrase: str) -> str:
        for pattern in self.parts.values():
            phrase = pattern.sub(" ", phrase)
        return _BEHIND.sub("", _BEFORE.sub("", phrase.strip(" 的在中里对和及与")))

    def terms(self, phrase: str) -> tuple[Term, ...]:
        """The matters of a phrase in full weight, its other words in little; where it has none, its words."""
        known = lexicon()
        official = known.in_official_words(known.from_english(phrase))
        matters = {self.same[word]: word for word in self._words.findall(official)}
        if not matters:
            return read_topic(phrase, known).terms
        others = read_topic(self._words.sub(" ", official), known).terms
        return (
            *(Term((word, *names), 1.0, official=True) for names, word in matters.items()),
            *(Term(term.names, HOW_WEIGHT * term.weight) for term in others),
        )

    def words(self, phrase: str) -> tuple[Term, ...]:
        """Its own words: a paragraph names many matters, so what headings say in their place is no sign there."""
        return tuple(term for term in read_topic(phrase, lexicon()).terms if len(term.word) > 1)


def comparable(heading: str) -> str:
    """A heading less number, year and punctuation."""
    plain = years_in_digits(narrow(heading)).lower().strip()
    mark = read_mark(plain)
    return _NO_WORD.sub("", _YEAR.sub("", plain[mark.end :] if mark and mark.end < len(plain) else plain))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def without_genre(heading: str) -> str:
    """And less the words that headings of any matter have."""
    return _OF_ANY_MATTER.sub(" ", comparable(heading))


@cache
def naming() -> Naming:
    """Read once a process."""
    data = tomllib.loads(files("service.drafting").joinpath("headings.toml").read_text(encoding="utf-8"))
    groups = [tuple(line.split()) for line in data["same"]["matters"]]
    same = {word: group for group in groups for word in group}
    parts = {part: re.compile(pattern) for part, pattern in data["parts"].items()}
    return Naming(parts, same, any_of(same))
