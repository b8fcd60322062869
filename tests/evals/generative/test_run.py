"""The command against a real endpoint on this machine and the real collection."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.answers.asking import settings_of
from evals.answers.cases import load_cases
from evals.generative.journal import Journal
from evals.generative.run import compare, main
from evals.generative.scores import missed_targets, report, results
from evals.generative.writing import RecordingModel, ask_many, prompt_versions
from service.resources import Resources
from service.settings import Settings
from tests.endpoint import MODEL, Behaviour, Endpoint, endpoint, refusing, says, status, wrong_key
from tests.evals import made
from vectorstore.store import open_store
from vectorstore.types import Encoder

ASKED = made.case(id="fig-001")
"""新北区2024年收到多少件行政复议申请？"""
ABSENT = made.unanswerable(id="una-001", question="天宁区2024年收到多少件行政复议申请？", reason="unknown_region")
OTHER = made.case(
    id="fig-002",
    question="金坛区2024年收到多少件行政复议申请？",
    expect=[made.expectation(region_code="320413", figures=["187件"], evidence="收到行政复议申请187件")],
)
CASES = (ASKED, ABSENT, OTHER)


def tells(body: Any) -> Behaviour:
    """Of the question's district the right figure, and one that nobody reports."""
    user = body["messages"][-1]["content"]
    if "问题：新北" in user:
        return says("新北区2024年收到行政复议申请239件[1]。新北区2024年收到行政复议申请240件[1]。")
    return says("金坛区2024年收到行政复议申请999件[1]。")


@pytest.fixture
def resources(home: Path, encoder: Encoder) -> Iterator[Resources]:
    store = open_store(home, None, None, encoder.name, encoder.dimensions)
    with closing(store):
        yield Resources(Settings(home=home), store, encoder)


def with_model(resources: Resources, server: Endpoint, concurrency: int = 2) -> tuple[Resources, RecordingModel]:
    settings = Settings(
        home=resources.settings.home,
        llm_base_url=server.base_url,
        llm_model=MODEL,
        llm_concurrency=concurrency,
    )
    model = RecordingModel(settings)
    return replace(resources, settings=settings, language_model=model), model


def test_both_answers_of_each_case_are_scored(
    resources: Resources, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with endpoint(tells) as server:
        given, model = with_model(resources, server)
        found = compare(CASES, given, model, Journal(tmp_path / "journal.jsonl"), resume=False)
    assert [one.asked.case for one in found] == ["fig-001", "una-001", "fig-002"]
    first, absent, other = found
    assert first.asked.answer.mode == "generative"
    assert first.written.passed
    assert first.extracted.passed
    assert (first.kept, len(first.removed), first.completed) == (1, 1, False)
    assert "240件" in first.asked.written
    assert "240件" not in first.asked.answer.answer
    assert absent.written.passed
    assert absent.asked.written == ""
    assert absent.kept == 0
    assert other.fell_back
    assert other.written.passed
    assert other.kept == 0
    assert ["没有通过核对" in warning for warning in other.warnings] == [True]
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert sum("fell back" in line for line in lines) == 1


def test_a_run_is_taken_up_where_it_ended(resources: Resources, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    with endpoint(tells) as server:
        given, model = with_model(resources, server)
        compare(CASES[:2], given, model, journal, resume=False)
        assert len(server.requests) == 1
        found = compare(CASES, given, model, journal, resume=True)
        assert len(server.requests) == 2
        assert [one.written.passed for one in found] == [True, True, True]
        compare(CASES[:2], given, model, journal, resume=False)
        assert len(server.requests) == 3
        changed = ASKED.model_copy(update={"question": "新北区2024年收到行政复议申请多少件？"})
        compare([changed], given, model, journal, resume=True)
        assert len(server.requests) == 4


def test_as_many_cases_are_asked_at_a_time_as_the_endpoint_may_have(resources: Resources) -> None:
    cases = [ASKED.model_copy(update={"id": f"fig-{number:03d}"}) for number in range(6)]
    with endpoint(tells) as server:
        given, model = with_model(resources, server, concurrency=3)
        found = list(ask_many(cases, given, model))
    assert sorted(one.case for one in found) == [case.id for case in cases]
    assert {one.written for one in found} == {found[0].written}
    assert len(found[0].written) == len("新北区2024年收到行政复议申请239件[1]。") * 2


def test_what_an_asking_that_is_given_up_has_not_begun_is_not_begun(resources: Resources) -> None:
    cases = [ASKED.model_copy(update={"id": f"fig-{number:03d}"}) for number in range(20)]
    with endpoint(says("新北区2024年收到行政复议申请239件[1]。", silence=1.0)) as server:
        given, model = with_model(resources, server, concurrency=1)
        asking = ask_many(cases, given, model)
        next(iter(asking))
        asking.close()  # type: ignore[attr-defined]
        assert len(server.requests) < len(cases)


def test_a_failing_endpoint_leaves_extracted_answers_and_says_so(resources: Resources, tmp_path: Path) -> None:
    with endpoint(status(400)) as server:
        given, model = with_model(resources, server)
        found = compare(CASES, given, model, Journal(tmp_path / "journal.jsonl"), resume=False)
    made_of = results(found)
    assert made_of["generative"] == 0
    assert made_of["fell back"] == 1
    assert sum(made_of["warnings"].values()) == made_of["answered"] == 2
    assert made_of["answers"]["all"]["passed"] == made_of["extractive"]["all"]["passed"] == 1


def test_the_results_are_the_tables_the_sentences_and_the_times(resources: Resources, tmp_path: Path) -> None:
    with endpoint(tells) as server:
        given, model = with_model(resources, server)
        found = results(compare(CASES, given, model, Journal(tmp_path / "journal.jsonl"), resume=False))
        json.dumps({**found, **settings_of(given)})
    assert found["answers"]["figure"]["cases"] == 2
    assert found["answered"] == 2
    assert found["generative"] == found["fell back"] == 0.5
    assert found["sentences"]["kept"] == 1
    assert found["sentences"]["why"] == {"所引段落没有“…”这个数": 2}
    assert 0 < found["first_text_seconds"]["p50"] <= found["seconds"]["p95"]
    assert missed_targets(found["answers"]) == []
    text = report(found)
    assert all(words in text for words in ("1.000|1.000", "kept 1, removed 2", "没有通过核对", "p95"))


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "FAZHI_LLM_BASE_URL"),
        ({"FAZHI_LLM_MODEL": "small"}, "FAZHI_LLM_BASE_URL"),
        ({"FAZHI_LLM_BASE_URL": "http://127.0.0.1:9/v1"}, "FAZHI_LLM_MODEL"),
        ({"FAZHI_LLM_BASE_URL": "nowhere", "FAZHI_LLM_MODEL": "small"}, "不是有效的网址"),
        ({"FAZHI_LLM_MODELL": "small"}, "FAZHI_LLM_MODEL"),
    ],
)
def test_a_model_that_cannot_be_used_is_told_before_anything_is_loaded(
    variables: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_environment(monkeypatch, variables)
    monkeypatch.setattr("evals.generative.run.open_collection", lambda: pytest.fail("loaded"))
    assert main([]) == 2
    assert message in capsys.readouterr().err


def test_an_endpoint_that_refuses_is_told_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("evals.generative.run.open_collection", lambda: pytest.fail("loaded"))
    with refusing() as url:
        set_environment(monkeypatch, {"FAZHI_LLM_BASE_URL": url, "FAZHI_LLM_MODEL": MODEL})
        assert main([]) == 2
    with endpoint(models=wrong_key()) as server:
        set_environment(monkeypatch, {"FAZHI_LLM_BASE_URL": server.base_url, "FAZHI_LLM_MODEL": MODEL})
        assert main([]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--case", "fig-999"], "fig-999"),
        (["--kind", "riddle"], "no case to ask"),
        (["--heldout", "missing.jsonl"], "missing.jsonl"),
    ],
)
def test_nothing_to_ask_is_told(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_environment(monkeypatch, {})
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--cases", "0"], ["--cases", "many"], ["--all", "--cases", "3"], ["--every"]])
def test_options_that_make_no_sense_are_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)


@pytest.mark.slow
def test_the_command_prints_both_tables_and_keeps_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heldout = tmp_path / "heldout.jsonl"
    heldout.write_text("\n".join(case.model_dump_json() for case in CASES), encoding="utf-8")
    with endpoint(tells) as server:
        set_environment(monkeypatch, {"FAZHI_LLM_BASE_URL": server.base_url, "FAZHI_LLM_MODEL": MODEL})
        assert main(["--heldout", str(heldout)], tmp_path / "results") == 0
    assert "targets met" in capsys.readouterr().out
    (summary,) = (tmp_path / "results").glob("*.json")
    written = json.loads(summary.read_text(encoding="utf-8"))["generative"]
    assert (written["model"], written["prompts"], written["cases"]) == (MODEL, prompt_versions(), 3)
    assert written["answers"]["all"]["invented"] == 0
    assert written["failing"] == {}
    (journal,) = (tmp_path / "results").glob("*.jsonl")
    assert len(journal.read_text(encoding="utf-8").splitlines()) == 3


def test_the_default_is_a_sample_of_the_gold_cases() -> None:
    assert len(load_cases()) > 900


def set_environment(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name in ("FAZHI_LLM_BASE_URL", "FAZHI_LLM_MODEL", "FAZHI_LLM_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
