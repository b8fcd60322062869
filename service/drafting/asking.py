"""How a placeholder names what is to be filled in: it has to be understood in a list, without the text. Pure."""

import re
from collections.abc import Sequence

from service.drafting.departments import matter_of
from service.drafting.gap_names import is_fit, last_words, naming, of_counted, of_document, of_events, without_year
from vectorstore.reports.headings import read_mark
from vectorstore.types import Figure, FigureKind

OVERALL = "法治政府建设总体情况"
"""Of events that neither they nor a heading give a name."""
_ENOUGH = 8
"""Characters of a name that mostly says its matter itself."""
_MOVED = re.compile(
    r"较?(?:去年|上年|上一?年度?)?(?:同期)?(?:平均)?(?:增长|上升|下降|降低|压减|压缩|缩短|减少|提高|提升|增加)(?:了|至|到)?$"
)
_COUNTED = re.compile(r"(?:率|占比|比例|数|数量|量|人次|金额|件次|家次|户次|频次|场次)$")


def figure_name(figure: Figure, noun: str, lasted: str, clause: str, path: Sequence[str]) -> str:
    """Of a figure that is no known indicator.

    `noun` is what stands beside it, `lasted` what was so for that long (连续两年入选…), `path` what tells its matter
    where the clause does not, the nearest last.
    """
    if figure.kind is FigureKind.DURATION and lasted:
        return f"{of_counted(lasted)}连续年数"
    name = of_counted(noun) or of_counted(figure.name)
    if figure.kind is FigureKind.CHANGE:
        name = _MOVED.sub("", name)
    matter = matter_of(clause, path)
    generic = name.startswith(tuple(naming()["generic"]["words"]))
    if matter and name and not matter.words.search(name) and (len(name) <= _ENOUGH or generic):
        name = f"{matter.name}{name}"
    elif matter and not name:
        name = matter.name
    return f"{name}{_suffix(figure, name)}" if name else "有关数量"


def event_name(clauses: Sequence[str], sentence: str, path: Sequence[str]) -> str:
    """Of events: what the first of them came to, 等 where others came to more; else what they are about.

    `path` are the headings from the top down; the sentence is looked at where neither they nor the clauses say it.
    """
    names = [name.removesuffix("情况") for text in clauses if (name := of_events(text))]
    if names:
        others = any(name not in names[0] for name in names[1:])
        return f"{names[0]}等情况" if others else f"{names[0]}情况"
    if matter := matter_of("".join(clauses), (sentence, *path)):
        return _by_sort(matter.name.removesuffix("工作"), "".join(clauses))
    heading = _heading(path)
    return f"{heading}情况" if heading else OVERALL


def _by_sort(matter: str, words: str) -> str:
    """行政复议位次情况; 行政复议工作情况 where the words are of no known sort."""
    sort = next((one["name"] for one in naming()["sort"] if re.search(one["words"], words)), "工作情况")
    return f"{matter}{sort}"


def title_name(title: str) -> str:
    """Of a document that had last year's title: what kind it is."""
    document = of_document(title)
    return f"{document}名称" if document else "文件名称"


def _suffix(figure: Figure, name: str) -> str:
    if figure.kind is FigureKind.CHANGE:
        return "" if figure.previous is not None or name.endswith("率") else "变化幅度"
    if _COUNTED.search(name):
        return ""
    if figure.kind.value in naming()["suffixes"]:
        return str(naming()["suffixes"][figure.kind.value])
    if figure.unit in naming()["units"]["said"]:
        return f"{figure.unit}数"
    return next((unit for unit in naming()["units"]["ending"] if figure.unit.endswith(unit)), "数")


def _heading(path: Sequence[str]) -> str:
    """The nearest heading's words, without its number."""
    for heading in reversed(path):
        mark = read_mark(heading)
        words = without_year(heading[mark.end :] if mark else heading)
        words = re.split("[，,]", words)[0].strip("。：: ")
        if len(words) >= 3 and is_fit(words):
            return last_words(words)
    return ""
