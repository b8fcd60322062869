"""Figures that tell a change: from–to (由198天压缩至123天) and by how much (同比增长2倍)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vectorstore.genre.quantities import Measure, Quantity
from vectorstore.genre.times import YEAR

_MOVED = (
    "压缩|压减|缩短|缩减|减少|精简|降低|下降|降|增加|增长|增|提高|提升|上升|升|扩大|拓展|扩展|扩|优化|调整|跃升|回落|减"
)
_TO = re.compile(rf"(?:[^，。；：、]{{0,12}}?)(?:{_MOVED})(?:至|到|为|成)(?:了|约|现在的|目前的|今年的)?$")
_FROM = re.compile(
    rf"(?:由|从)(?:原来的?|原先的?|去年的?|上年的?|{YEAR}年的?|此前的?|改革前的?|最初的?|法定的?)?[^，。；：、]{{0,8}}$"
)
_BARE_START = re.compile(rf"(?:由|从)[^\d，。；：、]{{0,8}}(?P<number>\d+(?:\.\d+)?)(?:{_MOVED})(?:至|到|为)$")
_BY_HOW_MUCH = re.compile(rf"(?:{_MOVED}|翻)(?:了|幅度?(?:为|达到?)?|率(?:为|达到?)?|近|约|达到?|比例(?:为|达到?)?)?$")
_COMPARED = re.compile(
    rf"(?:同比|环比|较(?:去年|上年|上一年|{YEAR}年)|比(?:去年|上年|上一年|{YEAR}年))[^，。；：、\d]{{0,10}}$"
)
_RELATIVE = frozenset({Measure.RATE, Measure.MULTIPLE, Measure.DURATION})


@dataclass(frozen=True, slots=True)
class Change:
    previous: float | None
    """What it was before, in the unit of what it is now."""


def starting_points(narrowed: str, quantities: Sequence[Quantity]) -> frozenset[int]:
    """Which of the quantities are only what another was before. `narrowed` is the text in half-width signs."""
    return frozenset(index - 1 for index in range(1, len(quantities)) if _follows(narrowed, quantities, index))


def change_of(narrowed: str, quantities: Sequence[Quantity], index: int) -> Change | None:
    """None where the figure is a level."""
    quantity = quantities[index]
    if _follows(narrowed, quantities, index):
        return Change(quantities[index - 1].number)
    ahead = narrowed[max(0, quantity.start - 40) : quantity.start]
    if bare := _BARE_START.search(ahead):
        return Change(float(bare["number"]))
    if _COMPARED.search(ahead) or (quantity.measure in _RELATIVE and _BY_HOW_MUCH.search(ahead)):
        return Change(None)
    return Change(None) if "百分点" in quantity.unit else None


def _follows(narrowed: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Whether the quantity is the end of a change that the one before it begins."""
    if not index:
        return False
    before, now = quantities[index - 1], quantities[index]
    return (
        before.unit == now.unit
        and bool(_TO.fullmatch(narrowed[before.end : now.start]))
        and bool(_FROM.search(narrowed[max(0, before.start - 16) : before.start]))
    )
