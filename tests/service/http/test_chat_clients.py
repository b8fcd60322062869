"""OpenAI's own client and LangChain's, as they come, against the real application over real HTTP."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_openai import ChatOpenAI
from openai.types.chat import ChatCompletionMessageParam

from service.app import create_app
from service.contract.answers import Answer, Citation
from service.llm import language_model
from service.resources import Resources
from service.settings import Settings
from tests.service.conftest import open_with
from tests.service.live import live
from vectorstore.errors import StorageUnavailable
from vectorstore.types import Encoder

QUESTION = "新北区2024年收到多少件行政复议申请？"
FOLLOW_UP = "那金坛区呢？"
MESSAGES: list[ChatCompletionMessageParam] = [{"role": "user", "content": QUESTION}]


@pytest.fixture(scope="module")
def held(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("chat") / "home")))
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def url(held: Resources) -> Iterator[str]:
    with live(create_app(held)) as address:
        yield f"{address}/v1"


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=url, api_key="any") as opened:
        yield opened


@pytest.fixture(scope="module")
def model(url: str) -> ChatOpenAI:
    return ChatOpenAI(base_url=url, api_key="any", model="fazhi")  # type: ignore[arg-type]


def expected(url: str, question: str = QUESTION) -> dict[str, Any]:
    body: dict[str, Any] = httpx.post(f"{url}/ask", json={"question": question}, trust_env=False).json()
    return body


def test_the_openai_client_lists_the_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["fazhi", "fazhi-extractive"]
    assert client.models.retrieve("fazhi").owned_by == "fazhi"
    with pytest.raises(openai.NotFoundError, match="没有模型“fazhi-generative”"):
        client.models.retrieve("fazhi-generative")


def test_with_a_language_model_there_is_one_more_model(held: Resources) -> None:
    settings = Settings(home=held.settings.home, llm_base_url="http://127.0.0.1:9/v1", llm_model="qwen3")
    generating = replace(held, language_model=language_model(settings))
    with live(create_app(generating)) as address, openai.OpenAI(base_url=f"{address}/v1", api_key="any") as client:
        assert [model.id for model in client.models.list()] == ["fazhi", "fazhi-extractive", "fazhi-generative"]


def test_the_openai_client_gets_the_answer_and_its_citations(client: openai.OpenAI, url: str) -> None:
    completion = client.chat.completions.create(model="fazhi", messages=MESSAGES, temperature=0.2, top_p=1, seed=7)
    whole = expected(url)
    assert completion.choices[0].message.content == whole["answer"]
    assert completion.choices[0].finish_reason == "stop"
    assert completion.model_extra is not None
    assert completion.model_extra["citations"] == whole["citations"]
    assert not completion.model_extra["abstained"]
    assert completion.usage is not None
    assert completion.usage.prompt_tokens == len(QUESTION)
    assert completion.usage.completion_tokens == len(whole["answer"])


@pytest.mark.parametrize("usage", [False, True])
def test_the_openai_client_gets_the_same_streamed(client: openai.OpenAI, url: str, usage: bool) -> None:
    question = "各区2024年收到多少件行政复议申请？"
    stream = client.chat.completions.create(
        model="fazhi-extractive",
        messages=[{"role": "user", "content": question}],
        stream=True,
        stream_options={"include_usage": usage},
    )
    chunks = list(stream)
    whole = expected(url, question)
    texts = [choice.delta.content or "" for chunk in chunks for choice in chunk.choices]
    assert "".join(texts) == whole["answer"]
    assert len([text for text in texts if text]) > 1
    assert chunks[-1].model_extra is not None
    assert chunks[-1].model_extra["citations"] == whole["citations"]
    assert (chunks[-1].usage is not None) is usage
    assert len({chunk.id for chunk in chunks}) == 1
    assert [choice.finish_reason for chunk in chunks for choice in chunk.choices if choice.finish_reason] == ["stop"]


def test_the_stream_reader_of_the_openai_client_gathers_it(client: openai.OpenAI, url: str) -> None:
    with client.chat.completions.stream(model="fazhi", messages=MESSAGES) as stream:
        completion = stream.get_final_completion()
    assert completion.choices[0].message.content == expected(url)["answer"]


def test_a_reply_given_back_as_it_came_is_history(client: openai.OpenAI) -> None:
    first = client.chat.completions.create(model="fazhi", messages=MESSAGES).choices[0].message
    completion = client.chat.completions.create(
        model="fazhi",
        messages=[*MESSAGES, first, {"role": "user", "content": FOLLOW_UP}],  # type: ignore[list-item]
    )
    assert "187件" in (completion.choices[0].message.content or "")


def test_an_abstention_reaches_the_client(client: openai.OpenAI) -> None:
    question = "天宁区2024年收到多少件行政复议申请？"
    completion = client.chat.completions.create(model="fazhi", messages=[{"role": "user", "content": question}])
    assert completion.model_extra is not None
    assert completion.model_extra["reason"] == "unknown_region"
    assert completion.model_extra["citations"] == []


def test_the_openai_client_shows_what_is_wrong(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="没有模型“gpt-4o”；可用的有 fazhi、fazhi-extractive。") as unknown:
        client.chat.completions.create(model="gpt-4o", messages=MESSAGES)
    assert unknown.value.code == "unknown-model"
    assert unknown.value.response.headers["content-type"] == "application/problem+json"
    assert unknown.value.response.json()["status"] == 404
    with pytest.raises(openai.UnprocessableEntityError, match="n：本服务不支持，请去掉此项") as refused:
        client.chat.completions.create(model="fazhi", messages=MESSAGES, n=2)
    assert refused.value.param == "n"
    assert refused.value.response.json()["errors"] == [{"field": "n", "detail": "本服务不支持，请去掉此项"}]
    with pytest.raises(openai.ConflictError, match="没有配置语言模型"):
        client.with_options(max_retries=0).chat.completions.create(model="fazhi-generative", messages=MESSAGES)


def carried(message: AIMessage | AIMessageChunk) -> list[Citation]:
    return [Citation.model_validate(citation) for citation in message.response_metadata["logprobs"]["citations"]]


def test_langchain_gets_the_answer_and_its_citations(model: ChatOpenAI, url: str) -> None:
    message = model.invoke([("system", "简短作答。"), ("human", QUESTION)])
    whole = expected(url)
    assert message.content == whole["answer"]
    assert [citation.model_dump(mode="json") for citation in carried(message)] == whole["citations"]
    assert message.response_metadata["finish_reason"] == "stop"
    assert message.usage_metadata is not None
    assert message.usage_metadata["output_tokens"] == len(whole["answer"])


@pytest.mark.parametrize("usage", [False, True])
def test_langchain_gets_the_same_streamed(model: ChatOpenAI, url: str, usage: bool) -> None:
    question = "各区2024年收到多少件行政复议申请？"
    chunks = list(model.stream(question, stream_usage=usage))
    message = chunks[0]
    for chunk in chunks[1:]:
        message += chunk
    whole = expected(url, question)
    assert message.content == whole["answer"]
    assert [citation.model_dump(mode="json") for citation in carried(message)] == whole["citations"]
    assert (message.usage_metadata is not None) is usage


def test_langchain_follows_up_with_the_messages_it_got(model: ChatOpenAI) -> None:
    first = model.invoke(QUESTION)
    message = model.invoke([("human", QUESTION), first, ("human", FOLLOW_UP)])
    assert "187件" in message.text
    assert carried(message)[0].region.endswith("金坛区")


def test_langchain_is_cut_at_a_sentence(url: str) -> None:
    model = ChatOpenAI(base_url=url, api_key="any", model="fazhi", max_tokens=1)  # type: ignore[arg-type, call-arg]
    message = model.invoke("各区2024年收到多少件行政复议申请？")
    assert message.text.endswith("[1]")
    assert [citation.n for citation in carried(message)] == [1]
    assert message.response_metadata["finish_reason"] == "length"


def test_langchain_shows_what_is_wrong(model: ChatOpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError, match="tools：本服务不支持，请去掉此项"):
        model.bind_tools([{"name": "f", "description": "d", "parameters": {}}]).invoke(QUESTION)
    with pytest.raises(openai.UnprocessableEntityError, match=r"messages\.0\.content：至多 2000 个字符"):
        model.invoke("问" * 2001)


def test_an_error_in_mid_stream_is_raised_by_the_clients(
    client: openai.OpenAI, model: ChatOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Answer:
        raise StorageUnavailable("数据库无法访问。")

    monkeypatch.setattr("service.http.chat.answer_events", failing)
    with pytest.raises(openai.APIError, match="数据库无法访问。") as caught:
        list(client.chat.completions.create(model="fazhi", messages=MESSAGES, stream=True))
    assert caught.value.code == "storage-unavailable"
    with pytest.raises(openai.APIError, match="数据库无法访问。"):
        list(model.stream(QUESTION))


def test_an_unforeseen_error_in_mid_stream_says_nothing_of_its_cause(
    client: openai.OpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Answer:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("service.http.chat.answer_events", failing)
    with pytest.raises(openai.APIError, match="服务内部出错") as caught:
        list(client.chat.completions.create(model="fazhi", messages=MESSAGES, stream=True))
    assert "secret" not in json.dumps(caught.value.body)


NO_QUESTION = "至少要有一条 role 为 user 的消息，最后一条即问题"


@pytest.mark.parametrize(
    ("change", "field", "detail"),
    [
        ({"messages": None}, "messages", "应为数组"),
        ({"messages": []}, "messages", NO_QUESTION),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", NO_QUESTION),
        (
            {"messages": [{"role": "tool", "content": "x", "tool_call_id": "1"}]},
            *("messages.0.role", "只能是 'system', 'developer', 'user' 或 'assistant'"),
        ),
        ({"messages": [{"role": "user", "contents": "x"}]}, "messages.0.contents", "未知字段，是否应为 content？"),
        ({"messages": [{"role": "user", "content": " "}]}, "messages.0.content", "不能只有空白"),
        ({"messages": [{"role": "user", "content": 7}]}, "messages.0.content", "应为字符串"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:"}}]}]},
            *("messages.0.content", "只接受文字，不接受图片、音频、文件等"),
        ),
        ({"temprature": 0}, "temprature", "未知字段，是否应为 temperature？"),
        ({"max_tokens": 0}, "max_tokens", "不能小于 1"),
        ({"max_tokens": "many"}, "max_tokens", "应为整数"),
        ({"stream": "yes"}, "stream", "应为 true 或 false"),
        ({"stream_options": {"usage": True}}, "stream_options.usage", "未知字段，是否应为 include_usage？"),
        ({"model": 7}, "model", "应为字符串"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_malformed_request_is_422_with_the_field(
    url: str, change: dict[str, Any], field: str, detail: str, stream: bool
) -> None:
    body = {"messages": MESSAGES, "stream": stream, **change}
    response = httpx.post(f"{url}/chat/completions", json=body, trust_env=False)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (field, detail) in [(fault["field"], fault["detail"]) for fault in problem["errors"]]
    assert problem["error"]["message"] == problem["detail"]


def test_every_error_of_these_endpoints_is_told_in_the_words_that_clients_show(url: str) -> None:
    for response in (
        httpx.get(f"{url}/models/gpt-4o", trust_env=False),
        httpx.get(f"{url}/chat/completions", trust_env=False),
        httpx.post(f"{url}/chat/completions", content=b"x" * 4_000_001, trust_env=False),
        httpx.post(f"{url}/chat/completions", content=b"not json", trust_env=False),
        httpx.get(f"{url}/chat/nowhere", trust_env=False),
    ):
        assert response.json()["error"]["message"] == response.json()["detail"]
    assert "error" not in httpx.get(f"{url}/ask", trust_env=False).json()


def test_a_stream_ends_with_the_mark_that_clients_wait_for(url: str) -> None:
    response = httpx.post(f"{url}/chat/completions", json={"messages": MESSAGES, "stream": True}, trust_env=False)
    assert response.headers["content-type"].startswith("text/event-stream")
    *chunks, end = response.text.strip().split("\n\n")
    assert end == "data: [DONE]"
    assert {json.loads(chunk.removeprefix("data: "))["model"] for chunk in chunks} == {"fazhi"}
