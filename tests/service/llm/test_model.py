"""The language model at real endpoints that misbehave: each failure has its error, in time, and tells no secret."""

import logging
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic
from typing import Any

import pytest
from structlog.testing import capture_logs

from service.errors import (
    LanguageModelCutOff,
    LanguageModelError,
    LanguageModelGarbled,
    LanguageModelMisconfigured,
    LanguageModelUnavailable,
)
from service.http import problems
from service.llm import LONGEST_TEXT, LanguageModel, Patience, faults, language_model
from service.llm.text import VisibleText
from service.settings import Settings
from tests import endpoint as does
from tests.endpoint import KEY, MODEL, Behaviour, Endpoint, endpoint, refusing, says
from tests.service.prompted import AMPLE, PATIENT, SOON, WAITS, Ticking, at, patience_with

TEXT = "新北区2024年收到复议申请239件[1]。"
PROMPT = "材料与问题在此"


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """The first use imports LangChain: seconds that no deadline of a test should pay."""
    with endpoint(says(TEXT)) as server:
        assert "".join(model_at(server).stream("s", "u", 9)) == TEXT


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds before a request is made anew: told, and not waited for."""
    told: list[float] = []
    monkeypatch.setattr("service.llm.chat.sleep_using_event", lambda _: told.append)
    return told


def model_at(
    server: Endpoint | str, patience: Patience = AMPLE, clock: Callable[[], float] = monotonic, **changed: Any
) -> LanguageModel:
    base_url = server if isinstance(server, str) else server.base_url
    return LanguageModel(Settings.model_validate({**at(base_url), **changed}), patience, clock)


def write(model: LanguageModel) -> str:
    return "".join(model.stream("只看材料。", PROMPT, 300))


def test_without_an_address_there_is_no_language_model() -> None:
    assert language_model(Settings()) is None
    configured = language_model(Settings(llm_base_url="http://127.0.0.1:1/v1", llm_model=MODEL, llm_context=4096))
    assert configured is not None
    assert (configured.name, configured.context_tokens, configured.fault()) == (MODEL, 4096, None)


def test_the_text_comes_in_pieces_as_it_is_written() -> None:
    """The endpoint goes on when the first piece is there."""
    go_on = threading.Event()

    def in_two_parts() -> Iterator[bytes]:
        first, *others = says(TEXT).pieces
        yield first
        assert go_on.wait(WAITS)
        yield from others

    with endpoint(Behaviour(in_two_parts())) as server:
        pieces = model_at(server).stream("s", "u", 9)
        first = next(pieces)
        go_on.set()
        assert first + "".join(pieces) == TEXT


def test_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings and the prompt; nothing that other variables of the environment or this machine would add."""
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-another-program")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-program")
    with endpoint(says(TEXT)) as server:
        write(model_at(server))
        write(model_at(server, llm_api_key=None))
        with_key, without = server.requests
    assert with_key.path == "/v1/chat/completions"
    assert with_key.body == {
        "model": MODEL,
        "messages": [{"role": "system", "content": "只看材料。"}, {"role": "user", "content": PROMPT}],
        "stream": True,
        "temperature": 0.0,
        "max_tokens": 300,
    }
    names = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}
    assert set(with_key.headers) == names | {"authorization"}
    assert with_key.headers["authorization"] == f"Bearer {KEY}"
    assert set(without.headers) == names


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(says(TEXT, size=1), id="a character at a time"),
        pytest.param(says(TEXT, finish=None), id="no reason to finish, but an end"),
        pytest.param(says(TEXT, done=False), id="finished without an end"),
        pytest.param(says(TEXT, finish="eos"), id="another word for stop"),
        pytest.param(does.says_at_once(TEXT), id="plain JSON"),
        pytest.param(does.says_at_once(f"<think>239？</think>\n\n{TEXT}"), id="plain JSON with reasoning"),
        pytest.param(says(TEXT, reasoning="239件，是的。"), id="reasoning_content"),
        pytest.param(says(f"<think>\n239件？\n</think>\n\n{TEXT}", size=3), id="think in pieces"),
    ],
)
def test_a_whole_text_is_taken(behaviour: Behaviour) -> None:
    with endpoint(behaviour) as server:
        model = model_at(server)
        assert write(model) == TEXT
        assert model.fault() is None
        assert model.readiness().status == "ready"


FAILURES = [
    pytest.param(does.hangs(), LanguageModelUnavailable, "没有作答", id="hangs"),
    pytest.param(does.hangs_after_the_headers(), LanguageModelUnavailable, "没有作答", id="hangs after the headers"),
    pytest.param(does.resets(), LanguageModelUnavailable, "连不上", id="resets"),
    pytest.param(does.status(429, retry_after="30"), LanguageModelUnavailable, "频率.*429", id="429, a long wait"),
    pytest.param(does.status(429), LanguageModelUnavailable, "频率.*429", id="429"),
    pytest.param(does.status(500), LanguageModelUnavailable, "HTTP 500", id="500"),
    pytest.param(does.status(503), LanguageModelUnavailable, "HTTP 503", id="503"),
    pytest.param(does.status(402), LanguageModelUnavailable, "余额.*402", id="402"),
    pytest.param(does.status(418), LanguageModelUnavailable, "HTTP 418", id="418"),
    pytest.param(does.status(307), LanguageModelMisconfigured, "转到别处.*307", id="redirect"),
    pytest.param(does.wrong_key(), LanguageModelMisconfigured, "不接受 FAZHI_LLM_API_KEY", id="401"),
    pytest.param(does.status(403), LanguageModelMisconfigured, "不接受 FAZHI_LLM_API_KEY", id="403"),
    pytest.param(does.unknown_model(), LanguageModelMisconfigured, f"“{MODEL}”.*FAZHI_LLM_MODEL", id="404 model"),
    pytest.param(does.unknown_model(400), LanguageModelMisconfigured, f"“{MODEL}”.*FAZHI_LLM_MODEL", id="400 model"),
    pytest.param(does.status(404), LanguageModelMisconfigured, "FAZHI_LLM_MODEL 和 FAZHI_LLM_BASE_URL", id="404"),
    pytest.param(
        does.status(400, error="context_length_exceeded"),
        LanguageModelMisconfigured,
        "FAZHI_LLM_CONTEXT",
        id="long",
    ),
    pytest.param(does.fails_within_the_stream(), LanguageModelUnavailable, "报告了错误", id="error as an event"),
    pytest.param(does.fails_within_the_stream("新北区收到"), LanguageModelCutOff, "断开", id="error after some text"),
    pytest.param(does.stops_half_way("新北区收到"), LanguageModelCutOff, "断开", id="dropped half way"),
    pytest.param(does.stops_half_way("新北区", ending="open"), LanguageModelCutOff, "0 秒内写完", id="hangs half way"),
    pytest.param(says("新北区", finish=None, done=False), LanguageModelCutOff, "断开", id="ends without an end"),
    pytest.param(does.slow_tokens("新北区收到"), LanguageModelCutOff, "没有在.*写完", id="tokens a minute apart"),
    pytest.param(says("新北区收到", finish="length"), LanguageModelCutOff, "长度上限", id="length"),
    pytest.param(says("新北区", finish="content_filter"), LanguageModelCutOff, "过滤", id="content filter"),
    pytest.param(says("新北区", finish=KEY), LanguageModelCutOff, "停下", id="another reason"),
    pytest.param(does.ten_megabytes(), LanguageModelCutOff, "过长", id="10 MB"),
    pytest.param(does.repeats_itself(), LanguageModelCutOff, "过长", id="repeats itself"),
    pytest.param(says("<think>想", finish="length"), LanguageModelCutOff, "长度上限", id="all was reasoning"),
    pytest.param(does.one_huge_piece(), LanguageModelGarbled, "格式", id="one piece of 10 MB"),
    pytest.param(does.says_at_once("审" * 100_000), LanguageModelGarbled, "格式", id="plain JSON too large"),
    pytest.param(does.wrong_json(), LanguageModelGarbled, "格式", id="wrong JSON"),
    pytest.param(does.a_web_page(), LanguageModelGarbled, "格式", id="a web page"),
    pytest.param(does.lists_models(), LanguageModelGarbled, "格式", id="other plain JSON"),
    pytest.param(does.other_json(), LanguageModelGarbled, "没有文字", id="events that are no completion"),
    pytest.param(Behaviour(), LanguageModelGarbled, "格式", id="an empty stream"),
    pytest.param(says(""), LanguageModelGarbled, "没有文字", id="no text"),
    pytest.param(says("", reasoning="想"), LanguageModelGarbled, "没有文字", id="reasoning only"),
]


@pytest.mark.parametrize(("behaviour", "kind", "message"), FAILURES)
def test_every_failure_has_its_error_and_tells_no_secret(
    behaviour: Behaviour,
    kind: type[LanguageModelError],
    message: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    caplog.set_level(logging.DEBUG)
    with endpoint(behaviour) as server, capture_logs() as logged:
        model = model_at(server, patience_with(behaviour))
        with pytest.raises(kind, match=message) as raised:
            write(model)
    assert type(raised.value) is kind
    (line,) = [entry for entry in logged if entry["event"] == "language model called"]
    assert line["outcome"] == kind.__name__
    assert line["model"] == MODEL
    told = "".join(traceback.format_exception(raised.value)) + repr(logged) + caplog.text + repr(model.readiness())
    assert KEY not in told
    assert PROMPT not in told


def test_a_closed_port_is_told() -> None:
    with refusing() as base_url:
        model = model_at(base_url, PATIENT)
        with pytest.raises(LanguageModelUnavailable, match="FAZHI_LLM_BASE_URL"):
            write(model)
        assert model.readiness().detail == model.fault() == faults.UNREACHABLE


@pytest.mark.parametrize(
    "trouble", [does.status(500), does.status(503), does.status(429, retry_after="1"), does.resets()]
)
def test_what_is_transient_is_asked_again(trouble: Behaviour) -> None:
    with endpoint(trouble, says(TEXT)) as server:
        assert write(model_at(server)) == TEXT
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("trouble", "requests"),
    [
        (does.status(500), 3),  # two more times, no more
        (does.status(429, retry_after="3600"), 1),  # nobody waits for that long
        (does.status(400), 1),
        (does.wrong_key(), 1),
        (does.stops_half_way("新北区"), 1),  # some of it has been shown
        (does.fails_within_the_stream(), 1),
    ],
)
def test_how_often_is_asked(trouble: Behaviour, requests: int) -> None:
    with endpoint(trouble) as server:
        with pytest.raises(LanguageModelError):
            write(model_at(server))
        assert len(server.requests) == requests


def test_retry_after_is_waited_for(waits: list[float]) -> None:
    with endpoint(does.status(503, retry_after="2"), says(TEXT)) as server:
        assert write(model_at(server)) == TEXT
    assert waits == [2]


def test_the_deadline_holds_for_the_whole_text() -> None:
    """Though each piece comes soon enough."""
    pieces = says("新" * 11, size=1, finish=None, done=False).pieces
    with endpoint(Behaviour(pieces, ending="open")) as server:
        with pytest.raises(LanguageModelCutOff, match=f"没有在 {WAITS:.0f} 秒内写完"):
            write(model_at(server, replace(AMPLE, next_piece=WAITS / 2), Ticking(WAITS / 10)))
        assert server.abandoned.wait(WAITS)


def test_a_text_that_is_too_long_is_cut_and_the_endpoint_is_left() -> None:
    with endpoint(does.ten_megabytes()) as server:
        got: list[str] = []
        with pytest.raises(LanguageModelCutOff):
            got.extend(model_at(server).stream("s", "u", 9))
        assert len("".join(got)) == LONGEST_TEXT
        assert server.abandoned.wait(WAITS)


@pytest.mark.parametrize("behaviour", [says("新" * 4000, size=1, delay=0.05), does.stops_half_way(TEXT, ending="open")])
def test_closing_early_stops_the_request_and_gives_the_slot_back(behaviour: Behaviour) -> None:
    with endpoint(behaviour, says(TEXT)) as server:
        model = model_at(server, llm_concurrency=1)
        pieces = model.stream("s", "u", 9)
        next(pieces)
        pieces.close()
        assert server.abandoned.wait(WAITS)
        assert write(model) == TEXT
        assert model.fault() is None


def test_a_hanging_request_gives_its_slot_back() -> None:
    """Else the second would be told that the model is busy."""
    with endpoint(does.hangs()) as server:
        model = model_at(server, replace(AMPLE, first_piece=SOON.first_piece), llm_concurrency=1)
        for _ in range(2):
            with pytest.raises(LanguageModelUnavailable, match="没有作答"):
                write(model)


def test_no_more_requests_than_allowed_run_at_a_time() -> None:
    with endpoint(does.stops_half_way(TEXT, ending="open"), says(TEXT)) as server:
        model = model_at(server, replace(AMPLE, slot=SOON.slot), llm_concurrency=1)
        busy = model.stream("s", "u", 9)
        next(busy)
        with pytest.raises(LanguageModelUnavailable, match="正忙"):
            write(model)
        assert len(server.requests) == 1
        assert model.fault() is None  # Nothing is wrong with the endpoint.
        busy.close()
        assert server.abandoned.wait(WAITS)
        assert write(model) == TEXT


def test_many_at_a_time() -> None:
    with endpoint(lambda body: says(body["messages"][1]["content"], delay=0.01)) as server:
        model = model_at(server, llm_concurrency=8)
        got: dict[int, str] = {}

        def ask(number: int) -> None:
            got[number] = "".join(model.stream("s", f"第{number}问，{TEXT}", 9))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(WAITS)
    assert got == {number: f"第{number}问，{TEXT}" for number in range(16)}


@pytest.mark.parametrize(("host", "thinking"), [("api.deepseek.com", {"type": "disabled"}), ("models.invalid", None)])
def test_a_model_that_reasons_by_default_is_told_not_to(
    monkeypatch: pytest.MonkeyPatch, host: str, thinking: dict[str, str] | None
) -> None:
    for name in ("NO_PROXY", "no_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    with endpoint(says(TEXT)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.base_url.removesuffix("/v1"))
        assert write(model_at(f"http://{host}/v1")) == TEXT
        assert proxy.requests[0].body.get("thinking") == thinking
        assert proxy.requests[0].body["max_tokens"] == 300


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"llm_base_url": "not an address"}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_base_url": "127.0.0.1:8080/v1"}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_base_url": "ftp://127.0.0.1/v1"}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_base_url": "http://"}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_base_url": "http://[::1/v1"}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_base_url": "http://127.0.0.1:99999/v1"}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_base_url": "http://127.0.0.1/v1?key=1"}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_base_url": f"http://me:{KEY}@127.0.0.1/v1"}, "FAZHI_LLM_BASE_URL 不能带用户名和密码"),
        ({"llm_base_url": "http://127.0.0.1/v1/chat/completions"}, "应去掉末尾"),
        ({"llm_base_url": KEY}, "FAZHI_LLM_BASE_URL 不是有效的网址"),
        ({"llm_model": None}, "缺少 FAZHI_LLM_MODEL"),
        ({"llm_api_key": f"{KEY}\n"}, "FAZHI_LLM_API_KEY 含有空白"),
        ({"llm_api_key": "密钥"}, "FAZHI_LLM_API_KEY 含有空白或不能用的字符"),
    ],
)
def test_wrong_settings_are_told_at_the_first_use_and_when_asked(changed: dict[str, Any], message: str) -> None:
    model = model_at("http://127.0.0.1:1/v1", **changed)
    told = model.readiness()
    assert told.status == "failing"
    assert message in str(told.detail)
    with pytest.raises(LanguageModelMisconfigured, match=message) as raised:
        write(model)
    assert KEY not in f"{raised.value}{told}"
    assert model.fault() == told.detail


@pytest.mark.parametrize(
    ("models", "status", "detail"),
    [
        (does.lists_models(MODEL), "ready", None),
        (does.lists_models("another"), "unverified", f"没有“{MODEL}”"),
        (does.status(404), "unverified", None),
        (does.status(500), "unverified", None),
        (does.a_web_page(), "unverified", None),
        (does.hangs(), "unverified", None),
        (does.wrong_key(), "failing", "FAZHI_LLM_API_KEY"),
        (does.status(403), "failing", "FAZHI_LLM_API_KEY"),
        (does.resets(), "failing", "连不上"),
    ],
)
def test_before_the_first_use_the_list_of_models_is_asked(models: Behaviour, status: str, detail: str | None) -> None:
    with endpoint(models=models) as server:
        model = model_at(server, patience_with(models))
        told = model.readiness()
        assert told.status == status
        assert (detail or "") in (told.detail or "")
        assert (told.detail is None) is (detail is None)
        assert KEY not in repr(told)
        assert model.fault() is None
        assert model.readiness() == told
        assert [probe.path for probe in server.probes] == ["/v1/models"]  # at most once a minute
        assert server.requests == []


def test_a_use_says_more_than_a_probe_and_a_good_one_clears_the_fault() -> None:
    with endpoint(does.status(400), says(TEXT)) as server:
        model = model_at(server)
        with pytest.raises(LanguageModelUnavailable):
            write(model)
        assert (model.readiness().status, model.readiness().detail) == ("failing", model.fault())
        write(model)
        assert (model.readiness().status, model.fault()) == ("ready", None)
        assert server.probes == []


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with endpoint(says(TEXT)) as server:
        assert write(model_at(server)) == TEXT


def test_a_proxy_of_the_environment_is_asked_for_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    with endpoint(says(TEXT)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.base_url.removesuffix("/v1"))
        assert write(model_at("http://models.invalid/v1")) == TEXT
        assert proxy.requests[0].path == "http://models.invalid/v1/chat/completions"


def test_a_proxy_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:9")
    model = model_at("http://models.invalid/v1")
    with pytest.raises(LanguageModelMisconfigured, match="代理"):
        write(model)
    assert model.fault() == faults.NO_CONNECTION


@pytest.mark.slow
def test_nothing_of_it_is_loaded_before_the_first_use() -> None:
    program = (
        "import sys, service.app; from service.llm import language_model; from service.settings import Settings\n"
        "language_model(Settings(llm_base_url='http://127.0.0.1:1/v1', llm_model='m')).fault()\n"
        "late = {'langchain_core', 'langchain_openai', 'openai', 'httpx2'}\n"
        "sys.exit(', '.join(sorted(late & set(sys.modules))) or None)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=WAITS, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("quiet", ["", "as the service starts"])
def test_no_trace_is_sent_whatever_the_environment_says(quiet: str) -> None:
    """In a process of its own: LangSmith reads its variables once."""
    program = (
        "import sys\nfrom service.llm import LanguageModel\nfrom vectorstore.embedding.offline import keep_quiet\n"
        "from service.settings import Settings\n"
        "if sys.argv[2]: keep_quiet(hub_allowed=False)\n"
        "model = LanguageModel(Settings(llm_base_url=sys.argv[1], llm_model='m'))\n"
        "print(''.join(model.stream('s', 'u', 9)))\n"
    )
    with endpoint(says(TEXT)) as server, endpoint() as tracing:
        traced = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "k"}
        if quiet:
            traced["LANGCHAIN_TRACING"] = "true"
        address = tracing.base_url.removesuffix("/v1")
        result = subprocess.run(
            [sys.executable, "-c", program, server.base_url, quiet],
            env={**os.environ, **traced, "LANGSMITH_ENDPOINT": address, "LANGCHAIN_ENDPOINT": address},
            capture_output=True,
            text=True,
            timeout=WAITS,
            check=False,
        )
        assert TEXT in result.stdout, result.stderr
        assert (tracing.requests, tracing.probes) == ([], [])


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["<think>甲</think>乙"], "乙"),
        (["<", "th", "ink>甲<", "/think", ">乙"], "乙"),
        (["\n\n乙 ", "丙"], "乙 丙"),
        (["a<b", "<", "c"], "a<b<c"),  # no tag after all
        (["乙<th"], "乙<th"),
        (["<think>甲"], ""),
        (["乙</think>丙"], "乙丙"),
    ],
)
def test_reasoning_is_no_text(pieces: list[str], shown: str) -> None:
    visible = VisibleText()
    assert "".join(map(visible.add, pieces)) + visible.rest() == shown


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("3", 3.0), (" 3 ", 3.0), ("soon", None), ("-1", None), (None, None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)],
)
def test_retry_after_is_read(header: str | None, seconds: float | None) -> None:
    assert faults.seconds_of(header) == seconds


def test_retry_after_may_be_a_date() -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    seconds = faults.seconds_of(when)
    assert seconds is not None
    assert 25 < seconds <= 30


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (LanguageModelMisconfigured("密钥有误"), 503, "language-model-misconfigured"),
        (LanguageModelUnavailable("没有作答"), 503, "language-model-unavailable"),
        (LanguageModelGarbled("没有文字"), 502, "language-model-garbled"),
        (LanguageModelCutOff("没有写完"), 502, "language-model-cut-off"),
    ],
)
def test_each_error_has_its_problem(error: LanguageModelError, status: int, kind: str) -> None:
    problem = problems.of_error(error)
    assert (problem.status, problem.type, problem.detail) == (status, f"urn:fazhi:problem:{kind}", str(error))
