from typing import Any

import pytest

from evals.answers.scoring import score, table
from evals.generative.journal import Asked
from evals.generative.scores import Compared, missed_targets, percentiles, print_side_by_side, progress, report, results
from service.contract.answers import Answer, Claim
from tests.evals import made

TOLD = "共收到复议申请239件，审结203件。"
EXTRACTED = made.answer(f"新北区2024年度报告：{TOLD}[1]", made.citation()).model_copy(
    update={"claims": (Claim(text=TOLD, citations=(1,), verdict="supported"),), "warnings": ("只有一份报告。",)}
)


def claim(text: str, why: str | None = None) -> Claim:
    return Claim(text=text, citations=(1,), verdict="removed" if why else "supported", why=why)


def compared(written: str, text: str, *claims: Claim, mode: str = "generative", **changes: Any) -> Compared:
    answer = made.answer(text, made.citation())
    answer = answer.model_copy(update={"mode": mode, "claims": claims, "warnings": EXTRACTED.warnings} | changes)
    return between(made.case().id, written, answer)


def between(case_id: str, written: str, answer: Answer) -> Compared:
    case = made.case(id=case_id)
    asked = Asked(
        case=case_id,
        model="small",
        prompts={"answer": "1"},
        request=case.request(),
        written=written,
        answer=answer,
        first_text_seconds=0.5,
    )
    return Compared(asked, score(case, answer, made.YEARS), score(case, EXTRACTED, made.YEARS))


def test_the_models_sentences_are_told_from_the_reports_own() -> None:
    mixed = compared(
        "新北区收到239件[1]。新北区收到240件[1]。",
        f"新北区收到239件。[1]\n{TOLD}[1]",
        claim("新北区收到239件。"),
        claim(TOLD),
        claim("新北区收到240件。", "所引段落没有“240件”这个数"),
    )
    assert (mixed.kept, len(mixed.removed), mixed.completed, mixed.fell_back) == (1, 1, True, False)


def test_a_sentence_copied_from_the_report_is_the_models_once() -> None:
    copied = "共收到复议申请239件,审结203件 [1]。"
    once = compared(copied, f"{TOLD}[1]", claim(TOLD))
    assert (once.kept, once.completed) == (1, False)
    twice = compared(copied, f"{TOLD}[1]\n{TOLD}[1]", claim(TOLD), claim(TOLD))
    assert (twice.kept, twice.completed) == (1, True)


def test_of_an_extracted_answer_nothing_is_the_models() -> None:
    fallen = compared(
        "材料未提及。",
        f"{TOLD}[1]",
        claim(TOLD),
        claim("材料未提及。", "没有注明出处"),
        mode="extractive",
        warnings=(*EXTRACTED.warnings, "都没有通过核对。"),
    )
    assert (fallen.kept, fallen.fell_back, fallen.completed) == (0, True, False)
    assert fallen.warnings == ["都没有通过核对。"]
    assert "fell back: 都没有通过核对。" in progress(1, 60, fallen)


def test_reasons_are_counted_without_the_words_that_they_quote() -> None:
    removed = [claim(text, f"所引段落没有“{text}”这个数") for text in ("1件", "2件")]
    sentences = results([compared("", "", *removed, claim("3件", "没有注明出处"))])["sentences"]
    assert sentences == {"kept": 0, "removed": 3, "why": {"所引段落没有“…”这个数": 2, "没有注明出处": 1}}


def test_abstentions_are_no_work_of_the_model() -> None:
    abstained = between("una-001", "", made.answer("没有。", reason="not_reported"))
    found = results([abstained])
    assert (found["answered"], found["generative"], found["seconds"]) == (0, None, None)
    assert "none" in report(found)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], None), ([3.0], {"p50": 3.0, "p95": 3.0}), ([float(n) for n in range(21)], {"p50": 10.0, "p95": 19.0})],
)
def test_percentiles_of_any_number_of_values(values: list[float], expected: dict[str, float] | None) -> None:
    assert percentiles(values) == expected


def test_both_tables_stand_side_by_side() -> None:
    wrong = compared("", "收到240件。[1]")
    header, figure, every = print_side_by_side(table([wrong.written]), table([wrong.extracted])).splitlines()
    assert len(header) == len(figure) == len(every)
    assert figure.split()[:4] == ["figure", "1", "0.000|1.000", "0.000|1.000"]


def test_a_missed_target_is_named_and_one_that_applies_to_nothing_is_not() -> None:
    wrong = compared("", "收到240件。[1]")
    assert missed_targets(table([wrong.written])) == [
        "figures: 0.000, target >= 0.95",
        "invented: 1.000, target <= 0",
    ]
    assert missed_targets(table([wrong.extracted])) == []
