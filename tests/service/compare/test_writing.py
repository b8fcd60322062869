"""Summaries of a comparison by a model that writes well, or not quite: scripted, at a real endpoint."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.compare.compare import compare
from service.contract.compare import CompareRequest, Comparison
from service.resources import Resources
from tests import endpoint as does
from tests.endpoint import Behaviour, Endpoint, endpoint, refusing
from tests.service.conftest import open_with
from tests.service.prompted import PATIENT, configured, patience_with, prompt, shown, writing, written
from vectorstore.types import Encoder

RECEIVED = "复议收案量"
TWO = "新北区2024年收到行政复议申请239件[{复议申请239件}]，金坛区2024年收到行政复议申请187件[{行政复议申请187件}]"
GOOD = f"{TWO}，新北区最多。"
MARKER = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="module")
def held(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("compared") / "home")))
    yield opened
    opened.store.close()


def compared(held: Resources, words: str, **fields: Any) -> tuple[Comparison, Endpoint]:
    request = CompareRequest.model_validate(fields or {"indicators": [RECEIVED]})
    with writing(held, words) as (resources, server):
        return compare(request, resources), server


def removed(comparison: Comparison) -> dict[str, str | None]:
    return {claim.text: claim.why for claim in comparison.claims if claim.verdict == "removed"}


def check_sources(comparison: Comparison) -> None:
    """One numbering for table and summary, every number used, every quote in its place."""
    numbers = [citation.n for citation in comparison.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    used = {int(number) for number in MARKER.findall(comparison.summary)}
    for row in comparison.table.rows:
        for cell in row.cells:
            used |= {int(number) for number in MARKER.findall(cell.note or "")}
            used |= {cell.citation} if cell.citation is not None else set()
    assert used == set(numbers)
    for citation in comparison.citations:
        assert citation.text[citation.start : citation.end] == citation.quote


def test_a_good_summary_is_the_models_own_words_with_the_tables_numbers(held: Resources) -> None:
    comparison, _ = compared(held, GOOD)
    assert removed(comparison) == {}
    assert comparison.summary == (
        "新北区2024年收到行政复议申请239件[1]，金坛区2024年收到行政复议申请187件[2]，新北区最多。"
    )
    assert (comparison.mode, comparison.warnings[:-1]) == ("generative", ())
    check_sources(comparison)


KEPT = [
    "复议申请量：常州市新北区2024年收到复议申请239件，常州市金坛区187件，苏州市吴江区没有给出。",  # no marker at all
    f"{TWO}。",
    f"{TWO}，新北区高于金坛区。",
    f"{TWO}，新北区比金坛区多。",
    f"{TWO}，新北区最多，其余三个区未报告。",
    f"{TWO}，吴江区没有给出。",
    "吴江区2024年没有给出行政复议收到申请数。",
    "其他区均没有给出，只有新北区2024年和金坛区2024年给出了行政复议收到申请数。",
    "行政复议收到申请数，新北区最多。",
    "江宁区2023年、浦口区2023年和吴江区2024年均未报告行政复议收到申请数。",
]


@pytest.mark.parametrize("words", KEPT)
def test_what_paragraphs_and_table_bear_out_is_kept(held: Resources, words: str) -> None:
    comparison, _ = compared(held, words)
    assert removed(comparison) == {}
    assert comparison.mode == "generative"
    check_sources(comparison)


FALLEN = [
    (f"{TWO}，金坛区最多。", "“最多”不成立"),
    (f"{TWO}，新北区最少。", "“最少”不成立"),
    (f"{TWO}，金坛区高于新北区。", "“高于”不成立"),
    (f"{TWO}，五个区均超过100件。", "“均”不成立"),
    (f"{TWO}，两区均超过200件。", "“均”不成立"),
    (f"{TWO}，只有新北区给出。", "“只有”不成立"),
    (f"{TWO}，三个区给出。", "“"),
    (f"{TWO}，新北区全市最多。", "没有表中的数可以核对"),
    (f"{TWO}，新北区位居第一，金坛区位居第二。", "没有表中的数可以核对"),
    (f"{TWO}，新北区高于平均水平。", "没有表中的数可以核对"),
    (f"{TWO}，新北区同比增长。", "没有表中的数可以核对|不成立"),
    (f"{TWO}，新北区没有给出。", "表中有“行政复议收到申请数”的数"),
    ("新北区2024年没有给出行政复议收到申请数。", "表中有“行政复议收到申请数”的数"),
    ("各区均没有给出行政复议收到申请数。", "表中有“行政复议收到申请数”的数"),
    ("只有吴江区没有给出行政复议收到申请数。", "不只有"),
    ("吴江区没有给出。", "没有写明"),
    ("新北区2024年收到行政复议申请888件[{复议申请239件}]。", "888"),
    ("新北区2024年收到行政复议申请239件[99]。", "没有编号为99的段落"),
    ("行政复议收到申请数，金坛区最多。", "“最多”不成立"),
    ("新北区在法治建设方面最好，居全国首位。", "首位"),
]


@pytest.mark.parametrize(("words", "why"), FALLEN)
def test_what_they_do_not_bear_out_is_removed_with_the_reason(held: Resources, words: str, why: str) -> None:
    comparison, _ = compared(held, f"{words}金坛区2024年收到行政复议申请187件[{{行政复议申请187件}}]。")
    ((text, reason),) = removed(comparison).items()
    assert re.search(why, reason or ""), (text, reason)
    assert comparison.mode == "generative"
    assert text not in MARKER.sub("", comparison.summary)
    check_sources(comparison)


def test_a_superlative_that_holds_among_the_cited_only_is_removed(held: Resources) -> None:
    """203 is more than 117, but 江宁区 has 377."""
    words = (
        "新北区2024年审结行政复议案件203件[{审结203件}]，金坛区2024年审结行政复议案件117件[{结案117件}]，新北区最多。"
    )
    of_two, _ = compared(held, words, indicators=["复议结案数"], scope={"regions": ["新北区", "金坛区"]})
    assert (removed(of_two), of_two.mode) == ({}, "generative")
    of_five, _ = compared(held, words, indicators=["复议结案数"])
    assert list(removed(of_five).values()) == ["按表中“行政复议审结数”一行的数，“最多”不成立"]
    assert of_five.mode == "extractive"


def test_what_has_different_bases_is_not_ranked(held: Resources) -> None:
    words = "新北区2024年行政复议实质性化解率为37.76%[{37.76%}]，吴江区2024年实质性化解率达31.1%[{31.1%}]，新北区最高。"
    comparison, _ = compared(held, words, indicators=["复议化解率"])
    assert list(removed(comparison).values()) == ["“行政复议实质性化解率”的口径不一，不能说“最高”"]


def test_rows_that_the_model_leaves_out_are_told_in_extracted_lines(held: Resources) -> None:
    comparison, _ = compared(held, GOOD, indicators=[RECEIVED, "复议结案数", "公证办理数"])
    first, second, third = comparison.summary.splitlines()
    assert first.endswith("新北区最多。")
    assert second.startswith("行政复议审结数：南京市江宁区2023年377件[")
    assert third.startswith("公证办理数")
    check_sources(comparison)


def test_a_row_that_is_told_in_part_is_told_again_whole(held: Resources) -> None:
    comparison, _ = compared(held, "新北区2024年收到行政复议申请239件[{复议申请239件}]。")
    written, extracted = comparison.summary.splitlines()
    assert written == "新北区2024年收到行政复议申请239件。[1]"
    assert "金坛区2024年187件" in extracted


TOPIC = {"topic": "综合查一次", "scope": {"regions": ["浦口区", "吴江区"]}}


def test_practices_are_written_with_their_names_and_the_others_told(held: Resources) -> None:
    extracted, _ = compared(held, "", mode="extractive", **TOPIC)
    _, other = extracted.summary.splitlines()
    sentence = extracted.citations[0].quote.strip("。；")
    comparison, server = compared(held, f"浦口区2023年{sentence}[1]。", **TOPIC)
    assert comparison.mode == "generative", removed(comparison)
    assert comparison.summary.splitlines()[-1].startswith(other[:12])
    assert "主题：综合查一次" in prompt(server.requests[0].body)
    check_sources(comparison)


def test_the_prompt_holds_paragraphs_of_every_report_and_the_facts_with_their_numbers(held: Resources) -> None:
    comparison, server = compared(held, GOOD, indicators=[RECEIVED, "复议结案数"])
    body = server.requests[0].body
    assert [one.number for one in shown(body)] == [1, 2, 3, 4, 5]
    assert len({one.label for one in shown(body)}) == 5
    facts = prompt(body).partition("表中的事实：")[2].partition("对比的报告")[0]
    told = {one.number for one in shown(body) if "复议申请239件" in one.text}
    assert re.search(r"行政复议收到申请数：常州市新北区2024年239件\[(\d)\]，常州市金坛区2024年187件\[\d\]；", facts)
    assert int(MARKER.findall(facts)[0]) in told
    assert comparison.citations[0].report_id not in prompt(body)


def test_a_small_context_gets_fewer_paragraphs(held: Resources) -> None:
    with endpoint(does.says("好。")) as server:
        small = configured(held, server.base_url, llm_context=2048)
        compare(CompareRequest(indicators=(RECEIVED, "复议结案数")), small)
    assert 1 <= len(shown(server.requests[0].body)) < 5


@pytest.mark.parametrize(
    "fields",
    [
        {"indicators": [RECEIVED], "mode": "extractive"},
        {"indicators": [RECEIVED], "scope": {"regions": ["吴江区"]}},
        {"topic": "火星探测"},
        {"indicators": [RECEIVED], "scope": {"years": [1999]}},
    ],
)
def test_without_anything_to_write_from_the_model_is_not_asked(held: Resources, fields: dict[str, Any]) -> None:
    comparison, server = compared(held, GOOD, **fields)
    assert (comparison.mode, server.requests) == ("extractive", [])


FAULTS: dict[str, tuple[Behaviour, str]] = {
    "hangs": (does.hangs(), "没有作答"),
    "resets": (does.resets(), "连不上语言模型"),
    "500": (does.status(500), "语言模型"),
    "429": (does.status(429), "限制了请求的频率"),
    "wrong key": (does.wrong_key(), "FAZHI_LLM_API_KEY"),
    "unknown model": (does.unknown_model(), "FAZHI_LLM_MODEL"),
    "a web page": (does.a_web_page(), "语言模型"),
    "wrong JSON": (does.wrong_json(), "语言模型"),
    "says nothing": (does.says(""), "语言模型"),
    "English": (does.english(), "都没有通过核对"),
}


@pytest.mark.parametrize("mode", ["auto", "generative"])
@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_falls_back_to_the_extracted_summary(held: Resources, name: str, mode: str) -> None:
    behaviour, warning = FAULTS[name]
    request = CompareRequest.model_validate({"indicators": [RECEIVED, "复议结案数", "公证办理数"], "mode": mode})
    extracted = compare(request.model_copy(update={"mode": "extractive"}), held)
    with endpoint(behaviour) as server:
        comparison = compare(request, configured(held, server.base_url, patience_with(behaviour)))
    assert comparison.mode == "extractive"
    assert (comparison.summary, comparison.citations) == (extracted.summary, extracted.citations)
    assert comparison.warnings[:-1] == extracted.warnings
    assert warning in comparison.warnings[-1]
    assert comparison.warnings[-1].endswith("以下为从原文摘出和由原文算出的对比。")


def test_where_nobody_listens_the_extracted_summary_is_told(held: Resources) -> None:
    with refusing() as base_url:
        comparison = compare(CompareRequest(indicators=(RECEIVED,)), configured(held, base_url, PATIENT))
    assert comparison.mode == "extractive"
    assert "连不上语言模型" in comparison.warnings[-1]


def test_what_was_checked_before_the_text_broke_off_stays(held: Resources) -> None:
    def breaks(body: Any) -> Behaviour:
        return does.stops_half_way(written(f"{GOOD}新北区2024年还", body))

    with endpoint(breaks) as server:
        request = CompareRequest(indicators=(RECEIVED, "复议结案数"))
        comparison = compare(request, configured(held, server.base_url))
    assert comparison.mode == "generative"
    assert comparison.summary.startswith("新北区2024年收到行政复议申请239件[")
    assert comparison.summary.splitlines()[1].startswith("行政复议审结数")
    assert comparison.warnings[-1].endswith("未写完的部分从原文摘出。")


def test_links_of_a_removed_sentence_lead_nowhere(held: Resources) -> None:
    comparison, _ = compared(held, f"{GOOD}详见http://example.com/a。")
    assert list(removed(comparison).values()) == ["含有链接或标记"]
    assert "example.com" not in comparison.model_dump_json()


def test_generative_without_a_model_is_a_conflict(held: Resources) -> None:
    with TestClient(create_app(held)) as client:
        response = client.post("/v1/compare", json={"indicators": [RECEIVED], "mode": "generative"})
    assert response.status_code == 409
    assert "没有配置语言模型" in response.json()["detail"]


def test_the_written_summary_over_http(held: Resources) -> None:
    with writing(held, GOOD) as (resources, _), TestClient(create_app(resources)) as client:
        body = client.post("/v1/compare", json={"indicators": [RECEIVED]}).json()
    assert body["mode"] == "generative"
    assert body["summary"].endswith("新北区最多。")
    assert {claim["verdict"] for claim in body["claims"]} == {"supported"}


def test_the_facts_copied_from_the_prompt_stand_or_fall_like_any_sentence(held: Resources) -> None:
    """What a small model does."""

    def copies(body: Any) -> Behaviour:
        return does.says(prompt(body).partition("表中的事实：\n")[2].partition("\n")[0])

    with writing(held, copies) as (resources, _):
        comparison = compare(CompareRequest(indicators=(RECEIVED,)), resources)
    assert removed(comparison) == {}
    assert comparison.mode == "generative"
