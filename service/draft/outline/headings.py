"""Title and headings of last year's report brought to the new year. Pure."""

import re
from collections.abc import Callable

from vectorstore.genre.headings import read_mark
from vectorstore.genre.quantities import Quantity, quantities
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.shifting import in_form_of
from vectorstore.genre.text import narrow
from vectorstore.genre.times import SOME, YEAR, year_number

_WON = re.compile(r"[荣喜]获|获评|获批|获得.{0,12}(?:称号|命名|奖)|入选|入围|位居|位列|名列|排名|蝉联|夺得|摘得|斩获")
_WHERE = r"(?:在?全[国省市区县州](?:范围内|系统)?)?"
_FIRST = re.compile(rf"{_WHERE}(?:率先(?!垂范)|首创(?!精神)|首推|首[个家批次例])(?:在?全[国省市区县州])?")
_DONE = re.compile(r"^(?:全面|高质量|高标准|高效|顺利|圆满|如期|按期|成功|基本|已)*(?P<verb>完成|实现|达成|建成)")
_UNDER_WAY = {"建成": "建设"}
_COMMA = re.compile(r"([，,；;])")


def without_results(words: str) -> str:
    """What was done is named as work (高质量完成…整改 is 推进…整改); a clause that tells what was won or counted is
    left out. Empty where nothing remains."""
    pieces = _COMMA.split(words)
    clauses = pieces[::2]
    kept = [clause for clause in clauses if not _WON.search(clause) and not _counts(clause)]
    if len(kept) == len(clauses):
        return "".join(piece if place % 2 else _as_work(piece) for place, piece in enumerate(pieces))
    if not kept:
        return _as_work("，".join(_without_figures(clause) for clause in clauses if not _WON.search(clause)))
    return "，".join(map(_as_work, kept))


def _as_work(clause: str) -> str:
    return _DONE.sub(lambda match: _UNDER_WAY.get(match["verb"], "推进"), _FIRST.sub("", clause))


def _counts(clause: str) -> list[Quantity]:
    """Figures in digits; 三项制度 and 五大程序 are names."""
    return [
        quantity for quantity in quantities(clause) if not "一" <= quantity.printed.lstrip("约近超过逾")[:1] <= "\u9fff"
    ]


def _without_figures(clause: str) -> str:
    for quantity in reversed(_counts(clause)):
        clause = clause[: quantity.start] + clause[quantity.end :]
    return clause


_NUMERAL = rf"(?<!\d){YEAR}(?!\d)"
_RANGE = re.compile(rf"{pattern_of('times', 'range').pattern}(?:期间|以来)?的?")
_OF_ONE = re.compile(
    rf"(?:自从|[自从较比])?(?P<year>{_NUMERAL})(?P<sign>\s*年度?)?(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"
    r"(?P<after>(?:以来|期间|来|起|底|末|初)?的?)"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_WITHIN_TITLES = re.compile(r"(《[^《》]*》)")
_WITHOUT_TITLE = re.compile(r"[（(]原文无标题[）)]$")
_DATED = re.compile(r"[（(][^（）()]*\d{1,2}\s*月[^（）()]*[）)]$")
_DOCUMENT_NUMBER = re.compile(rf"[〔\[［]\s*{_NUMERAL}\s*[〕\]］]")
_RELATIVE = re.compile(
    rf"在?近{SOME}年(?:以?来)?的?|已?(?:连续|持续|累计)第?{SOME}年|第{SOME}(?:年(?!度)|[届次批轮](?!中央|全体|中全会))"
    r"|(?:[较比与]|同)?(?:去年|上年度?(?!龄)|上一年度?|前年)(?:同期)?的?|同比|环比|截[至止]目前|目前为止"
)
_OTHER_WORK = "推进有关工作"
"""Where nothing is left of a heading: it told a result and no work."""
_EMPTY = re.compile(r"[（(]\s*[）)]|“\s*”|《\s*》")
_DOUBLED = re.compile(r"([，,；;、])\s*[，,；;、]+")
_AT_THE_ENDS = " \t\u3000，,；;、：:的"


def brought_title(title: str, base: int, year: int) -> str:
    """`base` is the year of the title's report. A title without a year gets none."""
    text = _DATED.sub("", _WITHOUT_TITLE.sub("", title.strip()))
    text = _replaced(_RANGE, text, lambda match, printed: _end_of_range(match, printed, base))
    numbers = [match.span() for match in _DOCUMENT_NUMBER.finditer(narrow(text))]

    def new(match: re.Match[str], printed: str) -> str:
        named = year_number(printed)
        if any(start <= match.start() < end for start, end in numbers) or named not in (base, base + 1):
            return printed
        return in_form_of(printed, named - base + year)

    return _replaced(re.compile(_NUMERAL), text, new).strip()


def brought_heading(heading: str, base: int, year: int, ahead: bool) -> str:
    """`ahead` is whether the heading stands in the plan, where the year after `base` becomes the one after `year`.

    No year, relative time or figure remains that was last year's, and nothing that was won or done then.
    """
    mark = read_mark(heading)
    end = mark.end if mark else 0
    words = "".join(
        _of_title(piece, base, year) if place % 2 else _told(piece, base, year, ahead)
        for place, piece in enumerate(_WITHIN_TITLES.split(heading[end:]))
    )
    return heading[:end] + (_tidy(words if ahead else without_results(words)) or _OTHER_WORK)


def _told(text: str, base: int, year: int, ahead: bool) -> str:
    """Words outside of titles. A range stays while it runs."""
    text = _replaced(_RANGE, text, lambda match, printed: printed if year_number(match["last"]) >= year else "")
    running = [match.span() for match in _RANGE.finditer(narrow(text))]

    def new(match: re.Match[str], printed: str) -> str:
        if any(start <= match.start("year") < end for start, end in running):
            return printed
        named = year_number(match["year"])
        if named == base or (ahead and named == base + 1):
            numeral = text[match.start("year") : match.end("year")]
            return in_form_of(numeral, named - base + year) + (match["sign"] or "") + match["after"]
        return "" if match["sign"] and named < year else printed

    return _RELATIVE.sub("", _replaced(_OF_ONE, text, new))


def _of_title(title: str, base: int, year: int) -> str:
    """《…（2021—2025年）》 stays while it runs; what is of a single year is told as a kind of document, untitled: the
    new year's may be called otherwise."""
    kept = _replaced(_BRACKETS, title, lambda match, printed: "" if _is_past(match[0], year) else printed)
    kept = _replaced(_RANGE, kept, lambda match, printed: printed if year_number(match["last"]) >= year else "")
    if _RANGE.search(narrow(kept)):
        return kept
    freed = _replaced(_OF_ONE, kept, lambda match, _: "年度" if year_number(match["year"]) >= base else "")
    return kept if freed == kept else freed.strip("《》")


def _is_past(bracket: str, year: int) -> bool:
    if found := _RANGE.search(bracket):
        return year_number(found["last"]) < year
    return re.search(_NUMERAL, bracket) is not None


def _end_of_range(match: re.Match[str], printed: str, base: int) -> str:
    """A title of 2023—2024年度 is of its last year."""
    return printed[match.start("last") - match.start() :] if year_number(match["last"]) == base else printed


def _replaced(pattern: re.Pattern[str], text: str, new: Callable[[re.Match[str], str], str]) -> str:
    """Found in one form of digits; `new` gets the match and the words as printed."""
    pieces, position = [], 0
    for match in pattern.finditer(narrow(text)):
        pieces += [text[position : match.start()], new(match, text[match.start() : match.end()])]
        position = match.end()
    return "".join([*pieces, text[position:]])


def _tidy(words: str) -> str:
    return _DOUBLED.sub(r"\1", _EMPTY.sub("", words)).strip(_AT_THE_ENDS)
