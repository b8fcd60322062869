"""How much of last year's report is in a draft as it has to be: of each what came out right, and what didn't."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher

from evals.drafts.labels import Labels
from evals.drafts.restoring import restored
from evals.drafts.shares import Share, share_of
from evals.drafts.texts import OPEN, heading_key, readings, straight
from evals.spans import plain
from service.contract.draft import CLOSING, Commitment, Draft

_ROUNDING = re.compile(r"约|近|超过|超|余|多|以上|个")
"""What may stand with the value or with the unit."""
_DANGLING = re.compile(
    r"^[，,。；;、：:]|[，,、；;：:][，,。；;、：:]|。[。，,；;、]|[，,、]$|“”|《》|（）|\(\)|(?:^|。)□(?:、□)+(?:。|$)"
)
_PAIRS = ("“”", "《》", "（）", "【】")


def carried(draft: Draft, labels: Labels) -> Share:
    """Commitments of last year's plan that the draft reports on, in the paragraphs of the section it names."""
    return share_of((one.text, bool(_carrying(one.text, draft))) for one in labels.commitments)


def placed(draft: Draft, labels: Labels) -> Share:
    """Of those the ones that stand under a labelled heading, or under one below it."""
    above = _headings_above(draft)
    judged = []
    for label in labels.commitments:
        if sections := [one.section for one in _carrying(label.text, draft)]:
            wanted = {heading_key(heading) for heading in label.sections}
            right = any(wanted & above.get(heading, frozenset()) for heading in sections)
            judged.append((f"{label.text} → {' / '.join(dict.fromkeys(sections))}", right))
    return share_of(judged)


def promises(draft: Draft, labels: Labels) -> Share:
    """Commitments of the draft that are one of the plan, or a part of one, by the labels."""
    wanted = [straight(label.text) for label in labels.commitments]
    judged = []
    for commitment in draft.commitments:
        held = straight(commitment.text)
        judged.append((commitment.text, any(one in held or held in one for one in wanted)))
    return share_of(judged)


def figures(draft: Draft, labels: Labels) -> Share:
    """Figures that became a placeholder of their own, with value and unit, from the paragraph that holds them."""
    by_number = {citation.n: citation.paragraph_id for citation in draft.citations}
    left = Counter(
        (by_number.get(one.previous.citation), _amount(one.previous.value + one.unit))
        for one in draft.placeholders
        if one.previous and one.unit
    )
    judged = []
    for label in labels.figures:
        key = (label.paragraph_id, _amount(label.text))
        judged.append((label.context, left[key] > 0))
        left[key] -= 1
    return share_of(judged)


def figures_open(draft: Draft, labels: Labels) -> Share:
    """The same, also where the figure stands within words that are open."""
    by_number = {citation.n: citation.paragraph_id for citation in draft.citations}
    wordings: dict[str, str] = {}
    for one in draft.placeholders:
        if one.previous and not one.unit and (paragraph_id := by_number.get(one.previous.citation)):
            wordings[paragraph_id] = wordings.get(paragraph_id, "") + "\n" + one.previous.value
    own = set(figures(draft, labels).faults)
    return share_of(
        (label.context, label.context not in own or label.text in wordings.get(label.paragraph_id, ""))
        for label in labels.figures
    )


def distinct(draft: Draft, labels: Labels) -> Share:
    """Placeholders that a department can tell apart: no other of the section asks for the same in the same unit."""
    del labels
    asked = Counter((one.section, one.indicator, one.unit) for one in draft.placeholders)
    return share_of(
        (f"{one.section}: {one.indicator}（{one.unit}）", asked[one.section, one.indicator, one.unit] == 1)
        for one in draft.placeholders
    )


def standing(draft: Draft, labels: Labels) -> Share:
    """Clauses of standing work that the draft has in last year's words."""
    text = "\n".join(plain(reading.said) for reading in readings(draft))
    return share_of((clause, plain(clause) in text) for clause in labels.standing)


def outline(draft: Draft, labels: Labels) -> Share:
    """Last year's headings that the draft has in their order, less numbers and years."""
    paths = dict.fromkeys(
        one.path[:depth] for one in labels.document.paragraphs for depth in range(1, len(one.path) + 1)
    )
    before = [heading_key(path[-1]) for path in paths]
    after = [heading_key(section.heading) for section in draft.sections]
    kept: set[int] = set()
    for block in SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks():
        kept |= set(range(block.a, block.a + block.size))
    return share_of((heading, place in kept) for place, heading in enumerate(before))


def readable(draft: Draft, labels: Labels) -> Share:
    """Paragraphs without punctuation that nothing stands before, open pairs, a missing end or mere lists of gaps."""
    del labels
    judged = []
    for reading in readings(draft):
        text = reading.said.strip()
        faulty = _DANGLING.search(text) or any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS)
        unended = reading.section.heading != CLOSING and not text.endswith(tuple("。：:！？”；;" + OPEN))
        judged.append((f"{reading.section.heading}: {text}", not faulty and not unended))
    return share_of(judged)


def _carrying(text: str, draft: Draft) -> list[Commitment]:
    """Those of the draft that hold the text, or half of it and more, and stand where they say."""
    wanted = straight(text)
    found = []
    for commitment in draft.commitments:
        held = straight(commitment.text)
        if wanted in held or (held in wanted and 2 * len(held) >= len(wanted)):
            told = [section for section in draft.sections if section.heading == commitment.section]
            if any(held in straight(paragraph.text) for section in told for paragraph in section.paragraphs):
                found.append(commitment)
    return found


def _headings_above(draft: Draft) -> dict[str, frozenset[str]]:
    """For each heading the keys of itself and of those it stands below; of doubles all."""
    path: list[tuple[int, str]] = []
    above: dict[str, frozenset[str]] = {}
    for section in draft.sections:
        path = [(level, key) for level, key in path if level < section.level] if section.level else []
        path.append((section.level, heading_key(section.heading)))
        above[section.heading] = above.get(section.heading, frozenset()) | {key for _, key in path}
    return above


def _amount(text: str) -> str:
    return _ROUNDING.sub("", plain(text))


Coverage = Callable[[Draft, Labels], Share]
COVERAGE: Mapping[str, Coverage] = {
    "carried": carried,
    "placed": placed,
    "promises": promises,
    "figures": figures,
    "figures open": figures_open,
    "distinct": distinct,
    "standing": standing,
    "outline": outline,
    "readable": readable,
    "restored": restored,
}
