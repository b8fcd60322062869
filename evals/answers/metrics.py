"""One answer against its gold case. Every function is pure and stands for one column of the table."""

from collections.abc import Collection

from evals.answers.cases import Case, Expectation
from evals.answers.formulas import without_computed
from evals.spans import numbers, plain, quantities_in, quantity, spans, stands_in, years
from service.contract.answers import Answer, Citation
from vectorstore.genre.times import years_in_digits


def belongs(citation: Citation, expected: Expectation) -> bool:
    """Whether the cited paragraph is of that district and year; the report's id begins with the district's code."""
    return citation.report_id.split("-")[0] == expected.region_code and citation.year == expected.year


def missing_figures(answer: Answer, case: Case) -> tuple[str, ...]:
    """The expected figures that no piece of the answer gives with a citation of the right report that holds them."""
    pieces = spans(answer)
    return tuple(
        figure
        for expected in case.required
        for figure in expected.figures
        if not any(
            stands_in(figure, piece.text)
            and any(belongs(citation, expected) and stands_in(figure, citation.text) for citation in piece.citations)
            for piece in pieces
        )
    )


def missing_phrases(answer: Answer, case: Case) -> tuple[str, ...]:
    text = plain(answer.answer)
    wanted = (*case.said, *(phrase for expected in case.required for phrase in expected.phrases))
    return tuple(phrase for phrase in wanted if plain(phrase) not in text)


def uncited_evidence(answer: Answer, case: Case) -> tuple[str, ...]:
    """The evidence that no citation's paragraph holds, nor an alternative to it."""
    return tuple(
        expected.evidence
        for expected in case.required
        if not any(
            belongs(citation, expected) and plain(place) in plain(citation.text)
            for citation in answer.citations
            for place in expected.places
        )
    )


def uncited_reports(answer: Answer, case: Case) -> tuple[str, ...]:
    """The districts and years that have to be cited and are not."""
    return tuple(
        f"{expected.region_code}-{expected.year}"
        for expected in case.required
        if not any(belongs(citation, expected) for citation in answer.citations)
    )


def citation_recall(answer: Answer, case: Case) -> float:
    return 1 - len(uncited_evidence(answer, case)) / len(case.required)


def wrong_sources(answer: Answer, case: Case) -> tuple[str, ...]:
    """The cited paragraphs of a district or year that is not asked about.

    Where the collection lacks the district or the year, whatever is cited is of another.
    """
    if not case.answerable and not set(case.reason) & {"unknown_region", "year_not_covered"}:
        return ()
    return tuple(
        f"{citation.region} {citation.year}"
        for citation in answer.citations
        if not any(belongs(citation, expected) for expected in case.expect)
    )


def citation_precision(answer: Answer, case: Case) -> float | None:
    """The share of citations of a district and year asked about; None where nothing is cited."""
    if not answer.citations:
        return None
    return 1 - len(wrong_sources(answer, case)) / len(answer.citations)


def invented_figures(answer: Answer, case: Case, collection_years: Collection[int]) -> tuple[str, ...]:
    """The numbers of the answer that no paragraph cited for that piece of it holds as the same quantity.

    98000 is 9.8万, 23% is not 23.

    A year is no invention where it labels: the year that a cited report is about, or the next one, which it plans for.
    In a piece without a citation a year of the collection is none, nor is a number that the user gave: an abstention
    says what was asked for and what there is. A computed figure is none where it says how, the result is right, and
    the numbers it was computed from stand in a paragraph cited up to there.
    """
    invented: list[str] = []
    said = (case.question, *(turn.content for turn in case.history if turn.role == "user"))
    asked = quantities_in(*(years_in_digits(plain(text)) for text in said))
    cited: list[str] = []
    for piece in spans(answer):
        cited += [citation.text for citation in piece.citations]
        held = quantities_in(*(citation.text for citation in piece.citations))
        labels = {str(year) for citation in piece.citations for year in (citation.year, citation.year + 1)}
        if not piece.citations:
            held, labels = asked, {str(year) for year in collection_years}
        text = without_computed(piece.text, quantities_in(*cited)) if piece.citations else piece.text
        invented += [
            number
            for number in numbers(text)
            if quantity(number) not in held and not (number in labels and number in years(text))
        ]
    return tuple(invented)


def forbidden_figures(answer: Answer, case: Case) -> tuple[str, ...]:
    return tuple(figure for figure in case.forbidden if stands_in(figure, answer.answer))


def reason_is_right(answer: Answer, case: Case) -> bool:
    return answer.abstained and answer.reason in case.reason
