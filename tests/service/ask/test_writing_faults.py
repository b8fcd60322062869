"""A language model that fails, through HTTP: every question is answered, and a warning says what happened."""

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from structlog.testing import capture_logs

from service.app import create_app
from service.ask.answer import answer
from service.contract.answers import AskRequest
from service.resources import Resources
from tests import endpoint as does
from tests.endpoint import KEY, Behaviour, Script, endpoint, refusing
from tests.service.conftest import open_with
from tests.service.live import live
from tests.service.prompted import (
    AMPLE,
    PATIENT,
    SOON,
    WAITS,
    Ticking,
    configured,
    patience_with,
    writes,
    writing,
    written,
)
from vectorstore.types import Encoder

QUESTION = "新北区2024年收到多少件行政复议申请？"
GOOD = "新北区2024年共收到复议申请239件，审结203件[{复议申请239件}]。"
KEPT = "新北区2024年共收到复议申请239件，审结203件。[1]"
MORE = "新北区2024年实质性化解行政争议"


@pytest.fixture(scope="module")
def held(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("faults") / "home")))
    with writing(opened, GOOD) as (resources, _):  # LangChain is loaded: seconds that no fault should pay
        assert answer(AskRequest(question=QUESTION), resources).mode == "generative"
    yield opened
    opened.store.close()


class Reply(NamedTuple):
    """What a client of either interface is told, streamed or not."""

    answer: str
    deltas: list[str]
    """Of a stream; else empty."""
    whole: dict[str, Any]
    """The body, or the last event."""
    text: str
    """All that was sent."""


def replies(url: str, mode: str) -> list[Reply]:
    """The question through both interfaces, streamed and not, at the same time."""
    model = {"auto": "fazhi", "generative": "fazhi-generative"}[mode]
    chat = {"model": model, "messages": [{"role": "user", "content": QUESTION}]}
    body = {"question": QUESTION, "mode": mode}
    calls: list[Callable[[], Reply]] = [
        lambda: _asked(url, body),
        lambda: _ask_streamed(url, body),
        lambda: _chatted(url, chat),
        lambda: _chat_streamed(url, chat),
    ]
    with ThreadPoolExecutor(len(calls)) as pool:
        return [found.result() for found in [pool.submit(call) for call in calls]]


def _post(url: str, body: dict[str, Any]) -> httpx.Response:
    response = httpx.post(url, json=body, trust_env=False, timeout=WAITS)
    assert response.status_code == 200, response.text
    return response


def _asked(url: str, body: dict[str, Any]) -> Reply:
    response = _post(f"{url}/v1/ask", body)
    return Reply(response.json()["answer"], [], response.json(), response.text)


def _ask_streamed(url: str, body: dict[str, Any]) -> Reply:
    response = _post(f"{url}/v1/ask", {**body, "stream": True})
    events = [json.loads(line[6:]) for line in response.text.splitlines() if line.startswith("data: ")]
    assert "event: error" not in response.text
    deltas = [event["text"] for event in events[:-1]]
    return Reply(events[-1]["answer"], deltas, events[-1], response.text)


def _chatted(url: str, body: dict[str, Any]) -> Reply:
    response = _post(f"{url}/v1/chat/completions", body)
    completion = response.json()
    return Reply(completion["choices"][0]["message"]["content"], [], completion, response.text)


def _chat_streamed(url: str, body: dict[str, Any]) -> Reply:
    response = _post(f"{url}/v1/chat/completions", {**body, "stream": True})
    data = [line[6:] for line in response.text.splitlines() if line.startswith("data: ")]
    assert data[-1] == "[DONE]"
    chunks = [json.loads(line) for line in data[:-1]]
    deltas = [choice["delta"].get("content") or "" for chunk in chunks for choice in chunk["choices"]]
    return Reply("".join(deltas), [delta for delta in deltas if delta], chunks[-1], response.text)


class Fault(NamedTuple):
    behaviour: Behaviour | Script
    warning: str
    """What the one warning says of it."""
    readiness: str | None
    """What /readyz tells of it; None: nothing, as the endpoint works."""


CHECKS = "都没有通过核对"
FAULTS = {
    "hangs": Fault(does.hangs(), "没有作答", "没有作答"),
    "hangs after the headers": Fault(does.hangs_after_the_headers(), "没有作答", "没有作答"),
    "resets": Fault(does.resets(), "连不上语言模型", "FAZHI_LLM_BASE_URL"),
    "429, in a minute again": Fault(does.status(429, retry_after="60"), "限制了请求的频率", "429"),
    "429": Fault(does.status(429), "限制了请求的频率", "429"),
    "500": Fault(does.status(500), "HTTP 500", "500"),
    "401": Fault(does.wrong_key(), "FAZHI_LLM_API_KEY", "FAZHI_LLM_API_KEY"),
    "unknown model": Fault(does.unknown_model(), "FAZHI_LLM_MODEL", "FAZHI_LLM_MODEL"),
    "wrong JSON": Fault(does.wrong_json(), "格式", "格式"),
    "other JSON": Fault(does.other_json(), "没有文字", "没有文字"),
    "a web page": Fault(does.a_web_page(), "格式", "格式"),
    "an error as an event": Fault(does.fails_within_the_stream(), "报告了错误", "报告了错误"),
    "half a sentence": Fault(does.stops_half_way("新北区2024年共收到复议申请239件"), "断开", "断开"),
    "half a sentence, then silence": Fault(
        does.stops_half_way("新北区2024年共收到", ending="open"), "秒内写完", "秒内写完"
    ),
    "tokens a minute apart": Fault(does.slow_tokens("新北区2024年共收到复议申请239件。"), "秒内写完", "秒内写完"),
    "10 MB": Fault(does.ten_megabytes(), CHECKS, None),
    "10 MB in one piece": Fault(does.one_huge_piece(), "格式", "格式"),
    "10 MB without a full stop": Fault(does.says("审" * 3_000_000, size=2000), CHECKS, None),
    "English": Fault(does.english(), CHECKS, None),
    "it refuses": Fault(does.says("抱歉，我无法回答这个问题。"), CHECKS, None),
    "nothing in it": Fault(does.says("材料未提及。"), CHECKS, None),
    "no text": Fault(does.says(""), "没有文字", "没有文字"),
    "cut off at once": Fault(does.says("新北区2024年共收", finish="length"), "长度上限", None),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_where_nothing_was_written_the_reports_own_words_answer(
    held: Resources, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    extracted = answer(AskRequest(question=QUESTION), held)
    caplog.set_level(logging.DEBUG)
    with ExitStack() as stack:
        server = stack.enter_context(endpoint(fault.behaviour))
        logged = stack.enter_context(capture_logs())
        url = stack.enter_context(live(create_app(configured(held, server.base_url, patience_with(fault.behaviour)))))
        found = replies(url, "auto")
        ready = httpx.get(f"{url}/readyz", trust_env=False)
    for reply in found:
        assert reply.answer == extracted.answer
        assert reply.deltas in ([], [extracted.answer])
        assert reply.whole["mode"] == "extractive"
        (warning,) = reply.whole["warnings"]
        assert fault.warning in warning
        assert warning.endswith("以下为报告原文。")
        assert [citation["n"] for citation in reply.whole["citations"]] == [1]
    assert ready.status_code == 200
    told = ready.json()["language_model"]
    assert told["status"] == ("ready" if fault.readiness is None else "failing")
    assert (fault.readiness or "") in (told["detail"] or "")
    seen = "".join(reply.text for reply in found) + ready.text + repr(logged) + caplog.text
    assert KEY not in seen


def half(ending: str) -> Script:
    """One good sentence, and the beginning of the next."""

    def script(body: Any) -> Behaviour:
        text = written(GOOD + MORE, body)
        if ending == "error":
            return does.fails_within_the_stream(text)
        if ending == "length":
            return does.says(text, finish="length")
        if ending == "open":  # the silence that is waited for comes after all of it
            return does.stops_half_way(text, ending="open", size=len(text))
        return does.stops_half_way(text)

    return script


@pytest.mark.parametrize(
    ("ending", "warning"),
    [
        ("dropped", "语言模型写到一半就断开了。"),
        ("open", "语言模型没有在 0 秒内写完。"),
        ("error", "语言模型写到一半就断开了。"),
        ("length", "语言模型的回答到了长度上限，没有写完。"),
    ],
)
def test_what_was_checked_before_a_text_broke_off_stays(held: Resources, ending: str, warning: str) -> None:
    patience = replace(PATIENT, next_piece=SOON.next_piece) if ending == "open" else PATIENT
    with (
        endpoint(half(ending)) as server,
        capture_logs() as logged,
        live(create_app(configured(held, server.base_url, patience))) as url,
    ):
        found = replies(url, "generative")
    for reply in found:
        assert reply.answer == KEPT
        assert reply.deltas in ([], [KEPT])
        assert reply.whole["mode"] == "generative"
        assert reply.whole["warnings"] == [warning]
    assert KEY not in "".join(reply.text for reply in found) + repr(logged)


def test_what_was_not_written_yet_is_told_in_the_reports_words(held: Resources) -> None:
    question = "新北区和金坛区2024年分别收到多少件行政复议申请？"
    with endpoint(half("dropped")) as server:
        given = answer(AskRequest(question=question), configured(held, server.base_url, PATIENT))
    first, second = given.answer.split("\n")
    assert first == KEPT
    assert second.startswith("常州市金坛区2024年度报告：")
    assert given.mode == "generative"
    assert given.warnings == ("语言模型写到一半就断开了。未写完的部分为报告原文。",)


def test_a_model_that_repeats_itself_is_heard_once_and_left(held: Resources) -> None:
    with (
        endpoint(lambda body: does.says(written(GOOD, body) * 2000, size=200, delay=0.001)) as server,
        live(create_app(configured(held, server.base_url, PATIENT))) as url,
    ):
        found = replies(url, "auto")
        assert server.abandoned.wait(WAITS)
    for reply in found:
        assert reply.answer == KEPT
        assert (reply.whole["mode"], reply.whole["warnings"]) == ("generative", [])


def test_tokens_that_come_slowly_are_cut_at_the_time_limit(held: Resources) -> None:
    def slowly(body: Any) -> Behaviour:
        good = written(GOOD, body)
        return does.stops_half_way(good + MORE * 10, ending="open", size=len(good))

    with endpoint(slowly) as server:
        given = answer(AskRequest(question=QUESTION), configured(held, server.base_url, AMPLE, Ticking(WAITS / 10)))
    assert given.answer == KEPT
    assert given.warnings == (f"语言模型没有在 {WAITS:.0f} 秒内写完。",)


@pytest.mark.parametrize(
    ("base_url", "word"),
    [(None, "连不上语言模型"), ("not an address", "不是有效的网址"), (f"http://me:{KEY}@127.0.0.1/v1", "用户名和密码")],
)
def test_an_address_that_is_none_or_where_nobody_answers(held: Resources, base_url: str | None, word: str) -> None:
    with (
        refusing() as closed,
        capture_logs() as logged,
        live(create_app(configured(held, base_url or closed, PATIENT))) as url,
    ):
        found = replies(url, "auto")
        ready = httpx.get(f"{url}/readyz", trust_env=False)
    for reply in found:
        assert "239件" in reply.answer
        assert reply.whole["mode"] == "extractive"
        (warning,) = reply.whole["warnings"]
        assert word in warning
    assert word in ready.json()["language_model"]["detail"]
    assert KEY not in "".join(reply.text for reply in found) + ready.text + repr(logged)


def test_what_mends_itself_is_not_told(held: Resources) -> None:
    with endpoint(does.status(429, retry_after="0"), writes(GOOD)) as server:
        given = answer(AskRequest(question=QUESTION), configured(held, server.base_url, AMPLE))
    assert (given.answer, given.mode, given.warnings) == (KEPT, "generative", ())


def test_after_a_fault_the_next_question_is_answered_and_readyz_is_well_again(held: Resources) -> None:
    with (
        endpoint(does.wrong_key(), writes(GOOD)) as server,
        live(create_app(configured(held, server.base_url))) as url,
    ):
        assert _asked(url, {"question": QUESTION}).whole["mode"] == "extractive"
        assert httpx.get(f"{url}/readyz", trust_env=False).json()["language_model"]["status"] == "failing"
        assert _asked(url, {"question": QUESTION}).whole["mode"] == "generative"
        assert httpx.get(f"{url}/readyz", trust_env=False).json()["language_model"]["status"] == "ready"
