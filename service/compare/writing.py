"""The summary of a comparison written by a language model, sentence by sentence through the checks.

The model proposes, checks and table dispose. What it leaves out is told in extracted lines, and so is everything where
it fails.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from prompts import Prompt, render
from service.cited.check import Checked
from service.cited.checks.said import names_in
from service.cited.checks.sources import Given, comparable
from service.cited.composition import CitedSentences, Line, Statement
from service.cited.frame import (
    TOKENS_PER_CHARACTER,
    Writing,
    as_removed,
    fenced,
    fitting,
    numbered,
    one_after_another,
    room_for,
    title_of,
    warning_of,
)
from service.cited.markers import marked
from service.cited.untrusted import as_data, without_orders
from service.compare.proving import proved
from service.compare.sentence import is_figure_of, read_sentence
from service.contract.answers import Claim
from service.llm import LanguageModel
from service.table.cautions import labels
from service.table.entries import Entry
from service.table.telling import row_sentence
from vectorstore.genre.text import Span
from vectorstore.types import Paragraph, Report

CHARACTERS = 4000
"""Of all the paragraphs together, where the model's context has room for them; a small model on two cores reads 60
tokens a second."""
FACTS_CHARACTERS = 2000
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
    room = room_for(CHARACTERS, context_tokens, ANSWER_TOKENS + int(facts * TOKENS_PER_CHARACTER))
    chosen = fitting(_in_turn(compared), room)
    places = {report.report_id: number for number, report in enumerate(compared.reports)}
    chosen.sort(key=lambda one: (places[one[0].report_id], one[1].ordinal))
    return numbered(chosen)


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


def prompt_of(compared: Compared, given: Sequence[Given]) -> Prompt:
    """Topic and paragraphs as data: none can end the fence around it or pass for a marker."""
    return render(
        "compare",
        passages=fenced(given),
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


MOST_SENTENCES = 20


@dataclass(frozen=True, slots=True)
class Written:
    """Of what the model wrote: the sentences that stand and those that fell."""

    given: tuple[Given, ...]
    kept: tuple[Checked, ...]
    removed: tuple[Checked, ...]
    fault: str
    """Why the text ended early; empty where it didn't."""

    @property
    def warning(self) -> str:
        return warning_of(
            self.fault, bool(self.kept), "以下为从原文摘出和由原文算出的对比。", "未写完的部分从原文摘出。"
        )


def write(compared: Compared, model: LanguageModel) -> Written:
    """Never raises for what the model does: the fault is told."""
    given = passages(compared, model.context_tokens)
    # What is addressed to a machine is neither shown to it nor held for evidence; places and numbers stay.
    evidence = [without_orders(one) for one in given]
    writing = Writing(
        prompt_of(compared, evidence),
        one_after_another(lambda one, before: proved(one, evidence, compared.rows, compared.reports, before)),
        model,
        answer_tokens=ANSWER_TOKENS,
        most_sentences=MOST_SENTENCES,
    )
    verdicts = tuple(writing)
    kept = tuple(one for one in verdicts if one.verdict == "supported")
    fallen = tuple(one for one in verdicts if one.verdict == "removed")
    return Written(tuple(given), kept, fallen, writing.fault)


def tell_written(written: Written, cited: CitedSentences) -> tuple[list[str], list[Claim]]:
    """The kept sentences in lines, with their markers, and their claims. A label of the code's begins a new line where
    a sentence doesn't name its district and year."""
    lines: list[str] = []
    claims: list[Claim] = []
    by_number = {one.number: one for one in written.given}
    for one in written.kept:
        # What the table alone bears out has none.
        numbers = {number: _number(by_number[number], one.quotes[number], cited) for number in one.citations}
        claims.append(Claim(text=one.text, citations=tuple(dict.fromkeys(numbers.values())), verdict="supported"))
        text = marked(list(one.pieces), numbers)
        label = _label(one, by_number)
        if label or not lines:
            lines.append(label + text)
        else:
            lines[-1] += text
    return lines, claims


def removed_claims(written: Written) -> list[Claim]:
    """Without citations: no marker of the text is theirs."""
    return [Claim(text=as_removed(one.text), citations=(), verdict="removed", why=one.why) for one in written.removed]


def untold_rows(written: Written, compared: Compared) -> list[Sequence[Entry]]:
    """The rows of which the kept sentences don't tell every figure."""
    sentences = [read_sentence(one.text, compared.rows, compared.reports) for one in written.kept]

    def is_told(column: int, entry: Entry) -> bool:
        return any(
            is_figure_of(number, entry) and column in (sentence.subject(number.start) or {column})
            for one, sentence in zip(written.kept, sentences, strict=True)
            if _cites(one, entry.report, written)
            for number in sentence.numbers
        )

    def told(row: Sequence[Entry]) -> bool:
        given = [(column, entry) for column, entry in enumerate(row) if entry.number is not None]
        return all(is_told(column, entry) for column, entry in given)

    named = {place for sentence in sentences for _, _, place in sentence.labels}
    return [
        row
        for place, row in enumerate(compared.rows)
        if row and not (told(row) and (place in named or any(entry.number is not None for entry in row)))
    ]


def untold_practices(written: Written, compared: Compared) -> list[Line]:
    """The topic's lines without the sentences that a kept one tells: from their paragraph, with all their names."""
    by_number = {one.number: one for one in written.given}

    def is_told(statement: Statement) -> bool:
        own = comparable(
            " ".join(
                one.text
                for one in written.kept
                if any(by_number[n].paragraph.paragraph_id == statement.paragraph.paragraph_id for n in one.citations)
            )
        )
        return bool(own) and all(comparable(name) in own for name in names_in(statement.span.text))

    lines = (
        replace(line, statements=tuple(statement for statement in line.statements if not is_told(statement)))
        for line in compared.practices
    )
    return [line for line in lines if line.statements]


def _number(given: Given, quote: Span, cited: CitedSentences) -> int:
    span = Span(given.paragraph.text[quote.start : quote.end], quote.start, quote.end)
    return cited.number(Statement(given.report, given.paragraph, span))


def _label(one: Checked, by_number: dict[int, Given]) -> str:
    reports = {by_number[number].report.report_id: by_number[number].report for number in one.citations}
    if len(reports) != 1 or (one.names_district and one.names_year):
        return ""
    (report,) = reports.values()
    return f"{title_of(report)}："


def _cites(one: Checked, report: Report, written: Written) -> bool:
    return any(given.report.report_id == report.report_id for given in written.given if given.number in one.citations)
