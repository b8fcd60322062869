"""What a draft must never hold or lack: each check gives its faults in words, and none where all is well."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from evals.drafts.labels import Labels
from evals.drafts.texts import MARKER, Reading, readings
from evals.spans import numbers, plain
from service.contract.draft import CLOSING, Draft, DraftSection
from vectorstore.types import Part

_NAMES = re.compile(r"《[^《》]*》|“[^“”]*”")
_RANGE = re.compile(r"(?:19|20)\d{2}年?[—\-－–~～至到]+(?:19|20)\d{2}")
_MAY_NAME_A_RANGE = re.compile(r"《[^《》]*》|[（(][^（）()]*[）)]")
"""法治政府建设实施纲要（2021—2025年）: a name that stays."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}年")
_RELATIVE = re.compile(
    r"去年|前年|上年|上一年|近[一二两三四五六七八九十几数\d]+年|连续[一二两三四五六七八九十多数\d]+年"
    r"|截[至止](?:目前|[今本去]年|\d+月|年底)"
)
_COUNTED = re.compile(
    r"(?<![第\d.])\d+(?:[.,]\d+)*[万亿]?余?多?"
    r"(?:件|次|个|名|家|场|份|条|项|起|人|户|宗|篇|期|卷|部|批|万元|亿元|元|倍|%|处|幅|本|路|天)"
    r"(?!工作日|月|日|以内|内)"
)
_BOAST = re.compile(
    r"荣获|获评|获批|入选|首创|首推|首[家个单例]|全[国省市](?:最|第一|前列)|率先|同比|环比|位居|排名|第一方阵"
    r"|走在全[国省市]|批示肯定|表彰|通报表扬"
)
_LEFTOVER = re.compile(r"【\s*待填[^】]*】?")

Check = Callable[[Draft, Labels], list[str]]


def unsourced(draft: Draft, labels: Labels) -> list[str]:
    """Numbers that no paragraph cited beside them holds and that are no year of the draft."""
    del labels
    found = []
    for reading in readings(draft):
        known = {number for citation in reading.cited for number in numbers(citation.text)}
        own = known | {str(year) for year in _own_years(reading.section, draft)}
        found += [f"{number} in {_told(reading)}" for number in numbers(reading.bare) if number not in own]
    return found


def figures_left(draft: Draft, labels: Labels) -> list[str]:
    """Last year's figures outside of placeholders, labelled ones and any count beside a name or a title."""
    found = []
    for reading in readings(draft):
        cited, text = {one.paragraph_id for one in reading.cited}, plain(reading.bare)
        found += [
            f"{label.context} in {_told(reading)}"
            for label in labels.figures
            if label.paragraph_id in cited and plain(label.context) in text
        ]
        found += [f"{one} in {_told(reading)}" for one in _COUNTED.findall(_NAMES.sub("", text))]
    return found


def stale(draft: Draft, labels: Labels) -> list[str]:
    """Years before the draft's, relative times and labelled times, also in headings and in the title."""
    said = [(reading.bare, _told(reading)) for reading in readings(draft)]
    said += [(section.heading, f"heading {section.heading}") for section in draft.sections]
    said.append((draft.title, "title"))
    found = []
    for text, where in said:
        whole = plain(text)
        undated = _MAY_NAME_A_RANGE.sub(lambda name: _RANGE.sub("", name[0]), whole)
        times = [year for year in _YEAR.findall(undated) if int(year) < draft.year]
        times += _CHINESE_YEAR.findall(whole) + _RELATIVE.findall(whole)
        times += [label for label in labels.stale if plain(label) in whole]
        found += [f"{time} in {where}" for time in times]
    return found


def achievements(draft: Draft, labels: Labels) -> list[str]:
    """Labelled events and results that stand outside of placeholders."""
    return [
        f"{label} in {reading.section.heading}"
        for reading in readings(draft)
        for label in labels.achievements
        if plain(label) in plain(reading.bare)
    ]


def boasts(draft: Draft, labels: Labels) -> list[str]:
    """Words of events and ranks outside of placeholders, names and quotations, where work is told."""
    del labels
    return [
        f"{word} in {_told(reading)}"
        for reading in readings(draft)
        if reading.section.part in {Part.MEASURES, Part.LEADERSHIP}
        for word in _BOAST.findall(_NAMES.sub("", reading.bare))
    ]


def citations(draft: Draft, labels: Labels) -> list[str]:
    """Markers, claims, placeholders and commitments whose source is absent or doesn't hold them; sources unused."""
    del labels
    by_number = {one.n: one for one in draft.citations}
    found = ["citation numbers are doubled"] if len(by_number) < len(draft.citations) else []
    found += [
        f"[{n}]: the quote does not stand" for n, one in by_number.items() if one.text[one.start : one.end] != one.quote
    ]
    used = {practice.citation for practice in draft.practices}
    for section in draft.sections:
        for paragraph in section.paragraphs:
            markers = {int(number) for number in MARKER.findall(paragraph.text)}
            used |= markers
            if markers != set(paragraph.citations):
                found.append(f"{section.heading}: markers {sorted(markers)}, citations {sorted(paragraph.citations)}")
            for claim in paragraph.claims:
                if claim.verdict == "supported" and not claim.citations:
                    found.append(f"{section.heading}: nothing cited for {claim.text}")
                used_by_claim = set(claim.citations) - set(by_number)
                found += [f"{section.heading}: no [{n}] for {claim.text}" for n in sorted(used_by_claim)]
    found += [f"no [{n}]" for n in sorted(used - set(by_number))]
    found += [f"[{n}] is not used" for n in sorted(set(by_number) - used)]
    for one in draft.placeholders:
        if one.previous and plain(one.previous.value) not in plain(_text(draft, one.previous.citation)):
            found.append(f"[{one.previous.citation}] does not hold {one.previous.value}")
    for two in draft.commitments:
        if plain(two.text) not in plain(_text(draft, two.citation)):
            found.append(f"[{two.citation}] does not hold {two.text}")
    for three in draft.practices:
        if plain(three.text) not in plain(_text(draft, three.citation)):
            found.append(f"[{three.citation}] does not hold {three.text}")
    return found


def tokens(draft: Draft, labels: Labels) -> list[str]:
    """Placeholders doubled, absent, in another section or order than told, and tokens that are no placeholder."""
    del labels
    told = [(section.heading, paragraph.text) for section in draft.sections for paragraph in section.paragraphs]
    whole = "\n".join(text for _, text in told)
    found = [f"id {one} is doubled" for one, times in Counter(x.id for x in draft.placeholders).items() if times > 1]
    for one in draft.placeholders:
        if whole.count(one.token) != 1:
            found.append(f"{one.token} stands {whole.count(one.token)} times")
        elif not any(one.token in text for heading, text in told if heading == one.section):
            found.append(f"{one.token} does not stand under {one.section}")
    places = [whole.find(one.token) for one in draft.placeholders]
    if places != sorted(places):
        found.append("placeholders are not in the order of the text")
    for one in sorted(draft.placeholders, key=lambda placeholder: -len(placeholder.token)):
        whole = whole.replace(one.token, "")
    ids = {one.id for one in draft.placeholders}
    found += [
        f"{two.text}: no placeholder {two.placeholder}" for two in draft.commitments if two.placeholder not in ids
    ]
    return found + [f"{token} is no placeholder" for token in _LEFTOVER.findall(whole)]


def parts(draft: Draft, labels: Labels) -> list[str]:
    """Of the four that the regulation names those without a paragraph."""
    del labels
    present = {section.part for section in draft.sections if any(one.text.strip() for one in section.paragraphs)}
    return [f"no {part}" for part in Part if part not in present]


def _own_years(section: DraftSection, draft: Draft) -> set[int]:
    """The next year is spoken of in the plan, and the report is signed in it."""
    later = section.part is Part.PLAN or section.heading == CLOSING
    return {draft.year, draft.year + 1} if later else {draft.year}


def _text(draft: Draft, number: int) -> str:
    return next((one.text for one in draft.citations if one.n == number), "")


def _told(reading: Reading) -> str:
    return f"{reading.section.heading}: {reading.bare}"


FAULTS: Mapping[str, Check] = {
    "unsourced": unsourced,
    "figures left": figures_left,
    "stale": stale,
    "achievements": achievements,
    "boasts": boasts,
    "citations": citations,
    "tokens": tokens,
}
"""None in a whole draft, nor in one of a single section."""
WHOLE: Mapping[str, Check] = {**FAULTS, "parts": parts}
