"""Headings without what was won, done or counted last year. Pure."""

import re

from vectorstore.reports.figures import Quantity, quantities

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
