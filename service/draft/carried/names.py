"""Names made of last year's words: of what an event came to, of a document, of what a figure counts. Pure."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from vectorstore.genre.headings import read_mark
from vectorstore.genre.matters import matter_of
from vectorstore.genre.text import COMMAS, ENUMERATION, STOPS, clause_after, words_in
from vectorstore.genre.times import TITLE, YEAR
from vectorstore.types import Figure, FigureKind

LONGEST = 24
"""Characters of a name; a longer one is cut to its last words, where the noun stands."""
_LONGEST_OBJECT = 20
"""Characters of what was done, before 制定情况 and the like."""
_DIGIT = re.compile(r"[0-9０-９]")
_NUMBERS_THAT_ARE_NAMES = re.compile(r"12345|12348|12309")
_SPACE = re.compile(r"\s")
_DATED = re.compile(rf"{YEAR}\s*年?度?(?:版)?")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_TOWNS = re.compile(r"([镇乡村])[（(]([\u4e00-\u9fff、]{1,4})[）)]")
_REGION = re.compile(
    r"^(?:中共)?(?:[\u4e00-\u9fff]{2,9}?(?:省|自治区|市|自治州|地区|盟|区|县|旗|街道))+"
    r"(?:人民政府|委员会|委)?(?!域|级|划|街)"
)
_OFFICES = re.compile(
    r"(?:中共)?(?:[省市区县]委)?(?:全面)?依法治[国省市区县州旗](?:办|委)(?=[^公])|.*(?:委员会办公室|委员会|办公室)(?=.{4})"
)
_ANOTHER_VERB = re.compile("并(?=[\u4e00-\u9fff])")
_INNER_VERB = re.compile(r"强化|加强|推进|提升|深化|围绕|关于|贯彻")
_DETERMINERS = re.compile(
    r"^(?:了|好|全[国省市区县]?首[个家例批次单推届部]|首[个家例批次单届部]|全[区市县省]|本[区市县]|我[区市县]|一批|各类|各项|"
    r"多[家个]|年度|区级?(?=[“一])|(?:[一二三四五六七八九十两]+|[0-9]+[余多]?)[次期场个项批轮大家件名份]|对|的|等|以及|并)+"
)
_LEADING = re.compile(
    r"^(?:的|等|了|个(?!性|人|体|案)|全[区市县]|我[区市县]|共(?!同|性|产|享|建)|累计|对|为|由|以|有(?!效|关|序)|、)+"
)
_CLOSING = re.compile(r"(?:共计|总计|合计|累计|共|已|达到|达|为|等|的|约|近|超|至|中)+$")
_MORE = re.compile(r"的[^的]{0,6}情况.*$|(?:进行|予以|给予).*$|^.+开展了?(?=.{4})")


def of_events(text: str) -> str:
    """What is asked for where last year's clause told an event, e.g. 通办事项清单制定情况; empty where none is fit."""
    name = _by_quoted_name(text) or _by_title(text) or _by_verb(text)
    return name if is_fit(name) else ""


def of_document(title: str) -> str:
    """What kind of document it is, without district, year and edition; empty where that leaves nothing."""
    words = re.sub(r"[《》〈〉<>]", "", _BRACKETS.sub("", _DATED.sub("", _SPACE.sub("", title))))
    words = _REGION.sub("", words).removeprefix("关于")
    words = re.sub(r"^(?:贯彻落实|实行|推进|深入推进|进一步)+", "", words)
    words = _OFFICES.sub("", words)
    return "" if _DIGIT.search(words) else last_words(words.strip("的"), _LONGEST_OBJECT)


def of_counted(words: str) -> str:
    """What a figure counts, without what only leads to it; empty where that leaves nothing."""
    words = _BRACKETS.sub("", _DATED.sub("", _TOWNS.sub(r"\1\2", _SPACE.sub("", TITLE.sub("", words)))))
    words = re.sub(r"[（()）“”《》]", "", words)
    words = _LEADING.sub("", _CLOSING.sub("", words))
    words = _MORE.sub("", words) or words
    if "等" in words[2:-2]:
        words = words.rsplit("等", 1)[1]
    return last_words(words) if len(words) > 1 and is_fit(words) else ""


def last_words(words: str, longest: int = LONGEST) -> str:
    """Whole words from the end, as many as fit."""
    if len(words) <= longest:
        return words
    kept = ""
    for word in reversed(words_in(words)):
        if len(kept) + len(word) > longest:
            break
        kept = word + kept
    return re.sub(r"^(?:和|与|及|的|暨|、|等|以及)+", "", kept)


def without_year(words: str) -> str:
    return _DATED.sub("", words)


def is_fit(name: str) -> bool:
    """Whether it holds no figure, no title and no half of a pair of quotation marks."""
    bare = _NUMBERS_THAT_ARE_NAMES.sub("", name)
    return not _DIGIT.search(bare) and "《" not in name and name.count("“") == name.count("”")


def _by_quoted_name(text: str) -> str:
    found = _quoted().search(text)
    return f"{found[0]}情况" if found else ""


def _by_title(text: str) -> str:
    title = TITLE.search(text)
    verb = next((word for word in names_data()["documents"]["verbs"] if title and word in text[: title.start()]), None)
    document = of_document(title[0]) if title else ""
    return f"{document}{names_data()['came_of'][verb]}情况" if verb and len(document) >= 4 else ""


def _by_verb(text: str) -> str:
    came_of: Mapping[str, str] = names_data()["came_of"]
    words = TITLE.sub("", _BRACKETS.sub("", _TOWNS.sub(r"\1\2", _SPACE.sub("", text))))
    found = sorted(
        (words.find(verb), -len(verb), verb) for verb in came_of if verb in words and f"新{verb}" not in words
    )
    for place, _, first in found[:2]:
        verb, rest = first, words[place + len(first) :]
        while again := next((word for word in came_of if rest.startswith(word)), None):
            verb, rest = again, rest[len(again) :]
        if "参加" in rest:  # 组织…参加…培训班
            verb, rest = "参加", rest.split("参加", 1)[1]
        noun = _object(_ANOTHER_VERB.split(clause_after(_DETERMINERS.sub("", rest), at=STOPS + ENUMERATION))[0])
        if len(noun) >= 4:
            return f"{noun}情况" if noun.endswith((came_of[verb], "活动", "工作")) else f"{noun}{came_of[verb]}情况"
    return ""


def _object(words: str) -> str:
    for joint in ("的", _INNER_VERB):
        if len(words) > _LONGEST_OBJECT:
            words = re.split(joint, words)[-1]
    return last_words(words, _LONGEST_OBJECT)


@cache
def _quoted() -> re.Pattern[str]:
    kinds = "|".join(names_data()["named"]["of"])
    return re.compile(rf"“[^“”]{{2,16}}”[\u4e00-\u9fff]{{0,12}}?(?:{kinds})(?:工作)?")


@cache
def names_data() -> dict[str, Any]:
    """The data of names.toml."""
    return tomllib.loads(files("service.draft.carried").joinpath("names.toml").read_text(encoding="utf-8"))


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
    generic = name.startswith(tuple(names_data()["generic"]["words"]))
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
    sort = next((one["name"] for one in names_data()["sort"] if re.search(one["words"], words)), "工作情况")
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
    if figure.kind.value in names_data()["suffixes"]:
        return str(names_data()["suffixes"][figure.kind.value])
    if figure.unit in names_data()["units"]["said"]:
        return f"{figure.unit}数"
    return next((unit for unit in names_data()["units"]["ending"] if figure.unit.endswith(unit)), "数")


def _heading(path: Sequence[str]) -> str:
    """The nearest heading's words, without its number."""
    for heading in reversed(path):
        mark = read_mark(heading)
        words = without_year(heading[mark.end :] if mark else heading)
        words = clause_after(words, at=COMMAS).strip("。：: ")
        if len(words) >= 3 and is_fit(words):
            return last_words(words)
    return ""
