"""Answers of a model that reads its prompt and writes well, or not quite: scripted, at a real endpoint."""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.ask.answer import answer, answer_events
from service.ask.writing import MOST_SENTENCES
from service.contract.answers import Answer, AskRequest, Delta
from service.resources import Resources
from tests.endpoint import Behaviour, Endpoint, endpoint, says
from tests.service.conftest import open_with
from tests.service.districts import XINBEI
from tests.service.live import live
from tests.service.prompted import WAITS, configured, prompt, shown, writes, writing, written
from tests.service.understood import seeds
from vectorstore.types import Encoder, Part

QUESTION = "新北区2024年收到多少件行政复议申请？"
GOOD = "新北区2024年共收到复议申请239件，审结203件[{复议申请239件}]。"


@pytest.fixture(scope="module")
def held(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("written") / "home")))
    yield opened
    opened.store.close()


def asked(held: Resources, words: str, question: str = QUESTION, **fields: Any) -> tuple[Answer, Endpoint]:
    with writing(held, words) as (resources, server):
        return answer(AskRequest.model_validate({"question": question, **fields}), resources), server


def removed(given: Answer) -> dict[str, str | None]:
    return {claim.text: claim.why for claim in given.claims if claim.verdict == "removed"}


def supported(given: Answer) -> list[str]:
    return [claim.text for claim in given.claims if claim.verdict == "supported"]


def test_a_good_answer_is_the_models_own_words_with_their_source(held: Resources) -> None:
    given, server = asked(held, GOOD)
    assert given.answer == "新北区2024年共收到复议申请239件，审结203件。[1]"
    assert (given.mode, given.abstained, given.warnings) == ("generative", False, ())
    (citation,) = given.citations
    assert (citation.n, citation.region, citation.year) == (1, "江苏省常州市新北区", 2024)
    assert "239件" in citation.quote
    assert citation.text[citation.start : citation.end] == citation.quote
    assert [(claim.citations, claim.verdict, claim.why) for claim in given.claims] == [((1,), "supported", None)]
    assert len(server.requests) == 1
    assert given.timings.generation_ms > 0


def test_the_prompt_holds_numbers_and_never_an_id(held: Resources) -> None:
    given, server = asked(held, GOOD)
    text = prompt(server.requests[0].body)
    assert [one.number for one in shown(server.requests[0].body)] == [1, 2, 3]
    assert QUESTION in text
    assert given.citations[0].report_id not in text


def test_paragraphs_are_numbered_anew_in_the_order_in_which_the_text_comes_to_them(held: Resources) -> None:
    given, server = asked(
        held,
        "金坛区2024年共收到行政复议申请187件[{行政复议申请187件}]。新北区2024年共收到复议申请239件[{复议申请239件}]。",
        "新北区和金坛区2024年分别收到多少件行政复议申请？",
    )
    in_prompt = {one.label[:6]: one.number for one in reversed(shown(server.requests[0].body))}
    assert in_prompt["常州市新北区"] < in_prompt["常州市金坛区"]  # the model cites the later one first
    assert given.answer == "金坛区2024年共收到行政复议申请187件。[1]新北区2024年共收到复议申请239件。[2]"
    assert [citation.region[-3:] for citation in given.citations] == ["金坛区", "新北区"]
    assert [claim.citations for claim in given.claims] == [(1,), (2,)]


def test_what_no_paragraph_holds_is_removed_and_told_with_the_reason(held: Resources) -> None:
    given, _ = asked(held, GOOD + "新北区2024年共受理复议申请888件[{复议申请239件}]。新北区位居全国第一。")
    assert given.answer == "新北区2024年共收到复议申请239件，审结203件。[1]"
    assert given.mode == "generative"
    assert "888" in str(removed(given)["新北区2024年共受理复议申请888件。"])
    assert removed(given)["新北区位居全国第一。"]
    assert [claim.verdict for claim in given.claims] == ["supported", "removed", "removed"]


def test_a_marker_that_was_never_given_removes_its_sentence(held: Resources) -> None:
    given, _ = asked(held, "新北区2024年共收到复议申请239件[99]。")
    assert given.mode == "extractive"
    assert removed(given) == {"新北区2024年共收到复议申请239件。": "没有编号为99的段落"}


def test_a_missing_marker_is_supplied_where_one_paragraph_alone_supports(held: Resources) -> None:
    given, _ = asked(held, "新北区2024年共收到复议申请239件，审结203件。")
    assert given.answer == "新北区2024年共收到复议申请239件，审结203件。[1]"


def test_where_nothing_is_left_the_reports_own_words_answer(held: Resources) -> None:
    given, _ = asked(held, "新北区2024年共收到复议申请888件[{复议申请239件}]。")
    extracted = answer(AskRequest(question=QUESTION), held)
    assert given.mode == "extractive"
    assert given.answer == extracted.answer
    assert given.citations == extracted.citations
    assert given.warnings == ("语言模型写的句子都没有通过核对。以下为报告原文。",)
    assert supported(given) == supported(extracted)
    assert len(removed(given)) == 1


def test_district_and_year_are_said_where_a_sentence_names_none(held: Resources) -> None:
    given, _ = asked(
        held,
        "共收到复议申请239件[{复议申请239件}]。审结203件[{复议申请239件}]。",
        "新北区2024年的行政复议收到和审结多少件？",
    )
    assert given.answer == "常州市新北区2024年度报告：共收到复议申请239件。[1]审结203件。[1]"


def test_several_districts_each_have_their_label(held: Resources) -> None:
    given, _ = asked(
        held,
        "共收到复议申请239件[{复议申请239件}]。共收到行政复议申请187件[{行政复议申请187件}]。",
        "新北区和金坛区2024年分别收到多少件行政复议申请？",
    )
    assert given.answer == (
        "常州市新北区2024年度报告：共收到复议申请239件。[1]\n常州市金坛区2024年度报告：共收到行政复议申请187件。[2]"
    )


def test_a_district_that_the_model_left_out_is_told_in_its_reports_words(held: Resources) -> None:
    given, _ = asked(held, GOOD, "新北区和金坛区2024年分别收到多少件行政复议申请？")
    first, second = given.answer.split("\n")
    assert first == "新北区2024年共收到复议申请239件，审结203件。[1]"
    assert second.startswith("常州市金坛区2024年度报告：")
    assert "187" in second
    assert second.endswith("[2]")
    assert given.mode == "generative"
    assert [citation.region[-3:] for citation in given.citations] == ["新北区", "金坛区"]


def test_the_names_of_a_list_that_the_model_left_out_are_told(held: Resources) -> None:
    given, _ = asked(held, "新北区2024年提升“龙和调解”新北品牌外延[{龙和调解}]。", "新北区有哪些调解品牌")
    first, second = given.answer.split("\n")
    assert first == "新北区2024年提升“龙和调解”新北品牌外延。[1]"
    assert second.startswith("常州市新北区2024年度报告：")
    assert all(name in second for name in ("龙和调解", "薛壹家", "牛盾解", "墅融解纷"))


def test_what_was_written_whole_is_not_told_twice(held: Resources) -> None:
    whole = (
        "持续开展“一镇（街道）一调解品牌”活动，提升“龙和调解”“薛壹家”“牛盾解”“墅融解纷”等新北品牌外延，加强诉与非诉对接，"
        "合力破解“调解两率”偏低问题，截至目前，新北区万人成诉率为全市最低[{龙和调解}]。"
    )
    given, _ = asked(held, whole, "新北区有哪些调解品牌")
    assert given.answer.startswith("常州市新北区2024年度报告：持续开展")
    assert given.answer.count("墅融解纷") == 1


def test_a_follow_up_has_its_history_as_data_and_its_district_and_year_from_code(held: Resources) -> None:
    history = [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": "新北区2024年共收到复议申请239件。[1]"},
    ]
    given, server = asked(
        held, "金坛区2024年共收到行政复议申请187件[{行政复议申请187件}]。", "那金坛区呢？", history=history
    )
    text = prompt(server.requests[0].body)
    assert f"用户：{QUESTION}\n回答：新北区2024年共收到复议申请239件。（1）" in text
    assert re.search(r"问题所指：常州市金坛区2024年度报告：.*复议", text)
    assert {one.label for one in shown(server.requests[0].body)} == {"常州市金坛区2024年度报告"}
    assert given.answer == "金坛区2024年共收到行政复议申请187件。[1]"


def test_where_the_model_speaks_of_the_district_before_code_wins(held: Resources) -> None:
    history = [{"role": "user", "content": QUESTION}]
    given, _ = asked(held, "新北区2024年收到复议申请187件[{行政复议申请187件}]。", "那金坛区呢？", history=history)
    assert "新北区" not in given.answer
    assert "187" in given.answer


@pytest.mark.parametrize(
    ("question", "part"),
    [("新北区下一步在行政复议方面有什么打算", Part.PLAN), ("新北区法治政府建设存在哪些不足", Part.SHORTCOMINGS)],
)
def test_plans_and_shortcomings_are_written_from_their_own_part(held: Resources, question: str, part: Part) -> None:
    given, server = asked(held, "新北区2024年共收到复议申请239件[1]。", question)
    parts = {paragraph.text: paragraph.part for paragraph in seeds()[XINBEI].paragraphs}
    assert {parts[one.text] for one in shown(server.requests[0].body)} == {part}
    assert "239" not in given.answer


def test_a_plan_is_told_as_a_plan_only(held: Resources) -> None:
    question = "新北区2025年打算创新建设什么政务大厅？"
    done, _ = asked(held, "新北区2024年已经建成虚拟政务大厅[{虚拟政务大厅}]。", question)
    assert "已经建成" not in done.answer
    planned, _ = asked(held, "新北区2025年将创新建设虚拟政务大厅[{虚拟政务大厅}]。", question)
    assert "新北区2025年将创新建设虚拟政务大厅。[1]" in planned.answer
    assert planned.mode == "generative"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("天宁区2024年收到多少件行政复议申请？", "unknown_region"),
        ("新北区2021年收到多少件行政复议申请？", "year_not_covered"),
        ("新北区2024年栽了多少棵银杏树？", None),
        ("今天天气怎么样", "off_topic"),
    ],
)
@pytest.mark.parametrize("mode", ["auto", "generative"])
def test_an_abstention_never_asks_the_model(held: Resources, question: str, reason: str | None, mode: str) -> None:
    given, server = asked(held, "材料里有999件。", question, mode=mode)
    assert given.abstained
    assert reason in (None, given.reason)
    assert (given.mode, given.citations) == ("extractive", ())
    assert server.requests == []


def test_extractive_never_asks_the_model(held: Resources) -> None:
    given, server = asked(held, GOOD, mode="extractive")
    assert given.answer == answer(AskRequest(question=QUESTION), held).answer
    assert (given.mode, given.warnings, server.requests) == ("extractive", (), [])


@pytest.mark.parametrize("stream", [False, True])
def test_generative_without_a_model_is_409(held: Resources, stream: bool) -> None:
    with TestClient(create_app(held)) as client:
        body = {"question": QUESTION, "mode": "generative", "stream": stream}
        response = client.post("/v1/ask", json=body)
        chat = {"model": "fazhi-generative", "messages": [{"role": "user", "content": QUESTION}], "stream": stream}
        chatted = client.post("/v1/chat/completions", json=chat)
    assert (response.status_code, chatted.status_code) == (409, 409)
    assert "没有配置语言模型" in response.json()["detail"]


def test_a_sentence_said_twice_is_kept_once(held: Resources) -> None:
    given, _ = asked(held, GOOD * 2 + "实质性化解行政争议37.76%[{复议申请239件}]。")
    assert given.answer.count("239件") == 1
    assert "37.76%" in given.answer


def test_a_model_that_goes_on_is_stopped(held: Resources) -> None:
    text = GOOD + "".join(f"新北区办理其他事项{n}件[1]。" for n in range(5001, 5200))
    with writing(held, writes(text, delay=0.005)) as (resources, server):
        given = answer(AskRequest(question=QUESTION), resources)
        assert server.abandoned.wait(WAITS)
    assert len(given.claims) == MOST_SENTENCES
    assert given.answer == "新北区2024年共收到复议申请239件，审结203件。[1]"
    assert given.warnings == ()


def test_thinking_lists_and_emphasis_do_not_show(held: Resources) -> None:
    given, _ = asked(held, "<think>239件？</think>\n\n1. **新北区**2024年共收到复议申请239件[{复议申请239件}]。\n")
    assert given.answer == "新北区2024年共收到复议申请239件。[1]"


def test_a_small_context_has_fewer_paragraphs(held: Resources) -> None:
    with endpoint(lambda body: says(written(GOOD, body))) as server:
        given = answer(AskRequest(question=QUESTION), configured(held, server.base_url, llm_context=1400))
    assert len(shown(server.requests[0].body)) < 3
    assert len(prompt(server.requests[0].body)) < 1400
    assert given.mode == "generative"


# As it streams.


def test_the_deltas_joined_are_the_answer(held: Resources) -> None:
    question = "新北区和金坛区2024年分别收到多少件行政复议申请？"
    with writing(held, "新北区全国第一。" + GOOD) as (resources, _):
        *deltas, last = answer_events(AskRequest(question=question), resources)
    assert isinstance(last, Answer)
    assert all(isinstance(delta, Delta) for delta in deltas)
    assert "".join(delta.text for delta in deltas if isinstance(delta, Delta)) == last.answer
    assert deltas[0] == Delta(text="新北区2024年共收到复议申请239件，审结203件。[1]")


class InTwoHalves:
    """Goes on only when it is told to."""

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second
        self.go_on = threading.Event()

    def __call__(self, body: Any) -> Behaviour:
        return Behaviour(self._pieces(body))

    def _pieces(self, body: Any) -> Iterator[bytes]:
        yield from says(written(self.first, body), finish=None, done=False).pieces
        assert self.go_on.wait(WAITS)
        yield from says(written(self.second, body)).pieces


def test_a_sentence_is_sent_as_soon_as_it_is_checked_and_not_before(held: Resources) -> None:
    halves = InTwoHalves(
        "新北区2024年共收到复议申请888件[{复议申请239件}]。" + GOOD + "新北区2024年实质性化解",
        "行政争议37.76%[{复议申请239件}]。",
    )
    with endpoint(halves) as server, live(create_app(configured(held, server.base_url))) as url:
        body = {"question": QUESTION, "stream": True}
        with httpx.stream("POST", f"{url}/v1/ask", json=body, trust_env=False, timeout=WAITS) as response:
            lines = response.iter_lines()
            first = next(line for line in lines if line.startswith("data: "))
            # The endpoint has not finished: it waits for us.
            assert json.loads(first[6:]) == {"text": "新北区2024年共收到复议申请239件，审结203件。[1]"}
            halves.go_on.set()
            data = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
    assert data[0] == {"text": "新北区2024年实质性化解行政争议37.76%。[1]"}
    assert data[-1]["answer"] == json.loads(first[6:])["text"] + data[0]["text"]
    assert data[-1]["mode"] == "generative"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", {"question": QUESTION, "stream": True}),
        ("/v1/chat/completions", {"messages": [{"role": "user", "content": QUESTION}], "stream": True}),
    ],
)
def test_a_reader_who_goes_away_ends_the_request_to_the_endpoint(
    held: Resources, path: str, body: dict[str, Any]
) -> None:
    halves = InTwoHalves(GOOD + "新北区", "其他" * 100_000)
    with endpoint(halves) as server, live(create_app(configured(held, server.base_url))) as url:
        with httpx.stream("POST", f"{url}{path}", json=body, trust_env=False, timeout=WAITS) as response:
            assert next(line for line in response.iter_lines() if "239件" in line)
        halves.go_on.set()
        assert server.abandoned.wait(WAITS)


def test_a_chat_is_answered_by_the_model_with_its_citations(held: Resources) -> None:
    with writing(held, GOOD) as (resources, _), TestClient(create_app(resources)) as client:
        body = {"model": "fazhi-generative", "messages": [{"role": "user", "content": QUESTION}]}
        completion = client.post("/v1/chat/completions", json=body).json()
    assert completion["choices"][0]["message"]["content"] == "新北区2024年共收到复议申请239件，审结203件。[1]"
    assert [citation["n"] for citation in completion["citations"]] == [1]
    assert completion["mode"] == "generative"


def test_questions_share_the_model_and_nothing_else(held: Resources) -> None:
    with writing(held, GOOD, "金坛区2024年共收到行政复议申请187件[{行政复议申请187件}]。") as (resources, _):
        first = answer_events(AskRequest(question=QUESTION), resources)
        assert "239件" in str(next(first))
        second = answer(AskRequest(question="金坛区2024年收到多少件行政复议申请？"), resources)
        last = list(first)[-1]
    assert isinstance(last, Answer)
    assert ("187" in last.answer, "239" in second.answer) == (False, False)
