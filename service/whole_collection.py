"""Questions over several reports that a ledger answers: who has the most, how much together, on average. Pure."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from service.comparison.cautions import is_comparable, label
from service.comparison.cells import Entry, numeral
from service.comparison.citing import CitedSentences
from service.comparison.ranking import lowest
from service.comparison.telling import tell_row
from service.types import Claim

DECIMALS = Decimal("0.01")
"""Of an average."""


class Aggregate(StrEnum):
    HIGHEST = "highest"
    LOWEST = "lowest"
    RANKING = "ranking"
    SUM = "sum"
    MEAN = "mean"


_WORDINGS = {
    Aggregate.MEAN: re.compile(r"平均|均值|average|mean\b", re.IGNORECASE),
    Aggregate.LOWEST: re.compile(r"最(?:低|少|小)|垫底|倒数第一|lowest|fewest|least", re.IGNORECASE),
    Aggregate.HIGHEST: re.compile(r"最(?:高|多|大)(?!跑)|居首|第一名|排第一|更(?:高|多)|highest|most\b", re.IGNORECASE),
    Aggregate.RANKING: re.compile(r"排名|排序|排个?名次|从高到低|从多到少|由高到低|ranking", re.IGNORECASE),
    Aggregate.SUM: re.compile(
        r"合计|总共|一共|共计|总计|总数|总和|之和|加起来|相加|in total|altogether", re.IGNORECASE
    ),
}


_ASKING = re.compile(
    r"多少(?:件次|人次|场次|万元|[件次场人名个家户份项条宗起元])?|哪个?(?:区|县|市)?|是|分别|各自?(?:区|县|地)?|[的有呢?？。，,\s]"
)


def aggregate_of(question: str) -> Aggregate | None:
    return next((aggregate for aggregate, wording in _WORDINGS.items() if wording.search(question)), None)


def without_aggregate(words: str) -> str:
    """What is asked about, without how it is to be put together."""
    for wording in (*_WORDINGS.values(), _ASKING):
        words = wording.sub("", words)
    return words.strip()


def told(aggregate: Aggregate, entries: Sequence[Entry], cited: CitedSentences) -> tuple[str, Claim] | None:
    """One indicator over several reports, every figure cited; None where fewer than two reports give it."""
    given = [entry for entry in entries if entry.number is not None]
    if len(given) < 2:
        return None
    line, claim = tell_row(entries, cited)
    more = _added(aggregate, given)
    if more is None:
        return line, claim
    return f"{line}{more}", claim.model_copy(update={"text": f"{claim.text}{more}"})


def _added(aggregate: Aggregate, given: Sequence[Entry]) -> str | None:
    """What the row's own sentence, which tells who has the most, doesn't say."""
    unit = given[0].indicator.unit
    if aggregate is Aggregate.LOWEST:
        least = lowest(given) if is_comparable(given) else []
        word = "最低" if unit == "%" else "最少"
        return f"{word}的是{'、'.join(label(entry.report) for entry in least)}。" if least else None
    if aggregate not in (Aggregate.SUM, Aggregate.MEAN):
        return None
    if any(entry.status == "reported" and entry.sources[0].figure.qualifier for entry in given):
        return "其中有约数，不作合计。"
    numbers = [Decimal(str(entry.number)) for entry in given]
    terms = "＋".join(numeral(float(number)) for number in numbers)
    whole = sum(numbers, Decimal(0))
    total = numeral(float(whole))
    if aggregate is Aggregate.SUM:
        return "比率不能相加。" if unit == "%" else f"{len(given)}份报告合计{total}{unit}（{terms}＝{total}）。"
    mean = numeral(float((whole / len(numbers)).quantize(DECIMALS, ROUND_HALF_UP)))
    return f"{len(given)}份报告平均{mean}{unit}（{terms}＝{total}，{total}÷{len(given)}≈{mean}）。"
