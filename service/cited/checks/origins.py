"""Whether the districts and years that a sentence speaks of are those of the paragraphs it cites. Pure."""

import re

from service.cited.checks.said import Before, Said, names_in
from service.cited.checks.sources import Given
from vectorstore.genre.text import narrow
from vectorstore.genre.times import YEAR
from vectorstore.types import Part

_COMPARED_WITH_LAST = re.compile(r"同比|上年|上一年|去年")
_RELATIVE = re.compile(r"去年|上年|上一年度?|次年|翌年|第二年|前年|今年|明年|往年")


def fault_of_places(said: Said, before: Before) -> str | None:
    narrowed = narrow(said.text)
    for mention in said.mentions:
        cited = said.cited if said.named_together(mention.start) else said.cited_at(mention.start)
        name = narrowed[mention.start : mention.end]
        of_it = any(given.report.region.code in mention.codes for given in cited)
        if not of_it and not any(name in given.text for given in cited):
            return f"所引段落不是“{name}”的"
    for end, givens in said.parts:
        start = max((other for other, _ in said.parts if other < end), default=0)
        subject = said.subject_at(end - 1)
        for given in givens:
            spoken_of = {code for s in said.subjects if s.start < end for code in s.codes}
            if subject and subject.codes and given.report.region.code not in spoken_of and start < end:
                return f"所引段落是{given.report.region.name}的，句中（或承前句）说的不是该地"
    return _fault_of_years(said, narrowed, before)


def _fault_of_years(said: Said, narrowed: str, before: Before) -> str | None:
    for place, year in said.years:
        sources = said.sources_at(place) or said.cited_at(place)
        if not any(_is_about(year, given) for given in sources):
            return f"所引段落不是{year}年的"
        if any(_is_another_years(narrowed[place : place + 12], year, given) for given in sources):
            return f"所引段落中该处不是{year}年"
    for _, year in said.compared_years:
        if not any(_is_compared_with(year, given) for given in said.cited):
            return f"所引段落没有与{year}年相比"
    for match in _RELATIVE.finditer(narrowed):
        compared = match[0].startswith(("去年", "上")) and any("同比" in given.text for given in said.cited)
        if not compared and not any(match[0] in given.text for given in said.cited_at(match.start())):
            return f"“{match[0]}”指哪一年，所引段落没有写"
    named = {code for mention in said.mentions for code in mention.codes}
    if before.year and not said.years and not named - before.districts:
        wrong = [given for given in said.cited if not _is_about(before.year, given)]
        if wrong:
            return f"承前句说的是{before.year}年，所引段落不是该年的"
    return None


def _is_another_years(words: str, year: int, given: Given) -> bool:
    """2024年度述法报告 where the paragraph has 2023年度述法报告."""
    described = re.match(rf"{YEAR}(年度?[\u4e00-\u9fff]{{3,6}})", words)
    if described is None or described[0] in given.text:
        return False
    others = re.findall(rf"({YEAR}){described[1][:5]}", given.text)
    return bool(others) and str(year) not in others


def _is_compared_with(year: int, given: Given) -> bool:
    before = year == given.report.year - 1 and bool(_COMPARED_WITH_LAST.search(given.text))
    return before or year == given.report.year or f"{year}年" in given.text


def _is_about(year: int, given: Given) -> bool:
    planned = given.paragraph.part is Part.PLAN or any(sentence.is_plan for sentence in given.read.sentences)
    return year == given.report.year or f"{year}年" in given.text or (planned and year == given.report.year + 1)


_MARKUP = re.compile(r"https?:|www\.|://|[<>]|\]\(|!\[|\||\{|\}|\\|&#|javascript:|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_TITLE = re.compile(r"《([^》]*)》")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]$")
_SPACE = re.compile(r"\s+")


def fault_of_names(said: Said) -> str | None:
    for match in _MARKUP.finditer(said.text):
        if not any(_around(match, said.text) in given.paragraph.text for given in said.cited):
            return "含有所引段落没有的链接或标记"
    for name in names_in(said.text):
        inner = _plain(name[1:-1])
        if not inner:
            continue
        held = _holds_title if name.startswith("《") else _holds_name
        if not any(held(inner, given) for given in said.cited):
            return f"所引段落没有{name}"
    return None


def _around(match: "re.Match[str]", text: str) -> str:
    """The whole run of what is no Chinese."""
    start, end = match.span()
    while start and text[start - 1].isascii() and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isascii() and not text[end].isspace():
        end += 1
    return text[start:end]


def _holds_title(title: str, given: Given) -> bool:
    """The title itself, without what follows in brackets, or without the district before it."""
    whole = _plain(given.whole)
    for held in map(_plain, _TITLE.findall(given.whole)):
        bare = _BRACKETS.sub("", held)
        if (
            title in (held, bare)
            or (len(title) >= 4 and held.endswith(title))
            or (len(title) >= 4 and bare.endswith(title))
        ):
            return True
    printed_bare = _TITLE.sub(" ", whole)
    return title in printed_bare or title == _plain(given.report.title)


def _holds_name(name: str, given: Given) -> bool:
    return name in _plain(given.whole).translate(_QUOTES) or name.strip("，。；") in _plain(given.whole)


_QUOTES = str.maketrans("", "", '“”‘’"「」')


def _plain(text: str) -> str:
    return _SPACE.sub("", text.lower()).replace("（", "(").replace("）", ")")
