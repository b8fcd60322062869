"""The gold cases: one JSON object a line in cases/*.jsonl, refused where a field is unknown or missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from service.contract.answers import AskRequest, Message, Reason
from service.contract.bodies import ScopeBody

CASES = Path(__file__).parent / "cases"

Kind = Literal[
    "figure",
    "list",
    "definition",
    "several",
    "unanswerable",
    "follow_up",
    "paraphrase",
    "english",
    "whole_collection",
    "everyday",
    "department_town",
]

GoldReason = Reason | Literal["unknown_authority"]
"""Also those that an answer has no word for yet."""


class InvalidCaseError(Exception):
    """A line of a case file is not a case, or two cases share an id."""


def _one_or_more(value: object) -> object:
    """`reason` is null, one, or a list of the acceptable ones."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


GoldReasons = Annotated[tuple[GoldReason, ...], BeforeValidator(_one_or_more)]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Expectation(Record):
    """What one report has to contribute to the answer."""

    region_code: str
    """Or the whole id of a report."""
    year: int
    figures: tuple[str, ...]
    """As printed."""
    evidence: str
    """Verbatim part of the paragraph that holds the answer."""
    alternatives: tuple[str, ...] = ()
    """Of other paragraphs of the report that answer as well."""
    phrases: tuple[str, ...] = ()
    """Of lists and definitions: words of the paragraph that have to stand in the answer."""
    optional: bool = False
    """May be cited without harm and need not be: the district is asked about, but reports something else."""

    @property
    def places(self) -> tuple[str, ...]:
        return (self.evidence, *self.alternatives)


class Case(Record):
    id: str
    kind: Kind
    question: str
    history: tuple[Message, ...]
    scope: ScopeBody | None
    expect: tuple[Expectation, ...]
    """Empty where the reports hold no answer."""
    reason: GoldReasons
    """Of abstaining: those that honest people would give. Empty where there is an answer."""
    forbidden: tuple[str, ...]
    """Figures that lie near and must not be given."""
    said: tuple[str, ...] = ()
    """Words of the answer that no report prints: what is computed, who leads."""
    note: str
    """Why the case is hard."""

    @property
    def answerable(self) -> bool:
        return bool(self.expect)

    @property
    def required(self) -> tuple[Expectation, ...]:
        return tuple(expected for expected in self.expect if not expected.optional)

    def request(self) -> AskRequest:
        return AskRequest(question=self.question, history=self.history, scope=self.scope)


def load_sets() -> dict[str, tuple[Case, ...]]:
    """The cases of each file in cases/, by its name. Raises InvalidCaseError."""
    return {path.stem: load_cases([path]) for path in sorted(CASES.glob("*.jsonl"))}


def load_cases(paths: Sequence[Path] | None = None) -> tuple[Case, ...]:
    """The cases of the files, by default of all in cases/. Raises InvalidCaseError."""
    cases: list[Case] = []
    for path in sorted(CASES.glob("*.jsonl")) if paths is None else paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                cases.append(_read(line, f"{path.name}:{number}"))
    ids = [case.id for case in cases]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise InvalidCaseError(f"ids that stand twice: {', '.join(sorted(twice))}")
    return tuple(cases)


def _read(line: str, place: str) -> Case:
    try:
        case = Case.model_validate_json(line)
    except ValidationError as error:
        raise InvalidCaseError(f"{place}: {error}") from error
    if case.answerable == bool(case.reason):
        raise InvalidCaseError(f"{place}: a case has either an expectation or a reason to abstain")
    if case.answerable and not case.required:
        raise InvalidCaseError(f"{place}: every expectation is optional")
    return case
