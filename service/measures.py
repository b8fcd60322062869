"""The measure of the figure that a question wants: 多少件 asks for matters, 化解率 for a rate. Pure."""

import re

from vectorstore.reports.figures import COUNTS, UNITS, Measure, unit_pattern

_UNIT_NAMES = [
    unit for units in UNITS.values() for unit in units if unit not in ("村", "大", "单", "成") and unit[0] != "个"
]
HOW_MANY = re.compile(
    r"(?:有|共|达|是|为)?(?:百分之)?(?:几成|多少|几|若干)"
    rf"(?:个(?P<compound>工作日|月|百分点)?|(?P<unit>{unit_pattern(_UNIT_NAMES)}))?"
)
"""The words that ask for a figure, with the unit they ask for."""
COUNTED_AS = {
    "次数": {Measure.EVENTS},
    "场次": {Measure.EVENTS},
    "人次": {Measure.ATTENDANCES},
    "人数": {Measure.PEOPLE},
    "户数": {Measure.BODIES},
    "金额": {Measure.MONEY},
}
"""Words that ask for a measure and name nothing else."""
_WHO = "人员|律师|志愿者|调解员|公证员|仲裁员|明白人|执法员|协理员"
_RATE = re.compile(r"率(?!先|领)|占比|占多少|几成|百分之|比例|percent|rate\b")
_MONEY = re.compile(r"损失|多少钱|多少元|how much money")
_DURATION = re.compile(r"多久|多长时间|用时|how many (?:days|hours|months)")
_PERSONS = re.compile(
    rf"(?:{_WHO})(?:一共|总共|共)?有?(?:多少|几)个?(?:$|[^件家项处所份次场人])|(?:多少|几)个?(?:[^，,。？?和与]{{0,6}})(?:{_WHO})"
)
"""多少行政执法人员 asks for persons, whatever the unit."""
_INTERCHANGEABLE = frozenset({Measure.MATTERS, Measure.WRITINGS, Measure.BODIES, Measure.THINGS, Measure.EVENTS})
"""People mix 件, 个, 项, 家 and 次, but nobody asks for persons or percentages by them."""


def measures_asked(official: str, plain: str) -> frozenset[Measure]:
    """The measures that the words of a question allow, in official words and as typed; empty where they don't say."""
    found: set[Measure] = set()
    for match in HOW_MANY.finditer(official):
        if match["unit"]:
            found |= _asked_measures(match["unit"])
        elif match["compound"]:
            found.add(Measure.RATE if match["compound"] == "百分点" else Measure.DURATION)
        elif match[0].endswith("个"):
            found |= _INTERCHANGEABLE
    if _PERSONS.search(official):
        found = (found - _INTERCHANGEABLE) | {Measure.PEOPLE}
    for word, measures in COUNTED_AS.items():
        if word in official:
            found |= measures
    if _RATE.search(official):
        found.add(Measure.RATE)
    if _MONEY.search(official):
        found.add(Measure.MONEY)
    if _DURATION.search(official) or _DURATION.search(plain):
        found.add(Measure.DURATION)
    if "how many" in plain and Measure.DURATION not in found:
        found |= COUNTS
    if "同比" in official or (found and not found & COUNTS and re.search(r"增长|下降|提高", official)):
        found |= {Measure.RATE, Measure.MULTIPLE}
    return frozenset(found)


def units_asked(official: str) -> frozenset[str]:
    """As asked, e.g. 件."""
    return frozenset(match["unit"] for match in HOW_MANY.finditer(official) if match["unit"])


def _asked_measures(unit: str) -> frozenset[Measure]:
    measure = next(measure for measure, units in UNITS.items() if unit in units)
    if unit in ("名", "位"):
        return frozenset({Measure.PEOPLE})
    if unit in ("回", "趟"):
        return _INTERCHANGEABLE
    if measure is Measure.PEOPLE:
        return frozenset({Measure.PEOPLE, Measure.ATTENDANCES})
    if measure is Measure.EVENTS:
        return frozenset({Measure.EVENTS, Measure.ATTENDANCES, Measure.THINGS})
    if measure in _INTERCHANGEABLE:
        return _INTERCHANGEABLE
    return frozenset({measure})
