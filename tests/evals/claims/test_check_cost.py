from collections.abc import Sequence
from random import Random

from evals.claims.check_cost import PARAGRAPHS, SENTENCES, answers_of, caches, faithful_answers, measure_checks
from evals.claims.claims import MARKER, load_claims, load_documents
from service.cited.check import check
from service.cited.checks.sources import Given
from vectorstore.genre.quantities import numbers_in
from vectorstore.genre.regions import region_by_code


def test_answers_are_of_the_size_that_is_measured_and_hold() -> None:
    answers = faithful_answers()
    assert len(answers) >= 20
    for answer in answers:
        assert len(answer.sentences) in SENTENCES
        assert [one.number for one in answer.given] == list(range(1, PARAGRAPHS + 1))
        assert len({one.paragraph.paragraph_id for one in answer.given}) == PARAGRAPHS


def test_markers_follow_their_paragraphs() -> None:
    documents = load_documents()
    claims = [claim for claim in load_claims(documents) if claim.source == "faithful"][:60]
    cited = {MARKER.sub("", claim.text): ids_of(claim.cited) for claim in claims}
    for answer in answers_of(claims, documents, Random(1)):
        for sentence in answer.sentences:
            numbers = {int(number) for number in MARKER.findall(sentence)}
            given = [one for one in answer.given if one.number in numbers]
            assert ids_of(given) == cited[MARKER.sub("", sentence)]


def test_both_times_are_measured_and_most_sentences_kept() -> None:
    times = measure_checks(faithful_answers()[:6])
    assert len(times.cold) == len(times.warm) == 6
    assert min(times.warm) > 0
    assert sum(times.cold) > sum(times.warm)
    assert times.kept > 0.8


def test_what_was_read_of_texts_is_forgotten_and_the_tables_are_not() -> None:
    answer = faithful_answers()[0]
    check(answer.sentences[0], answer.given)
    region_by_code("320411")
    forgetting = caches()
    assert numbers_in.cache_clear in forgetting
    for forget in forgetting:
        forget()
    assert numbers_in.cache_info().currsize == 0
    assert region_by_code("320411") is not None


def ids_of(given: Sequence[Given]) -> set[str]:
    return {one.paragraph.paragraph_id for one in given}
