"""The summary of a comparison written by a language model, sentence by sentence through the checks.

The model proposes, checks and table dispose. What it leaves out is told in extracted lines, and so is everything where
it fails.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.checks.said import names_in
from service.checks.sources import comparable
from service.citations import NOTHING_BEFORE, Checked, Given
from service.claims import marked
from service.comparison.cells import Entry
from service.comparison.citing import CitedSentences
from service.comparison.material import ANSWER_TOKENS, Compared, passages, prompt_of, title_of
from service.comparison.naming import is_figure_of, read
from service.comparison.proving import proved
from service.composition import Line, Statement
from service.errors import LanguageModelError
from service.llm import LanguageModel
from service.proposed import proposed
from service.types import Claim
from service.untrusted import without_links, without_orders
from vectorstore.reports.sentences import Span
from vectorstore.types import Report

MOST_SENTENCES = 20
REMOVED_CHARACTERS = 200
"""Of a removed sentence, as it is told among the claims."""
NOTHING_HELD = "语言模型写的句子都没有通过核对。"


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
        if not self.kept:
            return f"{self.fault or NOTHING_HELD}以下为从原文摘出和由原文算出的对比。"
        return f"{self.fault}未写完的部分从原文摘出。" if self.fault else ""


def write(compared: Compared, model: LanguageModel) -> Written:
    """Never raises for what the model does: the fault is told."""
    given = passages(compared, model.context_tokens)
    # What is addressed to a machine is neither shown to it nor held for evidence; places and numbers stay.
    evidence = [without_orders(one) for one in given]
    kept: list[Checked] = []
    fallen: list[Checked] = []
    fault = ""
    try:
        for one in _proved(compared, evidence, model):
            (kept if one.verdict == "supported" else fallen).append(one)
    except LanguageModelError as error:
        fault = str(error)
    return Written(tuple(given), tuple(kept), tuple(fallen), fault)


def _proved(compared: Compared, evidence: Sequence[Given], model: LanguageModel) -> Iterator[Checked]:
    before = NOTHING_BEFORE
    for sentence in proposed(prompt_of(compared, evidence), ANSWER_TOKENS, MOST_SENTENCES, model):
        one = proved(sentence, evidence, compared.rows, compared.reports, before)
        before = one.after
        yield one


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
    return [
        Claim(text=without_links(one.text[:REMOVED_CHARACTERS]), citations=(), verdict="removed", why=one.why)
        for one in written.removed
    ]


def untold_rows(written: Written, compared: Compared) -> list[Sequence[Entry]]:
    """The rows of which the kept sentences don't tell every figure."""
    readings = [read(one.text, compared.rows, compared.reports) for one in written.kept]

    def is_told(column: int, entry: Entry) -> bool:
        return any(
            is_figure_of(number, entry) and column in (reading.subject(number.start) or {column})
            for one, reading in zip(written.kept, readings, strict=True)
            if _cites(one, entry.report, written)
            for number in reading.numbers
        )

    def told(row: Sequence[Entry]) -> bool:
        given = [(column, entry) for column, entry in enumerate(row) if entry.number is not None]
        return all(is_told(column, entry) for column, entry in given)

    named = {place for reading in readings for _, _, place in reading.labels}
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
