"""What a figure counts, in the words of its text: 239件 of 共收到复议申请239件 is 收到复议申请."""

import re

from vectorstore.figures.surroundings import Surroundings
from vectorstore.genre.times import YEAR

LONGEST_NAME = 24
"""Characters; longer ones are cut to their end, where the noun stands."""
_PREDICATE = re.compile(
    r"(?:对|以|为(?!民)|被|并|且|在|由|从|经|获|入选|纳入|列入|进驻|实现|完成|参加|参与|开展|进行|办结|提供|惠及|兼|送达|挂牌|同步|全部|均|"
    r"能|已|位于|处于|覆盖|吸引|的(?:实地|专项)|降低|提高|予以|给予|按|用于)"
)
_NO_NOUN = re.compile(
    r"^(?:对|以|为(?!民)|被|并|且|在|由|从|经|获|入选|纳入|列入|和|及|与|或|的|左右|以上|以内|之|后|前|内|中|，|、|等|件次|）|$)"
)
_LEADING_VERBS = re.compile(
    rf"^(?:(?:{YEAR}年度?|全年|年内|今年以来|截至目前|目前|共|共计|累计|其中|同时|通过|并|已|先后|全面|依法|及时|持续|组织|为|对|将|在|于|"
    r"全区|全市|全县)[，、]?)+"
)
_CLOSING = re.compile(r"(?:的|等|共|达|为|约|近|超|有|了|、|和)+$")
_QUOTED_TITLE = re.compile(r"《[^》]*》等?")


def name_of(surroundings: Surroundings, path: tuple[str, ...], printed: str) -> str:
    """The noun phrase behind the figure, else the words before it, else the nearest clause or heading. Never empty."""
    candidates = (
        _behind(surroundings.after),
        _ahead(surroundings.before),
        _whole(surroundings.after),
        *(_ahead(clause) for clause in surroundings.earlier[:2]),
        *(_whole(heading) for heading in reversed(path)),
    )
    return next((name for name in candidates if len(name) > 1), printed)


def _behind(after: str) -> str:
    if _NO_NOUN.match(after):
        return ""
    predicate = _PREDICATE.search(after, 1)
    return _whole(after[: predicate.start()] if predicate else after)


def _ahead(before: str) -> str:
    words = _LEADING_VERBS.sub("", _QUOTED_TITLE.sub("", before))
    return _cut(_CLOSING.sub("", words))


def _whole(words: str) -> str:
    return _CLOSING.sub("", words.strip("，。、：；"))[:LONGEST_NAME]


def _cut(words: str) -> str:
    """The end of long words, from the last joint that leaves enough of them."""
    if len(words) <= LONGEST_NAME:
        return words
    tail = words[-LONGEST_NAME:]
    joint = re.search("[、和及与对的]", tail[: LONGEST_NAME // 2])
    return tail[joint.end() :] if joint else tail
