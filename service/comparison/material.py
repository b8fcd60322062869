"""What the model that writes a comparison's summary is given: the paragraphs that table and topic cite. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from prompts import Prompt, render
from service.citations import Given
from service.comparison.cautions import labels
from service.comparison.cells import Entry
from service.comparison.summary import row_sentence
from service.composition import Line
from service.selection import place
from service.untrusted import as_data
from vectorstore.types import Paragraph, Report

CHARACTERS = 4000
"""Of all the paragraphs together, where the model's context has room for them; a small model on two cores reads 60
tokens a second."""
FACTS_CHARACTERS = 2000
TOKENS_PER_CHARACTER = 1.0
"""At most, of Chinese text."""
INSTRUCTION_TOKENS = 700
ANSWER_TOKENS = 800


@dataclass(frozen=True, slots=True)
class Compared:
    """What the code found: it decides which reports, figures and sentences count, not the model."""

    reports: tuple[Report, ...]
    rows: tuple[tuple[Entry, ...], ...]
    topic: str | None
    practices: tuple[Line, ...]
    """A report each."""


def has_anything(compared: Compared) -> bool:
    """Whether there is a paragraph to write from."""
    return next(_cited(compared), None) is not None


def passages(compared: Compared, context_tokens: int) -> list[Given]:
    """The cited paragraphs in the order of the reports, each of which gets its share of what fits."""
    facts = min(FACTS_CHARACTERS, len(facts_of(compared)))
    tokens = context_tokens - INSTRUCTION_TOKENS - ANSWER_TOKENS - int(facts * TOKENS_PER_CHARACTER)
    room = min(CHARACTERS, int(tokens / TOKENS_PER_CHARACTER))
    chosen: list[tuple[Report, Paragraph]] = []
    for report, paragraph in _in_turn(compared):
        if chosen and len(paragraph.text) > room:
            continue
        room -= len(paragraph.text)
        chosen.append((report, paragraph))
    places = {report.report_id: number for number, report in enumerate(compared.reports)}
    chosen.sort(key=lambda one: (places[one[0].report_id], one[1].ordinal))
    return [Given(number, report, paragraph) for number, (report, paragraph) in enumerate(chosen, 1)]


def facts_of(compared: Compared, given: Sequence[Given] = ()) -> str:
    """The table in words; behind each figure the number of its paragraph, where that is given: what a small model
    copies then says where it is from."""
    numbers = {one.paragraph.paragraph_id: one.number for one in given}
    return "\n".join(row_sentence(row, _markers(row, numbers)) for row in compared.rows if row)


def _markers(row: Sequence[Entry], numbers: Mapping[str, int]) -> dict[str, str]:
    own = ((entry, [numbers.get(source.paragraph.paragraph_id) for source in entry.sources]) for entry in row)
    return {
        entry.report.report_id: "".join(f"[{n}]" for n in dict.fromkeys(found) if n is not None) for entry, found in own
    }


def title_of(report: Report) -> str:
    return f"{place(report.region)}{report.year}年度报告"


def prompt_of(compared: Compared, given: Sequence[Given]) -> Prompt:
    """Topic and paragraphs as data: none can end the fence around it or pass for a marker."""
    return render(
        "compare",
        passages="\n\n".join(
            f"[{one.number}] {title_of(one.report)}\n<<<\n{as_data(one.paragraph.text)}\n>>>"
            for one in given
            if one.paragraph.text.strip()
        ),
        facts=facts_of(compared, given)[:FACTS_CHARACTERS],
        topic=as_data(compared.topic or ""),
        subject=labels(compared.reports),
    )


def _in_turn(compared: Compared) -> Iterator[tuple[Report, Paragraph]]:
    by_report: dict[str, dict[str, tuple[Report, Paragraph]]] = {}
    for report, paragraph in _cited(compared):
        by_report.setdefault(report.report_id, {}).setdefault(paragraph.paragraph_id, (report, paragraph))
    for turn in zip_longest(*(own.values() for own in by_report.values())):
        yield from (one for one in turn if one is not None)


def _cited(compared: Compared) -> Iterator[tuple[Report, Paragraph]]:
    for row in compared.rows:
        yield from ((entry.report, source.paragraph) for entry in row for source in entry.sources)
    for line in compared.practices:
        yield from ((statement.report, statement.paragraph) for statement in line.statements)
