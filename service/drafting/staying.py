"""Which clauses of a sentence stay in the draft, which are asked for anew, and which only placed it in time. Pure."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from service.drafting.clauses import Kind, arrangements
from service.drafting.splitting import Clause
from service.drafting.wordings import wordings

_UP_TO_NOW = re.compile(
    r"截[至止](?:目前|年底|年末|[0-9０-９]{1,2}月(?:底|末)?)|目前|到目前为止|迄今|今年以来|一年来|今年"
)
"""Alone: what stands behind it is told of the whole year."""
_A_TIME = re.compile(r".{0,10}(?:年来?|月份?|日|季度|以来|期间|底|末|初)")
"""Alone it governs what follows: 近三年，办理…"""
_COMPARES = re.compile(r"(?:同比|环比|较|比)(?:去年|上年|上一?年度?|20[0-9]{2}年)?(?:同期)?")
_REFERS = re.compile(r"(?:该|此|其|上述|均|都|即|一并|可在|可以)(?!他|次|外|中|间)")


class Fate(Enum):
    KEPT = auto()
    ASKED = auto()
    LEFT_OUT = auto()


def fates(clauses: Sequence[Clause], kinds: Sequence[Kind], stale: Sequence[bool]) -> tuple[Fate, ...]:
    """One for each clause. `stale` says whether a clause holds a time that would be wrong."""
    goes_on = arrangements([clause.text for clause in clauses])
    found: list[Fate] = []
    of_another_time = False
    for index, (clause, kind) in enumerate(zip(clauses, kinds, strict=True)):
        before = _before(found, clauses, index)
        asked = of_another_time or stale[index] or (kind is Kind.EVENT and not goes_on[index])
        if _UP_TO_NOW.fullmatch(clause.text) and index + 1 < len(clauses):
            fate = Fate.LEFT_OUT
        elif kind is Kind.JOINT:
            fate = Fate.KEPT if before is Fate.KEPT else Fate.LEFT_OUT
        elif asked or (before is Fate.ASKED and (goes_on[index] or _goes_with_it(clause, kind))):
            fate = Fate.ASKED
        else:
            fate = Fate.KEPT
        of_another_time = of_another_time or (stale[index] and _A_TIME.fullmatch(clause.text) is not None)
        found.append(fate)
    return _as_led(found, kinds)


def _before(found: Sequence[Fate], clauses: Sequence[Clause], index: int) -> Fate | None:
    """What became of the clause before. 收到□件，同比增长□%，审结□件: a comparison is passed over."""
    place = index - 1
    while place > 0 and _COMPARES.match(clauses[place].text) and clauses[place].stop not in "；;":
        place -= 1
    return found[place] if index and clauses[index - 1].stop not in "；;" else None


def _goes_with_it(clause: Clause, kind: Kind) -> bool:
    """With the event before it."""
    refers = wordings().joints.match(clause.text) or _REFERS.match(clause.text)
    return kind in (Kind.AIM, Kind.DEPENDENT) or refers is not None


def _as_led(fates: Sequence[Fate], kinds: Sequence[Kind]) -> tuple[Fate, ...]:
    """What leads to a clause that is asked for is asked for with it; what leads to nothing is left out."""
    settled: list[Fate] = []
    following: Fate | None = None
    for fate, kind in zip(reversed(fates), reversed(kinds), strict=True):
        settled_as = fate
        if fate is Fate.KEPT and kind is Kind.LEADING and following is not Fate.KEPT:
            settled_as = Fate.ASKED
        elif kind is Kind.JOINT and following is not Fate.KEPT:
            settled_as = Fate.LEFT_OUT
        elif fate is Fate.KEPT and kind is Kind.DATE:
            settled_as = fate if following else Fate.LEFT_OUT
        following = following if settled_as is Fate.LEFT_OUT else settled_as
        settled.append(settled_as)
    return tuple(reversed(settled))
