"""Whether a draft is last year's report once last year's values stand in it again."""

import re
from collections.abc import Sequence

from evals.drafts.labels import Labels
from evals.drafts.shares import Share, share_of
from evals.drafts.texts import MARKER, straight
from service.contract.draft import Draft, Placeholder
from vectorstore.types import Part

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?(?:\[\d+\])*")
_CLAUSE = re.compile(r"[,，;；:：、]")
_UNKNOWN = "\0"
SHORTEST_CLAUSE = 4
"""Connecting words are shorter."""


def restored(draft: Draft, labels: Labels) -> Share:
    """Clauses of measures and leadership that are printed last year, once its values and its year are put back.

    A sentence with a quotation or with nothing to put back is the genre's frame, and isn't asked.
    """
    judged = []
    by_number = {citation.n: straight(citation.text) for citation in draft.citations}
    this_year = re.compile(rf"(?<![\d—\-－–~～至到]){draft.year}(?!\d)")
    for section in draft.sections:
        for paragraph in section.paragraphs if section.part in {Part.MEASURES, Part.LEADERSHIP} else ():
            for sentence in _SENTENCE.findall(_put_back(paragraph.text, draft.placeholders)):
                sources = [by_number[int(number)] for number in MARKER.findall(sentence) if int(number) in by_number]
                if sources and _UNKNOWN not in sentence and "”[" not in sentence:
                    said = this_year.sub(str(labels.document.report.year), sentence)
                    judged += [(one, any(one in source for source in sources)) for one in _clauses(said)]
    return share_of(judged)


def _put_back(text: str, placeholders: Sequence[Placeholder]) -> str:
    """The text with last year's values. A unit that is printed behind its placeholder is not put twice; what stands in
    brackets behind open words names the figures among them, and becomes a clause of its own."""
    for one in placeholders:
        before, found, after = text.partition(one.token)
        if not found:
            continue
        value = one.previous.value if one.previous else _UNKNOWN
        if not one.unit and after.startswith(("（", "(")) and (end := _closing(after)):
            after = f"，{after[1:end]}，{after[end + 1 :]}"
        text = before + value + ("" if after.startswith(one.unit) else one.unit) + after
    return text


def _closing(text: str) -> int:
    """Where the bracket closes with which the text begins; 0 where it does not."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "（(") - (character in "）)")
        if depth == 0:
            return place
    return 0


def _clauses(sentence: str) -> list[str]:
    whole = straight(MARKER.sub("", sentence)).rstrip("。!?！？")
    return [clause for clause in _CLAUSE.split(whole) if len(clause) >= SHORTEST_CLAUSE]
