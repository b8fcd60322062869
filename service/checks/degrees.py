"""Words that make a thing greater than it is: 首创, 全省, 大幅 stand only where the paragraph says them of it. Pure."""

import re

from service.checks.clauses import drawn_on, items_about, items_of
from service.checks.said import Said
from service.checks.sources import comparable
from service.checks.vocabulary import any_of, groups
from service.checks.wording import content_words, names_of

_AREAS = ("全国", "全省", "全市", "全区")
_FIRST_OF = re.compile(
    r"(全国|全省|全市|全区)[^，。；]{0,4}?(?:首[个家批创次单推例位]|率先|第一[家个]|第1|第一(?!方阵|责任|时间)|前列|前[一二三四五十\d])"
)
_NOT_FIRST = re.compile(r"第一(?=方阵|责任|时间)")
_FRACTION = re.compile(r"(?:将近|接近|近|超过|超|约|逾)?(?!百)[一二三四五六七八九十]+分之[一二三四五六七八九十]+")
_SEVERAL = re.compile(r"[、和与及]")


def fault_of_degree(said: Said) -> str | None:
    text = comparable(said.text)
    held = " ".join(
        f"{' '.join(given.paragraph.path)} {given.read.sentences[place].text}"
        for given in said.cited
        for place in drawn_on(text, given)
    )
    return _fault_of_area(text, held, said) or _fault_of_words(text, held, said)


def _fault_of_area(text: str, held: str, said: Said) -> str | None:
    """全省首单 where the paragraph has 全市首单, be something else there 全省首家."""
    for match in _FIRST_OF.finditer(text):
        area = match[1]
        if area not in _FIRST_OF.findall(held):
            return f"所引段落没有说是{area}的"
        item = next(item for item in items_of(text[match.start() :]) if item)
        about = items_about(content_words(item), said)
        if about and area not in about and any(other in about for other in _AREAS):
            return f"所引段落没有说是{area}的"
    return None


def _fault_of_words(text: str, held: str, said: Said) -> str | None:
    for match in _FRACTION.finditer(text):
        if match[0].replace("超过", "超") not in held.replace("超过", "超"):
            return f"所引段落没有说“{match[0]}”"
    for match in any_of("decisive").finditer(text):
        if not any(name in given.whole for name in names_of(match[0]) for given in said.cited):
            return f"所引段落没有说“{match[0]}”"
    for match in any_of("degree").finditer(text):
        word = match[0]
        if word == "均" and (len(said.cited) > 1 or _SEVERAL.search(text)):
            continue
        same = next((group for group in groups("degree") if word in group), (word,))
        if not any(each in _NOT_FIRST.sub("", held) for each in same):
            return f"所引段落没有说“{word}”"
    return None
