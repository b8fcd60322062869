"""python -m evals.figures.ledger [--failing] [--report PREFIX]: how the ledger reads what was labelled by hand.

Gold is matched by paragraph and place. A labelled figure that is none (a phrase, a rule, a title) may be left out: what
counts is that it is not taken for a result.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.claims.claims import load_documents
from vectorstore.figures.ledger import ledger_of
from vectorstore.types import Document, Figure, Paragraph, Period

FOLDER = Path(__file__).parent
TARGETS = {"found": 0.98, "read": 0.98, "precision": 0.97, "recall": 0.90, "period": 0.97}
COMPLETE = ("320411-2024", "320111-2023")
"""Reports of which every quantity is labelled: what the ledger has beyond the labels is wrong there."""


class InvalidGoldError(ValueError):
    """A label that doesn't fit its report. The message says which line."""


@dataclass(frozen=True, slots=True)
class Gold:
    report: str
    """The report's id without the hash."""
    paragraph_id: str
    start: int
    end: int
    printed: str
    number: float
    unit: str
    qualifier: str | None
    period: Period
    indicator: str | None
    previous: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    gold: Gold
    figure: Figure | None

    @property
    def required(self) -> bool:
        return self.gold.period is not Period.NONE

    @property
    def read(self) -> bool:
        gold, figure = self.gold, self.figure
        return (
            figure is not None
            and abs(figure.number - gold.number) < 1e-6 * max(1.0, abs(gold.number))
            and figure.unit.removeprefix("个") == gold.unit.removeprefix("个")
            and figure.qualifier == gold.qualifier
            and figure.previous == gold.previous
        )


@dataclass(frozen=True, slots=True)
class Scores:
    found: float
    read: float
    precision: float
    recall: float
    period: float
    spare: int
    """Figures of the completely labelled reports that no label has."""

    def missed(self) -> list[str]:
        return [
            f"{name} is {getattr(self, name):.3f}, below {target}"
            for name, target in TARGETS.items()
            if getattr(self, name) < target
        ]


def load_gold(documents: Sequence[Document], folder: Path = FOLDER) -> tuple[Gold, ...]:
    """Raises InvalidGoldError where a label's words don't stand once in its paragraph."""
    by_report = {document.report.report_id.rsplit("-", 1)[0]: document for document in documents}
    gold = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                gold.append(_gold(json.loads(line), by_report))
            except (KeyError, ValueError) as error:
                raise InvalidGoldError(f"{file.name}:{number}: {error}") from error
    return tuple(gold)


def _gold(label: Mapping[str, Any], documents: Mapping[str, Document]) -> Gold:
    printed, before = label["printed"], label["before"]
    places = [
        (paragraph, place)
        for paragraph in documents[label["report"]].paragraphs
        if label["paragraph"] in paragraph.text
        for place in _places(paragraph, before + printed)
    ]
    if len(places) != 1:
        raise ValueError(f"{before}{printed} stands {len(places)} times in the paragraphs that hold the words given")
    paragraph, place = places[0]
    start = place + len(before)
    return Gold(
        report=label["report"],
        paragraph_id=paragraph.paragraph_id,
        start=start,
        end=start + len(printed),
        printed=printed,
        number=label["number"],
        unit=label["unit"],
        qualifier=label["qualifier"],
        period=Period(label["period"]),
        indicator=label["indicator"],
        previous=label["previous"],
    )


def _places(paragraph: Paragraph, words: str) -> list[int]:
    places, place = [], paragraph.text.find(words)
    while place >= 0:
        places.append(place)
        place = paragraph.text.find(words, place + 1)
    return places


def compare(gold: Iterable[Gold], figures: Iterable[Figure]) -> tuple[Outcome, ...]:
    """Each label with the figure that overlaps it."""
    found = list(figures)
    return tuple(Outcome(one, next((figure for figure in found if _same_place(one, figure)), None)) for one in gold)


def spare_figures(gold: Sequence[Gold], figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures of the completely labelled reports at whose place no label stands; those that are none don't count."""
    return tuple(
        figure
        for figure in figures
        if figure.paragraph_id.startswith(COMPLETE)
        and figure.period is not Period.NONE
        and not any(_same_place(one, figure) for one in gold)
    )


def _same_place(gold: Gold, figure: Figure) -> bool:
    return figure.paragraph_id == gold.paragraph_id and figure.start < gold.end and gold.start < figure.end


def score(outcomes: Sequence[Outcome], spare: int) -> Scores:
    required = [one for one in outcomes if one.required]
    found = [one for one in required if one.figure]
    assigned = [one for one in outcomes if one.figure and one.figure.indicator]
    labelled = [one for one in outcomes if one.gold.indicator]
    right = [one for one in labelled if one.figure and one.figure.indicator == one.gold.indicator]
    timed = [one for one in outcomes if one.figure]
    return Scores(
        found=_share(len(found), len(required)),
        read=_share(sum(one.read for one in found), len(found)),
        precision=_share(len(right), len(assigned)),
        recall=_share(len(right), len(labelled)),
        period=_share(sum(_period_right(one) for one in timed), len(timed)),
        spare=spare,
    )


def _period_right(outcome: Outcome) -> bool:
    return outcome.figure is not None and outcome.figure.period is outcome.gold.period


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def faults(outcome: Outcome) -> list[str]:
    gold, figure = outcome.gold, outcome.figure
    if figure is None:
        return ["not found"] if outcome.required else []
    told = []
    if outcome.required and not outcome.read:
        told.append(f"read {figure.number:g} {figure.unit} {figure.qualifier} {figure.previous}")
    if figure.indicator != gold.indicator:
        told.append(f"indicator {figure.indicator}, not {gold.indicator}")
    if figure.period is not gold.period:
        told.append(f"period {figure.period}, not {gold.period}")
    return told


def table(outcomes: Sequence[Outcome], scores: Scores) -> str:
    lines = [f"{len(outcomes)} labels, {sum(one.required for one in outcomes)} of them figures"]
    lines += [f"{name:<10} {getattr(scores, name):.3f}  (target {target})" for name, target in TARGETS.items()]
    return "\n".join([*lines, f"spare      {scores.spare}"])


def measure(
    reading: Callable[[Document], Iterable[Figure]] = ledger_of,
) -> tuple[tuple[Outcome, ...], tuple[Figure, ...], Scores]:
    """Raises InvalidGoldError."""
    documents = load_documents()
    gold = load_gold(documents)
    figures = [figure for document in documents for figure in reading(document)]
    outcomes, spare = compare(gold, figures), spare_figures(gold, figures)
    return outcomes, spare, score(outcomes, len(spare))


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the targets are met, 1 where not, 2 where a label is wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.figures.ledger", description=__doc__)
    parser.add_argument("--failing", action="store_true", help="show what came out wrong")
    options = parser.parse_args(arguments)
    try:
        outcomes, spare, scores = measure()
    except (InvalidGoldError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.failing:
        for one in outcomes:
            if wrong := faults(one):
                print(f"{one.gold.paragraph_id} {one.gold.printed}: {'; '.join(wrong)}")
        for figure in spare:
            print(f"{figure.paragraph_id} {figure.name} {figure.value}{figure.unit}: no label")
    print(table(outcomes, scores))
    return 1 if scores.missed() else 0


if __name__ == "__main__":
    sys.exit(main())
