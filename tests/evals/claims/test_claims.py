import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from evals.claims.claims import Claim, InvalidClaimError, load_claims, load_documents, text_paragraphs, verbatim_claims
from evals.claims.run import check_all, choose, main
from evals.claims.scores import Outcome, caught, explain, failures, false_alarms, missed_targets, report, results, table
from service.cited.check import Checked, check
from service.cited.checks.said import Before
from service.cited.checks.sources import Given
from service.cited.markers import split_claims
from vectorstore.types import Document

LINE: dict[str, Any] = {
    "id": "f-1",
    "passages": [{"report": "320411-2024", "holds": "共收到复议申请239件"}],
    "claim": "新北区2024年收到复议申请239件[1]。",
    "kind": "figure",
}
LEAST_BY_HAND = {"faithful": 150, "by hand": 100}


@cache
def documents() -> tuple[Document, ...]:
    return load_documents()


def load(folder: Path, *lines: dict[str, Any], name: str = "faithful.jsonl") -> tuple[Claim, ...]:
    path = folder / name
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return load_claims(documents(), [path])


@pytest.fixture
def claim(tmp_path: Path) -> Claim:
    return load(tmp_path, LINE)[0]


@pytest.fixture
def outcomes(claim: Claim) -> list[Outcome]:
    """Of four true sentences one removed; of the corrupted ones all digits caught, of two districts one."""
    kinds = [("verbatim", "verbatim"), *[("faithful", "figure")] * 4, *[("mechanical", "digit")] * 2]
    kinds += [("by hand", "district"), ("mechanical", "district")]
    passes = [True, True, True, True, False, False, False, True, False]
    verdict = {True: "supported", False: "removed"}
    checked = check(claim.text, claim.given)
    return [
        Outcome(
            replace(claim, id=str(number), source=source, kind=kind),  # type: ignore[arg-type]
            replace(checked, verdict=verdict[passed], why=None if passed else "数字不符"),  # type: ignore[arg-type]
            float(number),
        )
        for number, ((source, kind), passed) in enumerate(zip(kinds, passes, strict=True))
    ]


def test_a_line_becomes_a_claim_with_its_paragraph(claim: Claim) -> None:
    assert claim.source == "faithful"
    assert claim.is_true
    assert [one.number for one in claim.given] == [1]
    assert claim.given[0].report.report_id.startswith("320411-2024-")
    assert "共收到复议申请239件" in claim.given[0].paragraph.text
    assert claim.markers == (1,)
    assert claim.cited == claim.given


def test_claims_of_other_files_are_corrupted(tmp_path: Path) -> None:
    (wrong,) = load(tmp_path, LINE | {"claim": "收到293件[9]。", "true": "239件"}, name="corrupted_1.jsonl")
    assert wrong.source == "by hand"
    assert not wrong.is_true
    assert wrong.cited == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"remark": ""}, "remark"),
        ({"passages": []}, "passages"),
        ({"passages": [{"report": "320411-2023", "holds": "复议"}]}, "0 reports 320411-2023"),
        ({"passages": [{"report": "320411-2024", "holds": "没有这句话"}]}, "0 paragraphs"),
        ({"passages": [{"report": "320411-2024", "holds": "法治"}]}, "paragraphs of 320411-2024 hold"),
        ({"passages": [{"report": "320411-2024", "holds": ""}]}, "holds"),
        ({"claim": "新北区收到239件[2]。"}, "not given"),
        ({"true": LINE["claim"]}, "is the true one"),
    ],
)
def test_a_line_that_is_no_proper_claim_is_refused(change: dict[str, Any], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidClaimError, match=complaint):
        load(tmp_path, LINE | change)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidClaimError, match="f-1"):
        load(tmp_path, LINE, LINE)


def test_our_claim_files_are_proper_and_large_enough() -> None:
    claims = load_claims(documents())
    count = Counter(claim.source for claim in claims)
    assert {source: count[source] for source, least in LEAST_BY_HAND.items() if count[source] < least} == {}  # type: ignore[index]
    said = Counter((claim.text, claim.before, claim.given) for claim in claims)
    assert [text for (text, *_), times in said.items() if times > 1] == []


def test_every_sentence_is_a_claim_of_its_own_paragraph_among_its_neighbours() -> None:
    claims = list(verbatim_claims(documents()))
    for document in documents():
        texts = text_paragraphs(document)
        own = [one for one in claims if one.given[0].report == document.report]
        assert {one.cited[0].paragraph for one in own} == set(texts)
        assert [one.number for one in own[0].given] == [2, 3]
        assert [one.number for one in own[-1].given] == [1, 2]
        middle = next(one for one in own if one.cited[0].paragraph == texts[1])
        assert [one.paragraph for one in middle.given] == texts[:3]
    assert all(one.text.removesuffix("[2]") in one.cited[0].paragraph.text for one in claims)
    assert len({one.id for one in claims}) == len(claims)


def test_what_was_said_before_is_checked_first_and_handed_on(claim: Claim) -> None:
    seen: list[tuple[str, Before]] = []

    def checking(sentence: str, given: Sequence[Given], before: Before) -> Checked:
        seen.append((sentence, before))
        return check(sentence, given, before)

    follow_up = replace(claim, text="审结203件[1]。", before="新北区收到239件[1]。这是2024年的数[1]。")
    (outcome,) = check_all([follow_up], checking, split_claims)
    assert [sentence for sentence, _ in seen] == ["新北区收到239件[1]。", "这是2024年的数[1]。", "审结203件[1]。"]
    for (sentence, before), (_, after) in pairwise(seen):
        assert after == check(sentence, claim.given, before).after
    assert outcome.checked == check(follow_up.text, claim.given, seen[-1][1])
    assert outcome.milliseconds > 0


def test_the_table_counts_by_source_and_kind(outcomes: list[Outcome]) -> None:
    rows = table(outcomes)
    assert rows["faithful"]["all"].share == 0.75
    assert (rows["mechanical"]["all"].claims, rows["mechanical"]["digit"].claims) == (3, 2)
    assert caught(outcomes)["district"].share == 0.5
    assert caught(outcomes)["all"].share == 0.75
    assert false_alarms(outcomes) == {"verbatim": 0, "faithful": 0.25}
    assert "mechanical  digit                    2   1.000" in report(outcomes)
    assert "median 4.00" in report(outcomes)


def test_each_target_that_is_missed_is_named(outcomes: list[Outcome]) -> None:
    assert missed_targets(outcomes) == [
        "faithful: 25.0% removed, more than 2%",
        "by hand: 0.0% caught, less than 98%",
        "district: 50.0% caught, less than 90%",
    ]
    assert missed_targets([one for one in outcomes if one.right]) == []


def test_other_provinces_have_rows_and_targets_of_their_own(outcomes: list[Outcome]) -> None:
    elsewhere = [replace(one, claim=replace(one.claim, group="other provinces")) for one in outcomes]
    both = [*(one for one in outcomes if one.right), *elsewhere]
    assert list(table(both))[-4:] == [f"other provinces, {source}" for source in table(outcomes)]
    assert false_alarms(both)["faithful"] == 0
    assert false_alarms(both)["other provinces, faithful"] == 0.25
    assert missed_targets(both) == [
        "other provinces, faithful: 25.0% removed, more than 2%",
        "other provinces, by hand: 0.0% caught, less than 98%",
        "district: 66.7% caught, less than 90%",
    ]
    assert "other provinces, mechanical  digit                    2   1.000" in report(both)
    assert "(other provinces, by hand, district)" in explain(elsewhere[7])


def test_what_slips_through_is_kept(outcomes: list[Outcome]) -> None:
    kept = json.loads(json.dumps(results(outcomes), ensure_ascii=False))
    assert [one["kind"] for one in kept["slips"]] == ["district"]
    assert [one["why"] for one in kept["removed_though_true"]] == ["数字不符"]
    assert failures(one for one in outcomes if one.right) == []
    assert "数字不符" in explain(outcomes[4])


def test_claims_are_chosen_by_kind_source_or_group(outcomes: list[Outcome]) -> None:
    claims = [one.claim for one in outcomes]
    assert len(choose(claims, ["district"])) == 2
    assert len(choose(claims, ["mechanical", "verbatim"])) == 4
    assert choose(claims, None) == tuple(claims)
    elsewhere = replace(claims[0], group="other provinces")
    assert choose([*claims, elsewhere], ["other provinces"]) == (elsewhere,)
    with pytest.raises(InvalidClaimError, match="riddle"):
        choose(claims, ["riddle"])


def test_the_command_refuses_a_kind_that_there_is_not(
    claim: Claim, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.claims.run.all_claims", lambda _: (claim,))
    assert main(["--kind", "riddle"]) == 2
    assert "riddle" in capsys.readouterr().err
